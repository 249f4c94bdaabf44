"""What the import sheet is made of: the file and what is assumed of it, the list of what was found, the buttons."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from command_center.model.places import PlaceKind
from widgets.common.lines import LinesView
from widgets.common.literal import QT_TRANSLATE_NOOP
from widgets.common.parts import KeyButton, Line, Message, Words
from widgets.common.theme import Size, px
from widgets.zones.fields import FormField, Labelled, combo_style
from widgets.zones.words import KINDS, kind_word

translate = QCoreApplication.translate
CAPS: Mapping[str, str] = {
    "choose": "O", "look": "Enter", "accept": "A", "accept-all": "Shift+A", "lay-down": "Ctrl+S", "stop": "",
    "leave": "Esc",
}  # fmt: skip
"""The sheet's actions and their keys."""
BUTTONS: Mapping[str, str] = {
    "choose": QT_TRANSLATE_NOOP("Import", "Choose…"),
    "look": QT_TRANSLATE_NOOP("Import", "Look through it"),
    "accept": QT_TRANSLATE_NOOP("Import", "Accept the repair"),
    "accept-all": QT_TRANSLATE_NOOP("Import", "All repairs"),
    "lay-down": QT_TRANSLATE_NOOP("Import", "Lay down"),
    "stop": QT_TRANSLATE_NOOP("Import", "Stop"),
    "leave": QT_TRANSLATE_NOOP("Import", "Leave"),
}


class ImportParts(QWidget):
    """Signals: `pressed(str)` a button's action."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.title, self.hint = Words(Size.LARGE, bold=True), Words(Size.SMALL, "dim", wrap=True)
        self.file, self.effective, self.kind = FormField(), FormField(), QComboBox()
        for kind in KINDS:
            self.kind.addItem("", kind)
        self.kind.setCurrentIndex(self.kind.findData(PlaceKind.NO_DOG))
        self.rows = {name: Labelled(part) for name, part in
                     (("file", self.file), ("kind", self.kind), ("effective", self.effective))}  # fmt: skip
        self.sum, self.effect, self.details = Words(wrap=True), Words(wrap=True), Words(Size.SMALL, wrap=True)
        self.list, self.message = LinesView(), Message()
        self.buttons = {action: KeyButton(cap.replace("Shift+", "⇧"), primary=action == "lay-down")
                        for action, cap in CAPS.items()}  # fmt: skip
        for action, button in self.buttons.items():
            button.clicked.connect(lambda _=False, action=action: self.pressed.emit(action))
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        column, head, foot, grid = QVBoxLayout(self), QVBoxLayout(), QVBoxLayout(), QGridLayout()
        column.setContentsMargins(0, px(10), 0, px(10))
        column.setSpacing(px(8))
        for box in (head, foot):
            box.setContentsMargins(px(16), 0, px(16), 0)
            box.setSpacing(px(8))
        for part in (self.title, self.hint, *self.rows.values(), self.sum, self.effect):
            head.addWidget(part)
        grid.setSpacing(px(6))
        for number, action in enumerate(("choose", "look", "accept", "accept-all")):
            grid.addWidget(self.buttons[action], number // 2, number % 2)
        for part in (self.details, self.message):
            foot.addWidget(part)
        foot.addLayout(grid)
        for action in ("lay-down", "stop", "leave"):
            foot.addWidget(self.buttons[action])
        column.addLayout(head)
        column.addWidget(Line())
        column.addWidget(self.list, 1)
        column.addLayout(foot)

    def retranslate(self) -> None:
        """Every word anew."""
        self.title.say(translate("Import", "Import places"))
        self.hint.say(translate("Import", "GeoJSON, KML or KMZ. Nothing changes before you lay it down."))
        self.rows["file"].name(translate("Import", "File"))
        self.rows["kind"].name(translate("Import", "Kind of those that name none"))
        self.rows["effective"].name(translate("Import", "Takes effect"))
        self.effective.setPlaceholderText(translate("Import", "now; or 11-30 08:00"))
        self.list.setAccessibleName(translate("Import", "What was found"))
        for action, button in self.buttons.items():
            button.setText(translate("Import", BUTTONS[action]))
        for number, kind in enumerate(KINDS):
            self.kind.setItemText(number, kind_word(kind))
        self.restyle()

    def restyle(self) -> None:
        """Colours and sizes of what the style sheet does not dress."""
        wanted = combo_style()
        if self.styleSheet() != wanted:
            self.setStyleSheet(wanted)

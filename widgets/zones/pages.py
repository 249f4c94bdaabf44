"""The panel's other leaves: the list of places, and one place's versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from widgets.common.lines import LinesView, TwoLines
from widgets.common.literal import QT_TRANSLATE_NOOP
from widgets.common.parts import KeyButton, Line, Message, Words
from widgets.common.theme import Size, px
from widgets.zones.fields import FormField, Labelled
from widgets.zones.words import said

translate = QCoreApplication.translate
LIST_CAPS: Mapping[str, str] = {
    "new": "N",
    "edit": "E",
    "show": "G",
    "versions": "O",
    "end": "Del",
    "filter": "Ctrl+F",
    "import": "Ctrl+O",
    "export": "Ctrl+E",
}
"""The list's actions and their keys."""
LIST_WORDS: Mapping[str, str] = {
    "new": QT_TRANSLATE_NOOP("Zones", "New"),
    "edit": QT_TRANSLATE_NOOP("Zones", "Edit"),
    "show": QT_TRANSLATE_NOOP("Zones", "On the map"),
    "versions": QT_TRANSLATE_NOOP("Zones", "Versions"),
    "end": QT_TRANSLATE_NOOP("Zones", "End"),
    "filter": QT_TRANSLATE_NOOP("Zones", "Filter"),
    "import": QT_TRANSLATE_NOOP("Zones", "Import…"),
    "export": QT_TRANSLATE_NOOP("Zones", "Export…"),
}


class Listed(QWidget):
    """The list with its filter, and a place's end. Signals: `pressed(str)`, `filtered()`, `escaped()`, `ending()` the
    end was confirmed."""

    pressed = Signal(str)
    filtered = Signal()
    escaped = Signal()
    ending = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.filter, self.view = FormField(), LinesView()
        self.note, self.message = Words(Size.SMALL, "dim", wrap=True), Message()
        self.buttons = {action: KeyButton(cap) for action, cap in LIST_CAPS.items()}
        self.end_box, self.end_title = QWidget(), Words(wrap=True)
        self.end_at, self.end_reason = FormField(), FormField()
        self.end_rows = (Labelled(self.end_at), Labelled(self.end_reason))
        self.end_yes, self.end_no = KeyButton("Enter"), KeyButton("Esc")
        self._lay_out()
        for action, button in self.buttons.items():
            button.clicked.connect(lambda _=False, action=action: self.pressed.emit(action))
        self.filter.textChanged.connect(self.filtered)
        for field in (self.filter, self.end_at, self.end_reason):
            field.left.connect(self.escaped)
        self.filter.taken.connect(self.escaped)
        for field in (self.end_at, self.end_reason):
            field.taken.connect(self.ending)
        self.end_yes.clicked.connect(self.ending)
        self.end_no.clicked.connect(self.escaped)
        self.view.doubleClicked.connect(lambda _: self.pressed.emit("edit"))
        self.retranslate()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(10), 0, px(10))
        column.setSpacing(px(8))
        head, foot, grid = QVBoxLayout(), QVBoxLayout(), QGridLayout()
        for box in (head, foot):
            box.setContentsMargins(px(16), 0, px(16), 0)
            box.setSpacing(px(8))
        self.title = Words(Size.LARGE, bold=True)
        for part in (self.title, self.filter, self.note):
            head.addWidget(part)
        grid.setSpacing(px(6))
        for number, button in enumerate(self.buttons.values()):
            grid.addWidget(button, number // 2, number % 2)
        foot.addLayout(grid)
        foot.addWidget(self.end_box)
        foot.addWidget(self.message)
        self._lay_out_end()
        column.addLayout(head)
        column.addWidget(Line())
        column.addWidget(self.view, 1)
        column.addLayout(foot)

    def _lay_out_end(self) -> None:
        column, last = QVBoxLayout(self.end_box), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        last.setSpacing(px(8))
        for part in (Line(), self.end_title, *self.end_rows):
            column.addWidget(part)
        last.addWidget(self.end_yes)
        last.addWidget(self.end_no)
        column.addLayout(last)
        self.end_box.hide()

    def ask_end(self, name: str) -> None:
        """Ask from when on a place is to be no more, and why."""
        self.end_title.say(
            translate("Zones", "Take {name} out of force? It is kept, with its versions.").format(name=name)
        )
        for field in (self.end_at, self.end_reason):
            field.clear()
        for row in self.end_rows:
            row.complain("")
        self.end_box.show()
        self.end_at.setFocus()

    def retranslate(self) -> None:
        """Every word anew."""
        self.title.say(translate("Zones", "Zones and places"))
        self.filter.setPlaceholderText(translate("Zones", "Filter by name, kind or number"))
        self.filter.setAccessibleName(translate("Zones", "Filter by name, kind or number"))
        self.view.setAccessibleName(translate("Zones", "Zones and places"))
        for action, button in self.buttons.items():
            button.setText(said(LIST_WORDS[action]))
        self.end_rows[0].name(translate("Zones", "Takes effect"))
        self.end_rows[1].name(translate("Zones", "Reason, for the record"))
        self.end_at.setPlaceholderText(translate("Zones", "now; or 11-30 08:00"))
        self.end_yes.setText(translate("Zones", "Take out of force"))
        self.end_no.setText(translate("Zones", "Keep it"))


class Versions(QWidget):
    """All that was laid down about one place. Signals: `moved()` another version is looked at, `pressed(str)`."""

    moved = Signal()
    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.title, self.hint = Words(Size.LARGE, bold=True), Words(Size.SMALL, "dim", wrap=True)
        self.view, self.back = LinesView(), KeyButton("Esc")
        column, head, foot = QVBoxLayout(self), QVBoxLayout(), QVBoxLayout()
        column.setContentsMargins(0, px(10), 0, px(10))
        column.setSpacing(px(8))
        for box in (head, foot):
            box.setContentsMargins(px(16), 0, px(16), 0)
            box.setSpacing(px(8))
        head.addWidget(self.title)
        head.addWidget(self.hint)
        foot.addWidget(self.back)
        column.addLayout(head)
        column.addWidget(Line())
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        self.view.moved.connect(self.moved)
        self.back.clicked.connect(lambda: self.pressed.emit("leave"))
        self.retranslate()

    def show_versions(self, name: str, lines: Sequence[TwoLines]) -> None:
        """Another place's, the newest first and looked at."""
        self.title.say(name)
        self.view.show_lines(lines)
        self.view.go(0)

    def retranslate(self) -> None:
        """Every word anew."""
        self.hint.say(translate("Zones", "The version chosen here is shown on the map."))
        self.view.setAccessibleName(translate("Zones", "Versions"))
        self.back.setText(translate("Zones", "Back to the list"))

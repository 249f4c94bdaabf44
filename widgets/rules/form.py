"""The form of the rules: what can be changed, with units and limits, tried, and switched on at a stated time."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from widgets.common.literal import QT_TRANSLATE_NOOP
from widgets.common.parts import KeyButton, Line, Message, Words
from widgets.common.theme import Size, px
from widgets.rules.draft import LIMITS, Filled, Part
from widgets.zones.fields import FormField, Labelled
from widgets.zones.hours_form import HoursForm

translate = QCoreApplication.translate
CAPS: Mapping[str, str] = {"back": "Ctrl+R", "versions": "Ctrl+H", "try": "Ctrl+T", "save": "Ctrl+S"}
BUTTONS: Mapping[str, str] = {
    "back": QT_TRANSLATE_NOOP("Rules", "As in force"),
    "versions": QT_TRANSLATE_NOOP("Rules", "Versions"),
    "try": QT_TRANSLATE_NOOP("Rules", "Try"),
    "save": QT_TRANSLATE_NOOP("Rules", "Switch on"),
}
"""The form's actions and their keys."""


class RulesForm(QWidget):
    """Signals: `pressed(str)` a button's action; `changed()` something was filled in; `escaped()` Escape in a field."""

    pressed = Signal(str)
    changed = Signal()
    escaped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title, self.standing = Words(Size.LARGE, bold=True), Words(Size.SMALL, "dim", wrap=True)
        self.coming = Words(wrap=True)
        self.hours, self.remind, self.radius = HoursForm(), FormField(), FormField()
        self.effective, self.reason = FormField(), FormField()
        self.rows = {
            Part.PROHIBITED: Labelled(self.hours), Part.REMIND: Labelled(self.remind),
            Part.RADIUS: Labelled(self.radius), Part.EFFECTIVE: Labelled(self.effective),
            "reason": Labelled(self.reason),
        }  # fmt: skip
        self.buttons = {action: KeyButton(cap, primary=action == "save") for action, cap in CAPS.items()}
        self.message = Message()
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        inner, area = QWidget(), QScrollArea()
        inner.setObjectName("panel")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        whole, column, foot = QVBoxLayout(self), QVBoxLayout(inner), QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for box in (column, foot):
            box.setContentsMargins(px(16), px(10), px(16), px(10))
            box.setSpacing(px(8))
        whole.addWidget(area)
        whole.addWidget(Line())
        whole.addLayout(foot)
        first = (Part.REMIND, Part.RADIUS, Part.PROHIBITED)
        above = (self.title, self.standing, self.coming)
        for part in (*above, Line(), *(self.rows[one] for one in first), Line()):
            column.addWidget(part)
        for part in (self.rows[Part.EFFECTIVE], self.rows["reason"]):
            column.addWidget(part)
        column.addStretch(1)
        foot.addWidget(self.message)
        foot.addLayout(self._foot())
        self.coming.hide()

    def _foot(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(px(6))
        for number, button in enumerate(self.buttons.values()):
            grid.addWidget(button, number // 2, number % 2)
        return grid

    def _connect(self) -> None:
        for action, button in self.buttons.items():
            button.clicked.connect(lambda _=False, action=action: self.pressed.emit(action))
        for field in (self.remind, self.radius, self.effective, self.reason):
            field.left.connect(self.escaped)
            field.taken.connect(self.focusNextChild)
        for field in (self.remind, self.radius):
            field.textChanged.connect(self.changed)
        self.hours.changed.connect(self.changed)
        self.hours.escaped.connect(self.escaped)

    def fill(self, filled: Filled) -> None:
        """What stands in the fields."""
        self.hours.text = filled.prohibited
        self.remind.setText(filled.remind)
        self.radius.setText(filled.radius)
        for row in self.rows.values():
            row.complain("")
        self.changed.emit()

    def filled(self) -> Filled:
        """The fields as they stand."""
        return Filled(self.hours.text, self.remind.text(), self.radius.text())

    def complain(self, part: Part) -> None:
        """What is wrong, next to it."""
        least, most = LIMITS.get(part, (0, 0))
        limits = {"least": f"{least:g}", "most": f"{most:g}"}
        words = {
            Part.PROHIBITED: translate("Rules", "These hours cannot be read. Write them like Mo-Su 07:00-19:00."),
            Part.REMIND: translate("Rules", "Minutes, {least} to {most}; 0 alarms at once.").format(**limits),
            Part.RADIUS: translate("Rules", "Metres, {least} to {most}.").format(**limits),
            Part.EFFECTIVE: translate("Rules", "Now, or a time to come: 18:00, 11-30 08:00 or 2026-11-30 08:00."),
        }
        self.rows[part].complain(words[part])
        self.rows[part].part.setFocus()

    def retranslate(self) -> None:
        """Every word anew."""
        for action, button in self.buttons.items():
            button.setText(translate("Rules", BUTTONS[action]))
        self.title.say(translate("Rules", "Dog rules"))
        names = {
            Part.PROHIBITED: translate("Rules", "Hours when dogs must not be walked"),
            Part.REMIND: translate("Rules", "The owner is reminded first for, minutes (0 to 240)"),
            Part.RADIUS: translate("Rules", "A dog is at home within, metres (10 to 1000)"),
            Part.EFFECTIVE: translate("Rules", "Takes effect"),
            "reason": translate("Rules", "Reason, for the record"),
        }
        for name, row in self.rows.items():
            row.name(names[name])
        self.effective.setPlaceholderText(translate("Rules", "now; or 11-30 08:00"))

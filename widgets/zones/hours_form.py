"""Hours laid down in rows a person can read; what the rows cannot say is edited as text, and never lost."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from command_center.model.hours import WEEK, Rule, parse, week, write
from command_center.settings.checking import hours_mistake
from widgets.common.hours import hours_words
from widgets.common.parts import KeyButton, Words
from widgets.common.theme import Size, px
from widgets.zones.hours_row import FRESH, FieldOfForm, HoursRow
from widgets.zones.hours_week import WeekView

translate = QCoreApplication.translate
MOST_ROWS = 12


class HoursForm(QWidget):
    """`text` is opening_hours syntax, "" for always. Signals: `changed()` something was filled in; `escaped()` Escape
    in a field. While `fault` says something, `text` is none that is taken."""

    changed = Signal()
    escaped = Signal()

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[HoursRow] = []
        self.says, self.note = Words(wrap=True), Words(Size.SMALL, "dim", wrap=True)
        self.wrong, self.week = Words(Size.SMALL, "high", wrap=True), WeekView()
        self.plain, self.add, self.mode = FieldOfForm(), KeyButton(""), KeyButton("")
        self._column, self._text, self._as_text, self.fault = QVBoxLayout(), "", False, ""
        self._lay_out()
        self.plain.textChanged.connect(self._typed)
        self.plain.left.connect(self.escaped)
        self.add.clicked.connect(self.add_row)
        self.mode.clicked.connect(self.change_mode)
        self.text = text

    def _lay_out(self) -> None:
        column, last = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        self._column.setSpacing(px(8))
        last.setSpacing(px(8))
        last.addWidget(self.add)
        last.addWidget(self.mode)
        column.addLayout(self._column)
        column.addWidget(self.plain)
        column.addWidget(self.wrong)
        column.addLayout(last)
        for part in (self.says, self.week, self.note):
            column.addWidget(part)

    @property
    def text(self) -> str:
        """The hours as they stand; what nobody touched is letter by letter what was put in."""
        return self._text

    @text.setter
    def text(self, text: str) -> None:
        self._text = text.strip()
        self._as_text = bool(self._text) and fitting(self._text) is None
        self._fill()

    @property
    def as_text(self) -> bool:
        """Whether the hours are edited as text now."""
        return self._as_text

    def change_mode(self) -> None:
        """Rows instead of text or text instead of rows; text that rows cannot say stays text."""
        if not self._as_text or not self._text or fitting(self._text) is not None:
            self._as_text = not self._as_text
            self._fill()

    def add_row(self) -> None:
        """Another row, for the days no row speaks of yet."""
        had = {day for row in self.rows if (rule := row.rule()) is not None for day in rule.days}
        days = tuple(day for day in WEEK if day not in had) or WEEK
        self._make(Rule(days, (FRESH,)))
        self._filled()

    def _fill(self) -> None:
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows.clear()
        for rule in fitting(self._text) or () if not self._as_text else ():
            self._make(rule)
        self.plain.blockSignals(True)
        self.plain.setText("" if self.fault and not self._as_text else self._text)
        self.plain.blockSignals(False)
        self._show()

    def _make(self, rule: Rule) -> None:
        row = HoursRow(rule)
        row.changed.connect(self._filled)
        row.escaped.connect(self.escaped)
        row.removed.connect(lambda: self._drop(row))
        self.rows.append(row)
        self._column.addWidget(row)

    def _drop(self, row: HoursRow) -> None:
        self.rows.remove(row)
        row.hide()
        row.deleteLater()
        self._filled()

    def _filled(self) -> None:
        rules = [row.rule() for row in self.rows]
        whole = [rule for rule in rules if rule is not None]
        self._text = write(whole) if len(whole) == len(rules) else f"? {write(whole)}"
        self._show()
        self.changed.emit()

    def _typed(self, text: str) -> None:
        self._text = text.strip()
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        """What the hours say, or what is wrong with them."""
        mistake = hours_mistake(self._text) if self._text else None
        rules = fitting(self._text) if self._text else (Rule(),)
        in_rows = any(row.rule() is None for row in self.rows)
        self.fault = translate("Hours", "These hours are not whole yet.") if mistake else ""
        if mistake and self._as_text:
            self.fault = translate("Hours", "This is not opening_hours syntax: {why}").format(why=mistake)
        self.wrong.say(self.fault)
        self.wrong.setVisible(bool(self.fault) and not in_rows)
        self.says.say("" if mistake else hours_words(self._text))
        self.says.setVisible(not mistake)
        self.week.setVisible(rules is not None and bool(self._text))
        self.note.say(self._note(rules))
        self.note.setVisible(bool(self.note.text()) and not mistake)
        if rules is not None:
            self.week.show_week(week(typical(rules)))
        self._show_ways(rules is not None)

    def _show_ways(self, rows_can: bool) -> None:
        self.plain.setVisible(self._as_text)
        self.add.setVisible(not self._as_text)
        self.add.setEnabled(len(self.rows) < MOST_ROWS)
        self.mode.setEnabled(not self._as_text or rows_can or not self._text)
        self.add.setText(translate("Hours", "+ Row") if self.rows else translate("Hours", "Lay down hours"))
        self.mode.setText(translate("Hours", "In rows") if self._as_text else translate("Hours", "As text"))
        self.plain.setAccessibleName(translate("Hours", "Hours as text, opening_hours syntax"))

    def _note(self, rules: Sequence[Rule] | None) -> str:
        if rules is None:
            return translate("Hours", "These hours say more than rows can show; they are kept as text.")
        if any(rule.seasons for rule in rules):
            within = typical(rules) != tuple(rules)
            if within:
                return translate("Hours", "The week as it is in its part of the year.")
            return translate("Hours", "The week as it is outside the parts of the year named.")
        days = [day for rule in rules for day in rule.days]
        if len(days) > len(set(days)):
            return translate("Hours", "On a day that stands in two rows the lower row holds.")
        return ""

    def changeEvent(self, event: QEvent) -> None:
        """New language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "fault"):
            self._show()


def fitting(text: str) -> tuple[Rule, ...] | None:
    """The rules of a text that rows can show: at most one part of the year each."""
    rules = parse(text)
    return rules if rules is not None and all(len(rule.seasons) < 2 for rule in rules) else None


def typical(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """The rules of the week that is painted: without any for all the year, those for a part of it as if it were now."""
    if all(rule.seasons for rule in rules):
        return tuple(replace(rule, seasons=()) for rule in rules)
    return tuple(rules)

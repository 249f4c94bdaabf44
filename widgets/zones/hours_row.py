"""One row of the hours' form: on which days, from when to when, in which part of the year."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from command_center.model.hours import ALL_DAY, DAY, DAYS, LENGTHS, PUBLIC, Rule, Season, Span, clock, span
from widgets.common.hours import day_word
from widgets.common.keys import Field
from widgets.common.literal import QT_TRANSLATE_NOOP
from widgets.common.parts import KeyButton, Line, Words
from widgets.common.theme import Size, px
from widgets.zones.toggle import Toggle

translate = QCoreApplication.translate
TIMES, ALL, OFF = range(3)
MANNERS = (
    QT_TRANSLATE_NOOP("Hours", "Times"),
    QT_TRANSLATE_NOOP("Hours", "All day"),
    QT_TRANSLATE_NOOP("Hours", "Not at all"),
)
SHORT_DAYS = (
    QT_TRANSLATE_NOOP("Hours", "Mo"), QT_TRANSLATE_NOOP("Hours", "Tu"), QT_TRANSLATE_NOOP("Hours", "We"),
    QT_TRANSLATE_NOOP("Hours", "Th"), QT_TRANSLATE_NOOP("Hours", "Fr"), QT_TRANSLATE_NOOP("Hours", "Sa"),
    QT_TRANSLATE_NOOP("Hours", "Su"), QT_TRANSLATE_NOOP("Hours", "PH"),
)  # fmt: skip
FRESH = Span(7 * 60, 19 * 60)
_TIME = re.compile(r"(\d{1,2})(?:[:：]?(\d{2}))?")
_DATE = re.compile(r"(\d{1,2})(?:[-/.](\d{1,2}))?")


class Pair(QWidget):
    """From–to. Signals: `edited()`, `removed()`, `escaped()`."""

    edited, removed, escaped = Signal(), Signal(), Signal()

    def __init__(self, first: str, last: str, removable: bool) -> None:
        super().__init__()
        self.first, self.last, self.remove = FieldOfForm(), FieldOfForm(), KeyButton("")
        self.remove.setText("×")
        self.remove.setFixedWidth(px(28))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(6))
        for part in (self.first, Words(Size.BODY, "dim"), self.last):
            row.addWidget(part)
            if isinstance(part, Words):
                part.say("–")
        row.addStretch(1)
        row.addWidget(self.remove)
        self.remove.setVisible(removable)
        self.first.setText(first)
        self.last.setText(last)
        for field in (self.first, self.last):
            field.setFixedWidth(px(72))
            field.setMinimumHeight(px(30))
            field.textChanged.connect(self.edited)
            field.left.connect(self.escaped)
        self.remove.clicked.connect(self.removed)

    def name(self, first: str, last: str) -> None:
        """What the two are called."""
        self.first.setAccessibleName(first)
        self.last.setAccessibleName(last)


class FieldOfForm(Field):
    """A short field; Return goes on to the next, Escape is told by `left()`, Ctrl with a letter is the panel's."""

    left = Signal()
    _OWN = frozenset({Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X, Qt.Key.Key_Z, Qt.Key.Key_Y})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return and Escape."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() not in self._OWN:
            event.ignore()
        else:
            super().keyPressEvent(event)


class HoursRow(QWidget):
    """Signals: `changed()`, `removed()`, `escaped()` Escape in a field. `wrong` says in words what cannot be taken."""

    changed, removed, escaped = Signal(), Signal(), Signal()

    def __init__(self, rule: Rule) -> None:
        super().__init__()
        self.days = [Toggle() for _ in DAYS]
        self.manner = [Toggle() for _ in MANNERS]
        self.spans: list[Pair] = []
        self.add, self.in_season, self.remove = KeyButton(""), KeyButton(""), KeyButton("")
        self.wrong = Words(Size.SMALL, "high", wrap=True)
        first, last = _season_text(rule.seasons)
        self.season, self.season_label = Pair(first, last, removable=False), Words(Size.SMALL, "dim", wrap=True)
        self._times = QVBoxLayout()
        self._lay_out()
        for day, toggle in enumerate(self.days):
            toggle.setChecked(day in rule.days)
            toggle.toggled.connect(self.changed)
        self._choose(OFF if rule.off else ALL if rule.spans == (ALL_DAY,) else TIMES)
        for number, toggle in enumerate(self.manner):
            toggle.clicked.connect(lambda _=False, number=number: self._chosen(number))
        for one in rule.spans if not rule.off and rule.spans != (ALL_DAY,) else (FRESH,):
            self._add(one)
        self.add.clicked.connect(self._added)
        self.remove.clicked.connect(self.removed)
        self.in_season.clicked.connect(self._ask_season)
        self._show_season(bool(rule.seasons))
        self.season.edited.connect(self.changed)
        self.season.escaped.connect(self.escaped)
        self.retranslate()

    def _lay_out(self) -> None:
        column, days, manner, more = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        days.setSpacing(px(2))
        manner.setSpacing(px(2))
        for toggle in self.days:
            days.addWidget(toggle)
        days.addStretch(1)
        for toggle in self.manner:
            manner.addWidget(toggle)
        manner.addStretch(1)
        self.remove.setText("×")
        self.remove.setFixedWidth(px(28))
        manner.addWidget(self.remove)
        self._times.setSpacing(px(4))
        column.addLayout(days)
        column.addLayout(manner)
        column.addLayout(self._times)
        more.setSpacing(px(6))
        more.addWidget(self.add)
        more.addWidget(self.in_season)
        for part in (self.season_label, self.season):
            column.addWidget(part)
        column.addLayout(more)
        column.addWidget(self.wrong)
        column.addWidget(Line())
        self.wrong.hide()

    @property
    def _manner(self) -> int:
        return next(number for number, toggle in enumerate(self.manner) if toggle.isChecked())

    def _choose(self, manner: int) -> None:
        for number, toggle in enumerate(self.manner):
            toggle.setChecked(number == manner)

    def _chosen(self, manner: int) -> None:
        self._choose(manner)
        self._show_times()
        self.changed.emit()

    def _add(self, one: Span) -> Pair:
        pair = Pair(clock(one.start), clock(one.end), removable=True)
        pair.edited.connect(self.changed)
        pair.escaped.connect(self.escaped)
        pair.removed.connect(lambda: self._drop(pair))
        pair.name(translate("Hours", "From"), translate("Hours", "To"))
        self.spans.append(pair)
        self._times.addWidget(pair)
        self._show_times()
        return pair

    def _added(self) -> None:
        self._add(FRESH).first.setFocus()
        self.changed.emit()

    def _drop(self, pair: Pair) -> None:
        self.spans.remove(pair)
        pair.hide()
        pair.deleteLater()
        self._show_times()
        self.changed.emit()

    def _show_times(self) -> None:
        timed = self._manner == TIMES
        for pair in self.spans:
            pair.setVisible(timed)
            pair.remove.setVisible(len(self.spans) > 1)
        self.add.setVisible(timed)

    def _show_season(self, shown: bool) -> None:
        self.season_label.setVisible(shown)
        self.season.setVisible(shown)
        self.in_season.setVisible(not shown)

    def _ask_season(self) -> None:
        self._show_season(True)
        self.season.first.setFocus()

    def rule(self) -> Rule | None:
        """What the row says; None when that is nothing whole, and the row tells why."""
        days = tuple(number for number, toggle in enumerate(self.days) if toggle.isChecked())
        spans = [_span(pair) for pair in self.spans] if self._manner == TIMES else [ALL_DAY]
        seasons = _season(self.season.first.text(), self.season.last.text())
        known = tuple(one for one in spans if one is not None)
        if not days:
            self._complain(translate("Hours", "Choose at least one day."))
        elif len(known) < len(spans):
            self._complain(translate("Hours", "A time is none: write 06:00, up to 24:00; from and to must differ."))
        elif seasons is None:
            self._complain(translate("Hours", "A date is none: write month-day as 05-01, or months as 5; both ends."))
        else:
            self._complain("")
            off = self._manner == OFF
            return Rule(days, () if off else known, seasons, off)
        return None

    def _complain(self, words: str) -> None:
        self.wrong.say(words)
        self.wrong.setVisible(bool(words))

    def retranslate(self) -> None:
        """Every word anew."""
        for number, toggle in enumerate(self.days):
            toggle.setText(translate("Hours", SHORT_DAYS[number]))
            toggle.setAccessibleName(day_word(number))
            toggle.setToolTip(day_word(number) if number == PUBLIC else "")
            toggle.setFixedWidth(px(30))
        for number, toggle in enumerate(self.manner):
            toggle.setText(translate("Hours", MANNERS[number]))
        self.add.setText(translate("Hours", "+ Time"))
        self.in_season.setText(translate("Hours", "+ Season"))
        self.remove.setAccessibleName(translate("Hours", "Remove this row"))
        self.season_label.say(translate("Hours", "Part of the year, month-day; empty: all year"))
        self.season.name(translate("Hours", "From date"), translate("Hours", "To date"))
        for pair in self.spans:
            pair.name(translate("Hours", "From"), translate("Hours", "To"))

    def changeEvent(self, event: QEvent) -> None:
        """New language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "season_label"):
            self.retranslate()


def minutes(text: str) -> int | None:
    """Minutes after midnight of `6`, `06:00`, `0600`, `24:00`; None for anything else."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return hour * 60 + minute if minute < 60 and hour * 60 + minute <= DAY else None


def _span(pair: Pair) -> Span | None:
    start, end = minutes(pair.first.text()), minutes(pair.last.text())
    return None if start is None or end is None else span(start, end)


def _season(first: str, last: str) -> tuple[Season, ...] | None:
    if not first.strip() and not last.strip():
        return ()
    start, end = _date(first), _date(last)
    if start is None or end is None or bool(start[1]) != bool(end[1]):
        return None
    return (Season(*start, *end),)


def _date(text: str) -> tuple[int, int] | None:
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return None
    month, day = int(found[1]), int(found[2] or 0)
    if not 1 <= month <= 12 or (found[2] and not 1 <= day <= LENGTHS[month - 1]):
        return None
    return month, day


def _season_text(seasons: Sequence[Season]) -> tuple[str, str]:
    if not seasons:
        return "", ""
    one = seasons[0]
    ends = ((one.from_month, one.from_day), (one.to_month, one.to_day))
    first, last = (f"{month:02}-{day:02}" if day else f"{month:02}" for month, day in ends)
    return first, last

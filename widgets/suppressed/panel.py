"""The panel of what places excused: looked at, and raised after all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from command_center.commands.requests import RaiseSuppressed
from command_center.model.suppressed import State
from command_center.queries.suppressed import SuppressedLine
from widgets.bridge import Batch
from widgets.common import times, words
from widgets.common.actor import Actor
from widgets.common.desk import Desk
from widgets.common.hours import hours_words
from widgets.common.literal import QT_TRANSLATE_NOOP
from widgets.common.parts import Message, Words
from widgets.common.refusals import words_for
from widgets.common.tasks import Refresher, Tasks
from widgets.common.theme import Size, px
from widgets.common.words import joined, word

translate = QCoreApplication.translate
STATES: Mapping[str, str] = {
    State.KEPT: QT_TRANSLATE_NOOP("Words", "excused"),
    State.OVERSTAY: QT_TRANSLATE_NOOP("Words", "stood too long: is an event"),
    State.RAISED: QT_TRANSLATE_NOOP("Words", "raised after all"),
}
LINE = Qt.ItemDataRole.UserRole


class SuppressedPanel(QWidget):
    """What was seen in the last 24 hours and is no violation, newest first. Signal `left()`: Escape."""

    left = Signal()

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._desk = desk
        self._lines: tuple[SuppressedLine, ...] = ()
        self.actor = Actor(desk, tasks)
        self._reading = Refresher(tasks, "suppressed", desk.queries.suppressed, self._take, 500)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title, self.message = Words(Size.LARGE, bold=True), Message()
        self.list, self.button = QListWidget(), QPushButton()
        self.list.setWordWrap(True)
        self.setFocusProxy(self.list)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(16), px(10), px(16), px(10))
        for part in (self._title, self.list, self.message, self.button):
            box.addWidget(part)
        self.button.clicked.connect(self.raise_it)
        self.list.currentItemChanged.connect(self._show_button)
        self.actor.refused.connect(lambda refused: self.message.say(words_for(refused), trouble=True))
        self._reading.ask()
        self._say()

    def noticed(self, batch: Batch) -> None:
        """Something changed."""
        if batch.events:
            self._reading.ask()

    def raise_it(self) -> None:
        """Ask for the chosen one to be an alarm after all; the list changes when the store has."""
        chosen = self._chosen()
        if chosen is not None and chosen.state is State.KEPT:
            self.actor.give(RaiseSuppressed(chosen.id), translate("Suppressed", "Raised"))

    def _chosen(self) -> SuppressedLine | None:
        row = self.list.currentRow()
        line = self.list.item(row).data(LINE) if row >= 0 else None
        return line if isinstance(line, SuppressedLine) else None

    def _take(self, lines: Sequence[SuppressedLine]) -> None:
        if tuple(lines) != self._lines:
            self._lines = tuple(lines)
            self._say()

    def _say(self) -> None:
        chosen = self._chosen()
        self._title.say(translate("Suppressed", "Excused in 24 hours: {n}").format(n=len(self._lines)))
        self.button.setText(translate("Suppressed", "Raise it after all") + "  Enter")
        self.list.clear()
        for line in self._lines:
            item = QListWidgetItem(self._text(line))
            item.setData(LINE, line)
            self.list.addItem(item)
            if chosen is not None and line.id == chosen.id:
                self.list.setCurrentItem(item)
        self._show_button()

    def _text(self, line: SuppressedLine) -> str:
        now = self._desk.clock.now()
        stayed = translate("Suppressed", "at least {n} min").format(n=int(line.stayed_min)) if line.count > 1 else ""
        most = line.max_stay_min
        allowed = translate("Suppressed", "{n} min allowed").format(n=round(most)) if most is not None else ""
        by = translate("Suppressed", "by {name}").format(name=line.raised_by) if line.raised_by else ""
        version = translate("Suppressed", "place version {v}").format(v=line.place_version[:8])
        first = joined(times.clock(line.last_seen, now), word(words.CATEGORY, line.kind), line.plate, line.place_name)
        second = joined(word(STATES, line.state), by, stayed, allowed, f"×{line.count}" if line.count > 1 else "")
        third = joined(hours_words(line.hours) if line.hours else "", version)
        return f"{first}\n{second}\n{third}"

    def _show_button(self) -> None:
        chosen = self._chosen()
        self.button.setEnabled(chosen is not None and chosen.state is State.KEPT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter raises the chosen one, Escape leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.raise_it()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

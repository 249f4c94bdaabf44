"""The panel of what places excused: looked at, shown on the map, and raised after all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from command_center.commands.requests import RaiseSuppressed
from command_center.model.suppressed import State
from command_center.queries.suppressed import SuppressedLine
from widgets.bridge import Batch
from widgets.common import times, words
from widgets.common.actor import Actor
from widgets.common.desk import Desk
from widgets.common.hours import hours_words
from widgets.common.lines import LinesView, TwoLines
from widgets.common.literal import QT_TRANSLATE_NOOP
from widgets.common.parts import KeyButton, Line, Message, Words
from widgets.common.refusals import words_for
from widgets.common.tasks import Refresher, Tasks
from widgets.common.theme import Size, px
from widgets.common.words import joined, word
from widgets.feeds.keys import STEPS

translate = QCoreApplication.translate
STATES: Mapping[str, str] = {
    State.KEPT: QT_TRANSLATE_NOOP("Words", "excused"),
    State.OVERSTAY: QT_TRANSLATE_NOOP("Words", "stood too long: is an event"),
    State.RAISED: QT_TRANSLATE_NOOP("Words", "raised after all"),
}
BUTTONS = (
    ("raise", "R", QT_TRANSLATE_NOOP("Suppressed", "Raise it after all")),
    ("map", "Enter", QT_TRANSLATE_NOOP("Suppressed", "On the map")),
    ("back", "Esc", QT_TRANSLATE_NOOP("Suppressed", "Back")),
)
ACTIONS = {
    Qt.Key.Key_R: "raise", Qt.Key.Key_Return: "map", Qt.Key.Key_Enter: "map", Qt.Key.Key_Escape: "back",
}  # fmt: skip


class SuppressedPanel(QWidget):
    """What was seen in the last 24 hours and is no violation, newest first. Signal `left()`: Escape. `look` shows a
    position (degrees) on the map, when a person asks for it."""

    left = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, look: Callable[[float, float], None]) -> None:
        super().__init__()
        self._desk, self._look = desk, look
        self.lines: tuple[SuppressedLine, ...] = ()
        self.actor = Actor(desk, tasks)
        self._reading = Refresher(tasks, "suppressed", desk.queries.suppressed, self._take, 500)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title, self._hint = Words(Size.LARGE, bold=True), Words(Size.SMALL, "dim", wrap=True)
        self.list, self.message, self.meaning = LinesView(), Message(), Words(Size.BODY, "dim", wrap=True)
        self.buttons = {action: KeyButton(cap) for action, cap, _ in BUTTONS}
        self._lay_out()
        for action, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, action=action: self.do(action))
        self.list.moved.connect(self._explain)
        self.actor.refused.connect(lambda refused: self.message.say(words_for(refused), True, 15))
        self.actor.done.connect(lambda said, _done: self.message.say(said, False, 8))
        self._say()

    def _lay_out(self) -> None:
        column, grid = QVBoxLayout(self), QGridLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for words_, top in ((self._title, 10), (self._hint, 0), (self.meaning, 8)):
            words_.setContentsMargins(px(16), px(top), px(16), px(8))
        above: tuple[QWidget, ...] = (self._title, self._hint, Line())
        below: tuple[QWidget, ...] = (Line(), self.meaning, self.message)
        for widget in above:
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        for widget in below:
            column.addWidget(widget)
        grid.setContentsMargins(px(16), px(8), px(16), px(8))
        grid.setSpacing(px(8))
        for at, button in enumerate(self.buttons.values()):
            grid.addWidget(button, at // 2, at % 2)
        column.addLayout(grid)

    def open(self) -> None:
        """The keys are its own."""
        self._reading.ask()
        self.setFocus()

    def noticed(self, batch: Batch) -> None:
        """Something changed."""
        if batch.events:
            self._reading.ask()

    @property
    def chosen(self) -> SuppressedLine | None:
        """The one whose row is the current one."""
        return next((line for line in self.lines if line.id == self.list.id), None)

    def do(self, action: str) -> None:
        """Carry out a button's or a key's action by its id. The list changes when the store has."""
        chosen = self.chosen
        if action == "back":
            self.left.emit()
        elif chosen is None:
            return
        elif action == "map":
            self._look(chosen.lon, chosen.lat)
        elif chosen.state is State.KEPT:
            self.actor.give(RaiseSuppressed(chosen.id), translate("Suppressed", "Raised: it stands in the queue"))

    def _take(self, lines: Sequence[SuppressedLine]) -> None:
        self.lines = tuple(lines)
        self._say()

    def _say(self) -> None:
        self._title.say(translate("Suppressed", "Excused in 24 hours: {n}").format(n=len(self.lines)))
        self._hint.say(
            translate("Suppressed", "Seen, and no violation by the hours and limits of its place. J K row · F12 closes")
        )
        for action, _, literal in BUTTONS:
            self.buttons[action].setText(translate("Suppressed", literal))
        self.list.show_lines([self._line(line) for line in self.lines])
        self._explain()

    def _line(self, line: SuppressedLine) -> TwoLines:
        now = self._desk.clock.now()
        stayed = translate("Suppressed", "at least {n} min").format(n=int(line.stayed_min)) if line.count > 1 else ""
        return TwoLines(
            line.id,
            joined(word(words.CATEGORY, line.kind), line.plate),
            times.clock(line.last_seen, now),
            joined(word(STATES, line.state), line.place_name, stayed),
            faint=line.state is not State.KEPT,
        )

    def _explain(self) -> None:
        line = self.chosen
        self.buttons["raise"].setEnabled(line is not None and line.state is State.KEPT)
        self.buttons["map"].setEnabled(line is not None)
        nothing = translate("Suppressed", "Nothing was excused in the last 24 hours.")
        self.meaning.say(nothing if line is None else self._about(line))

    def _about(self, line: SuppressedLine) -> str:
        most = line.max_stay_min
        return joined(
            line.place_name,
            hours_words(line.hours) if line.hours else translate("Suppressed", "at any hour"),
            translate("Suppressed", "{n} min allowed").format(n=round(most)) if most is not None else "",
            translate("Suppressed", "seen {n} times").format(n=line.count) if line.count > 1 else "",
            translate("Suppressed", "at least {n} min").format(n=int(line.stayed_min)) if line.count > 1 else "",
            translate("Suppressed", "raised by {name}").format(name=line.raised_by) if line.raised_by else "",
            translate("Suppressed", "place version {v}").format(v=line.place_version[:8]),
        )

    def event(self, event: QEvent) -> bool:
        """Claims its few keys before the window's table does: the queue below must not act on them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in ACTIONS or event.key() in STEPS:
                event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The panel's own keys."""
        key = Qt.Key(event.key())
        if key in STEPS:
            self.list.step(STEPS[key])
        elif key in ACTIONS and not event.isAutoRepeat():
            self.do(ACTIONS[key])
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

"""The panel behind F9: how much the alarms ask of the people here, against what people can bear."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from command_center.commands.requests import SetCameraThreshold
from command_center.figures.load import FLOOD_ABOVE, FLOOD_WINDOW
from command_center.model.people import Role
from command_center.queries.load import AlarmLoad
from widgets.common import theme
from widgets.common.actor import Actor
from widgets.common.desk import Desk
from widgets.common.literal import QT_TRANSLATE_NOOP
from widgets.common.parts import KeyButton, Line, Words
from widgets.common.tasks import Refresher, Tasks
from widgets.common.theme import Size, px
from widgets.common.words import joined
from widgets.load import words
from widgets.load.bars import Bars
from widgets.load.thresholds import Thresholds

translate = QCoreApplication.translate
SPANS = (
    (timedelta(hours=1), QT_TRANSLATE_NOOP("Load", "1 hour")),
    (timedelta(hours=8), QT_TRANSLATE_NOOP("Load", "8 hours")),
    (timedelta(days=1), QT_TRANSLATE_NOOP("Load", "1 day")),
    (timedelta(days=7), QT_TRANSLATE_NOOP("Load", "7 days")),
)
EVERY_S = 30


class Part(QWidget):
    """A head and a table; hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.head, self.body, self.note = Words(Size.SMALL, "dim"), QLabel(), Words(Size.SMALL, "dim", wrap=True)
        self.body.setTextFormat(Qt.TextFormat.RichText)
        self.body.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(10), px(16), px(10))
        column.setSpacing(px(6))
        for widget in (self.head, self.body, self.note):
            column.addWidget(widget)

    def say(self, head: str, lines: list[words.Line], note: str = "") -> None:
        """Other words."""
        self.head.say(head)
        self.body.setFont(theme.font())
        self.body.setText(words.table(lines))
        self.note.say(note)
        self.note.setVisible(bool(note))
        self.setVisible(bool(lines))


class LoadPanel(QWidget):
    """Signal `left()`: Escape. Read again every half minute while it is open."""

    left = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, actor: Actor) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk, self._span, self._waited = desk, 1, 0
        self.shown: AlarmLoad | None = None
        self._title, self._under = Words(Size.LARGE, bold=True), Words(Size.SMALL, "dim", wrap=True)
        self.buttons = [KeyButton("") for _ in SPANS]
        self.bars = Bars()
        self.marks, self.spread, self.worst = Part(), Part(), Part()
        self.wolves, self.rules, self.places, self.cameras = Part(), Part(), Part(), Part()
        self.thresholds = Thresholds(lambda request, said: self._give(actor, request, said))
        self._lay_out()
        self._refresher = Refresher(tasks, "load", self._load, self._take, 500)
        self._word()

    def _lay_out(self) -> None:
        content = QWidget()
        content.setObjectName("panel")
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, px(12))
        inner.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(px(16), px(4), px(16), px(8))
        for n, button in enumerate(self.buttons):
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, n=n: self.choose(n))
            row.addWidget(button)
        picture = QHBoxLayout()
        picture.setContentsMargins(px(16), px(4), px(16), px(4))
        picture.addWidget(self.bars)
        for words_ in (self._title, self._under):
            words_.setContentsMargins(px(16), px(8), px(16), 0)
        inner.addWidget(self._title)
        inner.addLayout(row)
        inner.addLayout(picture)
        inner.addWidget(self._under)
        for part in (self.marks, self.spread, self.worst, self.wolves, self.rules, self.places, self.cameras):
            inner.addWidget(part)
            if part is self.wolves:
                inner.addWidget(self.thresholds)
            inner.addWidget(Line())
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)

    def open(self) -> None:
        """It is looked at."""
        self._refresher.ask()

    def tick(self) -> None:
        """A second has passed."""
        self._waited += 1
        if self._waited >= EVERY_S:
            self._refresher.ask()

    def choose(self, number: int) -> None:
        """Another span."""
        self._span = number
        self._word()
        self._refresher.ask()

    def _give(self, actor: Actor, request: SetCameraThreshold, said: str) -> None:
        actor.give(request, said, lambda _done: self._refresher.ask())

    def refresh(self) -> None:
        """Something it shows was changed."""
        self._refresher.ask()

    async def _load(self) -> AlarmLoad:
        return await self._desk.queries.alarm_load(SPANS[self._span][0])

    def _take(self, found: AlarmLoad) -> None:
        self.shown, self._waited = found, 0
        self._show()

    def _show(self) -> None:
        found = self.shown
        if found is None:
            return
        load, learned = found.load, found.learned
        names = {place.id: place.name for place in self._desk.queries.places()}
        part = (load.end - load.start) / len(load.parts)
        self.bars.show_parts(load.parts, FLOOD_ABOVE * load.operators * (part / FLOOD_WINDOW))
        said = translate("Load", "{n} alarms, {people} operators. The line is where a flood begins.")
        self._under.say(said.format(n=load.count, people=load.operators))
        self.marks.say(translate("Load", "Against what a person can bear"), words.lines(load))
        leader = self._desk.person.may(Role.SHIFT_LEADER)
        self.spread.say(translate("Load", "By priority"), words.priorities(load) if leader and load.count else [])
        self.worst.say(translate("Load", "The worst sources"), words.sources(load.worst, load.chattering, names))
        self.wolves.say(
            translate("Load", "Cameras that cry wolf: nine in ten dismissed"),
            words.dismissals(learned.wolves, learned, names),
            translate("Load", "Nothing changes by itself: look at the camera, its place and its threshold."),
        )
        self.thresholds.show_trials(found.trials, leader or self._desk.person.may(Role.LEADER))
        month = translate("Load", "False alarms of 30 days: {what}")
        by = ((self.rules, learned.rules, translate("Load", "rules")),
              (self.places, learned.places, translate("Load", "places")),
              (self.cameras, learned.cameras, translate("Load", "cameras")))  # fmt: skip
        for part_, rows, what in by:
            part_.say(month.format(what=what), words.dismissals(rows, learned, names))

    def _word(self) -> None:
        self._title.say(joined(translate("Load", "Alarm load"), translate("Load", SPANS[self._span][1])))
        for n, ((_, literal), button) in enumerate(zip(SPANS, self.buttons, strict=True)):
            button.setText(translate("Load", literal))
            button.setChecked(n == self._span)

    def changeEvent(self, event: QEvent) -> None:
        """New language or colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange) and hasattr(self, "_refresher"):
            self._word()
            self._show()

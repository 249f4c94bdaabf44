"""A matter that is over, to read: laid over the detail panel until a person goes back to the queue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from command_center.commands import requests as ask
from command_center.commands.requests import Done
from command_center.model.events import DetectionReason
from command_center.queries.answers import CaseRow, Matter
from command_center.queries.board import review_row
from widgets.case.panel import DetailPanel
from widgets.common.actor import Actor
from widgets.common.desk import Desk
from widgets.common.parts import KeyButton, Line, Message, Words
from widgets.common.tasks import Tasks
from widgets.common.theme import Size, px
from widgets.queue.rows import Row
from widgets.table import CAPS

translate = QCoreApplication.translate


def row_of(matter: Matter, now: datetime) -> Row:
    """A matter that stands in no list, as the row it would be."""
    names = {event.place: matter.place_name or "" for event in matter.events if event.place}
    if matter.case is not None:
        case = matter.case
        squad = matter.squad_names.get(case.squad, case.squad) if case.squad else None
        task = matter.tasks[-1] if matter.tasks else None
        shown = CaseRow(case=case, place_name=matter.place_name, squad_name=squad, task=task, undelivered=False)
        return Row(case.id, case=shown)
    made = review_row(matter.events, now, names)
    lead = next(event for event in matter.events if event.id == made.id)
    plate = lead.reason.plate if isinstance(lead.reason, DetectionReason) else None
    return Row(made.id, review=replace(made, plate=plate))  # a matter's plates are masked already


class PastSheet(QWidget):
    """Signal `left()`. `about` is the id shown, "" while hidden. What may be done is left to the queue's rows: here
    nothing is, but showing personal data, on the record."""

    left = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, actor: Actor, over: DetailPanel) -> None:
        super().__init__(over)
        self.setObjectName("panel")
        self._desk, self._tasks, self._actor, self._over = desk, tasks, actor, over
        self.about = ""
        self.panel = DetailPanel(desk, tasks, CAPS)
        self.panel.footer.hide()
        self._head = Words(Size.BODY, "ink", bold=True)
        self._back = KeyButton("Esc")
        self._message = Message()
        self._back.clicked.connect(self.leave)
        self.panel.reveal_asked.connect(self._reveal)
        top = QWidget()
        row = QHBoxLayout(top)
        row.setContentsMargins(px(16), px(8), px(12), px(8))
        row.addWidget(self._head, 1)
        row.addWidget(self._back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (top, Line(), self.panel, self._message):
            column.addWidget(part)
        column.setStretchFactor(self.panel, 1)
        over.installEventFilter(self)
        self._word()
        self.hide()

    def open(self, id_: str, then: Callable[[Matter], None]) -> None:
        """Show the matter of this case or event; `then` is told it once it is read."""
        self.about = id_
        self._tasks.start(self._read(id_, then), "a matter that is over")

    async def _read(self, id_: str, then: Callable[[Matter], None]) -> None:
        matter = await self._desk.queries.matter(id_)
        if matter is None or self.about != id_:
            return
        self.panel.select([row_of(matter, self._desk.clock.now())])
        self.panel.footer.hide()
        self.panel.show_matter(replace(matter, squads=()))
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        then(matter)

    def leave(self) -> None:
        """Back to the queue's row, which was there all the time."""
        if self.about:
            self.about = ""
            self._message.say("")
            self.panel.select([])
            self.hide()
            self.left.emit()

    def refuse(self) -> bool:
        """Whether a key for the queue's row is not to act now, because that row isn't seen; then it is said."""
        if self.about:
            said = translate("Search", "This is over: nothing can be done with it. Esc goes back to the queue.")
            self._message.say(said, trouble=True)
        return bool(self.about)

    def tick(self) -> None:
        """A second has passed: what was revealed is masked again in time."""
        if self.about:
            self.panel.tick()

    def _reveal(self, event: str) -> None:
        def then(done: Done) -> None:
            if self.about:
                self.panel.show_revealed(done.revealed or {})

        self._actor.give(ask.Reveal(event), translate("Seat", "Shown; this was recorded"), then)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as the panel below it."""
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """New language: new words."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_back"):
            self._word()

    def _word(self) -> None:
        self._head.say(translate("Search", "From the records, to read only"))
        self._back.setText(translate("Search", "Back to the queue"))

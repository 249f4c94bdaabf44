"""The row a person stays on is theirs: claimed after a moment, kept by a heartbeat, let go when they move on."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from command_center.commands.requests import Claim, Refused, Release, Request
from command_center.model.claims import BEAT
from widgets.common.desk import Desk
from widgets.common.tasks import Tasks
from widgets.queue.panel import QueuePanel

DWELL_MS = 1500
"""Who goes through the queue with J and K claims nothing on the way."""
BEAT_MS = round(BEAT.total_seconds() * 1000)
translate = QCoreApplication.translate


class Claiming(QObject):
    """Follows the queue's current row. Signal `lost(str)`: somebody else has taken over what was held, in words.

    A claim is not needed to decide: it tells the others, and holds them off. One that is refused is asked for again at
    every beat, for the other may let go.
    """

    lost = Signal(str)

    def __init__(self, desk: Desk, tasks: Tasks, queue: QueuePanel) -> None:
        super().__init__(tasks)
        self._desk, self._tasks, self._queue = desk, tasks, queue
        self._wanted = self._held = ""
        self.may = True
        """False once the store said that this person's role claims nothing."""
        self._dwell = QTimer(self, singleShot=True, interval=DWELL_MS)
        self._dwell.timeout.connect(self._claim)
        self._beat = QTimer(self, interval=BEAT_MS)
        self._beat.timeout.connect(self._claim)
        queue.chosen.connect(self._look)
        queue.selection_changed.connect(self._look)

    @property
    def held(self) -> str:
        """What is claimed by this seat, "" nothing."""
        return self._held

    def _look(self) -> None:
        row = self._queue.view.current()
        now = row.id if row is not None and row.group is None else ""
        if now == self._wanted:
            return
        self._wanted = now
        self._beat.stop()
        self._dwell.stop()
        self._let_go()
        if now and self.may:
            self._dwell.start()

    def _let_go(self) -> None:
        if self._held:
            self._give(Release(self._held))
            self._held = ""

    def _claim(self) -> None:
        if self._wanted and self.may:
            self._beat.start()
            self._give(Claim(self._wanted))

    def _give(self, request: Claim | Release) -> None:
        self._tasks.start(self._carry(request), type(request).__name__)

    async def _carry(self, request: Claim | Release) -> None:
        try:
            await self._desk.commands.do(self._desk.person, request)
        except Refused as refused:
            self._refused(request, refused)
            return
        if isinstance(request, Release):
            return
        if request.subject == self._wanted:
            self._held = request.subject
        else:  # the person has gone on meanwhile
            self._give(Release(request.subject))

    def _refused(self, request: Request, refused: Refused) -> None:
        if refused.code == "not-allowed":
            self.may = False
            self._beat.stop()
        elif refused.code == "claimed" and isinstance(request, Claim) and request.subject == self._held:
            self._held = ""
            text = translate("Seat", "{name} has taken this over.").format(name=refused.detail)
            self.lost.emit(text)

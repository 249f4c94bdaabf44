"""One dog's way in the past: asked for by a person, recorded, then read and drawn piece by piece."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QObject, Signal

from command_center.clock import from_ms
from command_center.commands.requests import Refused, WatchPast
from command_center.queries.replay.replay import TAIL_MS, Replay
from widgets.common.desk import Desk
from widgets.common.tasks import Tasks
from widgets.map.panel import MapPanel
from widgets.time.trail import Trail

REST_S = 0.02
"""Between two pieces, so that what lives on has its turn."""


class Way(QObject):
    """Signals: `changed()` what is drawn, or can be; `refused(Refused)`.

    `tag` is the dog it would be about ("" none), `drawn` whether it is, `alone` whether no other dog is shown.
    """

    changed = Signal()
    refused = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks, map_: MapPanel) -> None:
        super().__init__(tasks)
        self._desk, self._tasks = desk, tasks
        self.trail = Trail(map_.view, map_.projection)
        self.tag, self.drawn, self.alone = "", False, False
        self._replay: Replay | None = None

    def offer(self, tag: str) -> None:
        """The dog the seat is looking at: its way can be asked for."""
        if not self.drawn and tag != self.tag:
            self.tag = tag
            self.changed.emit()

    def draw(self, on: bool, tag: str = "") -> None:
        """A person wants the way drawn (of `tag`, else of the dog on offer), or no more."""
        self.trail.clear()
        self.tag = tag or self.tag
        self.drawn, self.alone = on and bool(self.tag), False
        self._tell()
        if self.drawn:
            self._ask()
        self.changed.emit()

    def isolate(self, on: bool) -> None:
        """Show this dog alone, or all of them."""
        self.alone = on and self.drawn
        self._tell()
        self.changed.emit()

    def follow(self, replay: Replay | None) -> None:
        """The replay a person is granted (another time's way is asked for anew); None: the present, and no way."""
        self._replay = replay
        self.trail.clear()
        if replay is None:
            self.drawn = self.alone = False
        self._tell()
        if self.drawn:
            self._ask()
        self.changed.emit()

    def show(self) -> None:
        """The moment is another one: the bright end of the way is, too."""
        if self.drawn and self._replay is not None:
            at = self._replay.clock.at_ms
            self.trail.follow(self._replay.reels["dog"].track(self.tag, at - TAIL_MS, at))

    def _tell(self) -> None:
        if self._replay is not None:
            self._replay.tail, self._replay.only = self.drawn, self.tag if self.alone else ""

    def _ask(self) -> None:
        if self._replay is not None:
            self._tasks.start(self._read(self._replay, self.tag), "a dog's way")

    async def _read(self, replay: Replay, tag: str) -> None:
        """Where a dog was is where its owner was: it is read once that stands in the record."""
        start, end = from_ms(replay.clock.start_ms), from_ms(replay.clock.end_ms)
        try:
            await self._desk.commands.do(self._desk.person, WatchPast(start, end, tag))
        except Refused as refused:
            self.draw(False)
            self.refused.emit(refused)
            return
        async for piece in self._desk.queries.archive.track(tag, start, end):
            if not self.drawn or self._replay is not replay or self.tag != tag:
                return
            self.trail.add(piece)
            await asyncio.sleep(REST_S)

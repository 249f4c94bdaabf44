"""Reads on around the playhead while the past is looked at, a slab at a time."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QObject, Signal

from command_center.queries.replay.replay import Replay
from widgets.common.tasks import Tasks

REST_S = 0.02
"""Between two slabs, so that what lives on has its turn."""


class Reading(QObject):
    """Signal `arrived()`: more of the city is there."""

    arrived = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(tasks)
        self._tasks = tasks
        self._of: Replay | None = None
        self.busy = False

    def go_on(self, replay: Replay) -> None:
        """Read what is missing around this replay's playhead, wherever it is by then."""
        self._of = replay
        if not self.busy:
            self.busy = True
            self._tasks.start(self._read(), "positions of the past")

    def stop(self) -> None:
        """Nothing more, once the slab under way is read."""
        self._of = None

    async def _read(self) -> None:
        try:
            while (replay := self._of) is not None:
                try:
                    more = await replay.read_next()
                except Exception:
                    replay.clock.play(False)  # it is not tried again and again by itself: the next move of a hand does
                    raise
                if not more and self._of is replay:
                    return
                self.arrived.emit()
                await asyncio.sleep(REST_S)
        finally:
            self.busy = False

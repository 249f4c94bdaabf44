"""A replay: the tables, the board and the clock of a moment, with what they need read around it, bit by bit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from math import ceil

from command_center.clock import from_ms, to_ms
from command_center.queries.answers import Board
from command_center.queries.replay.archive import Archive, Histogram
from command_center.queries.replay.history import History
from command_center.queries.replay.playhead import Playhead
from command_center.queries.replay.reel import BUDGET, Reel
from command_center.queries.replay.slab import LENGTH_MS, number_at
from command_center.queries.replay.table import PastLive

TAIL_MS = 3_600_000
"""How much of a chosen dog's way is drawn behind it."""
AHEAD_S = 6.0
"""Reading is so many seconds ahead of what is seen."""
SKETCH_MS = 26 * 3_600_000
"""Times up to this long are sketched whole (each thing's place every 10 minutes), so that any moment shows at once."""
KINDS = ("dog", "squad", "drone")


class Replay:
    """`live`, `clock` and `board()` are what a map needs; `show` sets them to the playhead's moment."""

    def __init__(self, archive: Archive, start: datetime, end: datetime, budget: int = BUDGET) -> None:
        self._archive = archive
        self.reels = {"dog": Reel(budget), "squad": Reel(budget // 8), "drone": Reel(budget // 8)}
        self.live = PastLive(*(self.reels[kind].table for kind in KINDS))
        self.clock = Playhead(to_ms(start), to_ms(end))
        self.history = History((), (), {})
        self.histogram = Histogram(start, end, {})
        self.tail = False
        """Whether the last hour before the playhead is wanted, too."""
        self.only = ""
        """The one dog to show; "" all of them."""
        self.whole = False
        """Whether all positions of the moment are there; else what is shown may be 10 minutes old."""

    async def read_line(self, buckets: int) -> None:
        """What the time line shows: how many events were raised when."""
        start, end = from_ms(self.clock.start_ms), from_ms(self.clock.end_ms)
        self.histogram = await self._archive.histogram(start, end, buckets)

    async def read_history(self) -> None:
        """The events and cases that stood at any moment of the time."""
        self.history = await self._archive.history(from_ms(self.clock.start_ms), from_ms(self.clock.end_ms))

    def show(self) -> Board:
        """Set the tables to the playhead's moment; the board of that moment."""
        at = self.clock.at_ms
        there = [reel.show(at) for reel in self.reels.values()]
        self.whole = all(there)
        dogs = self.reels["dog"].table
        if self.only:
            dogs.keep(self.only)
        dogs.flag_only(self.history.subjects(at))
        return self.history.board(at)

    async def read_next(self) -> bool:
        """Read the ten minutes that are needed most and are not there; False when nothing is missing."""
        for number in self._wanted():
            if missing := [kind for kind, reel in self.reels.items() if number not in reel]:
                await self._read(number, missing, keep=True)
                return True
        for number in self._to_sketch():
            if missing := [kind for kind, reel in self.reels.items() if not reel.sketched(number)]:
                await self._read(number, missing, keep=False)
                return True
        return False

    async def _read(self, number: int, kinds: list[str], keep: bool) -> None:
        for kind in kinds:
            self.reels[kind].put(await self._archive.slab(kind, number), keep)

    def _wanted(self) -> Iterator[int]:
        """The slabs of the moment, then those soon to come, then those of the way behind."""
        clock, at = self.clock, number_at(self.clock.at_ms)
        yield at
        yield at - 1
        ahead = ceil(clock.speed * AHEAD_S * 1000 / LENGTH_MS) if clock.playing else 1
        last, first = number_at(clock.end_ms), number_at(clock.start_ms) - 1
        yield from (at + step for step in range(1, ahead + 1) if at + step <= last)
        behind = TAIL_MS // LENGTH_MS if self.tail else 1
        yield from (at - step for step in range(2, behind + 2) if at - step >= first)

    def _to_sketch(self) -> Iterator[int]:
        """All other slabs of the time, first few and far between, then those between them."""
        first, last = number_at(self.clock.start_ms), number_at(self.clock.end_ms)
        if self.clock.playing or self.clock.end_ms - self.clock.start_ms > SKETCH_MS:
            return
        for stride in (16, 4, 1):
            yield from range(first, last + 1, stride)

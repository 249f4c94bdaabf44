"""What a replay asks the store, in bounded steps and off the loop."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from msgspec import Struct

from command_center.clock import to_ms
from command_center.model.categories import Priority
from command_center.model.places import Place
from command_center.queries.replay.history import History, read_history
from command_center.queries.replay.slab import LENGTH_MS, Slab, build
from command_center.queries.replay.track import Track
from command_center.store import past, tracks
from command_center.store.database import Store

STEP = 60
"""Blocks read in one go: a minute of the city as it comes in, or some hours of one thing."""
PIECE_MS = 3 * LENGTH_MS
"""How much of a track comes at once."""


class Histogram(Struct, frozen=True):
    """How many events were raised in each of the equal spans from `start` to `end`, by priority."""

    start: datetime
    end: datetime
    counts: dict[Priority, tuple[int, ...]]

    @property
    def most(self) -> int:
        """In one span, all priorities together."""
        return max((sum(column) for column in zip(*self.counts.values(), strict=True)), default=0)


class Archive(Protocol):
    """Read-only, by worker threads."""

    async def extent(self) -> tuple[int, int] | None:
        """From when until when dogs' positions are stored, milliseconds; None when none are."""
        ...

    async def slab(self, kind: str, number: int) -> Slab:
        """Ten minutes of everything of a kind: dog, squad or drone."""
        ...

    def track(self, tag: str, start: datetime, end: datetime) -> AsyncIterator[Track]:
        """One dog's fixes between two moments, in pieces, the newest piece first."""
        ...

    async def histogram(self, start: datetime, end: datetime, buckets: int) -> Histogram:
        """Events by when they were raised; withdrawn ones aside."""
        ...

    async def history(self, start: datetime, end: datetime) -> History:
        """Events and cases as they stood."""
        ...


class StoredArchive:
    """The one implementation of `Archive`."""

    def __init__(self, store: Store, places: Callable[[], Sequence[Place]]) -> None:
        self._store, self._places = store, places

    async def extent(self) -> tuple[int, int] | None:
        """From when until when dogs' positions are stored, milliseconds; None when none are."""
        return await self._store.read(lambda c: tracks.extent(c, "dog"))

    async def stream(self, kind: str, start_ms: int, end_ms: int) -> AsyncIterator[list[tracks.Columns]]:
        """Everything of a kind from `start_ms` up to, not including, `end_ms`, a few blocks at a time, as stored."""
        after = 0
        while True:
            last, parts = await self._store.read(
                lambda c, after=after: tracks.step(c, kind, start_ms, end_ms, after, STEP)  # type: ignore[misc]
            )
            if not last:
                return
            after = last
            if parts:
                yield parts

    async def slab(self, kind: str, number: int) -> Slab:
        """Ten minutes of everything of a kind: dog, squad or drone."""
        start = number * LENGTH_MS
        parts = [part async for some in self.stream(kind, start, start + LENGTH_MS) for part in some]
        return await self._store.read(lambda _: build(number, parts))  # sorting takes its time, too

    async def track(self, tag: str, start: datetime, end: datetime) -> AsyncIterator[Track]:
        """One dog's fixes between two moments, in pieces, the newest piece first."""
        first, last = to_ms(start), to_ms(end) + 1
        for begin in range(last - PIECE_MS, first - PIECE_MS, -PIECE_MS):
            found = []
            async for parts in self.stream("dog", max(begin, first), begin + PIECE_MS):
                found += [_only(part, tag) for part in parts if tag in part.names]
            if len((piece := Track.joined(found)).time_ms):
                yield piece

    async def histogram(self, start: datetime, end: datetime, buckets: int) -> Histogram:
        """Events by when they were raised; withdrawn ones aside."""
        end = max(end, start + timedelta(milliseconds=buckets))
        counts = {priority: [0] * buckets for priority in Priority}
        for priority, bucket, count in await self._store.read(lambda c: past.raised(c, start, end, buckets)):
            counts[priority][bucket] += count
        return Histogram(start, end, {priority: tuple(some) for priority, some in counts.items()})

    async def history(self, start: datetime, end: datetime) -> History:
        """Events and cases as they stood."""
        names = {place.id: place.name for place in self._places()}
        return await self._store.read(lambda c: read_history(c, start, end, names))


def _only(columns: tracks.Columns, name: str) -> Track:
    mine = columns.row == columns.names.index(name)
    return Track(columns.time_ms[mine], columns.lon[mine], columns.lat[mine])

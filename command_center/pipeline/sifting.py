"""Deliveries through the rules into a batch: what was had is left out, fixes of one feed are judged together.

Judging fixes of many messages at once gives the same alarms (the rules don't mind the order) at a fraction of the
cost. The rules go in steps, and the loop has its turn between them.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

import numpy as np

from command_center.breath import Breath
from command_center.feeds.items import Acknowledged, Beat, Heard, Item, Reached, Resolved, Unreadable
from command_center.feeds.wire import FIRST_SEQUENCE, Gap
from command_center.live import Live
from command_center.model import observations as obs
from command_center.pipeline.batch import Batch, Seen, written
from command_center.pipeline.moving import move
from command_center.pipeline.spans import Spans, is_numbered
from command_center.rules.engine import Engine, Observed, Outcome

log = logging.getLogger(__name__)

AT_ONCE = 4096
_COLUMNS = ("time_ms", "lon", "lat", "accuracy", "battery")


@dataclass(frozen=True, slots=True)
class Told:
    """One item of one delivery; `digest` names the event it is, None when it is none."""

    feed: str
    received: datetime
    item: Item
    digest: int | None


@dataclass(slots=True)
class _Together:
    """Fixes of one feed, not judged yet."""

    received: datetime
    parts: list[obs.Fixes] = field(default_factory=list)
    digests: list[int] = field(default_factory=list)
    count: int = 0


class Sifter:
    """Keeps only which ranges of numbered events still grow."""

    def __init__(self, engine: Engine, live: Live) -> None:
        self._engine, self._live = engine, live
        self._spans = Spans()

    async def sift(self, told: Sequence[Told], had: Collection[int | str]) -> Batch:
        """A batch of what is new in `told`; `had` are the digests and report numbers known already."""
        work = _Sifting(self._engine, self._live, set(had), self._spans)
        for one in told:
            await work.take(one)
        for feed in tuple(work.together):
            await work.judge(feed)
        return work.batch


class _Sifting:
    """One batch in the making."""

    def __init__(self, engine: Engine, live: Live, had: set[int | str], spans: Spans) -> None:
        self._engine, self._live, self._had, self._spans = engine, live, had, spans
        self.batch = Batch()
        self.together: dict[str, _Together] = {}
        self._breath = Breath()

    async def take(self, told: Told) -> None:
        """One item."""
        feed, item, batch = told.feed, told.item, self.batch
        if isinstance(item, Gap):
            batch.gaps.append((feed, item))
            self._spans.end(feed)
            if item.until is None:
                batch.cursors[feed] = FIRST_SEQUENCE
        elif isinstance(item, Acknowledged):
            batch.acknowledged.append(item.key)
        elif isinstance(item, Resolved):
            batch.resolved.append(item.id)
        elif not isinstance(item, Beat):
            if item.sequence:
                batch.cursors[feed] = item.sequence
            if isinstance(item, Unreadable):
                batch.unreadable.append((feed, told.received, item))
                self._spans.end(feed)
            elif not isinstance(item, Reached):
                await self._heard(told, item)

    async def _heard(self, told: Told, item: Heard) -> None:
        assert told.digest is not None
        if told.digest in self._had:
            return
        self._had.add(told.digest)
        if is_numbered(item):
            self.batch.ranges[self._spans.had(told.feed, item)] = item.sequence
            self.batch.in_ranges.add(told.digest)
        if isinstance(item.what, obs.Fixes):
            group = self.together.setdefault(told.feed, _Together(told.received))
            group.received = told.received
            group.parts.append(item.what)
            group.digests.append(told.digest)
            group.count += len(item.what)
            if group.count >= AT_ONCE:
                await self.judge(told.feed)
            return
        if isinstance(item.what, obs.Report):
            if item.what.report in self._had:
                return
            self._had.add(item.what.report)
        # What a feed said before, it said before: a registration is not overtaken by its tag's fixes.
        await self.judge(told.feed)
        outcomes = await self._observe(told.feed, told.received, item.what)
        names, raw = (told.digest,), item.raw
        self.batch.seen.append(Seen(told.feed, told.received, item.what, tuple(outcomes), names, raw, item.time))
        await self._breath()

    async def judge(self, feed: str) -> None:
        """The fixes of a feed that wait, together."""
        group = self.together.pop(feed, None)
        if group is None:
            return
        fixes, outcomes = merged(group.parts), list[Outcome]()
        for part in slices(fixes, AT_ONCE):
            outcomes += await self._observe(feed, group.received, part)
            await self._breath()
        self.batch.seen.append(Seen(feed, group.received, fixes, tuple(outcomes), tuple(group.digests)))

    async def _observe(self, feed: str, received: datetime, what: obs.Observation) -> list[Outcome]:
        outcomes: list[Outcome] = []
        try:
            outcomes = await self._judged(Observed(feed, received, what))
        except Exception as error:
            # A fault of ours must not stop the stream: what was told is kept, and the fault is seen in quarantine.
            log.exception("the rules failed on an observation of %s", feed)
            bad = Unreadable(f"the rules failed on it: {error!r}", written(what))
            self.batch.unreadable.append((feed, received, bad))
        move(self._live, what, received)
        return outcomes

    async def _judged(self, observed: Observed) -> list[Outcome]:
        steps = self._engine.steps(observed)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                found: list[Outcome] = end.value
                return found
            await self._breath()


def merged(parts: Sequence[obs.Fixes]) -> obs.Fixes:
    """Several sets of fixes as one, in their order."""
    if len(parts) == 1:
        return parts[0]
    columns = (np.concatenate([getattr(part, name) for part in parts]) for name in _COLUMNS)
    return obs.Fixes(tuple(chain.from_iterable(part.tag for part in parts)), *columns)


def slices(fixes: obs.Fixes, size: int) -> Iterator[obs.Fixes]:
    """A large set of fixes in parts of at most `size`; a remainder under half of it goes with the last."""
    if 2 * len(fixes) <= 3 * size:
        yield fixes
        return
    for start in range(0, len(fixes), size):
        part = slice(start, start + size)
        yield obs.Fixes(fixes.tag[part], *(getattr(fixes, name)[part] for name in _COLUMNS))

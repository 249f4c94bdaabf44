"""The time of a replay, and which fixes fall into a stretch of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from math import isnan

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from command_center.clock import from_ms, to_ms
from command_center.feeds import wire
from command_center.simulator.emission import DOGS, Emission
from command_center.simulator.moved import Walk

MOST_FIXES, MOST_MS = 500, 1_000
"""What one message holds at most: that many fixes, that much of the data's time."""


class Plan(Struct, frozen=True):
    """When a replay was begun (`begun_ms`, real time) and how it runs.

    The longest walk lasts `length_ms`. At `speed` 1 it begins now and lasts as long as it did. Faster, it begins
    length · (1 - 1/speed) back, so that it reaches now just as its last fix is told; from then on time runs at 1.
    Slower than 1 would never reach now: it begins now and falls back. So no fix ever lies in the future.
    """

    begun_ms: int
    length_ms: int
    speed: float
    loop: bool

    @property
    def start_ms(self) -> int:
        """The data's time of every walk's first fix."""
        return self.begun_ms - round(self.length_ms * max(0.0, 1 - 1 / self.speed))

    def data_ms(self, now_ms: int) -> int:
        """How far the data's time has come."""
        return min(now_ms, self.start_ms + int((now_ms - self.begun_ms) * self.speed))

    def over(self, data_ms: int) -> bool:
        """True when everything has been told."""
        return not self.loop and data_ms >= self.start_ms + self.length_ms


class Fixes(Struct, frozen=True):
    """Some fixes as columns, sorted by `time_ms`; `tag` by name."""

    tag: list[str]
    time_ms: NDArray[np.int64]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    accuracy: NDArray[np.float64]


def between(walks: Sequence[Walk], plan: Plan, after_ms: int, until_ms: int) -> list[Emission]:
    """What all walks tell after `after_ms` up to and with `until_ms` (the data's time), in its order."""
    parts = [part for walk in walks for part in _of_walk(walk, plan, after_ms, until_ms)]
    if not parts:
        return []
    time_ms = np.concatenate([part.time_ms for part in parts])
    order = np.argsort(time_ms, kind="stable")
    tags = np.array([tag for part in parts for tag in part.tag], object)[order]
    lon, lat, accuracy = (
        np.concatenate([getattr(part, name) for part in parts])[order] for name in ("lon", "lat", "accuracy")
    )
    return list(_messages(Fixes(tags.tolist(), time_ms[order], lon, lat, accuracy)))


def _of_walk(walk: Walk, plan: Plan, after_ms: int, until_ms: int) -> Iterator[Fixes]:
    """Looping, a walk is played there and back again: a dog that jumped home would be a fault of its tag."""
    length = max(walk.length_ms, 1)
    first, last = after_ms - plan.start_ms, until_ms - plan.start_ms  # (first, last] since the start
    if last < 0:
        return
    rounds = range(max(0, first) // length, last // length + 1) if plan.loop and walk.length_ms else range(1)
    for k in rounds:
        back = k % 2 == 1
        at = k * length + (walk.length_ms - walk.at_ms[::-1] if back else walk.at_ms)
        # A turn's fixes have been told at the end of the round before.
        chosen = (at > first) & (at <= last) & ((at > k * length) if k else True)
        rows = np.flatnonzero(chosen)
        if len(rows):
            source = len(at) - 1 - rows if back else rows
            tags = [walk.tags[tag] for tag in walk.tag[source]]
            columns = walk.lon[source], walk.lat[source], walk.accuracy[source]
            yield Fixes(tags, plan.start_ms + at[rows], *columns)


def _messages(fixes: Fixes) -> Iterator[Emission]:
    start, n = 0, len(fixes.tag)
    while start < n:
        second = int(np.searchsorted(fixes.time_ms, fixes.time_ms[start] + MOST_MS))
        stop = min(second, start + MOST_FIXES)
        part = slice(start, stop)
        columns = wire.Positions(
            fixes.tag[part],
            fixes.time_ms[part].tolist(),
            fixes.lon[part].tolist(),
            fixes.lat[part].tolist(),
            [None if isnan(accuracy) else accuracy for accuracy in fixes.accuracy[part].tolist()],
        )
        yield Emission(DOGS, wire.POSITIONS, columns, from_ms(columns.time_ms[-1]))
        start = stop


def begin(walks: Sequence[Walk], speed: float, loop: bool, now: datetime) -> Plan:
    """A plan for walks played from `now` on."""
    return Plan(to_ms(now), max(walk.length_ms for walk in walks), speed, loop)


def lasts(plan: Plan) -> timedelta:
    """How long it takes to tell everything once, in real time."""
    return timedelta(milliseconds=plan.length_ms / plan.speed)

"""Where dogs of one owner were over the last minutes, and whether two of them walked together.

Positions are compared on a grid of times, straight between the fixes around each: it does not matter when the two
tags send, nor in which order their fixes came.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from command_center.model.geo import short_m
from command_center.rules.limits import Limits

GRID_MS = 30_000
BETWEEN_MS = 150_000
"""Between two fixes further apart than this a dog may have been anywhere."""
KEEP_MS = 20 * 60_000
BEFORE_MS = 120_000
"""So far from the beginning of an episode two dogs count as found together, or not."""
Spot = tuple[float, float, float]
"""Accuracy (or a usual one), lon, lat: of two fixes of one time the surer one counts."""


@dataclass(slots=True)
class Trace:
    """One tag's fixes by time."""

    times: list[int] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)

    def add(self, time_ms: int, spot: Spot) -> None:
        """Take a fix."""
        at = bisect_left(self.times, time_ms)
        if at < len(self.times) and self.times[at] == time_ms:
            self.spots[at] = min(self.spots[at], spot)
            return
        self.times.insert(at, time_ms)
        self.spots.insert(at, spot)

    def forget(self) -> None:
        """Let go of what is older than KEEP_MS before the newest."""
        old = bisect_left(self.times, self.times[-1] - KEEP_MS)
        del self.times[:old], self.spots[:old]

    def at(self, time_ms: int) -> tuple[float, float] | None:
        """Where it was; None when that is not known, or not yet."""
        after = bisect_left(self.times, time_ms)
        if after == len(self.times):
            return None
        _, lon, lat = self.spots[after]
        if self.times[after] == time_ms:
            return lon, lat
        span = self.times[after] - self.times[after - 1] if after else BETWEEN_MS + 1
        if span > BETWEEN_MS:
            return None
        _, lon0, lat0 = self.spots[after - 1]
        share = (time_ms - self.times[after - 1]) / span
        return lon0 + (lon - lon0) * share, lat0 + (lat - lat0) * share


class Company:
    """The traces of dogs that have company at home, and what they tell of pairs."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._traces: dict[str, Trace] = {}

    def add(self, tag: str, time_ms: int, lon: float, lat: float, accuracy: float) -> None:
        """A fix (`accuracy` NaN: not stated)."""
        sure = self._limits.unknown_accuracy_m if accuracy != accuracy else accuracy
        self._traces.setdefault(tag, Trace()).add(time_ms, (sure, lon, lat))

    def is_long(self, tags: Iterable[str]) -> bool:
        """Whether there is enough that is old for it to be worth while to let it go."""
        known = (self._traces[tag].times for tag in tags if tag in self._traces)
        return any(times[-1] - times[0] > KEEP_MS + BEFORE_MS for times in known)

    def forget(self, tags: Iterable[str]) -> None:
        """Let go of what is old of these tags: before more is taken, not after, since a backlog may bring hours."""
        for tag in tags:
            if tag in self._traces:
                self._traces[tag].forget()

    def newest_ms(self, one: str, two: str) -> int:
        """Up to when both are known."""
        ends = [self._traces[tag].times[-1] for tag in (one, two) if tag in self._traces]
        return min(ends) if len(ends) == 2 else -(2**62)

    def met(self, one: str, two: str, start_ms: int) -> bool:
        """Whether two tags were together about a time: at the moment nearest to it at which both are known."""
        near = self._distances(one, two, start_ms - BEFORE_MS, start_ms + BEFORE_MS)
        best = min(near, key=lambda found: (abs(found[0] - start_ms), found[0]), default=None)
        return best is not None and best[1] <= self._limits.together_m

    def parted_ms(self, one: str, two: str, start_ms: int, end_ms: int) -> int | None:
        """From when on two tags were apart for `leave_s` without a break, between two times; None when never."""
        since: int | None = None
        for when, metres in self._distances(one, two, start_ms, end_ms):
            if metres <= self._limits.apart_m:
                since = None
            else:
                since = when if since is None else since
                if when - since >= self._limits.leave_s * 1000:
                    return since
        return None

    def _distances(self, one: str, two: str, start_ms: int, end_ms: int) -> Iterator[tuple[int, float]]:
        a, b = self._traces.get(one), self._traces.get(two)
        if a is None or b is None:
            return
        first = max(start_ms, a.times[0], b.times[0])
        for when in range(-(-first // GRID_MS) * GRID_MS, end_ms + 1, GRID_MS):
            p, q = a.at(when), b.at(when)
            if p is not None and q is not None:
                yield when, short_m(*p, *q)

"""The last minutes of one tag's way: its fixes sorted by time, and what each says of how it moved.

Everything here follows from the fixes before it in data time, never from the order of arrival.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from math import sqrt
from statistics import median

from msgspec import Struct

from command_center.model.geo import short_m
from command_center.rules.limits import Limits

BASELINE_MS = 10_000
"""Speed is taken over this long where it can be, and never over less than `SHORTEST_MS`."""
SHORTEST_MS = 2_000
REMEMBER_MS = 60_000
"""A car stops at a light: it is still a car for this long."""
SHORTEST_STEP_S = 3.0
"""A jump must be believed too: over a shorter step noise alone reaches any speed."""
CHORD_MS = 9_000
"""Scatter is how far a fix lies beside the line from one at least this long before to one at least this long after."""
LONGEST_CHORD_MS = 50_000
"""Over more than this a walk's own turns are larger than the scatter."""
ROUGH_EVERY_MS = 5_000
CHORD_TO_SIGMA = 0.94
"""Of Gauss-Markov errors the median of such a deviation, doubled and by axis, over their standard deviation, is
1.1 … 1.25 for correlation times of 10–40 s: the walks of benchmarks/alarms, which turn about as dogs do, measured."""
TO_68 = 1.51
"""The radius that holds 68 % of a round normal error, in its deviations an axis: sqrt(-2 ln 0.32) (Rayleigh)."""
CONTEXT_MS = 2 * REMEMBER_MS
"""What is kept before the oldest fix that may still be corrected: enough to tell how the tag moved there."""


class Seen(Struct, gc=False):  # thousands of them: the collector, holding up everything, need not look at each
    """One fix and where it lies. `error` metres it may be off; `depths` metres inside each place nearby that bans
    dogs (by its number; negative outside); `exempt`: at the vet's and the like; `free`: prohibited hours do not
    hold here; `home_m` metres from home, None when that is unknown.

    The journey fills in `moving` (`foot`, `vehicle`, `jump`) and `out_m`: metres from home, or, with no home known,
    from where the tag last rested. `fasts` counts the fast fixes up to this one. `spread` is the error in view of how
    the tag's fixes scatter, never less than `error`; `roughs` are times and metres of that scatter.
    """

    time_ms: int
    lon: float
    lat: float
    accuracy: float | None
    error: float
    depths: dict[int, float]
    exempt: bool
    free: bool
    home_m: float | None
    moving: str = "foot"
    out_m: float = 0.0
    jumped: bool = False
    fast: bool = False
    fasts: int = 0
    anchor: tuple[float, float] = (0.0, 0.0)
    rest: tuple[float, float, int] = (0.0, 0.0, 0)
    spread: float = 0.0
    roughs: tuple[tuple[int, float], ...] = ()

    @property
    def key(self) -> tuple[int, float, float, float]:
        """Sorts by time; of two fixes of one time the surer one comes first, whichever arrived first."""
        return self.time_ms, self.error, self.lon, self.lat


@dataclass(slots=True)
class Journey:
    """A tag's fixes, sorted. Those up to `settled_ms` are too old to be corrected: context for the rest."""

    limits: Limits
    home_radius_m: float
    seen: list[Seen] = field(default_factory=list)
    times: list[int] = field(default_factory=list)
    settled_ms: int = -(2**62)

    def take(self, fix: Seen) -> int | None:
        """Put a fix in its place; returns its index, None when there is a better one of that time already."""
        at = bisect_left(self.times, fix.time_ms)
        if at < len(self.times) and self.times[at] == fix.time_ms:
            if self.seen[at].key <= fix.key:
                return None
            self.seen[at] = fix
        else:
            self.seen.insert(at, fix)
            self.times.insert(at, fix.time_ms)
        return at

    def understand(self, start: int) -> None:
        """Work out again how the tag moved, from index `start` on."""
        for at in range(start, len(self.seen)):
            fix = self.seen[at]
            fix.jumped = self._jumped(at)
            fix.fast = not fix.jumped and self._speed(at) > self.limits.vehicle_mps
            fix.fasts = fix.fast + (self.seen[at - 1].fasts if at else 0)
            fix.moving = "jump" if fix.jumped else self._manner(at)
            self._scatter(at)
            self._rest(at)

    @property
    def settled(self) -> int:
        """The index of the first fix that may still be corrected."""
        return bisect_right(self.times, self.settled_ms)

    def settle(self) -> tuple[int, int]:
        """Move `settled_ms` on; returns the indices between which fixes have become settled."""
        before = self.settled
        self.settled_ms = max(self.settled_ms, self.times[-1] - round(self.limits.keep_s * 1000))
        return before, self.settled

    def forget(self) -> None:
        """Let go of fixes nothing is judged by any more."""
        # the last one before stays too: where the tag rested is told from fix to fix
        old = max(0, bisect_right(self.times, self.settled_ms - CONTEXT_MS) - 1)
        del self.seen[:old], self.times[:old]

    def _jumped(self, at: int) -> bool:
        """One step nobody could make is a wild fix."""
        if at == 0:
            return False
        one, two = self.seen[at - 1], self.seen[at]
        step_s = max((two.time_ms - one.time_ms) / 1000, SHORTEST_STEP_S)
        if two.time_ms - one.time_ms > CONTEXT_MS:
            return False
        return short_m(one.lon, one.lat, two.lon, two.lat) / step_s > self.limits.jump_mps

    def _manner(self, at: int) -> str:
        """Fast over the baseline twice within a minute is a vehicle."""
        fix = self.seen[at]
        if fix.fasts < 2:
            return "foot"
        first = self.seen[bisect_left(self.times, fix.time_ms - REMEMBER_MS)]
        return "vehicle" if fix.fasts - first.fasts + first.fast >= 2 else "foot"

    def _speed(self, at: int) -> float:
        """Metres a second, at least, up to fix `at`: what both ends may be off is taken from the way.

        Over the last fix ten seconds back or more, or the oldest two seconds back or more; 0 without one in the last
        two minutes.
        """
        two = self.seen[at]
        oldest = bisect_left(self.times, two.time_ms - CONTEXT_MS)
        one = self.seen[max(oldest, bisect_left(self.times, two.time_ms - BASELINE_MS + 1) - 1)]
        if two.time_ms - one.time_ms < SHORTEST_MS:
            return 0.0
        way = short_m(one.lon, one.lat, two.lon, two.lat) - one.error - two.error
        return way / ((two.time_ms - one.time_ms) / 1000)

    def _scatter(self, at: int) -> None:
        """The error of fix `at` in view of the scatter of the last minute: what a receiver states is often wrong."""
        fix = self.seen[at]
        fix.spread = fix.error
        before = self.seen[at - 1] if at else None
        if before is None:
            fix.roughs = ()
            return
        fix.roughs = before.roughs
        if fix.time_ms // ROUGH_EVERY_MS != before.time_ms // ROUGH_EVERY_MS:
            oldest = fix.time_ms - round(self.limits.noise_memory_s * 1000)
            fix.roughs = tuple(one for one in before.roughs if one[0] > oldest)
            rough = self._beside(at)
            if rough is not None:
                fix.roughs = (*fix.roughs, (fix.time_ms, rough))
        if len(fix.roughs) >= 2:
            scatter = TO_68 * median(metres for _, metres in fix.roughs) / CHORD_TO_SIGMA
            fix.spread = min(max(scatter, fix.error), self.limits.most_noise * fix.error)

    def _beside(self, at: int) -> float | None:
        """Metres by axis that the fix about ten seconds before fix `at` lies beside the line from the one ten seconds
        before it, doubled (a second difference); None when there are none near enough in time."""
        two = self.seen[at]
        middle = bisect_right(self.times, two.time_ms - CHORD_MS) - 1
        first = bisect_right(self.times, self.times[middle] - CHORD_MS) - 1 if middle >= 0 else -1
        if first < 0 or two.time_ms - self.times[first] > LONGEST_CHORD_MS:
            return None
        one, mid = self.seen[first], self.seen[middle]
        part = (mid.time_ms - one.time_ms) / (two.time_ms - one.time_ms)
        lon, lat = one.lon + (two.lon - one.lon) * part, one.lat + (two.lat - one.lat) * part
        return short_m(mid.lon, mid.lat, lon, lat) * sqrt(2)

    def _rest(self, at: int) -> None:
        """Where the tag rests: what stays within the home's radius for `rest_s` has arrived there."""
        fix = self.seen[at]
        here = (fix.lon, fix.lat)
        before = self.seen[at - 1] if at else None
        if before is None or fix.time_ms - before.time_ms > self.limits.silent_s * 1000:
            fix.anchor, fix.rest = here, (*here, fix.time_ms)
        elif short_m(*here, *before.rest[:2]) > self.home_radius_m + fix.error and not fix.jumped:
            fix.anchor, fix.rest = before.anchor, (*here, fix.time_ms)
        else:
            fix.rest = before.rest
            rested = fix.time_ms - fix.rest[2] >= self.limits.rest_s * 1000
            fix.anchor = fix.rest[:2] if rested else before.anchor
        fix.out_m = short_m(*here, *fix.anchor) if fix.home_m is None else fix.home_m

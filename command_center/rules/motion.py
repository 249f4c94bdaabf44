"""How a tag moves: on foot, in a vehicle, or not at all believably."""

from __future__ import annotations

from bisect import bisect_left, insort

from command_center.model.geo import distance_m
from command_center.rules.limits import Limits

BASELINE_MS = 10_000
"""Speed is taken over this long where it can be, and never over less than `SHORTEST_MS`."""
SHORTEST_MS = 2_000
REMEMBER_MS = 60_000
"""A car stops at a light: it is still a car for this long."""
SHORTEST_STEP_S = 3.0
"""A jump must be believed too: over a shorter step noise alone reaches any speed."""


class Motion:
    """Ten minutes of one tag's positions, sorted by time."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._fixes: list[tuple[int, float, float, float]] = []

    def take(self, time_ms: int, lon: float, lat: float, error_m: float) -> None:
        """Add a position that may be off by `error_m`; the same time twice counts once."""
        at = bisect_left(self._fixes, (time_ms,))
        if at < len(self._fixes) and self._fixes[at][0] == time_ms:
            return
        insort(self._fixes, (time_ms, lon, lat, error_m))
        keep = self._fixes[-1][0] - round(self._limits.keep_s * 1000)
        del self._fixes[: bisect_left(self._fixes, (keep,))]

    def verdict(self, time_ms: int) -> str:
        """What the way to the position at `time_ms` says: `foot`, `vehicle` or `jump`.

        One step nobody could make is a wild fix; fast over the baseline twice within a minute is a vehicle.
        """
        at = bisect_left(self._fixes, (time_ms,))
        if at >= len(self._fixes) or self._jumped(at):
            return "jump" if at < len(self._fixes) else "foot"
        first = bisect_left(self._fixes, (time_ms - REMEMBER_MS,))
        fast = sum(self._speed(i) > self._limits.vehicle_mps for i in range(first, at + 1) if not self._jumped(i))
        return "vehicle" if fast >= 2 else "foot"

    def _jumped(self, at: int) -> bool:
        if at == 0:
            return False
        (t1, lon1, lat1, _), (t2, lon2, lat2, _) = self._fixes[at - 1], self._fixes[at]
        step_s = max((t2 - t1) / 1000, SHORTEST_STEP_S)
        return distance_m(lon1, lat1, lon2, lat2) / step_s > self._limits.jump_mps

    def _speed(self, at: int) -> float:
        """Metres a second, at least, up to position `at`: what both fixes may be off is taken from the way.

        Over the last position ten seconds back or more, or the oldest two seconds back or more; 0 without one.
        """
        t2, lon2, lat2, error2 = self._fixes[at]
        start = max(0, bisect_left(self._fixes, (t2 - BASELINE_MS + 1,)) - 1)
        t1, lon1, lat1, error1 = self._fixes[start]
        if t2 - t1 < SHORTEST_MS:
            return 0.0
        return (distance_m(lon1, lat1, lon2, lat2) - error1 - error2) / ((t2 - t1) / 1000)

    def moved_m(self, time_ms: int) -> float:
        """How far the position at `time_ms` is from the oldest one kept, in metres."""
        at = bisect_left(self._fixes, (time_ms,))
        if not 0 <= at < len(self._fixes):
            return 0.0
        (_, lon1, lat1, _), (_, lon2, lat2, _) = self._fixes[0], self._fixes[at]
        return distance_m(lon1, lat1, lon2, lat2)

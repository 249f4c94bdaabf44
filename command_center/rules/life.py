"""Homes the registry did not tell, second homes, and dogs that work: what they mean for fixes, many at once.

Home exempts from hours, never from zones; a working dog breaks no rule. Each fix is judged by what held at its time.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from command_center.clock import to_ms
from command_center.model.dogs import DogFacts, Grant, GrantKind, HomeFrom
from command_center.model.geo import METRES_PER_DEGREE, short_m

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]
Times = NDArray[np.int64]
NEVER = 2**62


class Life:
    """Facts by the tags' rows. `home_radius_m` is how far a home reaches."""

    def __init__(self, home_radius_m: float) -> None:
        self._radius = home_radius_m
        self._lon, self._lat = np.full(0, np.nan), np.full(0, np.nan)
        self._since = np.full(0, NEVER, np.int64)
        self._granted = np.zeros(0, bool)
        self._how: dict[int, HomeFrom] = {}
        self._grants: dict[int, tuple[tuple[int, int, Grant], ...]] = {}

    def reach(self, home_radius_m: float) -> None:
        """Homes reach this far from now on."""
        self._radius = home_radius_m

    def know(self, row: int, facts: DogFacts) -> None:
        """These facts, in the place of those known of the tag in this row."""
        self._reach(row)
        home = facts.home
        self._lon[row] = np.nan if home is None else home.at.lon
        self._lat[row] = np.nan if home is None else home.at.lat
        self._since[row] = NEVER if home is None else to_ms(home.since)
        self._how[row] = HomeFrom.UNKNOWN if home is None else home.how
        self._grants[row] = tuple(
            (to_ms(one.since), NEVER if one.until is None else to_ms(one.until), one) for one in facts.grants
        )
        self._granted[row] = bool(facts.grants)

    def _reach(self, row: int) -> None:
        if row >= len(self._lon):
            more = max(row + 1, 2 * len(self._lon)) - len(self._lon)
            self._lon, self._lat = (np.concatenate([c, np.full(more, np.nan)]) for c in (self._lon, self._lat))
            self._since = np.concatenate([self._since, np.full(more, NEVER, np.int64)])
            self._granted = np.concatenate([self._granted, np.zeros(more, bool)])

    def home_m(self, rows: Rows, time_ms: Times, lon: Floats, lat: Floats, told_m: Floats) -> Floats:
        """How far n fixes are from home, in metres: `told_m` where the registry tells one, else from the home learned
        or set; NaN where none is known. Near a second home that is nearer counts."""
        if not len(self._lon):
            return told_m
        away = told_m.copy()
        known = rows < len(self._lon)
        learned = np.flatnonzero(np.isnan(told_m) & known)
        learned = learned[self._since[rows[learned]] <= time_ms[learned]]
        if len(learned):
            at = rows[learned]
            east = (lon[learned] - self._lon[at]) * np.cos(np.radians(lat[learned]))
            away[learned] = np.hypot(east, lat[learned] - self._lat[at]) * METRES_PER_DEGREE
        for i in self._with_grants(rows, known):
            for grant in self._in_force(int(rows[i]), int(time_ms[i])):
                if grant.at is not None:
                    metres = short_m(float(lon[i]), float(lat[i]), grant.at.lon, grant.at.lat)
                    # Far from it says nothing of a dog whose first home nobody knows.
                    if metres <= self._radius or not np.isnan(away[i]):
                        away[i] = np.fmin(away[i], metres)
        return away

    def working(self, rows: Rows, time_ms: Times) -> NDArray[np.bool_]:
        """Which of n fixes are of a dog that worked then: a guide dog, say."""
        found = np.zeros(len(rows), bool)
        for i in self._with_grants(rows, rows < len(self._lon)):
            found[i] = any(
                one.kind is not GrantKind.SECOND_HOME for one in self._in_force(int(rows[i]), int(time_ms[i]))
            )
        return found

    def home_from(self, row: int, time_ms: int, *, told: bool) -> HomeFrom:
        """How the home of a tag was known at a time; `told`: the registry has one."""
        if told:
            return HomeFrom.TOLD
        known = row < len(self._lon) and self._since[row] <= time_ms
        return self._how[row] if known else HomeFrom.UNKNOWN

    def _with_grants(self, rows: Rows, known: NDArray[np.bool_]) -> list[int]:
        at = np.flatnonzero(known)
        return [int(i) for i in at[self._granted[rows[at]]]]

    def _in_force(self, row: int, time_ms: int) -> list[Grant]:
        return [grant for since, until, grant in self._grants[row] if since <= time_ms < until]

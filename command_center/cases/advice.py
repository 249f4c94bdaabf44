"""Which squad to send, and why."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from command_center.model.geo import distance_m
from command_center.model.observations import SquadState, SquadStatus

DETOUR = 1.3
"""Streets bend: the way driven over the straight line, a usual figure for European and Chinese town grids."""
SPEED_KMH = 25.0
"""A patrol car's average in town."""
LOAD_MINUTES = 8.0
"""What a task already on hand is taken to cost."""
OTHER_GRID_MINUTES = 3.0
"""Small things stay in the grid: another grid's squad must be this much nearer."""


class Candidate(msgspec.Struct, frozen=True):
    """A squad that could go: `load` tasks on hand; position WGS-84 degrees, None when unknown."""

    status: SquadStatus
    lon: float | None
    lat: float | None
    load: int


class Advice(msgspec.Struct, frozen=True):
    """A squad, how far (metres along the streets, estimated) and how long (minutes); None when unknown."""

    candidate: Candidate
    own_grid: bool
    distance_m: float | None
    minutes: float | None

    @property
    def cost(self) -> float:
        """Minutes until it would be there, all considered: what the ranking goes by."""
        minutes = 30.0 if self.minutes is None else self.minutes
        return minutes + LOAD_MINUTES * self.candidate.load + (0.0 if self.own_grid else OTHER_GRID_MINUTES)


def advise(candidates: Iterable[Candidate], lon: float, lat: float, grid: int | None) -> list[Advice]:
    """Squads on duty, best first."""
    found = []
    for one in candidates:
        if not one.status.on_duty or one.status.state is SquadState.OFF:
            continue
        own = grid is not None and one.status.grid == grid
        metres = None
        if one.lon is not None and one.lat is not None:
            metres = DETOUR * distance_m(one.lon, one.lat, lon, lat)
        minutes = None if metres is None else metres / (SPEED_KMH / 3.6) / 60.0
        found.append(Advice(one, own, metres, minutes))
    return sorted(found, key=lambda advice: (advice.cost, advice.candidate.status.squad))

"""Where fixes lie: in or near which places that matter to the dog rules, for many fixes at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from command_center.model.places import Place, PlaceKind
from command_center.rules.journey import Seen
from command_center.rules.limits import Limits
from command_center.rules.zones import ZoneIndex, grid_around

EXEMPT = (PlaceKind.VET, PlaceKind.SHELTER, PlaceKind.DOG_RUN)
Floats = NDArray[np.float64]


class Where:
    """The places of the dog rules. `bans` are the ones that ban dogs; their numbers are their places in it."""

    def __init__(self, places: Sequence[Place], limits: Limits) -> None:
        self._limits = limits
        grid = grid_around(places)
        self.bans = _of(places, PlaceKind.NO_DOG)
        self._bans = ZoneIndex(self.bans, grid, limits.near_m)
        self._exempt = ZoneIndex(_of(places, *EXEMPT), grid, limits.near_m, limits.exempt_point_m)
        self._controlled = ZoneIndex(_of(places, PlaceKind.DOG_CONTROL_AREA), grid, 0.1)

    def error(self, accuracy: Floats) -> Floats:
        """How far fixes may be off, in metres: what they state, or what is usual; never less than places are."""
        usual = np.where(np.isnan(accuracy), self._limits.unknown_accuracy_m, accuracy)
        return np.maximum(usual, self._limits.edge_m)

    def near_ban(self, lon: Floats, lat: Floats, error: Floats) -> NDArray[np.bool_]:
        """Which of n fixes are not certainly outside every place that bans dogs."""
        near = np.zeros(len(lon), bool)
        which, _, depth = self._bans.near(lon, lat)
        near[which[depth >= -error[which]]] = True
        return near

    def controlled(self, lon: Floats, lat: Floats) -> NDArray[np.bool_]:
        """Which of n fixes are where prohibited hours hold: everywhere, when no area is laid down."""
        if not self._controlled.places:
            return np.ones(len(lon), bool)
        return _deepest(self._controlled, lon, lat) > 0

    def seen(
        self, time_ms: NDArray[np.int64], lon: Floats, lat: Floats, accuracy: Floats, home_m: Floats
    ) -> list[Seen]:
        """What there is to know of n fixes; `home_m` NaN where no home is known."""
        error = self.error(accuracy)
        depths: list[dict[int, float]] = [{} for _ in range(len(lon))]
        which, zone, depth = self._bans.near(lon, lat)
        for i, place, metres in zip(which.tolist(), zone.tolist(), depth.tolist(), strict=True):
            depths[i][place] = metres
        exempt = _deepest(self._exempt, lon, lat) > -error
        free = exempt | ~self.controlled(lon, lat)
        told = [None if np.isnan(a) else a for a in accuracy.tolist()]
        homes = [None if np.isnan(m) else m for m in home_m.tolist()]
        columns = (time_ms.tolist(), lon.tolist(), lat.tolist(), told, error.tolist(), depths)
        return [Seen(*row) for row in zip(*columns, exempt.tolist(), free.tolist(), homes, strict=True)]


def _deepest(index: ZoneIndex, lon: Floats, lat: Floats) -> Floats:
    deepest = np.full(len(lon), -np.inf)
    which, _, depth = index.near(lon, lat)
    np.maximum.at(deepest, which, depth)
    return deepest


def _of(places: Iterable[Place], *kinds: PlaceKind) -> tuple[Place, ...]:
    return tuple(place for place in places if place.kind in kinds)

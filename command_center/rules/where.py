"""Where fixes lie: in or near which places that matter to the dog rules, for many fixes at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from command_center.model.places import Place, PlaceKind, Standing
from command_center.rules.journey import Seen
from command_center.rules.limits import Limits
from command_center.rules.zones import TimedIndex, begin_ms, end_ms, grid_around

EXEMPT = (PlaceKind.VET, PlaceKind.SHELTER, PlaceKind.DOG_RUN)
Floats = NDArray[np.float64]
Times = NDArray[np.int64]


class Where:
    """The places of the dog rules, each in force at its times. `numbers` gives places their numbers, which stay; the
    ones that ban dogs and are new get the next."""

    def __init__(self, standings: Sequence[Standing], limits: Limits, numbers: dict[str, int]) -> None:
        self._limits = limits
        grid = grid_around([one.place for one in standings])
        bans = _of(standings, PlaceKind.NO_DOG)
        self._bans = TimedIndex(bans, grid, limits.near_m)
        self._number = [numbers.setdefault(one.place.id, len(numbers)) for one in bans]
        self._versions: dict[int, list[tuple[int, int, Place]]] = {}
        for number, one in zip(self._number, bans, strict=True):
            self._versions.setdefault(number, []).append((begin_ms(one), end_ms(one), one.place))
        self._exempt = TimedIndex(_of(standings, *EXEMPT), grid, limits.near_m, limits.exempt_point_m)
        self._controlled = TimedIndex(_of(standings, PlaceKind.DOG_CONTROL_AREA), grid, 0.1)

    def ban(self, number: int, time_ms: int) -> Place | None:
        """A place that bans dogs as it was at a time; None when it did not then, or had not or no longer been there."""
        for since, until, place in self._versions.get(number, ()):
            if since <= time_ms < until:
                return place
        return None

    def any_ban(self, number: int) -> Place:
        """The last version known of a place that bans dogs. Raises KeyError when none is."""
        return self._versions[number][-1][2]

    def error(self, accuracy: Floats) -> Floats:
        """How far fixes may be off, in metres: what they state, or what is usual; never less than places are."""
        usual = np.where(np.isnan(accuracy), self._limits.unknown_accuracy_m, accuracy)
        return np.maximum(usual, self._limits.edge_m)

    def near_ban(self, time_ms: Times, lon: Floats, lat: Floats, error: Floats) -> NDArray[np.bool_]:
        """Which of n fixes are not certainly outside every place that bans dogs."""
        near = np.zeros(len(lon), bool)
        which, _, depth = self._bans.near(time_ms, lon, lat, error)
        near[which[depth >= -error[which]]] = True
        return near

    def controlled(self, time_ms: Times, lon: Floats, lat: Floats) -> NDArray[np.bool_]:
        """Which of n fixes are where prohibited hours hold: everywhere, while no area is laid down."""
        return ~self._controlled.any(time_ms) | (_deepest(self._controlled, time_ms, lon, lat) > 0)

    def seen(self, time_ms: Times, lon: Floats, lat: Floats, accuracy: Floats, home_m: Floats) -> list[Seen]:
        """What there is to know of n fixes; `home_m` NaN where no home is known."""
        error = self.error(accuracy)
        depths: list[dict[int, float]] = [{} for _ in range(len(lon))]
        which, version, depth = self._bans.near(time_ms, lon, lat)
        for i, one, metres in zip(which.tolist(), version.tolist(), depth.tolist(), strict=True):
            depths[i][self._number[one]] = metres
        exempt = _deepest(self._exempt, time_ms, lon, lat) > -error
        free = exempt | ~self.controlled(time_ms, lon, lat)
        told = [None if np.isnan(a) else a for a in accuracy.tolist()]
        homes = [None if np.isnan(m) else m for m in home_m.tolist()]
        columns = (time_ms.tolist(), lon.tolist(), lat.tolist(), told, error.tolist(), depths)
        return [Seen(*row) for row in zip(*columns, exempt.tolist(), free.tolist(), homes, strict=True)]


def _deepest(index: TimedIndex, time_ms: Times, lon: Floats, lat: Floats) -> Floats:
    deepest = np.full(len(lon), -np.inf)
    which, _, depth = index.near(time_ms, lon, lat)
    np.maximum.at(deepest, which, depth)
    return deepest


def _of(standings: Iterable[Standing], *kinds: PlaceKind) -> tuple[Standing, ...]:
    return tuple(one for one in standings if one.place.kind in kinds)

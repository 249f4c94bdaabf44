"""Which places are fixes in or near, for many fixes at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from command_center.clock import to_ms
from command_center.model.geo import LocalGrid
from command_center.model.places import Place, Standing
from command_center.rules.cells import Cells


class ZoneIndex:
    """Places as shapes in metres, in a spatial index. `places` that are points get `point_m` around them."""

    def __init__(self, places: Sequence[Place], grid: LocalGrid, near_m: float, point_m: float = 0.0) -> None:
        self.places = tuple(places)
        self._grid, self._near_m = grid, near_m
        self._shapes = np.array([_in_metres(place, grid, point_m) for place in self.places], dtype=object)
        shapely.prepare(self._shapes)
        self._edges = shapely.boundary(self._shapes)
        self._tree = shapely.STRtree(self._shapes)
        self._cells = Cells(self._shapes, near_m)

    def near(
        self, lon: NDArray[np.float64], lat: NDArray[np.float64], within_m: NDArray[np.float64] | None = None
    ) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]:
        """For n fixes (degrees): indices of fixes, of places, and the depth in metres of each pair that is near.

        Depth is the distance to the place's edge: positive inside, negative outside, down to minus `near_m`, or, where
        `within_m` gives each fix a distance of its own, to minus the lesser of the two: fewer pairs, sooner told.
        """
        empty = np.empty(0, np.intp)
        if not self.places or not len(lon):
            return empty, empty, np.empty(0)
        x, y = self._grid.to_metres(lon, lat)
        likely = np.flatnonzero(self._cells.may_be_near(x, y))
        if not len(likely):
            return empty, empty, np.empty(0)
        points = np.asarray(shapely.points(x[likely], y[likely]))
        reach = self._near_m if within_m is None else np.minimum(within_m[likely], self._near_m)
        which, zone = self._tree.query(points, predicate="dwithin", distance=reach)
        depth = shapely.distance(points[which], self._edges[zone])
        inside = shapely.covers(self._shapes[zone], points[which])
        return likely[which], zone, np.where(inside, depth, -depth)


class TimedIndex:
    """The same over versions of places, each of which counts only while it is in force."""

    def __init__(self, standings: Sequence[Standing], grid: LocalGrid, near_m: float, point_m: float = 0.0) -> None:
        self.standings = tuple(standings)
        self._index = ZoneIndex([one.place for one in standings], grid, near_m, point_m)
        self._since = np.array([begin_ms(one) for one in standings], np.int64)
        self._until = np.array([end_ms(one) for one in standings], np.int64)

    def near(
        self,
        time_ms: NDArray[np.int64],
        lon: NDArray[np.float64],
        lat: NDArray[np.float64],
        within_m: NDArray[np.float64] | None = None,
    ) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]:
        """As `ZoneIndex.near`, of fixes of these times; places are numbered as in `standings`."""
        which, version, depth = self._index.near(lon, lat, within_m)
        when = time_ms[which]
        good = (self._since[version] <= when) & (when < self._until[version])
        return which[good], version[good], depth[good]

    def any(self, time_ms: NDArray[np.int64]) -> NDArray[np.bool_]:
        """At which of n times any place is in force."""
        found = np.zeros(len(time_ms), bool)
        for since, until in zip(self._since, self._until, strict=True):
            found |= (since <= time_ms) & (time_ms < until)
        return found


def begin_ms(standing: Standing) -> int:
    """From when on it is in force, milliseconds."""
    return -(2**62) if standing.since is None else to_ms(standing.since)


def end_ms(standing: Standing) -> int:
    """Up to before when it is in force, milliseconds."""
    return 2**62 if standing.until is None else to_ms(standing.until)


def _in_metres(place: Place, grid: LocalGrid, point_m: float) -> shapely.Geometry:
    def transform(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(grid.to_metres(degrees[:, 0], degrees[:, 1]))

    shape = shapely.transform(place.geometry, transform)
    return shape.buffer(point_m) if point_m and shape.area == 0 else shape


def grid_around(places: Sequence[Place]) -> LocalGrid:
    """Metres around the middle of all places; around Quzhou when there is none."""
    if not places:
        return LocalGrid(118.87, 28.94)
    west, south, east, north = shapely.total_bounds([place.geometry for place in places])
    return LocalGrid((west + east) / 2, (south + north) / 2)

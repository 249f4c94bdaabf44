"""What a corner is drawn to: neighbours' corners first, then their edges. Nothing here knows Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from widgets.map.projection import Projection
from widgets.zones.rings import Spot, apart


@dataclass(frozen=True)
class Snap:
    """Where a spot was drawn to, map metres: a neighbour's corner, or somewhere on its edge."""

    spot: Spot
    corner: bool


class Neighbours:
    """The edges of other places, ready to be asked."""

    def __init__(self, geometries: Iterable[BaseGeometry], projection: Projection) -> None:
        def to_metres(degrees: np.ndarray) -> np.ndarray:
            return np.column_stack(projection.to_metres(degrees[:, 0], degrees[:, 1]))

        flat = [shapely.transform(one, to_metres) for one in geometries if not one.is_empty]
        self._edges = [one.boundary if one.geom_type.endswith("Polygon") else one for one in flat]
        self._tree = shapely.STRtree(self._edges)

    def snap(self, at: Spot, within: float) -> Snap | None:
        """What lies within so many metres of `at`; None for nothing."""
        spot = Point(at)
        near = [self._edges[n] for n in self._tree.query(spot, "dwithin", within)]
        found = [(float(x), float(y)) for edge in near for x, y in shapely.get_coordinates(edge)]
        corner = min(found, key=lambda one: apart(one, at), default=None)
        if corner is not None and apart(corner, at) <= within:
            return Snap(corner, True)
        feet = [edge.interpolate(edge.project(spot)) for edge in near if edge.length > 0]
        foot = min(feet, key=spot.distance, default=None)
        return Snap((foot.x, foot.y), False) if foot is not None else None

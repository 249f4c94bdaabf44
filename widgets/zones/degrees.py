"""Places' geometry from degrees to the editor's map metres, and back so that it is always valid."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from command_center.places.mending import areas, mended
from widgets.map.projection import Floats, Projection
from widgets.zones.rings import Shape, put_together, taken_apart

DECIMALS = 7
"""Of a degree: a centimetre."""


def on_map(geometry: BaseGeometry, projection: Projection) -> Shape:
    """The areas of a geometry in degrees as rings in map metres; () for points and lines."""

    def metres(degrees: Floats) -> Floats:
        return np.column_stack(projection.to_metres(degrees[:, 0], degrees[:, 1]))

    return taken_apart(shapely.transform(geometry, metres))


def in_degrees(shape: Shape, projection: Projection) -> Polygon | MultiPolygon | None:
    """Rings in map metres as a valid geometry in degrees, to the centimetre, outer rings counter-clockwise; None when
    nothing is left of it at that measure."""

    def degrees(metres: Floats) -> Floats:
        found = [projection.to_degrees(float(x), float(y)) for x, y in metres]
        return np.round(np.array(found, float).reshape(-1, 2), DECIMALS)

    made = shapely.transform(put_together(shape), degrees)
    whole = areas(made) if made.is_valid else mended(made)
    return whole if whole is not None and whole.is_valid else None

"""Shapely and GeoJSON geometry in degrees to Qt paths in map metres."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QPolygonF, QTransform
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry, BaseMultipartGeometry

from widgets.map.projection import Projection, Rect
from widgets.map.viewport import Viewport


def polygon(coords: object, projection: Projection) -> QPolygonF:
    """A line or ring of (lon, lat, …) as a Qt polygon in map metres."""
    flat = np.asarray(coords, float)
    x, y = projection.to_metres(flat[:, 0], flat[:, 1])
    return QPolygonF([QPointF(a, b) for a, b in zip(x.tolist(), y.tolist(), strict=True)])


def path(geometry: BaseGeometry, projection: Projection) -> QPainterPath:
    """Any geometry as one path in map metres; points and empty parts add nothing."""
    made = QPainterPath()
    _add(made, geometry, projection)
    return made


def _add(made: QPainterPath, geometry: BaseGeometry, projection: Projection) -> None:
    if geometry.is_empty or isinstance(geometry, Point):
        return
    if isinstance(geometry, BaseMultipartGeometry):
        for part in geometry.geoms:
            _add(made, part, projection)
    elif isinstance(geometry, Polygon):
        for ring in (geometry.exterior, *geometry.interiors):
            made.addPolygon(polygon(ring.coords, projection))
            made.closeSubpath()
    elif isinstance(geometry, LineString):
        made.addPolygon(polygon(geometry.coords, projection))


def rect(geometry: BaseGeometry, projection: Projection) -> Rect:
    """The bounds in map metres. Raises ValueError when the geometry is empty."""
    if geometry.is_empty:
        raise ValueError("an empty geometry has no bounds")
    left, bottom, right, top = geometry.bounds
    return Rect(*projection.point(left, bottom), *projection.point(right, top))


def to_pixels(view: Viewport) -> QTransform:
    """Map metres to the view's pixels, as Qt takes it."""
    k = 1 / view.mpp
    return QTransform(k, 0, 0, -k, view.width / 2 - view.x * k, view.height / 2 + view.y * k)

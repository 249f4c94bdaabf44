"""Shapes with crossing lines: where they cross, and what they would be if every part they enclose counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from command_center.places.findings import Spot

_SPOT = re.compile(r"\[(\S+) (\S+?)\]")


def crossing(shape: BaseGeometry) -> tuple[str, Spot | None]:
    """Why a shape is not valid, in GEOS's words, and where; ("", None) when it is."""
    if shape.is_valid:
        return "", None
    why = shapely.is_valid_reason(shape)
    found = _SPOT.search(why)
    return why, (float(found[1]), float(found[2])) if found else None


def mended(shape: BaseGeometry) -> Polygon | MultiPolygon | None:
    """The areas a shape encloses, without what has none (structure method of GEOS's MakeValid); None when there is no
    area."""
    valid = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    return areas(valid)


def areas(shape: BaseGeometry) -> Polygon | MultiPolygon | None:
    """The areas in a shape of any type, outer rings counter-clockwise as RFC 7946 asks; None when there is none."""
    found = [part for part in polygons(shape) if part.area > 0]
    if not found:
        return None
    wound = [shapely.geometry.polygon.orient(part) for part in found]
    return wound[0] if len(wound) == 1 else MultiPolygon(wound)


def polygons(shape: BaseGeometry) -> Iterator[Polygon]:
    """Every polygon in a shape of any type."""
    if isinstance(shape, Polygon):
        if not shape.is_empty:
            yield shape
    else:
        for part in getattr(shape, "geoms", ()):
            yield from polygons(part)


def wound(shape: BaseGeometry) -> bool:
    """Whether all rings run as RFC 7946 has them: outer ones counter-clockwise, holes clockwise."""
    return all(part.exterior.is_ccw and not any(ring.is_ccw for ring in part.interiors) for part in polygons(shape))

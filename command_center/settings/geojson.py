"""GeoJSON (RFC 7946) text and geometry, checked until nothing in it can surprise anybody later."""

from __future__ import annotations

import json
from math import isfinite
from typing import Any

import shapely
from shapely.geometry import LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

Position = tuple[float, float]
WIDEST_DEG = 180.0
"""A place wider than this was drawn across the antimeridian the wrong way round."""


AREA_TYPES = ("Polygon", "MultiPolygon")
ANY_TYPE = (*AREA_TYPES, "Point", "MultiPoint", "LineString", "MultiLineString")


class Mistake(ValueError):
    """What is wrong and what was expected, in words; `where` the line or key, when it can be told; `code` what kind of
    mistake, for a screen's own words: `range`, `antimeridian`, `corners`, `crossing`, or "" for any other."""

    def __init__(self, expected: str, where: str = "", code: str = "") -> None:
        super().__init__(expected)
        self.where, self.code = where, code


def parse(text: str) -> Any:
    """JSON as the standard has it: no NaN, no number without end, no key twice. Raises Mistake."""
    try:
        return json.loads(
            text, object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=_finite, parse_int=_whole
        )
    except json.JSONDecodeError as error:
        raise Mistake(f"not JSON: {error.msg}", f"line {error.lineno}, column {error.colno}") from error
    except RecursionError as error:
        raise Mistake("not readable: nested too deeply") from error


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise Mistake(f"the key {twice!r} stands twice in one object")
    return found


def _no_constant(word: str) -> Any:
    raise Mistake(f"not JSON: {word} is no number")


def _finite(word: str) -> float:
    number = float(word)
    if not isfinite(number):
        raise Mistake(f"the number {word[:40]} is too large")
    return number


def _whole(word: str) -> int:
    if len(word) > 20:
        raise Mistake(f"the number {word[:40]}… is too large")
    return int(word)


def line_of_feature(text: str, index: int) -> int | None:
    """The line (from 1) on which feature `index` begins, None when it can't be told."""
    key = text.find('"features"')
    at = text.find("[", key) + 1 if key >= 0 else 0
    decoder = json.JSONDecoder()
    try:
        for number in range(index + 1):
            while at and text[at] in " \t\r\n,":
                at += 1
            if at == 0:
                return None
            if number == index:
                return text.count("\n", 0, at) + 1
            _, at = decoder.raw_decode(text, at)
    except (ValueError, IndexError, RecursionError):
        pass
    return None


def geometry(told: object, types: tuple[str, ...], *, crossing: bool = False) -> BaseGeometry:
    """A geometry of one of `types`, in degrees, without heights. Raises Mistake with the spot. `crossing`: lines that
    cross are let through, for a caller who looks at them."""
    if not isinstance(told, dict):
        raise Mistake(f"expected a geometry ({' or '.join(types)}), found {told!r:.60}")
    type_ = told.get("type")
    if type_ not in types:
        raise Mistake(f"expected a geometry of type {' or '.join(types)}, found {type_!r:.60}")
    try:
        made: BaseGeometry = _MAKE[type_](told.get("coordinates"))
    except shapely.errors.ShapelyError as error:
        raise Mistake(f"not a {type_}: {error}") from error
    if made.is_empty:
        raise Mistake("expected coordinates, found none")
    if not crossing and not made.is_valid:
        raise Mistake(f"the shape is not valid: {shapely.is_valid_reason(made)}", code="crossing")
    west, _, east, _ = made.bounds
    if east - west > WIDEST_DEG:
        raise Mistake("expected a shape that does not cross the antimeridian", code="antimeridian")
    return made


def _list(told: object, of: str) -> list[Any]:
    if not isinstance(told, list):
        raise Mistake(f"expected a list of {of}, found {told!r:.60}")
    return told


def _position(told: object) -> Position:
    """Longitude and latitude; heights and whatever follows are dropped."""
    numbers = _list(told, "numbers (longitude, latitude)")
    for number in numbers:
        if isinstance(number, bool) or not isinstance(number, int | float):
            raise Mistake(f"expected a number in a position, found {number!r:.60}")
    if len(numbers) < 2:
        raise Mistake(f"expected a position of longitude and latitude, found {numbers!r}")
    lon, lat = float(numbers[0]), float(numbers[1])
    if not -180 <= lon <= 180 or not -90 <= lat <= 90:
        hint = " (longitude comes first)" if -90 <= lon <= 90 and -180 <= lat <= 180 else ""
        raise Mistake(f"expected WGS-84 degrees, longitude then latitude, found {lon:g}, {lat:g}{hint}", code="range")
    return lon, lat


def _line(told: object) -> LineString:
    positions = [_position(item) for item in _list(told, "positions")]
    if len(set(positions)) < 2:
        raise Mistake("expected a line of at least two different positions", code="corners")
    return LineString(positions)


def _ring(told: object) -> list[Position]:
    ring = [_position(item) for item in _list(told, "positions of a ring")]
    if not ring:
        raise Mistake("expected a ring of positions, found an empty list")
    if ring[0] != ring[-1]:
        first, last = ("{:.6f} {:.6f}".format(*end) for end in (ring[0], ring[-1]))
        raise Mistake(f"expected a closed ring: it begins at {first} and ends at {last}")
    if len(set(ring)) < 3:
        raise Mistake(f"expected a ring of at least three different corners, found {len(set(ring))}", code="corners")
    return ring


def _polygon(told: object) -> Polygon:
    rings = [_ring(item) for item in _list(told, "rings")]
    if not rings:
        raise Mistake("expected a polygon with a ring, found none")
    made = Polygon(rings[0], rings[1:])
    if made.area == 0 and made.is_valid:  # a bow tie's halves cancel out, and have a better word said of them
        raise Mistake("expected a polygon that covers an area", code="corners")
    return made


_MAKE: dict[str, Any] = {
    "Point": lambda told: Point(_position(told)),
    "MultiPoint": lambda told: MultiPoint([_position(item) for item in _list(told, "positions")]),
    "LineString": _line,
    "MultiLineString": lambda told: MultiLineString([_line(item) for item in _list(told, "lines")]),
    "Polygon": _polygon,
    "MultiPolygon": lambda told: MultiPolygon([_polygon(item) for item in _list(told, "polygons")]),
}

"""Streets, waters and parts of the city by the names that stand in the basemap's file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from command_center.queries.search.index import Entry

_LINES = {"LineString": 0, "MultiLineString": 1, "Polygon": 1, "MultiPolygon": 2}
"""How deep the lines of a geometry lie."""


class Named(Struct, frozen=True):
    """A name of the map, its English one ("" unknown), its kind, and the middle of its longest part, degrees."""

    name: str
    name_en: str
    kind: str
    lon: float
    lat: float


def read_names(file: Path) -> list[Named]:
    """The names in a GeoJSON FeatureCollection, each once. Raises OSError or ValueError when it cannot be read."""
    whole = json.loads(file.read_text("utf-8"))
    if not isinstance(whole, dict) or not isinstance(whole.get("features"), list):
        raise ValueError(f"{file.name} is not a GeoJSON FeatureCollection")
    longest: dict[tuple[str, str], tuple[int, Named]] = {}
    for feature in whole["features"]:
        for points, named in _named(feature):
            key = (named.name, named.kind)
            if key not in longest or points > longest[key][0]:
                longest[key] = (points, named)
    return [named for _, named in longest.values()]


def _named(feature: Any) -> Iterator[tuple[int, Named]]:
    try:
        told, geometry = feature["properties"], feature["geometry"]
        name = str(told["name"])
        line = _line(geometry["type"], geometry["coordinates"])
        lon, lat = (float(value) for value in line[len(line) // 2][:2])
    except (KeyError, TypeError, ValueError, IndexError):
        return  # without a name or a position there is nothing to find
    if name:
        yield len(line), Named(name, str(told.get("name_en") or ""), str(told.get("kind", "")), lon, lat)


def _line(kind: str, coordinates: Any) -> Sequence[Any]:
    if kind == "Point":
        return [coordinates]
    for _ in range(_LINES[kind]):
        coordinates = max(coordinates, key=len)
    if kind in ("Polygon", "MultiPolygon"):  # not on its edge
        lons, lats = zip(*((point[0], point[1]) for point in coordinates), strict=True)
        return [((min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2)] * len(coordinates)
    found: Sequence[Any] = coordinates
    return found


def entries(named: Sequence[Named], known: Sequence[str]) -> list[Entry]:
    """What can be found of them; a name among those `known` (a place's) is left to that place."""
    taken = set(known)
    return [
        Entry(kind="street", id=f"{one.kind}:{one.name}", title=one.name, lon=one.lon, lat=one.lat,
              names=tuple(filter(None, (one.name, one.name_en))))
        for one in named if one.name not in taken
    ]  # fmt: skip

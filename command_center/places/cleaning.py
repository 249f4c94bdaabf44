"""GeoJSON geometries as people's tools write them, made what RFC 7946 says, each mending noted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from command_center.places.findings import What

Note = Callable[[What], None]
_DEPTH = {"LineString": 1, "MultiPoint": 1, "Polygon": 2, "MultiLineString": 2, "MultiPolygon": 3}
_MULTI = ("Point", "LineString", "Polygon")
MOST_NESTED = 8


def cleaned(geometry: Any, note: Note) -> Any:
    """Heights dropped, doubled corners taken out, rings closed, a collection of one sort gathered into one geometry.
    What cannot be understood is left as it is: the reading refuses it with its own words."""
    if not isinstance(geometry, dict):
        return geometry
    if geometry.get("type") == "GeometryCollection":
        gathered = _gathered(geometry)
        if gathered is not geometry:
            note(What.GATHERED)
        return geometry if gathered is geometry else cleaned(gathered, note)
    type_ = geometry.get("type")
    depth = _DEPTH.get(type_) if isinstance(type_, str) else None
    coordinates = geometry.get("coordinates")
    if type_ == "Point":
        return {**geometry, "coordinates": _flat(coordinates, note)}
    if depth is None or not isinstance(coordinates, list):
        return geometry
    rings = type_ in ("Polygon", "MultiPolygon")
    return {**geometry, "coordinates": _lines(coordinates, depth - 1, rings, type_ != "MultiPoint", note)}


def _lines(told: list[Any], depth: int, rings: bool, lines: bool, note: Note) -> list[Any]:
    if depth:
        return [_lines(item, depth - 1, rings, lines, note) if isinstance(item, list) else item for item in told]
    found = [_flat(item, note) for item in told]
    if lines:
        once = [item for n, item in enumerate(found) if not n or item != found[n - 1]]
        if len(once) < len(found):
            note(What.DOUBLED)
            found = once
    if rings and len(found) >= 3 and found[0] != found[-1]:
        note(What.CLOSED)
        found.append(found[0])
    return found


def _flat(position: Any, note: Note) -> Any:
    if isinstance(position, list) and len(position) > 2:
        note(What.HEIGHTS)
        return position[:2]
    return position


def _gathered(collection: dict[str, Any]) -> dict[str, Any]:
    """The areas of a collection as one geometry; without any, its lines; without those, its points."""
    found = _members(collection, MOST_NESTED)
    for sort in reversed(_MULTI):
        multi = f"Multi{sort}"
        parts: list[Any] = [part.get("coordinates") for part in found if part.get("type") == sort]
        for part in found:
            if part.get("type") == multi and isinstance(part.get("coordinates"), list):
                parts += part["coordinates"]
        if len(parts) == 1:
            return {"type": sort, "coordinates": parts[0]}
        if parts:
            return {"type": multi, "coordinates": parts}
    return collection


def _members(collection: dict[str, Any], depth: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    members = collection.get("geometries")
    for member in members if isinstance(members, list) and depth else ():
        if isinstance(member, dict):
            nested = member.get("type") == "GeometryCollection"
            found += _members(member, depth - 1) if nested else [member]
    return found

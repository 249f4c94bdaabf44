"""places.geojson → Places: GeoJSON (RFC 7946) with the contract's properties."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import shapely
from msgspec.structs import replace
from opening_hours import OpeningHours
from shapely.geometry import shape
from shapely.validation import explain_validity

from command_center.model.places import Place, PlaceKind
from command_center.settings.errors import SettingsError, read_text

_GEOMETRIES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")
_AREAS = (PlaceKind.NO_DOG, PlaceKind.GRID, PlaceKind.DOG_CONTROL_AREA)


class _Properties(msgspec.Struct):
    """A place's properties; others may stand beside them."""

    id: str
    kind: PlaceKind
    name: str = ""
    hours: str | None = None
    max_stay_min: float | None = None
    bays: int | None = None
    merchants: list[str] = []
    urgent: bool = False
    grid: int | None = None
    squad: str | None = None


class _Wrong(Exception):
    """What is wrong with one feature."""


def read_places(path: Path) -> tuple[Place, ...]:
    """Every place in a file; one without a grid gets the one it lies in. Raises SettingsError."""
    try:
        document = json.loads(read_text(path), object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise SettingsError(path, f"line {error.lineno}, column {error.colno}", f"not JSON: {error.msg}") from error
    except (_Wrong, RecursionError, ValueError) as error:
        raise SettingsError(path, "", f"not JSON: {error}") from error
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise SettingsError(path, "type", "expected a GeoJSON FeatureCollection")
    features = document.get("features")
    if not isinstance(features, list):
        raise SettingsError(path, "features", "expected an array of features")
    return _with_grids(_features(path, features))


def _features(path: Path, features: Sequence[Any]) -> list[Place]:
    places: dict[str, Place] = {}
    for number, feature in enumerate(features):
        try:
            place = _place(feature)
            if place.id in places:
                raise _Wrong(f"the id {place.id!r} is another place's already")
        except _Wrong as error:
            raise SettingsError(path, _named(number, feature), str(error)) from error
        places[place.id] = place
    return list(places.values())


def _named(number: int, feature: Any) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    id_ = properties.get("id") if isinstance(properties, dict) else None
    return f"feature {number + 1}" + (f" ({id_})" if id_ is not None else "")


def _place(feature: Any) -> Place:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise _Wrong("expected an object of type Feature")
    if not isinstance(feature.get("properties"), dict):
        raise _Wrong("properties: expected an object with id, name and kind")
    try:
        told = msgspec.convert(feature["properties"], _Properties)
    except msgspec.ValidationError as error:
        raise _Wrong(f"properties: {_kinds(str(error))}") from error
    if told.hours is not None:
        _check_hours(told.hours)
    geometry = _geometry(feature.get("geometry"))
    if told.kind in _AREAS and geometry.area == 0:
        raise _Wrong(f"geometry: a place of kind {told.kind} is an area: expected Polygon or MultiPolygon")
    content = json.dumps([feature["properties"], shapely.to_wkt(geometry, 8)], sort_keys=True, ensure_ascii=False)
    return Place(
        id=told.id,
        name=told.name or told.id,
        kind=told.kind,
        geometry=geometry,
        version=hashlib.sha256(content.encode(errors="replace")).hexdigest()[:12],
        hours=told.hours,
        max_stay_min=told.max_stay_min,
        bays=told.bays,
        merchants=tuple(told.merchants),
        urgent=told.urgent,
        grid=told.grid,
        squad=told.squad,
    )


def _kinds(message: str) -> str:
    return f"{message}; expected one of {', '.join(PlaceKind)}" if "`$.kind`" in message else message


def _check_hours(hours: str) -> None:
    try:
        OpeningHours(hours)
    except (SyntaxError, ValueError) as error:
        raise _Wrong(f"hours: {hours!r}: expected opening_hours syntax, as in Mo-Su 07:00-19:00: {error}") from error


def _geometry(raw: Any) -> shapely.Geometry:
    if not isinstance(raw, dict) or raw.get("type") not in _GEOMETRIES:
        raise _Wrong(f"geometry: expected one of {', '.join(_GEOMETRIES)}")
    _check_positions(raw.get("coordinates"), raw["type"])
    try:
        geometry = shapely.force_2d(shape({"type": raw["type"], "coordinates": raw["coordinates"]}))
    except (ValueError, TypeError, IndexError, shapely.errors.ShapelyError) as error:
        raise _Wrong(f"geometry: {error}") from error
    if geometry.is_empty:
        raise _Wrong("geometry: has no coordinates")
    if not geometry.is_valid:
        # shapely says which, and where: "Self-intersection[118.87 28.94]"
        raise _Wrong(f"geometry: {explain_validity(geometry)}")
    return geometry


_DEPTH = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}


def _check_positions(raw: Any, kind: str) -> None:
    level = [raw]
    for _ in range(_DEPTH[kind]):
        if not all(isinstance(item, list) for item in level):
            raise _Wrong(f"geometry: coordinates are not those of a {kind}")
        if kind.endswith("Polygon") and level and all(_is_ring(item) for item in level):
            _check_rings(level)
        level = [inner for item in level for inner in item]
    for position in level:
        _check_position(position)


def _is_ring(item: Any) -> bool:
    return bool(item) and all(isinstance(p, list) and p and not isinstance(p[0], list) for p in item)


def _check_rings(rings: Sequence[Any]) -> None:
    for ring in rings:
        if len(ring) < 4 or ring[0] != ring[-1]:
            raise _Wrong("geometry: a ring needs four positions or more, the last the same as the first")


def _check_position(position: Any) -> None:
    numbers = isinstance(position, list) and len(position) >= 2 and all(
        isinstance(n, int | float) and not isinstance(n, bool) for n in position
    )  # fmt: skip
    if not numbers:
        raise _Wrong(f"geometry: {str(position)[:60]}: expected a position [longitude, latitude]")
    if not (-180 <= position[0] <= 180 and -90 <= position[1] <= 90):
        raise _Wrong(f"geometry: {position[:2]}: expected longitude -180…180 and latitude -90…90, in this order")


def _with_grids(places: Sequence[Place]) -> tuple[Place, ...]:
    grids = [place for place in places if place.kind is PlaceKind.GRID and place.grid is not None]
    if not grids:
        return tuple(places)
    tree = shapely.STRtree([grid.geometry for grid in grids])
    found = []
    for place in places:
        if place.grid is None and place.kind is not PlaceKind.GRID:
            inside = tree.query(place.geometry.representative_point(), predicate="intersects")
            place = replace(place, grid=grids[int(min(inside))].grid) if len(inside) else place
        found.append(place)
    return tuple(found)


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Wrong(f"{twice!r} stands twice in one object")
    return members


def _no_constant(name: str) -> float:
    raise _Wrong(f"{name} is no number in JSON")

"""`places.geojson`: every place read and checked, or the file refused with the feature and what was expected."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import shapely
from msgspec.structs import replace
from shapely.geometry import mapping

from command_center.model.places import Place, PlaceKind
from command_center.settings.errors import SettingsError, read_text
from command_center.settings.gauss_kruger import converted
from command_center.settings.geojson import ANY_TYPE, AREA_TYPES, Mistake, geometry, line_of_feature, parse
from command_center.settings.properties import Properties

AREAS = (PlaceKind.NO_DOG, PlaceKind.GRID, PlaceKind.DOG_CONTROL_AREA)
"""Kinds that mean nothing unless drawn as an area."""
DEGREES = ("EPSG::4326", "EPSG:4326", "CRS84", "EPSG::4490", "EPSG:4490")
"""Coordinate systems in degrees that agree with WGS-84 to the decimetre (4490 is CGCS2000)."""
METRES = ("EPSG::4549", "EPSG:4549")
"""CGCS2000 in metres, 3-degree Gauss-Krueger around 120 E: Quzhou's zone."""


def read_places(path: Path) -> tuple[Place, ...]:
    """The places in a file, in its order; one without a grid gets the one it lies in. Raises SettingsError."""
    return with_grids(read_told(path))


def read_told(path: Path) -> tuple[Place, ...]:
    """The places in a file, in its order, as they stand there. Raises SettingsError."""
    text = read_text(path)
    try:
        features = _features(parse(text))
    except Mistake as error:
        raise SettingsError(path, error.where, str(error)) from error
    places: list[Place] = []
    had: dict[str, int] = {}
    for index, feature in enumerate(features):
        try:
            place = place_of(feature)
            if place.id in had:
                raise Mistake(f"expected an id of its own: features[{had[place.id]}] has {place.id!r} too")
        except Mistake as error:
            raise SettingsError(path, _where(text, index, feature), str(error)) from error
        had[place.id] = index
        places.append(place)
    return tuple(places)


def in_degrees(crs: object) -> bool:
    """Whether a collection's `crs` (or none) is in degrees; false: in the metres of EPSG:4549. Raises Mistake."""
    named = json.dumps(crs).rstrip('"}')
    if crs is None or named.endswith(DEGREES):
        return True
    if named.endswith(METRES):
        return False
    raise Mistake(f"only WGS-84 and CGCS2000 (EPSG:4490, EPSG:4549) are supported, found {crs!r:.90}", "crs")


def _features(top: object) -> list[Any]:
    if not isinstance(top, dict) or top.get("type") != "FeatureCollection":
        found = top.get("type") if isinstance(top, dict) else top
        raise Mistake(f'expected {{"type": "FeatureCollection", "features": […]}}, found {found!r:.60}')
    degrees = in_degrees(top.get("crs"))
    features = top.get("features")
    if not isinstance(features, list):
        raise Mistake(f"expected a list, found {features!r:.60}", "features")
    return features if degrees else [to_degrees(feature) for feature in features]


def to_degrees(feature: Any) -> Any:
    """A feature in the metres of EPSG:4549 as one in degrees; what is no feature stays as it is."""
    shape = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(shape, dict):
        return feature
    return {**feature, "geometry": {**shape, "coordinates": converted(shape.get("coordinates"))}}


def _where(text: str, index: int, feature: object) -> str:
    line = line_of_feature(text, index)
    properties = feature.get("properties") if isinstance(feature, dict) else None
    id_ = properties.get("id") if isinstance(properties, dict) else None
    name = f"features[{index}]" if id_ is None else f"features[{index}] (id {id_!r:.60})"
    return name if line is None else f"line {line}, {name}"


def place_of(feature: object) -> Place:
    """The place a GeoJSON feature tells of, as it stands there. Raises Mistake."""
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise Mistake(f'expected an object of type "Feature", found {feature!r:.60}')
    told = Properties(feature.get("properties"))
    id_, kind = told.id(), told.kind()
    return Place(
        id=id_,
        name=told.text("name") or id_,
        kind=kind,
        geometry=geometry(feature.get("geometry"), AREA_TYPES if kind in AREAS else ANY_TYPE),
        version=digest(feature),
        hours=told.hours(),
        max_stay_min=told.minutes("max_stay_min"),
        bays=told.whole("bays", 1),
        merchants=told.texts("merchants"),
        urgent=told.yes_or_no("urgent"),
        grid=told.grid_of(kind),
        squad=told.text("squad"),
        name_en=told.text("name_en"),
    )


def digest(feature: dict[str, Any]) -> str:
    """The version of what a feature says: the same for the same content, in whatever order it stands."""
    content = json.dumps(feature, sort_keys=True, separators=(",", ":"))
    return sha256(content.encode()).hexdigest()[:12]


def feature_of(place: Place) -> dict[str, Any]:
    """A place as the GeoJSON feature `place_of` reads; without its version."""
    properties: dict[str, Any] = {"id": place.id, "name": place.name, "kind": str(place.kind)}
    for name in ("hours", "max_stay_min", "bays", "merchants", "urgent", "grid", "squad", "name_en"):
        value = getattr(place, name)
        if value not in (None, (), False):
            properties[name] = list(value) if isinstance(value, tuple) else value
    return {"type": "Feature", "properties": properties, "geometry": _lists(mapping(place.geometry))}


def _lists(told: Any) -> Any:
    """shapely's tuples as the lists JSON has, so that a digest is the same before and after."""
    if isinstance(told, dict):
        return {key: _lists(value) for key, value in told.items()}
    return [_lists(item) for item in told] if isinstance(told, tuple | list) else told


def with_grids(places: Sequence[Place]) -> tuple[Place, ...]:
    """A place that names no grid gets the one its middle lies in."""
    grids = [place for place in places if place.kind is PlaceKind.GRID]
    tree = shapely.STRtree([grid.geometry for grid in grids])
    found = []
    for place in places:
        inside = tree.query(place.geometry.representative_point(), "intersects") if place.grid is None else ()
        found.append(replace(place, grid=grids[min(inside)].grid) if len(inside) else place)
    return tuple(found)

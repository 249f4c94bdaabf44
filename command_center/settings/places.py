"""`places.geojson`: every place read and checked, or the file refused with the feature and what was expected."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import shapely
from msgspec.structs import replace

from command_center.model.places import Place, PlaceKind
from command_center.settings.errors import SettingsError, read_text
from command_center.settings.geojson import ANY_TYPE, AREA_TYPES, Mistake, geometry, line_of_feature, parse
from command_center.settings.properties import Properties

AREAS = (PlaceKind.NO_DOG, PlaceKind.GRID, PlaceKind.DOG_CONTROL_AREA)
"""Kinds that mean nothing unless drawn as an area."""
DEGREES = ("EPSG::4326", "EPSG:4326", "CRS84", "EPSG::4490", "EPSG:4490")
"""Coordinate systems in degrees that agree with WGS-84 to the decimetre (4490 is CGCS2000)."""


def read_places(path: Path) -> tuple[Place, ...]:
    """The places in a file, in its order; one without a grid gets the one it lies in. Raises SettingsError."""
    text = read_text(path)
    try:
        features = _features(parse(text))
    except Mistake as error:
        raise SettingsError(path, error.where, str(error)) from error
    places: list[Place] = []
    had: dict[str, int] = {}
    for index, feature in enumerate(features):
        try:
            place = _place(feature)
            if place.id in had:
                raise Mistake(f"expected an id of its own: features[{had[place.id]}] has {place.id!r} too")
        except Mistake as error:
            raise SettingsError(path, _where(text, index, feature), str(error)) from error
        had[place.id] = index
        places.append(place)
    return tuple(_with_grids(places))


def _features(top: object) -> list[Any]:
    if not isinstance(top, dict) or top.get("type") != "FeatureCollection":
        found = top.get("type") if isinstance(top, dict) else top
        raise Mistake(f'expected {{"type": "FeatureCollection", "features": […]}}, found {found!r:.60}')
    crs = top.get("crs")
    if crs is not None and not json.dumps(crs).rstrip('"}').endswith(DEGREES):
        raise Mistake(f"only WGS-84 or CGCS2000 degrees are supported by this version, found {crs!r:.90}", "crs")
    features = top.get("features")
    if not isinstance(features, list):
        raise Mistake(f"expected a list, found {features!r:.60}", "features")
    return features


def _where(text: str, index: int, feature: object) -> str:
    line = line_of_feature(text, index)
    properties = feature.get("properties") if isinstance(feature, dict) else None
    id_ = properties.get("id") if isinstance(properties, dict) else None
    name = f"features[{index}]" if id_ is None else f"features[{index}] (id {id_!r:.60})"
    return name if line is None else f"line {line}, {name}"


def _place(feature: object) -> Place:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise Mistake(f'expected an object of type "Feature", found {feature!r:.60}')
    told = Properties(feature.get("properties"))
    id_, kind = told.id(), told.kind()
    return Place(
        id=id_,
        name=told.text("name") or id_,
        kind=kind,
        geometry=geometry(feature.get("geometry"), AREA_TYPES if kind in AREAS else ANY_TYPE),
        version=_digest(feature),
        hours=told.hours(),
        max_stay_min=told.minutes("max_stay_min"),
        bays=told.whole("bays", 1),
        merchants=told.texts("merchants"),
        urgent=told.yes_or_no("urgent"),
        grid=told.grid_of(kind),
        squad=told.text("squad"),
    )


def _digest(feature: dict[str, Any]) -> str:
    content = json.dumps(feature, sort_keys=True, separators=(",", ":"))
    return sha256(content.encode()).hexdigest()[:12]


def _with_grids(places: Sequence[Place]) -> list[Place]:
    """A place that names no grid gets the one its middle lies in."""
    grids = [place for place in places if place.kind is PlaceKind.GRID]
    tree = shapely.STRtree([grid.geometry for grid in grids])
    found = []
    for place in places:
        inside = tree.query(place.geometry.representative_point(), "intersects") if place.grid is None else ()
        found.append(replace(place, grid=grids[min(inside)].grid) if len(inside) else place)
    return found

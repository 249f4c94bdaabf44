"""A file of places read feature by feature: what is well is taken, what can be mended is, the rest is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import shapely
from msgspec.structs import replace
from shapely.geometry.base import BaseGeometry

from command_center.model.places import Place, PlaceKind
from command_center.places import kml
from command_center.places.cleaning import cleaned
from command_center.places.findings import Finding, GivenUp, Proposal, Reading, Spot, Unreadable, What
from command_center.places.mending import areas, crossing, mended, wound
from command_center.settings.errors import SettingsError, read_text
from command_center.settings.geojson import ANY_TYPE, AREA_TYPES, Mistake, geometry, parse
from command_center.settings.places import AREAS, digest, feature_of, in_degrees, place_of, to_degrees
from command_center.settings.properties import LONGEST

MOST_FEATURES, MOST_CORNERS = 20_000, 20_000
SUFFIXES = (".geojson", ".json", ".kml", ".kmz")
_PLAIN = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection")


def read(
    path: Path,
    kind: PlaceKind = PlaceKind.NO_DOG,
    progress: Callable[[float], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Reading:
    """The places in a GeoJSON, KML or KMZ file, by its suffix. A feature without a kind is taken for `kind`, or, when
    it is no area, for a community. `progress` is told the share done, 0 to 1.

    Raises Unreadable with why the file as a whole is none; GivenUp when `stopped` says so.
    """
    features = _features(path)
    if len(features) > MOST_FEATURES:
        raise Unreadable(f"expected at most {MOST_FEATURES} features, found {len(features)}")
    reader = _Reader(path.stem, kind)
    for number, (where, feature) in enumerate(features):
        if stopped():
            raise GivenUp
        if number % 50 == 0:
            progress(number / len(features))
        reader.take(where, feature)
    progress(1.0)
    return Reading(tuple(reader.places), tuple(reader.proposals), tuple(reader.findings))


def _features(path: Path) -> Sequence[tuple[str, Any]]:
    suffix = path.suffix.lower()
    try:
        if suffix in (".kml", ".kmz"):
            return kml.features(path)
        return _geojson(parse(read_text(path)))
    except (Mistake, SettingsError) as error:
        where = getattr(error, "where", "")
        said = error.expected if isinstance(error, SettingsError) else str(error)
        raise Unreadable(f"{where}: {said}" if where else said) from error


def _geojson(top: object) -> list[tuple[str, Any]]:
    """A collection's features; a single feature or geometry as a collection of one."""
    type_ = top.get("type") if isinstance(top, dict) else None
    if isinstance(top, dict) and type_ == "FeatureCollection":
        features = top.get("features")
        if not isinstance(features, list):
            raise Mistake(f"expected a list, found {features!r:.60}", "features")
        degrees = in_degrees(top.get("crs"))
        return [(f"features[{n}]", told if degrees else to_degrees(told)) for n, told in enumerate(features)]
    if isinstance(top, dict) and type_ == "Feature":
        return [("the feature", top)]
    if isinstance(top, dict) and type_ in _PLAIN:
        return [("the geometry", {"type": "Feature", "properties": {}, "geometry": top})]
    found = type_ if isinstance(top, dict) else top
    raise Mistake(f'expected {{"type": "FeatureCollection", "features": […]}}, found {found!r:.60}')


class _Reader:
    """Takes features one after the other, and remembers what it found."""

    def __init__(self, stem: str, kind: PlaceKind) -> None:
        self._stem, self._kind = stem, kind
        self.places: list[Place] = []
        self.proposals: list[Proposal] = []
        self.findings: list[Finding] = []
        self._had: dict[str, str] = {}

    def take(self, where: str, feature: Any) -> None:
        notes: list[What] = []
        name = _name(feature)
        try:
            self._take(where, feature, notes)
        except Mistake as error:
            self._find(where, name, What(error.code or "other"), str(error))
        for what in dict.fromkeys(notes):
            self._find(where, name, what)

    def _find(self, where: str, name: str, what: What, detail: str = "", spot: Spot | None = None) -> None:
        self.findings.append(Finding(where, name, what, detail, spot))

    def _take(self, where: str, feature: Any, notes: list[What]) -> None:
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            raise Mistake(f'expected an object of type "Feature", found {feature!r:.60}')
        if feature.get("geometry", 0) is None:
            notes.append(What.NO_SHAPE)
            return
        told = {**feature, "geometry": cleaned(feature.get("geometry"), notes.append)}
        told["properties"] = self._properties(told, notes)
        if told["properties"]["id"] in self._had:
            other = self._had[told["properties"]["id"]]
            raise Mistake(f"the id {told['properties']['id']!r} stands at {other} too", code="duplicate")
        self._lay(where, told, notes)
        self._had[told["properties"]["id"]] = where

    def _properties(self, feature: dict[str, Any], notes: list[What]) -> dict[str, Any]:
        told = feature.get("properties")
        if told is not None and not isinstance(told, dict):
            raise Mistake(f"properties: expected an object, found {told!r:.60}")
        made = {key: value for key, value in (told or {}).items() if value is not None}
        if "id" not in made:
            own = feature.get("id")
            usable = isinstance(own, str | int) and not isinstance(own, bool) and 0 < len(str(own)) <= LONGEST
            made["id"] = str(own) if usable else f"{self._stem}-{len(self._had) + 1}"[:LONGEST]
            notes.append(What.ID_MADE)
        if "name" not in made and "id" in made:
            notes.append(What.NAME_MADE)
        if "kind" not in made:
            shape = feature.get("geometry")
            area = isinstance(shape, dict) and shape.get("type") in AREA_TYPES
            made["kind"] = str(self._kind if area or self._kind not in AREAS else PlaceKind.COMMUNITY)
            notes.append(What.KIND_ASSUMED)
        return made

    def _lay(self, where: str, told: dict[str, Any], notes: list[What]) -> None:
        types = AREA_TYPES if told["properties"]["kind"] in AREAS else ANY_TYPE
        shape = geometry(told["geometry"], types, crossing=True)
        if shapely.get_num_coordinates(shape) > MOST_CORNERS:
            raise Mistake(f"expected at most {MOST_CORNERS} corners", code="too-many")
        why, spot = crossing(shape)
        if why:
            whole = mended(shape)
            if whole is None:
                raise Mistake(why, code="crossing")
            self.proposals.append(Proposal(_placed(told, whole), shape, spot, why))
            self._find(where, _name(told), What.CROSSING, why, spot)
            return
        if not wound(shape):
            notes.append(What.WINDING)
            shape = areas(shape) or shape
        self.places.append(_placed(told, shape))


def _placed(told: dict[str, Any], shape: BaseGeometry) -> Place:
    place = place_of({**told, "geometry": parse(shapely.to_geojson(shape))})
    return replace(place, version=digest(feature_of(place)))


def _name(feature: Any) -> str:
    told = feature.get("properties") if isinstance(feature, dict) else None
    found = (told.get("name") or told.get("id") or "") if isinstance(told, dict) else ""
    return str(found)[:80]

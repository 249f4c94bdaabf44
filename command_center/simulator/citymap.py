"""The demo city as the simulator walks on it: places and streets in metres."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from command_center.model.geo import LocalGrid
from command_center.model.places import PlaceKind
from command_center.simulator.streets import Streets

DEMO = Path(__file__).parents[2] / "resources" / "demo"


@dataclass(frozen=True)
class Spot:
    """A place of the demo city. `shape` is in metres around the city's origin."""

    id: str
    name: str
    kind: PlaceKind
    shape: BaseGeometry
    grid: int | None
    urgent: bool
    hours: str | None

    @property
    def middle(self) -> tuple[float, float]:
        """A point inside, metres."""
        point = self.shape.representative_point()
        return float(point.x), float(point.y)


class CityMap:
    """What `basemap.geojson` and `places.geojson` of a folder hold, in metres around the town's middle.

    Raises OSError when a file is missing, ValueError when it is no GeoJSON of ours.
    """

    def __init__(self, folder: Path = DEMO) -> None:
        base = _features(folder / "basemap.geojson")
        places = _features(folder / "places.geojson")
        area = next(f for f in places if f["properties"]["kind"] == PlaceKind.DOG_CONTROL_AREA)
        centre = shape(area["geometry"]).centroid
        self.here = LocalGrid(round(centre.x, 4), round(centre.y, 4))
        self.spots = [self._spot(f) for f in places]
        roads = [f for f in base if f["properties"]["kind"] == "road"]
        self.streets = Streets(
            [self._line(f) for f in roads], [(f["properties"]["name"], f["properties"]["class"]) for f in roads]
        )
        self.blocks = [self.metres(shape(f["geometry"])) for f in base if f["properties"]["kind"] == "building-block"]

    def metres(self, geometry: BaseGeometry) -> BaseGeometry:
        """A geometry in degrees as metres."""
        return shapely.transform(geometry, lambda c: np.column_stack(self.here.to_metres(c[:, 0], c[:, 1])))

    def lonlat(self, x: float, y: float) -> tuple[float, float]:
        """Metres to degrees, to the centimetre."""
        lon, lat = self.here.to_degrees(np.array([x]), np.array([y]))
        return round(float(lon[0]), 7), round(float(lat[0]), 7)

    def xy(self, lon: float, lat: float) -> tuple[float, float]:
        """Degrees to metres."""
        x, y = self.here.to_metres(np.array([lon]), np.array([lat]))
        return float(x[0]), float(y[0])

    def _line(self, feature: dict[str, Any]) -> NDArray[np.float64]:
        lonlat = np.array(feature["geometry"]["coordinates"], float)
        return np.column_stack(self.here.to_metres(lonlat[:, 0], lonlat[:, 1]))

    def _spot(self, feature: dict[str, Any]) -> Spot:
        p = feature["properties"]
        geometry = self.metres(shape(feature["geometry"]))
        return Spot(
            p["id"], p["name"], PlaceKind(p["kind"]), geometry, p.get("grid"), p.get("urgent", False), p.get("hours")
        )

    def of(self, kind: PlaceKind) -> list[Spot]:
        """All places of a kind, in the file's order."""
        return [spot for spot in self.spots if spot.kind == kind]

    def named(self, name: str) -> Spot:
        """The first place of that name; KeyError when there is none."""
        for spot in self.spots:
            if spot.name == name:
                return spot
        raise KeyError(name)

    @cached_property
    def grids(self) -> dict[int, Spot]:
        """Grids by number."""
        return {spot.grid: spot for spot in self.of(PlaceKind.GRID) if spot.grid is not None}

    def address(self, x: float, y: float) -> str:
        """A street and an invented house number near a point."""
        name = self.streets.name_near(x, y)
        return f"{name} {1 + round(abs(x * 0.37 + y * 0.61)) % 298} 号"


def _features(path: Path) -> list[dict[str, Any]]:
    collection = json.loads(path.read_text(encoding="utf-8"))
    if collection.get("type") != "FeatureCollection":
        raise ValueError(f"{path} is not a GeoJSON FeatureCollection")
    found: list[dict[str, Any]] = collection["features"]
    return found

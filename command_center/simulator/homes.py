"""Where the demo city's dogs live."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from command_center.model.places import PlaceKind
from command_center.simulator.citymap import CityMap

CLEAR_OF_ZONES_M = 80.0
"""No dog lives nearer to a no-dog zone: fixes taken indoors must not reach into it."""
IN_COMPOUNDS = 0.55


class Homes(NamedTuple):
    """`x`, `y` metres and `address`, one a dog."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    address: list[str]


def settle(city: CityMap, count: int, rng: np.random.Generator) -> Homes:
    """Homes for `count` dogs: in compounds and in other blocks, by area and nearness to the centre."""
    bans = shapely.union_all([spot.shape for spot in city.of(PlaceKind.NO_DOG)]).buffer(CLEAR_OF_ZONES_M)
    shapely.prepare(bans)
    compounds = city.of(PlaceKind.COMPOUND)
    shapes = [spot.shape for spot in compounds] + list(city.blocks)
    weight = np.array([_weight(s) for s in shapes])
    n = len(compounds)
    weight[:n] *= IN_COMPOUNDS / weight[:n].sum()
    weight[n:] *= (1 - IN_COMPOUNDS) / weight[n:].sum()
    x, y = np.empty(count), np.empty(count)
    address: list[str] = []
    for k in rng.choice(len(shapes), 4 * count, p=weight).tolist():
        spot = _inside(shapes[k], bans, rng)
        if spot is not None:
            x[len(address)], y[len(address)] = spot
            address.append(_address(city, compounds[k].name if k < n else "", *spot, rng))
        if len(address) == count:
            break
    return Homes(x, y, address)


def _weight(shape: BaseGeometry) -> float:
    c = shape.centroid
    return float(shape.area * (0.12 + np.exp(-np.hypot(c.x, c.y) / 2300)))


def _inside(shape: BaseGeometry, bans: BaseGeometry, rng: np.random.Generator) -> tuple[float, float] | None:
    west, south, east, north = shape.bounds
    for _ in range(12):
        x, y = float(rng.uniform(west, east)), float(rng.uniform(south, north))
        if shapely.contains_xy(shape, x, y) and not shapely.contains_xy(bans, x, y):
            return x, y
    return None


def _address(city: CityMap, compound: str, x: float, y: float, rng: np.random.Generator) -> str:
    if compound:
        return f"{compound} {int(rng.integers(1, 28))} 幢 {int(rng.integers(1, 19))}0{int(rng.integers(1, 5))} 室"
    return city.address(x, y)

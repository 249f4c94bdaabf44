"""Ways a dog goes: round the block, into a zone, to the vet by car, back home."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from command_center.simulator.citymap import CityMap
from command_center.simulator.stage import LOCAL
from command_center.simulator.tracks import Track, along, joined, waiting
from command_center.simulator.truth import moment

HOME_RADIUS_M = 60.0
"""Nearer to home a dog counts as at home (the contract's example setting)."""
PROHIBITED_H = (7, 19)
"""Local hours in which dogs may not be out (the contract's example setting)."""
Point = tuple[float, float]


class Span(NamedTuple):
    """A stretch of an outing that breaks a rule, by the true position; seconds since 1970."""

    kind: str
    place: str | None
    start: float
    end: float


def round_trip(city: CityMap, home: Point, metres: float, rng: np.random.Generator) -> list[Point]:
    """From home along streets and back, about `metres` in all."""
    start = city.streets.nearest(*home)
    out = city.streets.ramble(start, metres * 0.55, rng)
    back = city.streets.route(out[-1], start)
    return [home, *city.streets.points(out), *city.streets.points(back)[1:], home]


def way(city: CityMap, a: tuple[float, float], b: tuple[float, float]) -> list[Point]:
    """From a point along streets to another."""
    streets = city.streets
    return [a, *streets.points(streets.route(streets.nearest(*a), streets.nearest(*b))), b]


def wander(shape: BaseGeometry, count: int, rng: np.random.Generator) -> list[tuple[float, float]]:
    """Points well inside an area, to stroll between."""
    shrunk = shape.buffer(-12)
    core = shape if shrunk.is_empty else shrunk
    west, south, east, north = core.bounds
    xy = np.column_stack([rng.uniform(west, east, 40 * count), rng.uniform(south, north, 40 * count)])
    inside = xy[shapely.contains_xy(core, xy[:, 0], xy[:, 1])][:count]
    return [(float(x), float(y)) for x, y in inside]


def visit(city: CityMap, home: tuple[float, float], area: BaseGeometry, stay: float, speeds: tuple[float, float],
          rng: np.random.Generator) -> Track:  # fmt: skip
    """There, about `stay` seconds of strolling inside, and back; `speeds` on the way and inside. Begins at 0."""
    inside = wander(area, 4, rng)
    there = along(way(city, home, inside[0]), 0.0, speeds[0])
    parts = [there]
    spent = 0.0
    here = inside[0]
    while spent < stay:
        point = inside[int(rng.integers(len(inside)))]
        leg = along([here, point], 0.0, speeds[1])
        pause = waiting(*point, float(rng.uniform(4, 20)))
        parts += [leg, pause]
        spent += leg.end + pause.end
        here = point
    return joined(*parts, along(way(city, here, home), 0.0, speeds[0]))


def shifted(track: Track, seconds: float) -> Track:
    """The same movement, later."""
    return Track(track.t + seconds, track.x, track.y)


def entering(track: Track, shape: BaseGeometry) -> float | None:
    """When a track first comes into an area, to the second."""
    t = np.arange(track.start, track.end, 1.0)
    inside = shapely.contains_xy(shape, *track.many(t))
    return float(t[np.argmax(inside)]) if inside.any() else None


def _runs(t: NDArray[np.float64], on: NDArray[np.bool_]) -> list[tuple[float, float]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], on, [False]]).astype(np.int8)))
    return [(float(t[a]), float(t[min(b, len(t) - 1)])) for a, b in edges.reshape(-1, 2)]


def zone_spans(track: Track, zone_id: str, shape: BaseGeometry) -> list[Span]:
    """When a track is inside a zone."""
    t = np.arange(track.start, track.end + 2, 2.0)
    inside = shapely.contains_xy(shape, *track.many(t))
    return [Span("dog-in-forbidden-zone", zone_id, a, b) for a, b in _runs(t, inside)]


def hour_spans(track: Track, home: tuple[float, float]) -> list[Span]:
    """When a walk is away from home within prohibited hours."""
    t = np.arange(track.start, track.end + 2, 2.0)
    x, y = track.many(t)
    offset = LOCAL.utcoffset(None).total_seconds()
    hour = ((t + offset) % 86_400) / 3600
    on = (np.hypot(x - home[0], y - home[1]) > HOME_RADIUS_M) & (hour >= PROHIBITED_H[0]) & (hour < PROHIBITED_H[1])
    return [Span("dog-out-of-hours", None, a, b) for a, b in _runs(t, on)]


def prohibited(now: float) -> bool:
    """True within prohibited hours."""
    return PROHIBITED_H[0] <= moment(now).astimezone(LOCAL).hour < PROHIBITED_H[1]

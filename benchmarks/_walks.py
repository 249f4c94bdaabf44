"""Simulated walks about zones, with the truth: what a dog did, second by second, and what its tag said of it.

Three kinds of walk: past an edge 5–15 m outside (some stand about there), across a corner in a few seconds, and stays
of half a minute to a quarter of an hour. Noise, gaps and stated accuracy come from `benchmarks._noise`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.affinity import translate

Floats = NDArray[np.float64]
APPROACH_M = 120.0
"""How far before and behind the zone a walk begins and ends."""


class Kind(StrEnum):
    """What a walk is drawn as; what it then is, its depths say."""

    PASS = "pass"
    CORNER = "corner"
    STAY = "stay"


SHARES = {Kind.PASS: 0.35, Kind.CORNER: 0.2, Kind.STAY: 0.45}


@dataclass(frozen=True)
class Walk:
    """One dog's true way: `path` metres (n × 2) at each whole second, `depth` inside its zone (negative outside)."""

    kind: Kind
    zone: int
    path: Floats
    depth: Floats

    @property
    def inside_s(self) -> int:
        """Seconds in the zone, all told."""
        return int((self.depth > 0).sum())

    @property
    def median_depth_m(self) -> float:
        """How deep it was while it was inside; 0 when it never was."""
        return float(np.median(self.depth[self.depth > 0])) if self.inside_s else 0.0

    @property
    def entered_s(self) -> int:
        """The first second inside. Raises IndexError when there is none."""
        return int(np.flatnonzero(self.depth > 0)[0])


def zones() -> list[shapely.Polygon]:
    """Convex zones of several sizes and bearings, in metres, 2 km apart."""
    shapes = [_box(140, 110, 10), _box(220, 70, 35), _box(90, 90, 60), shapely.Point(0, 0).buffer(75, quad_segs=2)]
    return [translate(shape, 2000.0 * i) for i, shape in enumerate(shapes)]


def _box(wide: float, high: float, turned_deg: float) -> shapely.Polygon:
    turned = np.radians(turned_deg)
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * (wide / 2, high / 2)
    turn = np.array([(np.cos(turned), np.sin(turned)), (-np.sin(turned), np.cos(turned))])
    return shapely.Polygon(corners @ turn)


def walks(rng: np.random.Generator, n: int, linger: float) -> list[Walk]:
    """Draw `n` walks; a share `linger` of those that pass stand about half a minute to four, 5–15 m from the edge."""
    shapes = [shapely.orient_polygons(shape) for shape in zones()]
    kinds = rng.choice(list(SHARES), n, p=list(SHARES.values()))
    drawn = []
    for kind in kinds:
        zone = int(rng.integers(len(shapes)))
        corners = np.asarray(shapes[zone].exterior.coords)[:-1]
        match Kind(kind):
            case Kind.PASS:
                path = _pass(rng, corners, linger)
            case Kind.CORNER:
                path = _corner(rng, corners)
            case _:
                path = _stay(rng, corners, shapes[zone])
        drawn.append((Kind(kind), zone, path))
    return [Walk(kind, zone, path, depths(shapes[zone], path)) for kind, zone, path in drawn]


def depths(shape: shapely.Polygon, spots: Floats) -> Floats:
    """Metres inside the edge, negative outside, of spots n × 2."""
    shapely.prepare(shape)
    points = shapely.points(spots)
    away: Floats = np.asarray(shapely.distance(points, shape.exterior))
    return np.where(shapely.covers(shape, points), away, -away)


def _edge(rng: np.random.Generator, corners: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """An edge: both ends, the direction along it and the one inwards (the ring is counter-clockwise)."""
    i = int(rng.integers(len(corners)))
    a, b = corners[i], corners[(i + 1) % len(corners)]
    along = (b - a) / np.hypot(*(b - a))
    return a, b, along, np.array([-along[1], along[0]])


def _pass(rng: np.random.Generator, corners: Floats, linger: float) -> Floats:
    a, b, along, inward = _edge(rng, corners)
    off = -inward * rng.uniform(5, 15)
    ends = [a - along * APPROACH_M + off, b + along * APPROACH_M + off]
    if rng.random() < 0.5:
        ends.reverse()
    way = _way(rng, ends)
    if rng.random() < linger:
        at = int(len(way) * rng.uniform(0.4, 0.6))
        way = np.concatenate([way[:at], np.repeat(way[at : at + 1], int(rng.uniform(30, 240)), 0), way[at:]])
    return way


def _corner(rng: np.random.Generator, corners: Floats) -> Floats:
    """Straight across a corner, 4–14 s inside."""
    i, speed = int(rng.integers(len(corners))), rng.uniform(0.9, 1.6)
    v, a, b = corners[i], corners[i - 1], corners[(i + 1) % len(corners)]
    to_a, to_b = ((p - v) / np.hypot(*(p - v)) for p in (a, b))
    chord = rng.uniform(4, 14) * speed
    each = chord / np.hypot(*(to_a - to_b))
    p, q = v + to_a * each, v + to_b * each
    along = (q - p) / np.hypot(*(q - p))
    return _way(rng, [p - along * APPROACH_M, q + along * APPROACH_M], speed)


def _stay(rng: np.random.Generator, corners: Floats, shape: shapely.Polygon) -> Floats:
    """In by one edge, about there for a while, out by the same or straight on."""
    a, b, _, inward = _edge(rng, corners)
    lasts, speed = float(np.exp(rng.uniform(np.log(30), np.log(900)))), rng.uniform(0.9, 1.6)
    deep = min(rng.uniform(3, 45), lasts * speed / 2, _widest(shape) * 0.95)
    foot = a + (b - a) * rng.uniform(0.35, 0.65)
    spot = foot + inward * deep
    legs = [foot - inward * APPROACH_M, spot]
    left = lasts - 2 * deep / speed
    here = spot
    parts = [_way(rng, legs, speed)]
    while left > 0:
        if rng.random() < 0.4:
            pause = min(left, rng.uniform(5, 60))
            parts.append(np.repeat(here[None], max(1, round(pause)), 0))
            left -= pause
            continue
        there = _about(rng, spot, deep, shape)
        part = _way(rng, [here, there], speed)[: max(1, round(left))]
        parts.append(part)
        left, here = left - len(part), part[-1]
    parts.append(_way(rng, [here, foot, foot - inward * APPROACH_M], speed))
    return np.concatenate(parts)


def _widest(shape: shapely.Polygon) -> float:
    return float(shapely.distance(shape.centroid, shape.exterior))


def _about(rng: np.random.Generator, spot: Floats, deep: float, shape: shapely.Polygon) -> Floats:
    """Somewhere near, about as deep."""
    for _ in range(50):
        there: Floats = spot + rng.normal(0, 15, 2)
        if abs(float(depths(shape, there[None])[0]) - deep) < 0.3 * deep:
            return there
    return spot


def _way(rng: np.random.Generator, legs: list[Floats], speed: float | None = None) -> Floats:
    """Along legs at a walker's speed (metres a second), a spot each second."""
    speed = rng.uniform(0.8, 1.6) if speed is None else speed
    spots = np.asarray(legs)
    far = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(spots, axis=0).T))])
    at = np.arange(0.0, max(far[-1], speed), speed)
    return np.column_stack([np.interp(at, far, spots[:, 0]), np.interp(at, far, spots[:, 1])])

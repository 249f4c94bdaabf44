"""From the hand-drawn lines to a street network: curves, small streets in every block, crossings."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from command_center.simulator import sketch_terrain as terrain
from command_center.simulator.sketch_names import OLD_LANES, SMALL_STREETS
from command_center.simulator.sketch_trim import Street, trim

HALF_WIDTH_M = {"arterial": 16.0, "secondary": 10.0, "minor": 5.0}
PRECISION_M = 0.1
"""Crossings are found on this grid, so that lines that meet share their points exactly."""


def curve(points: Sequence[tuple[float, float]], step_m: float = 60.0) -> NDArray[np.float64]:
    """A Catmull-Rom curve through `points`, thinned to about a metre's error: n × 2 metres."""
    p = np.array(points, float)
    p = np.vstack([2 * p[0] - p[1], p, 2 * p[-1] - p[-2]])
    out = [p[1]]
    for a, b, c, d in zip(p, p[1:], p[2:], p[3:], strict=False):
        n = max(2, int(np.hypot(*(c - b)) / step_m))
        t = (np.arange(1, n + 1) / n)[:, None]
        out.extend(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3))
    return np.array(LineString(out).simplify(1.5).coords)


def frame() -> Polygon:
    """The drawing's outline."""
    w, h = terrain.HALF_WIDTH_M, terrain.HALF_HEIGHT_M
    return shapely.box(-w, -h, w, h)


def river(line: terrain.Line) -> BaseGeometry:
    """The river as an area, a little wider here and narrower there as rivers are."""
    path = LineString(curve(line.points, 40.0))
    width = float(line.kind)
    spots = np.arange(0.0, path.length, 45.0)
    swell = 1 + 0.13 * np.sin(spots / 900.0) + 0.08 * np.sin(spots / 370.0 + 1.0)
    points = [path.interpolate(s) for s in spots]
    hulls = [
        shapely.convex_hull(shapely.union_all([a.buffer(width / 2 * u), b.buffer(width / 2 * v)]))
        for a, b, u, v in zip(points, points[1:], swell, swell[1:], strict=False)
    ]
    return shapely.union_all(hulls).simplify(3.0).intersection(frame())


def main_streets() -> list[Street]:
    """The hand-drawn roads as curves, their loose ends led to the road they were meant to meet."""
    lines = [LineString(curve(road.points)) for road in terrain.ROADS]
    joined = []
    for i, line in enumerate(lines):
        others = shapely.union_all([other for j, other in enumerate(lines) if j != i])
        coords = list(line.coords)
        for end in (0, -1):
            tip = Point(coords[end])
            if 0.01 < tip.distance(others) < 160.0:
                near = shapely.shortest_line(tip, others).coords[-1]
                coords = [near, *coords] if end == 0 else [*coords, near]
        joined.append(LineString(coords).intersection(frame()))
    return [
        Street(road.name, road.name_en, road.kind, part)
        for road, line in zip(terrain.ROADS, joined, strict=True)
        for part in shapely.get_parts(line)
    ]


def _in_old_town(block: Polygon) -> bool:
    return bool(-1200 < block.centroid.x < 560 and -460 < block.centroid.y < 1650)


def _spacing(block: Polygon) -> float:
    """Metres between small streets: narrow lanes in the old town, wider apart outside."""
    away = np.hypot(block.centroid.x + 250, block.centroid.y - 500)
    return float(np.clip(120 + away * 0.03, 120, 235))


def fill(block: Polygon, free: BaseGeometry, rng: np.random.Generator) -> list[LineString]:
    """Small streets for one block between main roads: lines along its two sides, bent a little, some missing."""
    corners = shapely.get_coordinates(shapely.oriented_envelope(block))
    sides = [corners[1] - corners[0], corners[3] - corners[0]]
    lengths = [float(np.hypot(*side)) for side in sides]
    streets: list[LineString] = []
    usable = block.intersection(free)
    for along, across in ((0, 1), (1, 0)):
        n = round(lengths[across] / (_spacing(block) * rng.uniform(0.85, 1.2)))
        for k in range(1, n):
            u = np.linspace(-0.02, 1.02, 8)[:, None]
            bend = 0.04 * np.sin(u * rng.uniform(2, 5) + rng.uniform(0, 6)) + rng.uniform(-0.12, 0.12)
            points = corners[0] + u * sides[along] + (k + bend) / n * sides[across]
            if rng.random() < 0.4:  # half a street: it stops somewhere inside
                lo, hi = sorted(rng.integers(0, 8, 2))
                points = points[lo : hi + 1] if hi - lo > 2 else points
            streets.extend(p for p in _lines(LineString(points).simplify(2.0).intersection(usable)) if p.length > 50)
    return streets


def _lines(geometry: BaseGeometry) -> list[LineString]:
    return [part for part in shapely.get_parts(geometry) if part.geom_type == "LineString"]


def _beside(line: LineString, mains: shapely.STRtree) -> bool:
    """True for a piece running close along a main road, where a street would make a sliver."""
    middle = line.interpolate(0.5, normalized=True)
    return len(mains.query(middle, predicate="dwithin", distance=42.0)) > 0 and line.length > 60


def network(water: BaseGeometry, rng: np.random.Generator) -> list[Street]:
    """All streets, cut at every crossing, in one connected piece, without short dead ends."""
    mains = main_streets()
    edge: Polygon = Polygon(terrain.TOWN_EDGE)
    parks = shapely.union_all([Polygon(points) for _, _, points in terrain.PARKS]).buffer(8)
    walls = shapely.union_all([*(s.line for s in mains), edge.exterior], grid_size=PRECISION_M)
    free = edge.difference(water.buffer(22)).difference(parks)
    blocks = [
        b for b in shapely.get_parts(shapely.polygonize([*shapely.get_parts(walls)])) if edge.covers(b.buffer(-5))
    ]
    small: list[Street] = []
    names, lanes = iter(SMALL_STREETS), iter(OLD_LANES)
    for block in sorted(blocks, key=lambda b: (round(b.centroid.y), round(b.centroid.x))):
        if block.intersection(water).area > 0.5 * block.area:
            continue
        for line in fill(block, free, rng):
            name, name_en = (next(lanes, None) if _in_old_town(block) else None) or next(names)
            small.append(Street(name, name_en, "minor", line))
    return trim(_node(mains + small))


def _node(streets: list[Street]) -> list[Street]:
    """Cut at crossings; each piece takes the name of the street it lies on."""
    pieces = shapely.get_parts(shapely.union_all([s.line for s in streets], grid_size=PRECISION_M))
    tree = shapely.STRtree([s.line for s in streets])
    mains = shapely.STRtree([s.line for s in streets if s.name_en and s.kind != "minor"])
    out = []
    for piece in pieces:
        middle = piece.interpolate(0.5, normalized=True)
        near = sorted(tree.query(middle, predicate="dwithin", distance=1.0))
        source = streets[near[0] if near else int(tree.nearest(middle))]
        if source.kind != "minor" or not _beside(piece, mains):
            out.append(Street(source.name, source.name_en, source.kind, piece))
    return out


def land(geometry: BaseGeometry) -> list[Polygon]:
    """The polygons of a geometry."""
    parts = shapely.get_parts(geometry) if isinstance(geometry, MultiPolygon) else [geometry]
    return [part for part in parts if isinstance(part, Polygon) and not part.is_empty]

"""The blocks between the streets, and the 36 grids made of whole blocks, so that borders follow streets."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from command_center.simulator import sketch_terrain as terrain
from command_center.simulator.sketch_roads import PRECISION_M, land
from command_center.simulator.sketch_trim import Street

GRIDS = 36


class Grid(NamedTuple):
    """One grid: its number from 1, the sub-district (Chinese, English) it counts to, its area in metres."""

    number: int
    area: str
    area_en: str
    shape: BaseGeometry


def blocks(streets: list[Street], water: BaseGeometry) -> list[Polygon]:
    """Everything inside the town's edge between streets and water, as pieces that tile it, in a fixed order."""
    edge = Polygon(terrain.TOWN_EDGE)
    lines = shapely.union_all([*(s.line for s in streets), edge.exterior], grid_size=PRECISION_M)
    faces = shapely.get_parts(shapely.polygonize([*shapely.get_parts(lines)]))
    inside = [face for face in faces if edge.buffer(1).covers(face)]
    out = [part for face in inside for part in land(face.difference(water)) if part.area > 400]
    return sorted(out, key=lambda b: (round(b.centroid.y), round(b.centroid.x)))


def _weights(middles: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much of the bureau's work a place makes: most in the old town, so grids there are smaller."""
    away = np.hypot(middles[:, 0] + 250, middles[:, 1] - 500)
    return np.asarray(0.35 + 2.2 * np.exp(-((away / 1700) ** 2)))


def _centres(middles: NDArray[np.float64], mass: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float64]:
    """Lloyd's k-means, weighted, from the most spread-out start (k-means++)."""
    centres = middles[[int(np.argmax(mass))]]
    while len(centres) < GRIDS:
        gap = np.min(np.hypot(*(middles[:, None] - centres[None]).transpose(2, 0, 1)), axis=1) ** 2 * mass
        centres = np.vstack([centres, middles[rng.choice(len(middles), p=gap / gap.sum())]])
    for _ in range(40):
        near = np.argmin(np.hypot(*(middles[:, None] - centres[None]).transpose(2, 0, 1)), axis=1)
        centres = np.array([np.average(middles[near == k], axis=0, weights=mass[near == k]) for k in range(GRIDS)])
    return centres


def grids(pieces: list[Polygon], rng: np.random.Generator) -> list[Grid]:
    """36 grids from whole blocks, numbered from north-west to south-east in rows."""
    middles = np.array([[p.centroid.x, p.centroid.y] for p in pieces])
    mass = _weights(middles) * np.array([p.area for p in pieces])
    across = np.where(_west_of_river(middles), 3000.0, 0.0)  # no grid spans the river
    centres = _centres(np.column_stack([middles[:, 0] - across, middles[:, 1]]), mass, rng)
    points = np.column_stack([middles[:, 0] - across, middles[:, 1]])
    owner = np.argmin(np.hypot(*(points[:, None] - centres[None]).transpose(2, 0, 1)), axis=1)
    shapes = [
        _whole(shapely.union_all([p for p, o in zip(pieces, owner, strict=True) if o == k])) for k in range(GRIDS)
    ]
    shapes = [Polygon(s.exterior) if isinstance(s, Polygon) else s for s in shapes]
    rows = sorted(shapes, key=lambda s: -s.centroid.y)
    ordered = [s for r in range(0, GRIDS, 6) for s in sorted(rows[r : r + 6], key=lambda s: s.centroid.x)]
    return [Grid(i, *_area(s), s) for i, s in enumerate(ordered, 1)]


def _west_of_river(middles: NDArray[np.float64]) -> NDArray[np.bool_]:
    course = np.array(sorted(next(r for r in terrain.RIVERS if r.name == "衢江").points, key=lambda p: p[1]))
    return np.asarray(middles[:, 0] < np.interp(middles[:, 1], course[:, 1], course[:, 0]))


def _whole(shape: BaseGeometry) -> BaseGeometry:
    """Close the hair cracks that noding leaves."""
    return shape.buffer(2, join_style="mitre").buffer(-2, join_style="mitre")


def _area(shape: BaseGeometry) -> tuple[str, str]:
    c = shape.centroid
    west = bool(_west_of_river(np.array([[c.x, c.y]]))[0])
    near = min(
        (a for a in terrain.AREAS if (a[2] < -2000) == west), key=lambda a: float(np.hypot(a[2] - c.x, a[3] - c.y))
    )
    return near[0], near[1]

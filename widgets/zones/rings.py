"""Areas as corners that can be taken hold of: parts, each an outer ring and its holes. Nothing here knows Qt.

Spots are (x, y) in map metres; a ring names no corner twice (its last one joins its first). All of it is immutable:
a change makes another shape.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from shapely.geometry import LineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import split

from command_center.places.mending import areas, polygons

Spot = tuple[float, float]
Ring = tuple[Spot, ...]
Part = tuple[Ring, ...]
Shape = tuple[Part, ...]
CORNERS = 3
"""A ring of fewer is none."""


class Corner(NamedTuple):
    """Where a corner stands: which part, which ring of it (0 the outer one), which corner of that."""

    part: int
    ring: int
    number: int


def taken_apart(geometry: BaseGeometry) -> Shape:
    """The areas of a geometry as rings; () when it has none."""
    return tuple(
        tuple(tuple((float(x), float(y)) for x, y in ring.coords[:-1]) for ring in (part.exterior, *part.interiors))
        for part in polygons(geometry)
    )


def put_together(shape: Shape) -> Polygon | MultiPolygon:
    """Rings as a geometry, valid or not; an empty Polygon for none."""
    made = [Polygon(part[0], part[1:]) for part in shape]
    return made[0] if len(made) == 1 else MultiPolygon(made) if made else Polygon()


def corners(shape: Shape) -> Iterator[tuple[Corner, Spot]]:
    """Every corner and its spot."""
    for p, part in enumerate(shape):
        for r, ring in enumerate(part):
            for i, spot in enumerate(ring):
                yield Corner(p, r, i), spot


def sides(shape: Shape) -> Iterator[tuple[Corner, Spot, Spot]]:
    """Every side, named by the corner it starts from."""
    for p, part in enumerate(shape):
        for r, ring in enumerate(part):
            for i, (one, two) in enumerate(pairwise((*ring, ring[0]))):
                yield Corner(p, r, i), one, two


def corner_near(shape: Shape, at: Spot, within: float) -> Corner | None:
    """The corner nearest to `at`, not further than `within` metres."""
    found = min(((apart(spot, at), corner) for corner, spot in corners(shape)), default=None)
    return found[1] if found is not None and found[0] <= within else None


def side_near(shape: Shape, at: Spot, within: float) -> tuple[Corner, Spot] | None:
    """The side nearest to `at`, not further than `within` metres, and the spot on it."""
    found = min(
        ((apart(foot := foot_on(one, two, at), at), corner, foot) for corner, one, two in sides(shape)), default=None
    )
    return (found[1], found[2]) if found is not None and found[0] <= within else None


def apart(one: Spot, two: Spot) -> float:
    """Metres between two spots."""
    return hypot(one[0] - two[0], one[1] - two[1])


def foot_on(one: Spot, two: Spot, at: Spot) -> Spot:
    """The spot of the side from `one` to `two` nearest to `at`."""
    dx, dy = two[0] - one[0], two[1] - one[1]
    square = dx * dx + dy * dy
    along = 0.0 if square == 0 else ((at[0] - one[0]) * dx + (at[1] - one[1]) * dy) / square
    along = min(1.0, max(0.0, along))
    return one[0] + along * dx, one[1] + along * dy


def _with_ring(shape: Shape, corner: Corner, ring: Ring) -> Shape:
    part = shape[corner.part]
    changed = (*part[: corner.ring], ring, *part[corner.ring + 1 :])
    return (*shape[: corner.part], changed, *shape[corner.part + 1 :])


def moved(shape: Shape, corner: Corner, to: Spot) -> Shape:
    """A corner somewhere else."""
    ring = shape[corner.part][corner.ring]
    return _with_ring(shape, corner, (*ring[: corner.number], to, *ring[corner.number + 1 :]))


def inserted(shape: Shape, side: Corner, at: Spot) -> tuple[Shape, Corner]:
    """A new corner on a side, and which it is."""
    ring = shape[side.part][side.ring]
    new = side._replace(number=side.number + 1)
    return _with_ring(shape, side, (*ring[: new.number], at, *ring[new.number :])), new


def removed(shape: Shape, corner: Corner) -> Shape:
    """Without a corner; a hole of three corners goes, a part of three goes with its holes."""
    part = shape[corner.part]
    ring = part[corner.ring]
    if len(ring) > CORNERS:
        return _with_ring(shape, corner, (*ring[: corner.number], *ring[corner.number + 1 :]))
    if corner.ring == 0:
        return (*shape[: corner.part], *shape[corner.part + 1 :])
    kept = (*part[: corner.ring], *part[corner.ring + 1 :])
    return (*shape[: corner.part], kept, *shape[corner.part + 1 :])


def with_hole(shape: Shape, ring: Ring) -> Shape | None:
    """Without what `ring` encloses: a hole where it lies inside, a bite where it reaches out; None when it takes
    nothing away, or all, or cannot be computed because `shape` or `ring` is not valid."""
    hole, whole = Polygon(ring), put_together(shape)
    if not hole.is_valid or not whole.is_valid or hole.area == 0:
        return None
    for p, part in enumerate(shape):
        if Polygon(part[0], part[1:]).contains_properly(hole):
            return (*shape[:p], (*part, ring), *shape[p + 1 :])
    left = areas(whole.difference(hole))
    return None if left is None or left.area >= whole.area else taken_apart(left)


def cut_apart(shape: Shape, line: Ring) -> tuple[Shape, ...]:
    """The pieces a line cuts a shape into, the largest first; () when it cuts nothing, or `shape` is not valid.

    Parts the line does not touch stay with the largest piece.
    """
    whole, knife = put_together(shape), LineString(line)
    if not whole.is_valid or not knife.is_simple:
        return ()
    kept: list[Polygon] = []
    pieces: list[Polygon] = []
    for part in polygons(whole):
        found = [piece for piece in polygons(split(part, knife)) if piece.area > 0]
        (pieces if len(found) > 1 else kept).extend(found if len(found) > 1 else [part])
    if not pieces:
        return ()
    pieces.sort(key=lambda piece: -piece.area)
    first = (*taken_apart(pieces[0]), *(shape_ for part in kept for shape_ in taken_apart(part)))
    return (first, *(taken_apart(piece) for piece in pieces[1:]))

"""What stands along the streets of the demo city: loading bays, stalls, model streets."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from command_center.simulator import sketch_terrain as terrain
from command_center.simulator.sketch_names import shop_name
from command_center.simulator.sketch_places import Ground, Spot
from command_center.simulator.sketch_roads import HALF_WIDTH_M, land
from command_center.simulator.sketch_trim import Street

BAYS, BREAKFAST, REPAIR = 190, 182, 27
BAY_WIDTH_M, BAY_LENGTH_M = 2.5, 6.0


class Side(NamedTuple):
    """A spot on the pavement: metres, the street's bearing there as a unit vector, its name."""

    x: float
    y: float
    along: tuple[float, float]
    street: str


def _sides(ground: Ground, count: int, apart: float, beyond: float) -> list[Side]:
    """`count` spots `beyond` metres outside the carriageway, at least `apart` metres from each other, busier = more."""
    edge = Polygon(terrain.TOWN_EDGE).buffer(-60)
    streets = [s for s in ground.streets if s.kind != "arterial" and s.line.length > 45 and edge.covers(s.line)]
    away = np.array([np.hypot(s.line.centroid.x + 100, s.line.centroid.y - 600) for s in streets])
    weight = np.array([s.line.length * (2.0 if s.kind == "secondary" else 1.0) for s in streets])
    weight *= 0.06 + np.exp(-away / 1500)
    out: list[Side] = []
    while len(out) < count:
        street = streets[int(ground.rng.choice(len(streets), p=weight / weight.sum()))]
        side = _beside(street, ground.rng, beyond)
        if all(np.hypot(side.x - o.x, side.y - o.y) >= apart for o in out):
            out.append(side)
    return out


def _beside(street: Street, rng: np.random.Generator, beyond: float) -> Side:
    spot = rng.uniform(18, street.line.length - 18)
    a, b = street.line.interpolate(spot - 4), street.line.interpolate(spot + 4)
    length = float(np.hypot(b.x - a.x, b.y - a.y))
    ux, uy = (b.x - a.x) / length, (b.y - a.y) / length
    out = (HALF_WIDTH_M[street.kind] + beyond) * (1 if rng.random() < 0.5 else -1)
    return Side((a.x + b.x) / 2 - uy * out, (a.y + b.y) / 2 + ux * out, (ux, uy), street.name)


def _box(side: Side, length: float, width: float) -> Polygon:
    along, across = np.array(side.along) * length / 2, np.array((-side.along[1], side.along[0])) * width / 2
    middle = np.array((side.x, side.y))
    return Polygon([middle - along - across, middle + along - across, middle + along + across, middle - along + across])


def _numbered(sides: list[Side]) -> list[tuple[str, Side]]:
    counts: dict[str, int] = {}
    out = []
    for side in sides:
        counts[side.street] = counts.get(side.street, 0) + 1
        out.append((f"{side.street} {counts[side.street]} 号", side))
    return out


def bays(ground: Ground) -> list[Spot]:
    """Loading points (有礼装卸规范点): one or two blue bays of 2.5 m on the pavement, for the shops beside them."""
    out = []
    for i, (name, side) in enumerate(_numbered(_sides(ground, BAYS, 35, 2.4)), 1):
        n = int(ground.rng.choice([1, 1, 2]))
        merchants = [shop_name(ground.rng) for _ in range(int(ground.rng.integers(2, 6)))]
        more = {"bays": n, "max_stay_min": 30, "hours": "Mo-Su 06:00-22:00", "merchants": merchants}
        shape = _box(side, BAY_LENGTH_M * n, BAY_WIDTH_M)
        out.append(Spot(f"bay-{i:03d}", f"{name}装卸点", "loading-bay", shape, more))
    return out


def stalls(ground: Ground) -> list[Spot]:
    """Breakfast points and repair points, as points on the pavement."""
    out = []
    for i, (name, s) in enumerate(_numbered(_sides(ground, BREAKFAST, 40, 4)), 1):
        hours = {"hours": "Mo-Su 05:30-09:30"}
        out.append(Spot(f"breakfast-{i:03d}", f"{name}早餐点", "breakfast-point", Point(s.x, s.y), hours))
    for i, (name, s) in enumerate(_numbered(_sides(ground, REPAIR, 120, 4)), 1):
        hours = {"hours": "Mo-Su 07:30-18:00"}
        out.append(Spot(f"repair-{i:02d}", f"{name}修补点", "repair-point", Point(s.x, s.y), hours))
    return out


def _named(ground: Ground, name: str) -> BaseGeometry:
    return shapely.line_merge(shapely.union_all([s.line for s in ground.streets if s.name == name]))


def streets(ground: Ground) -> list[Spot]:
    """Seasonal fruit points and model streets (市容管理精品街), along streets drawn by hand."""
    out = []
    seasons = (("太真路", "瓜果季节点", "May 01-Sep 30: Mo-Su 06:00-20:00", 0.3),
               ("劳动路", "柑橘季节点", "Oct 10-Dec 31: Mo-Su 07:00-20:00", 0.5),
               ("西河路", "西瓜季节点", "Jun 01-Aug 31: Mo-Su 06:00-21:00", 0.4))  # fmt: skip
    for i, (street, what, hours, where) in enumerate(seasons, 1):
        line = max(shapely.get_parts(_named(ground, street)), key=lambda p: p.length)
        a, b = line.interpolate(where, normalized=True), line.interpolate(line.project(
            line.interpolate(where, normalized=True)) + 110)  # fmt: skip
        strip = LineString([a, b]).parallel_offset(HALF_WIDTH_M["secondary"] + 4).buffer(3, cap_style="flat")
        out.append(Spot(f"seasonal-{i}", f"{street}{what}", "seasonal-point", strip, {"hours": hours}))
    for i, street in enumerate(("上街", "水亭街", "荷花中路", "府东街"), 1):
        band = _named(ground, street).buffer(22, cap_style="flat").simplify(1.0)
        area = shapely.union_all([Polygon(p.exterior) for p in land(band)])
        out.append(Spot(f"model-street-{i}", f"{street}市容管理精品街", "model-street", area))
    return out

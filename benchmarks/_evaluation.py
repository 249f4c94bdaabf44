"""How many fixes a second one core judges: zones and hours over many tags, state kept, beside plain way and floor."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from benchmarks._noise import Floats
from command_center.clock import to_ms
from command_center.model.geo import LocalGrid
from command_center.model.observations import Dog, Fixes, LonLat, Owner, TagRegistered, TagState
from command_center.model.places import Place, PlaceKind
from command_center.model.settings import DogWalking
from command_center.rules.engine import Engine, Observed

BEGIN = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 10:00 in Quzhou: walking is prohibited, both rules hold
GRID = LocalGrid(118.87, 28.94)
CITY_M = 15_000.0
OUT = 0.01
"""Share of the dogs that are out of doors while it is prohibited."""
A_MESSAGE = 4096
"""The pipeline's own batch."""
ROUNDS = 2
PLAIN_FIXES = 2000


def zones(rng: np.random.Generator, n: int) -> list[shapely.Polygon]:
    """Zones of 40–160 m all over the city, metres."""
    middles = rng.uniform(-CITY_M, CITY_M, (n, 2))
    return [
        shapely.Point(*middle).buffer(size, quad_segs=3)
        for middle, size in zip(middles, rng.uniform(20, 80, n), strict=True)
    ]


def measure(seed: int, tags: int, n_zones: int) -> dict[str, Any]:
    """Every tag sends a fix a round, ten seconds apart: at home but for `OUT` of them, which walk."""
    rng = np.random.default_rng(seed)
    shapes = zones(rng, n_zones)
    engine = Engine(DogWalking(), [_place(i, shape) for i, shape in enumerate(shapes)])
    homes = rng.uniform(-CITY_M, CITY_M, (tags, 2))
    names = tuple(f"{i:07}" for i in range(tags))
    for name, lon, lat in zip(names, *(c.tolist() for c in GRID.to_degrees(*homes.T)), strict=True):
        engine.observe(Observed("dogs", BEGIN, TagRegistered(name, TagState.ACTIVE, home=LonLat(lon, lat), **_NOBODY)))
    out = np.flatnonzero(rng.random(tags) < OUT)
    away = np.zeros((tags, 2))
    away[out] = rng.uniform(-400, 400, (len(out), 2))
    spent, spots = [], homes
    for nth in range(ROUNDS + 1):
        away[out] += rng.normal(0, 8, (len(out), 2))
        spots = homes + away + rng.normal(0, 4, (tags, 2))
        order = rng.permutation(tags)
        spent.append(_round(engine, names, spots, order, BEGIN + timedelta(seconds=10 * nth)))
    first, later = spent[0], float(np.mean(spent[1:]))
    floor = _floor(shapes, spots)
    plain = _plain(shapes, spots[:PLAIN_FIXES])
    return {
        "tags": tags,
        "zones": n_zones,
        "dogs_out": len(out),
        "fixes_per_cpu_s": round(tags / later),
        "fixes_per_cpu_s_first_round": round(tags / first),
        "floor_strtree_per_cpu_s": round(floor),
        "plain_loop_per_cpu_s": round(plain),
        "over_plain": round(tags / later / plain, 1),
    }


_NOBODY: dict[str, Any] = {"dog": Dog(), "owner": Owner()}


def _place(i: int, shape: shapely.Polygon) -> Place:
    ring = np.column_stack(GRID.to_degrees(*np.asarray(shape.exterior.coords).T))
    name = f"zone {i}"
    hours = "Mo-Su 07:00-21:00" if i % 2 else None
    return Place(id=name, name=name, kind=PlaceKind.NO_DOG, geometry=shapely.Polygon(ring), version="1", hours=hours)


def _round(engine: Engine, names: tuple[str, ...], spots: Floats, order: NDArray[np.intp], begin: datetime) -> float:
    """Processor seconds for one fix of every tag, the making of the messages not counted."""
    lon, lat = GRID.to_degrees(*spots.T)
    messages = []
    for start in range(0, len(order), A_MESSAGE):
        some = order[start : start + A_MESSAGE]
        time_ms = np.full(len(some), to_ms(begin))
        n = len(some)
        tags = tuple(names[i] for i in some.tolist())
        messages.append(Fixes(tags, time_ms, lon[some], lat[some], np.full(n, 6.0), np.full(n, np.nan)))
    began = time.process_time()
    for fixes in messages:
        engine.observe(Observed("dogs", begin + timedelta(seconds=5), fixes))
    return time.process_time() - began


def _floor(shapes: list[shapely.Polygon], spots: Floats) -> float:
    """Fixes a second: shapely's tree asked which zone each lies in, nothing else."""
    tree = shapely.STRtree(shapes)
    began = time.process_time()
    tree.query(shapely.points(spots), predicate="within")
    return len(spots) / (time.process_time() - began)


def _plain(shapes: list[shapely.Polygon], spots: Floats) -> float:
    """Fixes a second, zone by zone: the plain way."""
    began = time.process_time()
    for x, y in spots.tolist():
        point = shapely.Point(x, y)
        for shape in shapes:
            shape.contains(point)
    return len(spots) / (time.process_time() - began)

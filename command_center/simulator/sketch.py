"""Writes the demo city: `python -m command_center.simulator.sketch` rewrites resources/demo/*.geojson.

The two files are data people may edit; a test proves that they are what this script writes. Same seed, same
city. Coordinates are WGS-84 degrees; roads share the points they cross at, so a street graph can be read back.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from command_center.model.geo import LocalGrid
from command_center.simulator import sketch_grids, sketch_places, sketch_points, sketch_roads
from command_center.simulator import sketch_terrain as terrain
from command_center.simulator.sketch_places import Ground, Spot
from command_center.simulator.sketch_roads import HALF_WIDTH_M, land
from command_center.simulator.sketch_trim import Street

SEED = 20201231
HERE = LocalGrid(*terrain.ORIGIN)
Feature = dict[str, Any]


def survey(seed: int = SEED) -> tuple[Ground, BaseGeometry]:
    """Streets, blocks and grids of the city, and its water; metres around the origin."""
    rng = np.random.default_rng(seed)
    rivers = [sketch_roads.river(line) for line in terrain.RIVERS]
    water = shapely.union_all(rivers)
    wide = shapely.union_all([r for r, line in zip(rivers, terrain.RIVERS, strict=True) if float(line.kind) > 100])
    streets = sketch_roads.network(water, rng)
    pieces = sketch_grids.blocks(streets, wide)
    return Ground(streets, pieces, sketch_grids.grids(pieces, rng), rng), water


def _degrees(shape: BaseGeometry, digits: int) -> dict[str, Any]:
    """GeoJSON geometry of a shape in metres, rounded to `digits` decimals of a degree."""

    def move(xy: Any) -> Any:
        lon, lat = HERE.to_degrees(xy[:, 0], xy[:, 1])
        return np.column_stack([lon.round(digits), lat.round(digits)])

    found: dict[str, Any] = shapely.geometry.mapping(shapely.transform(shape, move))
    return found


def _feature(shape: BaseGeometry, digits: int, **properties: Any) -> Feature:
    kept = {k: v for k, v in properties.items() if v is not None}
    return {"type": "Feature", "properties": kept, "geometry": _degrees(shape, digits)}


def _merged(streets: list[Street]) -> Iterable[Street]:
    """Streets of one name and class joined into as few lines as there can be; crossings stay as points."""
    groups: dict[tuple[str, str, str], list[LineString]] = {}
    for s in streets:
        groups.setdefault((s.name, s.name_en, s.kind), []).append(s.line)
    for (name, name_en, kind), lines in groups.items():
        for part in shapely.get_parts(shapely.line_merge(shapely.union_all(lines))):
            yield Street(name, name_en, kind, part)


def _buildings(ground: Ground, water: BaseGeometry) -> list[Polygon]:
    """What is built on: blocks without pavements, parks, banks and the railway's strip."""
    roads = [s.line.buffer(HALF_WIDTH_M[s.kind] + 5, cap_style="flat") for s in ground.streets]
    parks = [Polygon(points) for _, _, points in terrain.PARKS]
    rails = [LineString(sketch_roads.curve(r.points)).buffer(20) for r in terrain.RAILWAYS]
    bare = shapely.union_all([*roads, *parks, *rails, water.buffer(14)])
    left = [p for block in ground.blocks for p in land(block.difference(bare).simplify(3.0))]
    return [p for p in left if p.area > 900 and p.buffer(-12).area > 0]


def basemap(ground: Ground, water: BaseGeometry) -> dict[str, Any]:
    """The drawing under the map: water, parks, blocks, roads, railway, districts, labels."""
    out = [_feature(sketch_roads.river(r), 5, kind="water", name=r.name, name_en=r.name_en) for r in terrain.RIVERS]
    for name, name_en, points in terrain.PARKS:
        shape = Polygon(points).intersection(sketch_roads.frame()).difference(water)
        out.append(_feature(shape.buffer(12).buffer(-12), 5, kind="park", name=name, name_en=name_en))
    out.extend(_feature(p, 5, kind="building-block") for p in _buildings(ground, water))
    roads = _merged(ground.streets)
    out += [_feature(s.line, 6, kind="road", name=s.name, name_en=s.name_en, **{"class": s.kind}) for s in roads]
    for line in terrain.RAILWAYS:
        track = LineString(sketch_roads.curve(line.points)).intersection(sketch_roads.frame())
        out.append(_feature(track, 5, kind="rail", name=line.name, name_en=line.name_en))
    for name, name_en, x, y in terrain.AREAS:
        area = shapely.union_all([g.shape for g in ground.grids if g.area == name]).simplify(4.0)
        out.append(_feature(area, 5, kind="district", name=f"{name}街道", name_en=f"{name_en} Sub-district"))
        out.append(_feature(shapely.Point(x, y), 5, kind="label", name=name, name_en=name_en, rank="district"))
    for name, name_en, x, y in terrain.LANDMARKS:
        out.append(_feature(shapely.Point(x, y), 5, kind="label", name=name, name_en=name_en, rank="landmark"))
    return {"type": "FeatureCollection", "description": terrain.DESCRIPTION, "features": out}


def _place(ground: Ground, spot: Spot) -> Feature:
    digits = 6 if spot.shape.area > 5000 else 7
    grid = int(spot.id[-2:]) if spot.kind == "grid" else ground.grid_at(spot.shape)
    if spot.kind == "dog-control-area":
        grid = None
    return _feature(spot.shape, digits, id=spot.id, name=spot.name, kind=spot.kind, grid=grid, **spot.more)


def places(ground: Ground) -> dict[str, Any]:
    """Everything the contract's `places.geojson` may hold, to the counts of the bureau."""
    spots = [
        *sketch_places.grid_spots(ground.grids),
        *sketch_places.zones(ground),
        *sketch_places.dog_places(ground),
        *sketch_places.compounds(ground),
        *sketch_places.markets(ground),
        *sketch_places.communities(ground),
        *sketch_points.bays(ground),
        *sketch_points.stalls(ground),
        *sketch_points.streets(ground),
    ]
    features = [_place(ground, spot) for spot in spots]
    return {"type": "FeatureCollection", "description": terrain.DESCRIPTION, "features": features}


def encode(collection: dict[str, Any]) -> str:
    """GeoJSON text with one feature a line, so that people can read and compare it."""
    head = json.dumps({k: v for k, v in collection.items() if k != "features"}, ensure_ascii=False)[:-1]
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in collection["features"])
    return f'{head}, "features": [\n{lines}\n]}}\n'


def draw() -> dict[str, str]:
    """Both files' texts by name."""
    ground, water = survey()
    return {"basemap.geojson": encode(basemap(ground, water)), "places.geojson": encode(places(ground))}


def main() -> int:
    """Write the files beside the others of the demo city. Exit status 0."""
    folder = Path(__file__).parents[2] / "resources" / "demo"
    for name, text in draw().items():
        (folder / name).write_text(text, encoding="utf-8")
        sys.stderr.write(f"{folder / name}: {len(text.encode()):,} bytes\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

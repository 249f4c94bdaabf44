"""Tile archives of a made-up city for the benchmark: pictures full of streets, and vector tiles of the same."""

from __future__ import annotations

import io
import math
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import mapbox_vector_tile
from PIL import Image, ImageDraw
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from benchmarks._citymap import CITY, LAT, LON
from command_center.tiles.address import Tile

STREETS, HOUSES = 12, 300
ZOOMS = range(10, 17)
EXTENT = 4096
Draw = Callable[[Tile], bytes]


def _row(lat: float, z: int) -> int:
    return int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * 2**z)


def around(z: int) -> Iterator[Tile]:
    """The tiles of a zoom that lie in the city, and as far again around it."""
    west, east = (int((LON + side * 2 * CITY[0] + 180) / 360 * 2**z) for side in (-1, 1))
    north, south = (_row(LAT + side * 2 * CITY[1], z) for side in (1, -1))
    for x in range(west, east + 1):
        for y in range(north, south + 1):
            yield Tile(z, x, y)


def _lines(rng: Random, size: int) -> list[list[tuple[int, int]]]:
    """Streets of a grid, each a little bent: about as long together as in the middle of a town."""
    gap, lines = size // STREETS, []
    for n in range(STREETS):
        along = [round(size * k / 4) for k in range(5)]
        lines.append([(at, n * gap + rng.randrange(gap)) for at in along])
        lines.append([(n * gap + rng.randrange(gap), at) for at in along])
    return lines


def _boxes(rng: Random, size: int) -> list[tuple[int, int, int, int]]:
    corners = [(rng.randrange(size), rng.randrange(size)) for _ in range(HOUSES)]
    return [(x, y, x + size // 40, y + size // 30) for x, y in corners]


def picture(size: int, form: str) -> Draw:
    """Tiles of so many pixels, as PNG or WEBP."""

    def draw(tile: Tile) -> bytes:
        rng, image = Random(hash(tile)), Image.new("RGB", (size, size), (242, 240, 233))
        pen = ImageDraw.Draw(image)
        for box in _boxes(rng, size):
            pen.rectangle(box, (217, 208, 201))
        for line in _lines(rng, size):
            pen.line(line, (255, 255, 255), 3)
        out = io.BytesIO()
        image.save(out, form)
        return out.getvalue()

    return draw


def vector(tile: Tile) -> bytes:
    """A tile with a layer of buildings and one of streets with names."""
    rng = Random(hash(tile))
    houses = [
        {"geometry": f"POLYGON(({a} {b},{c} {b},{c} {d},{a} {d},{a} {b}))", "properties": {}}
        for a, b, c, d in _boxes(rng, EXTENT)
    ]
    streets = [
        {
            "geometry": "LINESTRING(" + ",".join(f"{x} {y}" for x, y in line) + ")",
            "properties": {"class": "minor", "name": f"荷花{rng.randrange(99)}路"},
        }
        for line in _lines(rng, EXTENT)
    ]
    layers: list[dict[str, Any]] = [
        {"name": "building", "features": houses},
        {"name": "transportation", "features": streets},
        {"name": "transportation_name", "features": streets},
    ]
    made: bytes = mapbox_vector_tile.encode(layers, default_options={"extents": EXTENT})
    return made


def mbtiles(file: Path, draw: Draw, form: str) -> Path:
    """Every tile of every zoom, the city and around."""
    base = sqlite3.connect(file)
    base.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
    base.execute("CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)")
    base.execute("CREATE UNIQUE INDEX at ON tiles (zoom_level, tile_column, tile_row)")
    base.executemany("INSERT INTO metadata VALUES (?, ?)", [("format", form), ("name", file.stem)])
    for z in ZOOMS:
        base.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", ((z, t.x, t.south_row, draw(t)) for t in around(z)))
    base.commit()
    base.close()
    return file


def pmtiles(file: Path, draw: Draw, kind: TileType) -> Path:
    """The same as PMTiles; vector tiles are not packed again."""
    tiles = sorted((tile for z in ZOOMS for tile in around(z)), key=lambda tile: zxy_to_tileid(*tile))
    with file.open("wb") as out:
        writer: Any = Writer(out)  # type: ignore[no-untyped-call]
        for tile in tiles:
            writer.write_tile(zxy_to_tileid(*tile), draw(tile))
        writer.finalize({"tile_compression": Compression.NONE, "tile_type": kind}, {})
    return file

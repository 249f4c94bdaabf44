"""What doctor says of `[[basemaps]]`: archives opened, keys looked for, servers asked for one tile."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from math import asinh, pi, radians, tan
from pathlib import Path

import msgspec

from command_center.clock import SystemClock
from command_center.model.settings import BasemapKind, BasemapSettings
from command_center.tiles.address import Tile
from command_center.tiles.opening import open_source
from command_center.tiles.source import Nothing, Source
from command_center.tiles.trouble import Trouble, Unreadable

CITY = (118.87, 28.94)
"""Longitude and latitude of the tile that servers are asked for: the middle of Quzhou."""
LOOKED_AT = 12
"""Its zoom, where the server has that."""


class Said(msgspec.Struct, frozen=True):
    """Whether the basemap called `name` can be shown, and `mend`, what to do when it can't."""

    name: str
    ok: bool
    said: str
    mend: str = ""


def basemaps(offered: Iterable[BasemapSettings], environment: Mapping[str, str]) -> Iterator[Said]:
    """Each in turn. A server is asked for one tile; nothing is kept."""
    for one in offered:
        with tempfile.TemporaryDirectory() as folder:
            try:
                source = open_source(msgspec.structs.replace(one, cache_mb=0), SystemClock(), Path(folder), environment)
            except Unreadable as error:
                yield _wrong(one, error.trouble)
                continue
            try:
                yield _server(one, source) if one.kind is BasemapKind.TILES else _archive(one, source)
            finally:
                source.close()


def _wrong(one: BasemapSettings, trouble: Trouble) -> Said:
    return Said(one.name, False, trouble.said, trouble.mend)


def _archive(one: BasemapSettings, source: Source) -> Said:
    name, form = Path(one.file).name, "vector tiles" if source.vector else "pictures"
    if source.min_zoom > source.max_zoom:
        said = f"{name}: no zoom is left between min_zoom and max_zoom"
        return Said(one.name, False, said, "correct min_zoom and max_zoom in settings.toml")
    bounds = source.bounds
    if bounds is not None and not (bounds.west <= CITY[0] <= bounds.east and bounds.south <= CITY[1] <= bounds.north):
        there = f"{bounds.west:.2f},{bounds.south:.2f} to {bounds.east:.2f},{bounds.north:.2f}"
        return Said(
            one.name, False, f"{name} shows {there}: Quzhou is not on it", "correct `file`, or take another cut"
        )
    zooms = f"zoom {source.min_zoom} to {source.max_zoom}"
    if getattr(source, "cut_short", False):
        said = f"{name}: {form}, {zooms}, but the file is cut short: tiles will be missing"
        return Said(one.name, False, said, "copy it again and compare its checksum with the source's")
    return Said(one.name, True, f"{name}: {form}, {zooms}")


def _server(one: BasemapSettings, source: Source) -> Said:
    z = min(max(LOOKED_AT, source.min_zoom), source.max_zoom)
    answer = source.get(middle(z))
    if source.trouble is not None:
        return _wrong(one, source.trouble)
    if isinstance(answer, Nothing):
        said = f"the server has no tile of Quzhou at zoom {z} ({answer.value})"
        return Said(one.name, False, said, "check url, scheme, min_zoom and max_zoom")
    return Said(one.name, True, f"a tile of zoom {z} came, {len(answer):,} bytes")


def middle(z: int) -> Tile:
    """The tile of this zoom with the city's middle on it (Web Mercator)."""
    lon, lat = CITY
    n: int = 1 << z
    return Tile(z, int((lon + 180) / 360 * n), int((1 - asinh(tan(radians(lat))) / pi) / 2 * n))

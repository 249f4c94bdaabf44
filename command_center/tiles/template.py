"""A template filled in: the address of one tile."""

from __future__ import annotations

import re
from collections.abc import Sequence

from command_center.model.settings import TileScheme
from command_center.tiles.address import Tile

KEY = "{key}"
_VECTOR = re.compile(r"(\.(pbf|mvt)(\?|$))|[?&](format|tileformat)=[^&]*(pbf|mvt|vector)", re.IGNORECASE)


def address(template: str, tile: Tile, subdomains: Sequence[str], scheme: TileScheme) -> str:
    """The tile's address. `{key}` stays as it is: it is filled in at the last moment, where nobody logs.

    A tile always has the same one of the `subdomains`, so that caches on the way find it again.
    """
    row = tile.south_row if scheme is TileScheme.TMS else tile.y
    values = {
        "z": tile.z,
        "x": tile.x,
        "y": row,
        "-y": tile.south_row,
        "s": subdomains[(tile.x + tile.y) % len(subdomains)] if subdomains else "",
        "TileMatrix": tile.z,
        "TileCol": tile.x,
        "TileRow": row,
    }
    return re.sub(r"\{([^{}]*)\}", lambda found: str(values.get(found[1], found[0])), template)


def is_vector(template: str) -> bool:
    """Whether the address is one of Mapbox Vector Tiles, by its ending or format."""
    return _VECTOR.search(template) is not None

"""What every place that tiles come from can do, and what it may answer."""

from __future__ import annotations

import html
import re
from enum import Enum
from typing import NamedTuple, Protocol

from command_center.tiles.address import Tile
from command_center.tiles.trouble import Trouble

MOST_RAW, MOST_INFLATED = 8 * 1024 * 1024, 24 * 1024 * 1024
"""Bytes of a tile as it is kept, and unpacked, beyond which it is taken to be broken."""
DEEPEST = 24
WIDEST_TEXT = 200


class Nothing(Enum):
    """Instead of a tile: there is none; it cannot be used; it cannot be had now."""

    ABSENT = "absent"
    BROKEN = "broken"
    LATER = "later"


Answer = bytes | Nothing


class Bounds(NamedTuple):
    """What an archive covers, degrees in its own coordinates."""

    west: float
    south: float
    east: float
    north: float


class Source(Protocol):
    """Tiles from one place. `get` blocks and may be called on `workers` threads at once; the rest never blocks.

    `vector`: Mapbox Vector Tiles, else pictures. `tile_size` pixels, None when only the tiles themselves tell.
    """

    vector: bool
    min_zoom: int
    max_zoom: int
    tile_size: int | None
    bounds: Bounds | None
    attribution: str
    workers: int

    def get(self, tile: Tile) -> Answer:
        """The tile's bytes, unpacked. Raises nothing."""
        ...

    @property
    def trouble(self) -> Trouble | None:
        """What is wrong just now."""
        ...

    @property
    def wait_s(self) -> float:
        """In how many seconds it makes sense to ask again for what was `LATER`; 0: at once."""
        ...

    def close(self) -> None:
        """Let go of files and connections; `get` answers `LATER` from now on."""
        ...


def plain(text: object) -> str:
    """An attribution as archives have it (HTML, of any length), as one short line of plain text."""
    if not isinstance(text, str):
        return ""
    bare = html.unescape(re.sub(r"<[^>]*>", "", text[: 20 * WIDEST_TEXT]))
    line = " ".join("".join(c if c.isprintable() else " " for c in bare).split())
    return line if len(line) <= WIDEST_TEXT else line[: WIDEST_TEXT - 1] + "…"


def picture(raw: bytes) -> bool:
    """Whether the bytes begin as PNG, JPEG or WebP do."""
    webp = raw[:4] == b"RIFF" and raw[8:12] == b"WEBP"
    return webp or raw.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"))

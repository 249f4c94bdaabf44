"""What an engine is given: arrays and numbers, no Qt. Pixels are device pixels, colours 0xFFRRGGBB.

This is the seam for other ways to draw. An `Engine` with the loops on a graphics card keeps `x`, `y` and `kind` as
vertex buffers, the sprites as one texture and draws instances; `Frame.pixels` is then where it reads its picture back
to, or nothing when the view's viewport is the card's own. None is built: no machine here has a card to try it on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from widgets.map.points.index import Index

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]
I32 = NDArray[np.int32]
I64 = NDArray[np.int64]
U8 = NDArray[np.uint8]
U32 = NDArray[np.uint32]
BAND_BITS = 6
BAND = 1 << BAND_BITS
"""Rows of a frame drawn in one go: of a frame 3,840 pixels wide they and their ground fit the processor's cache."""


@dataclass(frozen=True)
class Frame:
    """Where to draw: `pixels` row after row, `stride` pixels a row; `clip` left, top, right, bottom, all inside.

    The view begins at column `left`, row `top`.
    """

    pixels: U32
    stride: int
    clip: tuple[int, int, int, int]
    left: int = 0
    top: int = 0


@dataclass(frozen=True)
class Raster:
    """What stands still: `pixels` height × width; the view begins at column `left`, row `top`, and lies all inside."""

    pixels: U32
    left: int
    top: int


@dataclass(frozen=True)
class Haze:
    """Density: opacity 0…65536 of `ink` in the middles of cells of 8 × 8 pixels, the first at `left`, `top` of the
    view. `cells` height × width."""

    cells: I32
    left: int
    top: int
    ink: int


@dataclass(frozen=True)
class Sprites:
    """One picture a kind, drawn in the order of kinds. Kind k is 2 × half[k] pixels wide and high, its tables begin at
    begins[k], a row is that width rounded up to eight. Laid over a pixel: pixel × keep / 256 + add."""

    keep: U32
    add: U32
    half: I64
    begins: I64


@dataclass(frozen=True)
class Points:
    """`x`, `y` map metres and `kind` (a sprite), equally long. `scale` pixels a metre; the map's origin lies at
    `left`, `top` pixels of the view. Kinds below `lowest` are not drawn."""

    x: F64
    y: F64
    kind: U8
    scale: float
    left: float
    top: float
    lowest: int = 0


class Engine(Protocol):
    """Draws and looks things up. `exact`: draws haze and soft edges, not only crisp dots."""

    exact: bool

    def follow(self, seen: Seen, lon: F64, lat: F64) -> int:
        """Bring `seen` up to date; returns how many rows had changed."""
        ...

    def compose(self, frame: Frame, ground: Raster | None, haze: Haze | None, points: Points, sprites: Sprites) -> None:
        """Draw everything inside the frame's clip; without `ground` over what is there."""
        ...

    def count(self, x: F64, y: F64, left: float, top: float, size: float, cells: tuple[int, int]) -> F32:
        """Points in each of `cells` (high, wide) of `size` metres; the first one's upper left corner: `left`, `top`."""
        ...

    def near(self, index: Index, x: F64, y: F64, at_x: float, at_y: float, reach: float) -> I64:
        """Rows at most `reach` metres from a spot, nearest first; `index` is that of `x`, `y`."""
        ...


class Seen(Protocol):
    """What a projection of a table remembers: degrees as seen last, map metres of them. Row by row."""

    lon: F64
    lat: F64
    x: F64
    y: F64

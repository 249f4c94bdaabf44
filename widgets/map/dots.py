"""Dots set into a picture by NumPy alone: for the page that is saved or printed, on a thread of its own.

The map itself has points/.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from widgets.map.projection import Floats

Pixels = NDArray[np.uint32]
STALE_MS = 600_000
"""A position older than ten minutes is drawn dimmer."""


@dataclass(frozen=True)
class Dots:
    """Some dots of one colour: map metres, 0xAARRGGBB, and the pixels of one dot around its middle."""

    x: Floats
    y: Floats
    colour: int
    offsets: Sequence[tuple[int, int]]


def disc(diameter: int) -> list[tuple[int, int]]:
    """Offsets of the pixels of a dot so many pixels across."""
    r = diameter / 2
    middle = (diameter - 1) / 2
    steps = range(diameter)
    return [
        (i - diameter // 2, j - diameter // 2)
        for i in steps
        for j in steps
        if (i - middle) ** 2 + (j - middle) ** 2 <= r * r
    ]


def splat(frame: Pixels, px: Floats, py: Floats, colour: int, offsets: Sequence[tuple[int, int]]) -> int:
    """Set the pixels of every dot in `frame` (height × width, 0xAARRGGBB). Returns how many were in sight.

    `px`, `py` are in the frame's pixels; dots that are NaN or too near the edge are left out.
    """
    reach = 1 + max(max(abs(dx), abs(dy)) for dx, dy in offsets)
    height, width = frame.shape
    seen = (px >= reach) & (px < width - reach) & (py >= reach) & (py < height - reach)  # NaN compares false
    at = py[seen].astype(np.intp) * width + px[seen].astype(np.intp)
    flat = frame.reshape(-1)
    for dx, dy in offsets:
        flat[at + (dy * width + dx)] = colour
    return int(np.count_nonzero(seen))


def groups(time_ms: NDArray[np.int64], flag: NDArray[np.uint8], now_ms: int, stale: bool) -> list[NDArray[np.bool_]]:
    """Which dots are old, fresh and flagged, in the order to draw them. All are old when the feed is `stale`."""
    old = np.full(len(time_ms), True) if stale else time_ms < now_ms - STALE_MS
    flagged = ~old & (flag != 0)
    return [old, ~old & ~flagged, flagged]


def states(time_ms: NDArray[np.int64], flag: NDArray[np.uint8], now_ms: int, stale: bool) -> NDArray[np.uint8]:
    """A number a row: 0 old, 1 fresh, 2 more when flagged. All are old when the feed is `stale`."""
    made: NDArray[np.uint8] = (flag != 0).astype(np.uint8)
    made <<= 1
    if not stale:
        made |= time_ms >= now_ms - STALE_MS
    return made

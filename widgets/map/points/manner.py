"""How things are drawn, by how much room they have: density, dots or pictures; and not to and fro between two."""

from __future__ import annotations

from enum import Enum

import numpy as np

from widgets.map.points.scene import F32


class Manner(Enum):
    """From far to near."""

    DENSITY = "density"
    DOTS = "dots"
    PICTURES = "pictures"


CELL_PX = 64
"""Cells, device pixels, in which crowding is counted."""
MANY = 4000
"""Fewer in sight are never drawn as density: each can still be meant."""
CROWDED, ROOMY = 0.55, 0.38
"""Share of the ground covered by dots, where a dot is: density from the first, dots again below the second."""
FREE, TIGHT = 0.3, 0.42
"""The same with pictures in place of dots: pictures below the first, dots again from the second."""
NEAR, LESS_NEAR = 1.2, 1.5
"""Map metres in a pixel of a 1080-line screen: pictures below the first, dots again from the second."""


def crowding(cells: F32) -> float:
    """How many others share a cell with a point, on average over the points."""
    points = float(cells.sum())
    return float((np.square(cells, dtype=np.float64) - cells).sum()) / points if points else 0.0


def choose(before: Manner, cells: F32, dot_px: float, picture_px: float, mpp: float) -> Manner:
    """The manner for points counted in `cells` of CELL_PX, with dots and pictures so many device pixels across."""
    seen, crowd = float(cells.sum()), crowding(cells) / CELL_PX**2
    covered = crowd * dot_px**2 * np.pi / 4
    if seen >= MANY and covered > (ROOMY if before is Manner.DENSITY else CROWDED):
        return Manner.DENSITY
    was = before is Manner.PICTURES
    if mpp < (LESS_NEAR if was else NEAR) and crowd * picture_px**2 < (TIGHT if was else FREE):
        return Manner.PICTURES
    return Manner.DOTS

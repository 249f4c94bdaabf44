"""What lies under the pointer."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from widgets.map.projection import Floats


def within(px: Floats, py: Floats, x: float, y: float, reach: float) -> NDArray[np.intp]:
    """Indices of the points at most `reach` pixels from `x`, `y`, nearest first. NaN is never near."""
    away = (px - x) ** 2 + (py - y) ** 2
    near = np.flatnonzero(away <= reach * reach)
    return near[np.argsort(away[near], kind="stable")]


def after(found: NDArray[np.intp], now: int | None) -> int | None:
    """The one to take of those `found`: the nearest, or the next when it is already taken (several in one spot)."""
    if not len(found):
        return None
    taken = np.flatnonzero(found == now) if now is not None else found[:0]
    return int(found[(int(taken[0]) + 1) % len(found)]) if len(taken) else int(found[0])

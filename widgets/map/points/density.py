"""Many points as a haze: counted in cells that lie still on the ground, softened, the logarithm as opacity."""

from __future__ import annotations

from math import ceil, floor

import numpy as np

from widgets.map.points.fast import Fast
from widgets.map.points.scene import F32, F64, I32, Engine, Haze
from widgets.map.viewport import Viewport

CELL = 8
"""Device pixels of a cell."""
SPARE = 14
"""Cells beyond the view on every side: what softening needs and what the corner cells hang over by."""
AHEAD = 40
"""Cells more on every side while the map is panned, so that not every frame counts anew."""
TURNS = (1, 2, 4, 6)
"""How often it is softened: the fewer points there are, the oftener, for a few at random are no pattern."""
ENOUGH = 60.0
"""Points that what is softened once more should hold; softened once, it holds those of SOFT cells."""
SOFT = 12.6
MOST = 0.56
"""The densest is so opaque."""
FULL_SHARE = 99.0
"""Percent of the cells with points in them that are not fully opaque."""
LEAST_FULL = 2.0
"""Points in a cell that are never less than fully opaque: a few points spread out are not a crowd."""
DRIFT = 0.2
"""How much of a change of `full` is taken over when only the points moved, so that the picture does not flicker."""


class Density:
    """Keeps the haze until view or points change. `full`: softened points in a cell drawn most opaque."""

    def __init__(self) -> None:
        self._key: object = None
        self._cells: I32 = np.zeros((0, 0), np.int32)
        self._left = self._top = 0  # of the first cell, in cells of the map
        self._size, self._others = 0.0, 0.0
        self.full = LEAST_FULL

    def haze(
        self, engine: Engine, x: F64, y: F64, revision: int, view: Viewport, ratio: float, ink: int
    ) -> Haze | None:
        """The haze for a view; None from an engine that draws none."""
        if not isinstance(engine, Fast):
            return None
        size = CELL * view.mpp / ratio
        key = (id(engine), revision, size, view.width, view.height, ratio)
        panned = key == self._key
        if not panned or not self._reaches(view, size):
            self._key = key
            self._make(engine, x, y, view, size, SPARE + AHEAD if panned else SPARE)
        seen, middle = view.rect(), CELL / 2
        px = round((self._left * size - seen.left) / size * CELL + middle)
        py = round((seen.top - self._top * size) / size * CELL + middle)
        return Haze(self._cells, px, py, ink)

    def _reaches(self, view: Viewport, size: float) -> bool:
        """There are cells, made well, wherever the view is."""
        seen, (high, wide) = view.rect(), self._cells.shape
        left, top = floor(seen.left / size) - self._left, self._top - ceil(seen.top / size)
        right, bottom = self._left + wide - ceil(seen.right / size), floor(seen.bottom / size) - (self._top - high)
        return bool(min(left, top, right, bottom) >= SPARE - 1)

    def _make(self, engine: Fast, x: F64, y: F64, view: Viewport, size: float, more: int) -> None:
        """Count what is in the view and `more` cells around it."""
        seen = view.rect()
        left, top = floor(seen.left / size) - more, ceil(seen.top / size) + more
        wide, high = ceil(seen.right / size) + more - left, top - floor(seen.bottom / size) + more
        grid = engine.count(x, y, left * size, top * size, size, (high, wide))
        drift = DRIFT if size == self._size else 1.0
        self._size = size
        self._others += (_others(grid) - self._others) * drift
        spare = np.empty_like(grid)
        for _ in range(_turns(self._others)):
            engine.loops.soften(grid, spare)
        self._level(grid, drift)
        self._cells, self._left, self._top = np.empty(grid.shape, np.int32), left, top
        engine.loops.tone(grid, self.full, MOST, self._cells)

    def _level(self, grid: F32, drift: float) -> None:
        """What counts as full, slowly while only points move, at once at another scale."""
        some = grid[grid > 0.05]
        full = max(
            LEAST_FULL, float(np.percentile(some[:: max(1, some.size // 20_000)], FULL_SHARE)) if some.size else 0
        )
        self.full += (full - self.full) * drift


def _others(grid: F32) -> float:
    """Points in a cell of where there are any, for points at random: λ of λ / (1 - exp(-λ)), the mean of cells that
    are not empty. (The mean over points would be that of the densest spot.)"""
    return 2 * (float(grid.sum()) / max(1, int(np.count_nonzero(grid))) - 1)


def _turns(others: float) -> int:
    """How often to soften cells with so many points each."""
    wanted = ENOUGH / max(SOFT * others, 1e-9)
    return next((turns for turns in TURNS if turns >= wanted), TURNS[-1])

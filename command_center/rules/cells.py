"""A coarse raster over shapes: most fixes are nowhere near any, and that is told without geometry."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

MOST_CELLS = 512
"""Along the longer side."""
SMALLEST_M = 50.0


class Cells:
    """Which squares of the ground may hold a spot within `near_m` metres of a shape (shapes in metres)."""

    def __init__(self, shapes: NDArray[np.object_], near_m: float) -> None:
        self._marked = np.zeros((1, 1), bool)
        self._west = self._south = 0.0
        self._size = SMALLEST_M
        if len(shapes):
            self._mark(shapes, near_m)

    def _mark(self, shapes: NDArray[np.object_], near_m: float) -> None:
        west, south, east, north = shapely.total_bounds(shapes)
        self._west, self._south = west - near_m, south - near_m
        wide, high = east - west + 2 * near_m, north - south + 2 * near_m
        self._size = max(SMALLEST_M, max(wide, high) / MOST_CELLS)
        self._marked = np.zeros((int(high / self._size) + 1, int(wide / self._size) + 1), bool)
        for shape, bounds in zip(shapes, shapely.bounds(shapes), strict=True):
            self._mark_one(shape, bounds, near_m)

    def _mark_one(self, shape: shapely.Geometry, bounds: NDArray[np.float64], near_m: float) -> None:
        size = self._size
        left, bottom = ((bounds[:2] - near_m - (self._west, self._south)) / size).astype(int)
        right, top = ((bounds[2:] + near_m - (self._west, self._south)) / size).astype(int)
        rows, columns = np.mgrid[bottom : top + 1, left : right + 1]
        x, y = self._west + columns * size, self._south + rows * size
        near = shapely.dwithin(shape, shapely.box(x, y, x + size, y + size), near_m)
        self._marked[bottom : top + 1, left : right + 1] |= near[: self._marked.shape[0] - bottom]

    def may_be_near(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Of n spots (metres): False is certainly further than `near_m` from every shape."""
        column = np.floor((x - self._west) / self._size)
        row = np.floor((y - self._south) / self._size)
        high, wide = self._marked.shape
        on = (column >= 0) & (row >= 0) & (column < wide) & (row < high)
        found: NDArray[np.bool_] = np.zeros(len(x), bool)
        found[on] = self._marked[row[on].astype(np.intp), column[on].astype(np.intp)]
        return found

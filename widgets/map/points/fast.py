"""The compiled engine: self.loops.py, with a second thread for large frames."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import numpy as np

from widgets.map.pick import within
from widgets.map.points.columns import Columns
from widgets.map.points.index import CELL_M, Index
from widgets.map.points.loops import Loops
from widgets.map.points.scene import BAND, F32, F64, I32, I64, U32, Frame, Haze, Points, Raster, Seen, Sprites
from widgets.map.projection import MAX_LAT, Projection

STEPS = 8192
ALONE = 2_000_000
"""Pixels below which a second thread costs more than it brings."""
THREADS = min(4, os.cpu_count() or 1)
MANY_FOUND = 256
MOST_CELLS = 100
"""A reach of more cells than this looks at every row."""
_NO_GROUND: U32 = np.zeros(0, np.uint32)
_NO_HAZE: I32 = np.zeros((0, 0), np.int32)


class Fast:
    """See `scene.Engine`. Not for two threads at once: buffers are kept from frame to frame."""

    exact = True

    def __init__(self, loops: Loops) -> None:
        self.loops = loops
        self._pool = ThreadPoolExecutor(THREADS - 1, "points") if THREADS > 1 else None
        self._cells: I32 = np.zeros(0, np.int32)
        self._sorted: I32 = np.zeros(0, np.int32)

    def close(self) -> None:
        """Work alone from now on."""
        if self._pool is not None:
            self._pool.shutdown()
            self._pool = None

    def follow(self, seen: Seen, lon: F64, lat: F64) -> int:
        """One pass: compare, and project what changed."""
        assert isinstance(seen, Columns)
        scale, norths, slopes = _mercator(seen.projection.lon, seen.projection.lat)
        step = 2 * MAX_LAT / STEPS
        columns = (seen.lon, seen.lat, seen.x, seen.y)
        return self.loops.follow(lon, lat, *columns, seen.projection.lon, scale, norths, slopes, -MAX_LAT, step)

    def compose(self, frame: Frame, ground: Raster | None, haze: Haze | None, points: Points, sprites: Sprites) -> None:
        """Where is what, in which band; then band by band."""
        left, top, right, bottom = frame.clip
        clip = np.array(frame.clip, np.int64)
        bands = max(0, -(-(bottom - top) // BAND))
        starts, cells = self._sort(frame, points, sprites, clip, bands)
        under, under_stride, shift = _NO_GROUND, 0, 0
        if ground is not None:
            under, under_stride = ground.pixels.reshape(-1), ground.pixels.shape[1]
            # rows of the frame and of the ground begin at different places: one number joins both
            shift = (ground.top - frame.top) * under_stride + ground.left - frame.left
        over = haze if haze is not None else Haze(_NO_HAZE, 0, 0, 0)
        fog = over.cells, over.left + frame.left, over.top + frame.top, over.ink

        some = self.loops.lay.begun(
            frame.pixels, frame.stride, clip, under, under_stride, shift, *fog, starts, cells, sprites.keep,
            sprites.add, sprites.half, sprites.begins,
        )  # fmt: skip
        work = (right - left) * (bottom - top) * (1 if ground is not None else 0) + len(cells) * 64
        self._share(some, bands, work)

    def _sort(self, frame: Frame, points: Points, sprites: Sprites, clip: I64, bands: int) -> tuple[I64, I32]:
        n = len(points.x)
        if len(self._cells) < n:
            self._cells, self._sorted = np.empty(n * 5 // 4, np.int32), np.empty(n * 5 // 2, np.int32)
        cells, reach = self._cells[:n], int(sprites.half.max(initial=0))
        x, y, lowest = points.left + frame.left, points.top + frame.top, points.lowest
        self.loops.place(points.x, points.y, points.kind, lowest, points.scale, x, y, clip, reach, cells)
        starts = np.zeros(bands * len(sprites.half) + 1, np.int64)
        self.loops.sort(cells, points.kind, sprites.half, clip[1], starts, np.empty_like(starts), self._sorted)
        return starts, self._sorted[: int(starts[-1])]

    def _share(self, work: Callable[[int, int], object], bands: int, pixels: int) -> None:
        """Do all bands, here and on the other threads: who is free takes the next few."""
        if self._pool is None or pixels < ALONE:
            work(0, bands)
            return
        few = max(1, bands // (THREADS * 4))
        turns = itertools.count(0, few)

        def take() -> None:
            while (first := next(turns)) < bands:
                work(first, min(first + few, bands))

        others = [self._pool.submit(take) for _ in range(THREADS - 1)]
        take()
        for other in others:
            if not other.cancel():
                other.result()

    def count(self, x: F64, y: F64, left: float, top: float, size: float, cells: tuple[int, int]) -> F32:
        """One pass."""
        grid = np.zeros(cells, np.float32)
        self.loops.accumulate(x, y, left, top, size, grid)
        return grid

    def near(self, index: Index, x: F64, y: F64, at_x: float, at_y: float, reach: float) -> I64:
        """From the cells around the spot; the index is brought up to date when positions have changed."""
        if index.behind or index.size != len(x):
            index.reach(len(x))
            self.loops.hang(x, y, CELL_M, index.first, index.cell, index.after, index.before)
            index.behind = False
        if reach > CELL_M * MOST_CELLS:
            return within(x, y, at_x, at_y, reach).astype(np.int64)
        rows = np.empty(MANY_FOUND, np.int64)
        while (n := self.loops.look_up(x, y, CELL_M, index.first, index.after, at_x, at_y, reach, rows)) > len(rows):
            rows = np.empty(n, np.int64)
        found = np.sort(rows[:n])
        away = (x[found] - at_x) ** 2 + (y[found] - at_y) ** 2
        return found[np.argsort(away, kind="stable")]


@cache
def _mercator(lon: float, lat: float) -> tuple[float, F64, F64]:
    """Map metres of a degree east; metres north and their slope, at the nodes between which `follow` reckons."""
    projection = Projection(lon, lat)
    nodes = np.linspace(-MAX_LAT, MAX_LAT, STEPS + 1)
    _, norths = projection.to_metres(np.zeros_like(nodes), nodes)
    east, _ = projection.point(lon + 1.0, lat)
    slopes = east / np.cos(np.radians(nodes)) * (2 * MAX_LAT / STEPS)
    return east, norths, slopes

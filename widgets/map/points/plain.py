"""The engine of NumPy alone: there at once, and all there is where nothing can be compiled. Crisp dots, no haze."""

from __future__ import annotations

import numpy as np

from widgets.map.pick import within
from widgets.map.points.columns import Columns
from widgets.map.points.index import Index
from widgets.map.points.scene import F32, F64, I64, U32, Frame, Haze, Points, Raster, Seen, Sprites


class Plain:
    """See `scene.Engine`."""

    exact = False

    def follow(self, seen: Seen, lon: F64, lat: F64) -> int:
        """The rows whose degrees are others than before, projected by NumPy."""
        assert isinstance(seen, Columns)
        same = (lon == seen.lon) & (lat == seen.lat)
        rows = np.flatnonzero(~same & ~(np.isnan(lon) & np.isnan(seen.lon)))
        seen.lon[rows], seen.lat[rows] = lon[rows], lat[rows]
        seen.x[rows], seen.y[rows] = seen.projection.to_metres(lon[rows], lat[rows])
        return len(rows)

    def compose(self, frame: Frame, ground: Raster | None, haze: Haze | None, points: Points, sprites: Sprites) -> None:
        """Ground, then the middles of the sprites: pixels they cover by half or more."""
        left, top, right, bottom = frame.clip
        pixels = frame.pixels[: len(frame.pixels) // frame.stride * frame.stride].reshape(-1, frame.stride)
        if ground is not None:
            x, y = ground.left - frame.left, ground.top - frame.top
            pixels[top:bottom, left:right] = ground.pixels[top + y : bottom + y, left + x : right + x]
        px = points.x * points.scale + points.left + frame.left + 0.5
        py = points.top + frame.top - points.y * points.scale + 0.5
        reach = int(sprites.half.max(initial=0))
        seen = (px > left - reach) & (px < right + reach) & (py > top - reach) & (py < bottom + reach)
        rows = np.flatnonzero(seen & (points.kind >= points.lowest))
        px, py, kinds = np.floor(px[rows]).astype(np.int64), np.floor(py[rows]).astype(np.int64), points.kind[rows]
        for kind in np.unique(kinds).tolist():
            some = kinds == kind
            _stamp(pixels, frame.clip, px[some], py[some], sprites, kind)

    def count(self, x: F64, y: F64, left: float, top: float, size: float, cells: tuple[int, int]) -> F32:
        """By NumPy's bincount."""
        i, j = (x - left) / size, (top - y) / size
        on = (i >= 0) & (i < cells[1]) & (j >= 0) & (j < cells[0])
        at = j[on].astype(np.intp) * cells[1] + i[on].astype(np.intp)
        return np.bincount(at, minlength=cells[0] * cells[1]).reshape(cells).astype(np.float32)

    def near(self, index: Index, x: F64, y: F64, at_x: float, at_y: float, reach: float) -> I64:
        """A scan of all rows."""
        return within(x, y, at_x, at_y, reach).astype(np.int64)


def _stamp(pixels: U32, clip: tuple[int, int, int, int], px: I64, py: I64, sprites: Sprites, kind: int) -> None:
    """Set the pixels of one kind's sprite around every point."""
    half, begin = int(sprites.half[kind]), int(sprites.begins[kind])
    wide = (2 * half + 7) & ~7
    left, top, right, bottom = clip
    for v in range(2 * half):
        for u in range(2 * half):
            at = begin + v * wide + u
            stays = int(sprites.keep[at])
            if stays < 128:
                x, y = px + (u - half), py + (v - half)
                inside = (x >= left) & (x < right) & (y >= top) & (y < bottom)
                pixels[y[inside], x[inside]] = _full(int(sprites.add[at]), stays)


def _full(add: int, stays: int) -> int:
    """The colour of a pixel covered in part, as if it were covered wholly."""
    parts = (min(255, (add >> shift & 0xFF) * 256 // (256 - stays)) << shift for shift in (16, 8, 0))
    return 0xFF000000 | sum(parts)

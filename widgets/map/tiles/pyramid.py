"""Where tiles lie on the map: Web Mercator's pyramid against the map's metres, shifted for Chinese coordinates.

A tile of a basemap in GCJ-02 is drawn where WGS-84 has its corners. In between the shift is taken to be even; where it
bends by more than a fifth of a pixel, the tile is drawn in cells.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log2, pi, sqrt

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QTransform

from command_center.model.datum import (
    Conversion,
    bd09_to_wgs84,
    gcj02_to_wgs84,
    wgs84_to_bd09,
    wgs84_to_gcj02,
)
from command_center.model.settings import Crs
from command_center.tiles.address import Tile
from command_center.tiles.source import Bounds
from widgets.map.projection import MAX_LAT, Floats, Projection, Rect
from widgets.map.viewport import Viewport

_WAVES: dict[Crs, tuple[float, float]] = {Crs.GCJ02: (20.0, 33_000.0), Crs.BD09: (45.0, 11_500.0)}
"""Height and length in metres of the shift's shortest wave that matters."""
MOST_BENT_PX, USUAL_PX = 0.2, 256
MOST_TILES = 600
"""Tiles of one view; with more, coarser ones are taken."""
_SHIFTS: dict[Crs, tuple[Conversion, Conversion]] = {
    Crs.GCJ02: (gcj02_to_wgs84, wgs84_to_gcj02),
    Crs.BD09: (bd09_to_wgs84, wgs84_to_bd09),
}


@dataclass(frozen=True)
class Placed:
    """A tile or a cell of it: `part` of its unit square (from its north-west corner, y down), and how the unit square
    comes to lie on the view's pixels where that part is to be seen."""

    tile: Tile
    place: QTransform
    part: QRectF


class Pyramid:
    """Tiles in `crs` under a `projection`."""

    def __init__(self, projection: Projection, crs: Crs) -> None:
        self._projection = projection
        self._shift, self._wave = _SHIFTS.get(crs), _WAVES.get(crs, (0.0, 1.0))
        self._left, equator = projection.point(-180.0, 0.0)
        self.side = projection.point(180.0, 0.0)[0] - self._left
        """The world's width in map metres."""
        self._top = equator + self.side / 2

    def level(self, mpp: float, tile_size: int) -> float:
        """The zoom, not rounded, whose tiles of `tile_size` pixels have `mpp` map metres in a pixel."""
        return log2(self.side / (tile_size * mpp))

    def seen(self, view: Viewport, z: int) -> list[Placed]:
        """The tiles of zoom `z` that are in view, those in the middle first."""
        left, top, right, bottom = self._span(view, z)
        n = self._cells(z)
        columns, rows = np.arange(left * n, (right + 1) * n + 1) / n, np.arange(top * n, (bottom + 1) * n + 1) / n
        px, py = view.to_px(*self._corners(z, columns, rows))
        parts = [QRectF(i / n, j / n, 1 / n, 1 / n) for j in range(n) for i in range(n)]
        made = []
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                for k, part in enumerate(parts):
                    i, j = (column - left) * n + k % n, (row - top) * n + k // n
                    place = _affine(px[j : j + 2, i : i + 2], py[j : j + 2, i : i + 2])
                    made.append(Placed(Tile(z, column, row), place, part))
        middle = (left + right) / 2, (top + bottom) / 2
        made.sort(key=lambda placed: (placed.tile.x - middle[0]) ** 2 + (placed.tile.y - middle[1]) ** 2)
        return made

    def _cells(self, z: int) -> int:
        """In how many cells a tile's side is drawn: a wave over one cell strays from its chord by a k² h² / 8."""
        if self._shift is None:
            return 1
        height, length = self._wave
        side = self.side / (1 << z)
        if height / (side / USUAL_PX) < MOST_BENT_PX:
            return 1
        bent_px = height * (2 * pi / length) ** 2 * side * USUAL_PX / 8
        return max(1, ceil(sqrt(bent_px / MOST_BENT_PX)))

    def count(self, view: Viewport, z: int) -> int:
        """How many tiles of zoom `z` are in view."""
        left, top, right, bottom = self._span(view, z)
        return max(0, right - left + 1) * max(0, bottom - top + 1)

    def place(self, tile: Tile, view: Viewport) -> QTransform:
        """As in `Placed`, for any one tile."""
        x, y = self._corners(tile.z, np.arange(tile.x, tile.x + 2.0), np.arange(tile.y, tile.y + 2.0))
        return _affine(*view.to_px(x, y))

    def rect(self, bounds: Bounds) -> Rect:
        """What an archive covers, in map metres."""
        lon = np.array([bounds.west, bounds.east], float)
        lat = np.clip(np.array([bounds.south, bounds.north], float), -MAX_LAT, MAX_LAT)
        x, y = self._projection.to_metres(*(self._shift[0](lon, lat) if self._shift is not None else (lon, lat)))
        return Rect(float(x[0]), float(y[0]), float(x[1]), float(y[1]))

    def _span(self, view: Viewport, z: int) -> tuple[int, int, int, int]:
        """First column and row, last column and row, within the world; the last before the first: none."""
        seen = view.rect()
        x = np.array([seen.left, seen.right, seen.left, seen.right])
        y = np.array([seen.top, seen.top, seen.bottom, seen.bottom])
        if self._shift is not None:
            dx, dy = self._moved(*self._degrees(x, y), to_wgs=False)
            x, y = x + dx, y + dy
        n = 1 << z
        columns, rows = (x - self._left) / self.side * n, (self._top - y) / self.side * n
        first = max(0, floor(columns.min())), max(0, floor(rows.min()))
        return *first, min(n, ceil(columns.max())) - 1, min(n, ceil(rows.max())) - 1

    def _corners(self, z: int, columns: Floats, rows: Floats) -> tuple[Floats, Floats]:
        """Map metres of where the columns' and the rows' first edges meet, rows × columns."""
        n = 1 << z
        x, y = np.meshgrid(self._left + columns / n * self.side, self._top - rows / n * self.side)
        if self._shift is not None and x.size:
            dx, dy = self._moved(*self._degrees(x, y), to_wgs=True)
            x, y = x + dx, y + dy
        return x, y

    def _degrees(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        u, v = (x - self._left) / self.side, (self._top - y) / self.side
        return u * 360.0 - 180.0, np.degrees(np.arctan(np.sinh(np.pi * (1.0 - 2.0 * v))))

    def _moved(self, lon: Floats, lat: Floats, *, to_wgs: bool) -> tuple[Floats, Floats]:
        """By how many map metres the conversion moves these points; nothing outside China."""
        assert self._shift is not None
        there = self._shift[0 if to_wgs else 1](lon, lat)
        x, y = self._projection.to_metres(lon, lat)
        new_x, new_y = self._projection.to_metres(*there)
        return new_x - x, new_y - y


def _affine(px: Floats, py: Floats) -> QTransform:
    """The unit square onto the pixels of its corners (2 × 2, rows then columns), as near as an affine map comes."""
    across = (px[0, 1] - px[0, 0] + px[1, 1] - px[1, 0]) / 2, (py[0, 1] - py[0, 0] + py[1, 1] - py[1, 0]) / 2
    down = (px[1, 0] - px[0, 0] + px[1, 1] - px[0, 1]) / 2, (py[1, 0] - py[0, 0] + py[1, 1] - py[0, 1]) / 2
    x = float(px.mean()) - (across[0] + down[0]) / 2
    y = float(py.mean()) - (across[1] + down[1]) / 2
    return QTransform(float(across[0]), float(across[1]), float(down[0]), float(down[1]), x, y)

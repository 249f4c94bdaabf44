"""Map metres of everything that moves, by row of its table; only rows that changed are projected anew."""

from __future__ import annotations

import numpy as np

from widgets.map.points.index import Index
from widgets.map.points.scene import F64, Engine
from widgets.map.projection import Projection


class Columns:
    """`x`, `y` map metres, NaN where there is no position; `lon`, `lat` the degrees they were made from; the `index` of
    the spots."""

    def __init__(self, projection: Projection) -> None:
        self.projection, self.index = projection, Index()
        self._size = 0
        self._held = [np.full(0, np.nan) for _ in range(4)]
        self._cut()

    def _cut(self) -> None:
        self.lon, self.lat, self.x, self.y = (column[: self._size] for column in self._held)

    def follow(self, engine: Engine, lon: F64, lat: F64) -> int:
        """Take over today's degrees (equally long, read only); returns how many rows had changed."""
        if len(lon) > len(self._held[0]):
            room = max(1024, len(lon) * 3 // 2)
            for i, old in enumerate(self._held):
                self._held[i] = np.full(room, np.nan)
                self._held[i][: len(old)] = old
        if len(lon) < self._size:  # another table: begin again
            for column in self._held:
                column.fill(np.nan)
        self._size = len(lon)
        self._cut()
        changed = engine.follow(self, np.ascontiguousarray(lon), np.ascontiguousarray(lat))
        self.index.behind = self.index.behind or changed > 0
        return changed

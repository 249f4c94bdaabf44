"""The last minutes of every tag's fixes, as columns: what a watch that opens now must know of before."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FIRST_CAPACITY = 4096


class RecentFixes:
    """A log of fixes by tag row. What is older than `keep_ms` before its tag's newest is dropped as room is needed."""

    _COLUMNS = ("_row", "_time", "_lon", "_lat", "_accuracy")

    def __init__(self, keep_ms: int) -> None:
        self._keep_ms, self._n = keep_ms, 0
        self._row = np.empty(FIRST_CAPACITY, np.int32)
        self._time = np.empty(FIRST_CAPACITY, np.int64)
        self._lon, self._lat, self._accuracy = (np.empty(FIRST_CAPACITY) for _ in range(3))

    def add(
        self,
        row: NDArray[np.intp],
        time_ms: NDArray[np.int64],
        lon: NDArray[np.float64],
        lat: NDArray[np.float64],
        accuracy: NDArray[np.float64],
        newest_ms: NDArray[np.int64],
    ) -> None:
        """Take n fixes; `newest_ms` is the newest time of every tag by row."""
        end = self._n + len(row)
        if end > len(self._row):
            self._make_room(len(row), newest_ms)
            end = self._n + len(row)
        for name, values in zip(self._COLUMNS, (row, time_ms, lon, lat, accuracy), strict=True):
            getattr(self, name)[self._n : end] = values
        self._n = end

    def _make_room(self, more: int, newest_ms: NDArray[np.int64]) -> None:
        keep = self._time[: self._n] > newest_ms[self._row[: self._n]] - self._keep_ms
        n = int(keep.sum())
        # at most half full after: else dropping would cost more than it gains
        capacity = max(FIRST_CAPACITY, 2 * (n + more))
        for name in self._COLUMNS:
            old = getattr(self, name)
            new = np.empty(capacity, old.dtype)
            new[:n] = old[: self._n][keep]
            setattr(self, name, new)
        self._n = n

    def of(
        self, rows: NDArray[np.intp] | None = None
    ) -> tuple[NDArray[np.intp], NDArray[np.int64], NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """The fixes held of some tags (None: of all): row, time, lon, lat, accuracy, as they came."""
        which = np.arange(self._n) if rows is None else np.flatnonzero(np.isin(self._row[: self._n], rows))
        return (
            self._row[which].astype(np.intp),
            self._time[which],
            self._lon[which],
            self._lat[which],
            self._accuracy[which],
        )

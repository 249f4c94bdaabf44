"""The last minutes of every tag's fixes, as columns: what a watch that opens now must know of before."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FIRST_CAPACITY = 4096


class RecentFixes:
    """A log of fixes by tag row. What is older than `keep_ms` before its tag's newest is dropped as room is needed.

    Each fix knows the one of its tag that came before it (`_before`, -1 for none) and each tag its last (`_last`): a
    tag's fixes are found without looking at the others'.
    """

    _COLUMNS = ("_row", "_time", "_lon", "_lat", "_accuracy")

    def __init__(self, keep_ms: int) -> None:
        self._keep_ms, self._n = keep_ms, 0
        self._row = np.empty(FIRST_CAPACITY, np.int32)
        self._time = np.empty(FIRST_CAPACITY, np.int64)
        self._lon, self._lat, self._accuracy = (np.empty(FIRST_CAPACITY) for _ in range(3))
        self._before = np.empty(FIRST_CAPACITY, np.int32)
        self._last = np.full(FIRST_CAPACITY, -1, np.int32)

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
        self._link(self._n, end)
        self._n = end

    def _link(self, start: int, end: int) -> None:
        """Tie the fixes from index `start` to before `end` to those of their tags before them."""
        if start == end:
            return
        row = self._row[start:end]
        most = int(row.max()) + 1
        if most > len(self._last):
            more = np.full(max(most, 2 * len(self._last)) - len(self._last), -1, np.int32)
            self._last = np.concatenate([self._last, more])
        # one number of tag and place in the log: sorted many times faster than by a stable sort of the tags
        key = (row.astype(np.int64) << 32) | np.arange(len(row))
        key.sort()
        order, tag = key & 0xFFFFFFFF, key >> 32
        first = np.ones(len(tag), bool)
        first[1:] = tag[1:] != tag[:-1]
        at = (order + start).astype(np.int32)
        before = np.empty(len(at), np.int32)
        before[1:] = at[:-1]
        before[first] = self._last[tag[first]]
        self._before[at] = before
        last = np.append(first[1:], True)
        self._last[tag[last]] = at[last]

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
        self._before = np.empty(capacity, np.int32)
        self._last.fill(-1)
        self._link(0, n)

    def of(
        self, rows: NDArray[np.intp] | None = None
    ) -> tuple[NDArray[np.intp], NDArray[np.int64], NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """The fixes held of some tags (None: of all): row, time, lon, lat, accuracy, as they came."""
        which = np.arange(self._n) if rows is None else self._of(rows)
        return (
            self._row[which].astype(np.intp),
            self._time[which],
            self._lon[which],
            self._lat[which],
            self._accuracy[which],
        )

    def _of(self, rows: NDArray[np.intp]) -> NDArray[np.intp]:
        rows = np.unique(rows)
        at, found = self._last[rows[rows < len(self._last)]], []
        while len(at := at[at >= 0]):
            found.append(at)
            at = self._before[at]
        return np.sort(np.concatenate(found)).astype(np.intp) if found else np.empty(0, np.intp)

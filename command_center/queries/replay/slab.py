"""Ten minutes of everything of one kind that moves, as columns in which any moment is found by halving."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from command_center.store.tracks import Columns, join

LENGTH_MS = 600_000
"""A slab's length; also how old a last fix may be at a moment before the thing counts as absent."""
_SCALE = 1e7


def number_at(time_ms: int) -> int:
    """The slab a moment lies in: they are counted from 1970."""
    return time_ms // LENGTH_MS


@dataclass(frozen=True, slots=True, eq=False)
class Slab:
    """n fixes of m things in [`start_ms`, `start_ms` + LENGTH_MS), by thing and time, one of each thing and moment.

    `names` are the m things; `key` int64 is thing × LENGTH_MS + milliseconds since the start, rising; `lon`, `lat`
    int32, 1e-7 degrees; the fixes of thing i are those from `first[i]` up to `first[i + 1]`.
    """

    number: int
    names: tuple[str, ...]
    key: NDArray[np.int64]
    lon: NDArray[np.int32]
    lat: NDArray[np.int32]
    first: NDArray[np.int64]

    @property
    def start_ms(self) -> int:
        """When it begins."""
        return self.number * LENGTH_MS

    @property
    def weight(self) -> int:
        """Bytes it takes, roughly."""
        return 16 * len(self.key) + 100 * len(self.names)

    def until(self, time_ms: int) -> NDArray[np.int64]:
        """For each thing the index of its last fix at or before a moment in the slab; below `first` if it has none."""
        things = np.arange(len(self.names), dtype=np.int64)
        return np.searchsorted(self.key, things * LENGTH_MS + (time_ms - self.start_ms), "right") - 1

    def degrees(self, at: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Longitude and latitude of these fixes."""
        return self.lon[at] / _SCALE, self.lat[at] / _SCALE

    def times(self, at: NDArray[np.int64]) -> NDArray[np.int64]:
        """Milliseconds since 1970 of these fixes."""
        when: NDArray[np.int64] = self.key[at] % LENGTH_MS + self.start_ms
        return when


def build(number: int, parts: list[Columns]) -> Slab:
    """A slab of the fixes in `parts`, all of which lie in it; of several at the same moment the one stored last."""
    if not parts:
        empty = np.empty(0, np.int64)
        return Slab(number, (), empty, empty.astype(np.int32), empty.astype(np.int32), np.zeros(1, np.int64))
    whole = join(parts)
    key = whole.row.astype(np.int64) * LENGTH_MS + (whole.time_ms - number * LENGTH_MS)
    order = np.argsort(key, kind="stable")
    key = key[order]
    kept = np.append(key[1:] != key[:-1], True)
    key, order = key[kept], order[kept]
    lon = np.rint(whole.lon[order] * _SCALE).astype(np.int32)
    lat = np.rint(whole.lat[order] * _SCALE).astype(np.int32)
    first = np.searchsorted(key, np.arange(len(whole.names) + 1, dtype=np.int64) * LENGTH_MS)
    return Slab(number, tuple(whole.names), key, lon, lat, first.astype(np.int64))

"""PMTiles' directories: which tile's bytes lie where.

The package's own `deserialize_directory` unpacks without a bound, knows gzip alone and reads a number at a time in
Python; a directory of a city's archive would hold a worker for a second. Format: PMTiles version 3, section 4.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MOST_ENTRIES = 500_000
"""Of one directory; writers keep theirs to some ten thousand."""
_Whole = NDArray[np.uint64]


@dataclass(frozen=True)
class Directory:
    """Its entries as columns, by tile id. A run of 0 is a leaf directory."""

    ids: _Whole
    runs: _Whole
    lengths: _Whole
    offsets: _Whole

    def find(self, tile_id: int) -> tuple[int, int, bool] | None:
        """Offset, length, and whether a leaf directory lies there; None when it has no such tile."""
        i = int(np.searchsorted(self.ids, np.uint64(tile_id), "right")) - 1
        if i < 0:
            return None
        run = int(self.runs[i])
        if run and tile_id - int(self.ids[i]) >= run:
            return None
        return int(self.offsets[i]), int(self.lengths[i]), run == 0


def read(raw: bytes) -> Directory:
    """An unpacked directory. Raises ValueError when it is none."""
    numbers = _varints(raw)
    count = int(numbers[0])
    if not 0 < count <= MOST_ENTRIES or len(numbers) < 1 + 4 * count:
        raise ValueError(f"a directory of {count} entries")
    steps, runs, lengths, places = (numbers[1 + i * count : 1 + (i + 1) * count] for i in range(4))
    ids = np.cumsum(steps, dtype=np.uint64)
    if places[0] == 0 or (ids[1:] < ids[:-1]).any():
        raise ValueError("a directory out of order")
    # A place of 0 is "right behind the one before": counted from the last that has a place of its own.
    behind = np.concatenate(([np.uint64(0)], np.cumsum(lengths, dtype=np.uint64)[:-1]))
    own = np.maximum.accumulate(np.where(places != 0, np.arange(count), 0))
    return Directory(ids, runs, lengths, places[own] - np.uint64(1) + behind - behind[own])


def _varints(raw: bytes) -> _Whole:
    """All of Protocol Buffers' variable-length numbers in `raw`."""
    octets = np.frombuffer(raw, np.uint8)
    ends = np.flatnonzero(octets < 0x80)
    if not len(ends):
        raise ValueError("an empty directory")
    if len(ends) > 1 + 4 * MOST_ENTRIES:
        raise ValueError("a directory too large")
    starts = np.concatenate(([0], ends[:-1] + 1))
    widths = ends - starts + 1
    if int(widths.max()) > 10:
        raise ValueError("a number without end")
    made: _Whole = np.zeros(len(ends), np.uint64)
    for i in range(int(widths.max())):  # by place in the number, not by byte: memory is that of the numbers
        longer = np.flatnonzero(widths > i)
        made[longer] |= (octets[starts[longer] + i] & 0x7F).astype(np.uint64) << np.uint64(7 * i)
    return made

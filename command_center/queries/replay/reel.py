"""The slabs of one kind around the playhead: which to read next, which to let go, and where everything was."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from command_center.model.names import NameIndex
from command_center.queries.replay.slab import LENGTH_MS, Slab, number_at
from command_center.queries.replay.table import PastTable
from command_center.queries.replay.track import Track

BUDGET = 96 * 1024 * 1024
"""Bytes of slabs that are kept; the moments between them cost a 30th of that."""
MOMENTS_BUDGET = 32 * 1024 * 1024


class _Moment(Struct, frozen=True):
    """Each thing's last fix in a slab: rows of the index, times, places (1e-7 degrees)."""

    rows: NDArray[np.intp]
    time_ms: NDArray[np.int64]
    lon: NDArray[np.float32]
    lat: NDArray[np.float32]

    @property
    def weight(self) -> int:
        return 24 * len(self.rows)


class Reel:
    """Not for several threads: slabs are made in workers and handed in by whoever asks for positions."""

    def __init__(self, budget: int = BUDGET) -> None:
        self.index = NameIndex()
        self.table = PastTable(64, self.index)
        """Where everything was at the moment last shown."""
        self._budget = budget
        self._slabs: dict[int, Slab] = {}
        self._rows: dict[int, NDArray[np.intp]] = {}
        self._moments: dict[int, _Moment] = {}
        self._at = 0

    def __contains__(self, number: int) -> bool:
        return number in self._slabs

    @property
    def numbers(self) -> frozenset[int]:
        """The slabs that are here."""
        return frozenset(self._slabs)

    def sketched(self, number: int) -> bool:
        """Whether at least each thing's last fix in this slab is known."""
        return number in self._moments

    @property
    def weight(self) -> int:
        """Bytes that are held."""
        slabs = sum(slab.weight for slab in self._slabs.values())
        return slabs + sum(moment.weight for moment in self._moments.values())

    def put(self, slab: Slab, keep: bool = True) -> None:
        """Take a slab; of one that is not to be kept only its things' last fixes are."""
        rows = self.index.rows(slab.names)
        last = slab.first[1:] - 1
        lon, lat = slab.degrees(last)
        self._moments[slab.number] = _Moment(rows, slab.times(last), lon.astype(np.float32), lat.astype(np.float32))
        if keep:
            self._slabs[slab.number], self._rows[slab.number] = slab, rows
        self._let_go()

    def _let_go(self) -> None:
        """What is farthest from the playhead goes first; the slabs it needs now never do."""
        held = sum(slab.weight for slab in self._slabs.values())
        for number in self._farthest(self._slabs):
            if held <= self._budget or abs(number - self._at) <= 1:
                break
            held -= self._slabs.pop(number).weight
            del self._rows[number]
        held = sum(moment.weight for moment in self._moments.values())
        for number in self._farthest(self._moments):
            if held <= MOMENTS_BUDGET:
                break
            held -= self._moments.pop(number).weight

    def _farthest(self, numbers: Iterable[int]) -> list[int]:
        return sorted(numbers, key=lambda number: -abs(number - self._at))

    def forget(self) -> None:
        """Let everything go: the newest slabs may have grown by the next time."""
        self._slabs.clear()
        self._rows.clear()
        self._moments.clear()

    def show(self, time_ms: int) -> bool:
        """Set the table to a moment: each thing's last fix of the 10 minutes before it.
        False when a slab it needs is not here: then what is known is shown, as it was up to 10 minutes before."""
        self._at = number_at(time_ms)
        now, before = self._slabs.get(self._at), self._slabs.get(self._at - 1)
        n = len(self.index)
        when, lon, lat = np.full(n, -1, np.int64), np.full(n, np.nan), np.full(n, np.nan)
        heading = np.full(n, np.nan, np.float32)
        whole = now is not None and before is not None
        if not whole:
            self._sketch(time_ms, when, lon, lat)
        for slab in (before, now):
            if slab is not None:
                self._take(slab, time_ms, when, lon, lat, heading)
        late = when < time_ms - LENGTH_MS
        when[late], lon[late], lat[late], heading[late] = -1, np.nan, np.nan, np.nan
        self.table.show(when, lon, lat, heading)
        return whole

    def _take(
        self,
        slab: Slab,
        time_ms: int,
        when: NDArray[np.int64],
        lon: NDArray[np.float64],
        lat: NDArray[np.float64],
        heading: NDArray[np.float32],
    ) -> None:
        rows = self._rows[slab.number]
        at = slab.until(time_ms) if slab.number == self._at else slab.first[1:] - 1
        had = at >= slab.first[:-1]
        rows, at, begin = rows[had], at[had], slab.first[:-1][had]
        x, y = slab.degrees(at)
        earlier_x, earlier_y = lon[rows], lat[rows]
        more = at > begin
        earlier_x[more], earlier_y[more] = slab.degrees(at[more] - 1)
        when[rows], lon[rows], lat[rows] = slab.times(at), x, y
        heading[rows] = _heading(earlier_x, earlier_y, x, y, heading[rows])

    def _sketch(
        self, time_ms: int, when: NDArray[np.int64], lon: NDArray[np.float64], lat: NDArray[np.float64]
    ) -> None:
        """From the nearest end of a slab that is known: the one before, else the one of the same slab."""
        for number in (self._at, self._at - 1):
            moment = self._moments.get(number)
            if moment is not None:
                when[moment.rows] = np.minimum(moment.time_ms, time_ms)
                lon[moment.rows], lat[moment.rows] = moment.lon, moment.lat
                return

    def track(self, name: str, start_ms: int, end_ms: int) -> Track:
        """One thing's fixes between two moments, both included, as far as they are here."""
        row, parts = self.index.get(name), []
        for number in range(number_at(start_ms), number_at(end_ms) + 1) if row is not None else ():
            if (slab := self._slabs.get(number)) is not None:
                for thing in np.flatnonzero(self._rows[number] == row):
                    at = np.arange(slab.first[thing], slab.first[thing + 1])
                    parts.append(Track(slab.times(at), *slab.degrees(at)))
        return Track.joined(parts).between(start_ms, end_ms)


def _heading(
    x0: NDArray[np.float64],
    y0: NDArray[np.float64],
    x1: NDArray[np.float64],
    y1: NDArray[np.float64],
    before: NDArray[np.float32],
) -> NDArray[np.float32]:
    """Degrees from north of a move of more than 2 m (less is jitter: as before)."""
    north, east = (y1 - y0) * 111_195.0, (x1 - x0) * 111_195.0 * np.cos(np.radians(y1))
    turned = np.degrees(np.arctan2(east, north)) % 360.0
    return np.where(np.hypot(north, east) > 2.0, turned, before).astype(np.float32)

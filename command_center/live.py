"""Where everything that moves is now: NumPy columns, read by the map without copying."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class LiveTable:
    """Newest position of each of many moving things, one row each, rows never move or vanish.

    Columns (views of the first `len(table)` rows, not copies; read-only by convention): `lon`, `lat` float64
    degrees, `time_ms` int64, `accuracy` float64 metres (NaN unknown), `battery` float64 0…1 (NaN unknown),
    `heading` float64 degrees from north of the last move (NaN unknown), `flag` uint8 (0 normal; the map's
    state colours). `revision` rises with every change, so that a reader can skip an unchanged table.
    """

    _COLUMNS = ("lon", "lat", "time_ms", "accuracy", "battery", "heading", "flag")

    def __init__(self, capacity: int = 1024) -> None:
        self._n = 0
        self._row: dict[str, int] = {}
        self._ids: list[str] = []
        self._lon = np.empty(capacity, np.float64)
        self._lat = np.empty(capacity, np.float64)
        self._time_ms = np.full(capacity, -1, np.int64)
        self._accuracy = np.full(capacity, np.nan)
        self._battery = np.full(capacity, np.nan)
        self._heading = np.full(capacity, np.nan)
        self._flag = np.zeros(capacity, np.uint8)
        self.revision = 0

    def __len__(self) -> int:
        return self._n

    def __contains__(self, name: str) -> bool:
        return name in self._row

    @property
    def ids(self) -> Sequence[str]:
        """Names by row."""
        return self._ids

    @property
    def lon(self) -> NDArray[np.float64]:
        """Degrees east, one a row."""
        return self._lon[: self._n]

    @property
    def lat(self) -> NDArray[np.float64]:
        """Degrees north, one a row."""
        return self._lat[: self._n]

    @property
    def time_ms(self) -> NDArray[np.int64]:
        """Milliseconds since 1970 UTC of the newest fix."""
        return self._time_ms[: self._n]

    @property
    def accuracy(self) -> NDArray[np.float64]:
        """Metres at 68 %, NaN unknown."""
        return self._accuracy[: self._n]

    @property
    def battery(self) -> NDArray[np.float64]:
        """Fraction 0…1, NaN unknown."""
        return self._battery[: self._n]

    @property
    def heading(self) -> NDArray[np.float64]:
        """Degrees from north of the last move, NaN unknown."""
        return self._heading[: self._n]

    @property
    def flag(self) -> NDArray[np.uint8]:
        """State for the map's colours; 0 is normal."""
        return self._flag[: self._n]

    def row(self, name: str) -> int | None:
        """The row of `name`, or None when it was never seen."""
        return self._row.get(name)

    def rows(self, names: Sequence[str]) -> NDArray[np.intp]:
        """The rows of `names`, made where they are new."""
        row = self._row
        found = [row.get(name, -1) for name in names]
        if -1 in found:
            found = [self._add(name) if r < 0 else r for name, r in zip(names, found, strict=True)]
        return np.array(found, np.intp)

    def _add(self, name: str) -> int:
        known = self._row.get(name)
        if known is not None:
            return known
        if self._n == len(self._lon):
            self._grow()
        self._row[name] = self._n
        self._ids.append(name)
        self._lon[self._n] = self._lat[self._n] = np.nan
        self._n += 1
        return self._n - 1

    def _grow(self) -> None:
        for column in self._COLUMNS:
            old = getattr(self, f"_{column}")
            new = np.empty(2 * len(old), old.dtype)
            new[: len(old)] = old
            new[len(old) :] = {"time_ms": -1, "flag": 0}.get(column, np.nan)
            setattr(self, f"_{column}", new)

    def update(
        self,
        names: Sequence[str],
        time_ms: NDArray[np.int64],
        lon: NDArray[np.float64],
        lat: NDArray[np.float64],
        accuracy: NDArray[np.float64] | None = None,
        battery: NDArray[np.float64] | None = None,
    ) -> None:
        """Take n fixes. A fix older than the one held is ignored: a late fix moves no marker back.

        The columns have equal length n, in the units of the class. Of several fixes of one thing the newest
        holds, whatever their order.
        """
        rows, when = self.rows(names), time_ms
        order = np.argsort(time_ms, kind="stable")
        rows, when = rows[order], when[order]
        keep = when >= self._time_ms[rows]
        if not keep.all():
            rows, order, when = rows[keep], order[keep], when[keep]
        if not len(rows):
            return
        self._turn(rows, lon[order], lat[order])
        self._lon[rows], self._lat[rows], self._time_ms[rows] = lon[order], lat[order], when
        if accuracy is not None:
            self._accuracy[rows] = accuracy[order]
        if battery is not None:
            self._battery[rows] = battery[order]
        self.revision += 1

    def _turn(self, rows: NDArray[np.intp], lon: NDArray[np.float64], lat: NDArray[np.float64]) -> None:
        """Heading of each move of more than 2 m (less is jitter)."""
        north = (lat - self._lat[rows]) * 111_195.0
        east = (lon - self._lon[rows]) * 111_195.0 * np.cos(np.radians(lat))
        moved = np.hypot(north, east) > 2.0  # NaN (never seen) compares false
        self._heading[rows[moved]] = np.degrees(np.arctan2(east[moved], north[moved])) % 360.0

    def set_flag(self, name: str, flag: int) -> None:
        """Set the state of one thing, if it is known."""
        row = self._row.get(name)
        if row is not None and self._flag[row] != flag:
            self._flag[row] = flag
            self.revision += 1


class Live:
    """All tables of things that move, by what they are."""

    def __init__(self) -> None:
        self.dogs = LiveTable(4096)
        self.squads = LiveTable(64)
        self.drones = LiveTable(16)
        self.cameras = LiveTable(256)

"""Where everything that moves is now: NumPy columns, read by the map without copying."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from command_center.model.names import NameIndex


class LiveTable:
    """Newest position of each of many moving things, one row each, rows never move or vanish.

    Columns (views of the first `len(table)` rows, not copies; read-only by convention): `lon`, `lat` float64
    degrees (NaN: no position yet), `time_ms` int64 (-1: none yet), `accuracy` float32 metres (NaN unknown),
    `battery` float32 0…1 (NaN unknown), `heading` float32 degrees from north of the last move (NaN unknown),
    `flag` uint8 (0 normal; the map's state colours). `revision` rises with every change, so that a reader can skip
    an unchanged table. Rows are those of `index`, which others may share: then some have no position.
    """

    _KINDS: ClassVar[dict[str, tuple[type, float]]] = {
        "lon": (np.float64, np.nan),
        "lat": (np.float64, np.nan),
        "time_ms": (np.int64, -1),
        "accuracy": (np.float32, np.nan),
        "battery": (np.float32, np.nan),
        "heading": (np.float32, np.nan),
        "flag": (np.uint8, 0),
    }
    _lon: NDArray[np.float64]
    _lat: NDArray[np.float64]
    _time_ms: NDArray[np.int64]
    _accuracy: NDArray[np.float32]
    _battery: NDArray[np.float32]
    _heading: NDArray[np.float32]
    _flag: NDArray[np.uint8]

    def __init__(self, capacity: int = 1024, index: NameIndex | None = None) -> None:
        self.index = NameIndex() if index is None else index
        self._n = 0
        for name, (kind, empty) in self._KINDS.items():
            setattr(self, f"_{name}", np.full(capacity, empty, kind))
        self.revision = 0

    def __len__(self) -> int:
        return self._n

    def __contains__(self, name: str) -> bool:
        return self.row(name) is not None

    @property
    def known(self) -> int:
        """How many have a position."""
        return int(np.count_nonzero(self.time_ms >= 0))

    @property
    def ids(self) -> Sequence[str]:
        """Names by row; a shared index may know more than there are rows here."""
        return self.index.names

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
    def accuracy(self) -> NDArray[np.float32]:
        """Metres at 68 %, NaN unknown."""
        return self._accuracy[: self._n]

    @property
    def battery(self) -> NDArray[np.float32]:
        """Fraction 0…1, NaN unknown."""
        return self._battery[: self._n]

    @property
    def heading(self) -> NDArray[np.float32]:
        """Degrees from north of the last move, NaN unknown."""
        return self._heading[: self._n]

    @property
    def flag(self) -> NDArray[np.uint8]:
        """State for the map's colours; 0 is normal."""
        return self._flag[: self._n]

    def row(self, name: str) -> int | None:
        """The row of `name`, or None when it was never seen."""
        found = self.index.get(name)
        return None if found is None or found >= self._n else found

    def rows(self, names: Sequence[str]) -> NDArray[np.intp]:
        """The rows of `names`, made where they are new."""
        rows = self.index.rows(names)
        if len(rows):
            self._reach(int(rows.max()) + 1)
        return rows

    def _reach(self, n: int) -> None:
        """Have columns of at least `n` rows."""
        capacity = len(self._lon)
        if n > capacity:
            while capacity < n:
                capacity *= 2
            for name, (kind, empty) in self._KINDS.items():
                old = getattr(self, f"_{name}")
                new: NDArray[Any] = np.full(capacity, empty, kind)
                new[: len(old)] = old
                setattr(self, f"_{name}", new)
        self._n = max(self._n, n)

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
        row = self.row(name)
        if row is not None and self._flag[row] != flag:
            self._flag[row] = flag
            self.revision += 1


class Live:
    """All tables of things that move, by what they are. `tags`: rows shared with the rules, so that a tag's name and
    row are kept once."""

    def __init__(self, tags: NameIndex | None = None) -> None:
        self.dogs = LiveTable(4096, tags)
        self.squads = LiveTable(64)
        self.drones = LiveTable(16)
        self.cameras = LiveTable(256)

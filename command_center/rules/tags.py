"""Every tag the rules have heard of, by row: its home and its newest time, as columns, and its latest fixes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from command_center.model.geo import METRES_PER_DEGREE
from command_center.model.observations import TagRegistered

Floats = NDArray[np.float64]
NEVER = -(2**62)


class Tags:
    """Columns with one row a tag; rows never move or vanish. `watched` says which the rules look at closely."""

    def __init__(self) -> None:
        self._row: dict[str, int] = {}
        self.names: list[str] = []
        self._home_lon, self._home_lat = np.full(1024, np.nan), np.full(1024, np.nan)
        self._newest = np.full(1024, NEVER, np.int64)
        self.watched = np.zeros(1024, bool)

    @property
    def newest_ms(self) -> NDArray[np.int64]:
        """The newest time of every tag, `NEVER` when it has sent nothing."""
        return self._newest

    def rows(self, names: tuple[str, ...]) -> NDArray[np.intp]:
        """The rows of tags, made where they are new."""
        row = self._row
        found = [row.get(name, -1) for name in names]
        if -1 in found:
            found = [self.row(name) if at < 0 else at for name, at in zip(names, found, strict=True)]
        return np.array(found, np.intp)

    def row(self, name: str) -> int:
        """The row of one tag, made when it is new."""
        if name not in self._row:
            if len(self.names) == len(self._newest):
                self._grow()
            self._row[name] = len(self.names)
            self.names.append(name)
        return self._row[name]

    def _grow(self) -> None:
        n = len(self._newest)
        self._home_lon = np.concatenate([self._home_lon, np.full(n, np.nan)])
        self._home_lat = np.concatenate([self._home_lat, np.full(n, np.nan)])
        self._newest = np.concatenate([self._newest, np.full(n, NEVER, np.int64)])
        self.watched = np.concatenate([self.watched, np.zeros(n, bool)])

    def registered(self, told: TagRegistered) -> None:
        """Learn where a dog lives."""
        row = self.row(told.tag)
        self._home_lon[row] = np.nan if told.home is None else told.home.lon
        self._home_lat[row] = np.nan if told.home is None else told.home.lat

    def has_home(self, row: int) -> bool:
        """Whether its home is known."""
        return not np.isnan(self._home_lon[row])

    def from_home_m(self, rows: NDArray[np.intp], lon: Floats, lat: Floats) -> Floats:
        """How far n fixes are from their tags' homes, in metres (a flat map: homes are near); NaN when unknown."""
        east = (lon - self._home_lon[rows]) * np.cos(np.radians(lat))
        away: Floats = np.hypot(east, lat - self._home_lat[rows]) * METRES_PER_DEGREE
        return away

    def heard(self, rows: NDArray[np.intp], time_ms: NDArray[np.int64]) -> None:
        """These tags have sent fixes of these times."""
        np.maximum.at(self._newest, rows, time_ms)

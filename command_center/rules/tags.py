"""Every tag the rules have heard of, by row: its home and its newest time, as columns, and its latest fixes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from command_center.model.geo import METRES_PER_DEGREE
from command_center.model.names import NameIndex
from command_center.model.observations import TagRegistered

Floats = NDArray[np.float64]
NEVER = -(2**62)


class Tags:
    """Columns with one row a tag; rows never move or vanish. `watched` says which the rules look at closely."""

    def __init__(self, index: NameIndex | None = None) -> None:
        self._index = NameIndex() if index is None else index
        self._home_lon, self._home_lat = np.full(1024, np.nan), np.full(1024, np.nan)
        self._newest = np.full(1024, NEVER, np.int64)
        self._feed, self._feeds = np.zeros(1024, np.int16), NameIndex()
        self.watched = np.zeros(1024, bool)

    @property
    def names(self) -> Sequence[str]:
        """Tags by row."""
        return self._index.names

    @property
    def newest_ms(self) -> NDArray[np.int64]:
        """The newest time of every tag, `NEVER` when it has sent nothing."""
        return self._newest

    def rows(self, names: tuple[str, ...]) -> NDArray[np.intp]:
        """The rows of tags, made where they are new."""
        rows = self._index.rows(names)
        self._reach()
        return rows

    def row(self, name: str) -> int:
        """The row of one tag, made when it is new."""
        row = self._index.row(name)
        self._reach()
        return row

    def _reach(self) -> None:
        while len(self._newest) < len(self._index):
            n = len(self._newest)
            self._newest = np.concatenate([self._newest, np.full(n, NEVER, np.int64)])
            self._feed = np.concatenate([self._feed, np.zeros(n, np.int16)])
            self.watched = np.concatenate([self.watched, np.zeros(n, bool)])

    def registered(self, told: TagRegistered) -> None:
        """Learn where a dog lives."""
        row = self.row(told.tag)
        if row >= len(self._home_lon):
            more = np.full(max(row + 1, 2 * len(self._home_lon)) - len(self._home_lon), np.nan)
            self._home_lon, self._home_lat = (np.concatenate([c, more]) for c in (self._home_lon, self._home_lat))
        self._home_lon[row] = np.nan if told.home is None else told.home.lon
        self._home_lat[row] = np.nan if told.home is None else told.home.lat

    def has_home(self, row: int) -> bool:
        """Whether its home is known."""
        return row < len(self._home_lon) and not np.isnan(self._home_lon[row])

    def from_home_m(self, rows: NDArray[np.intp], lon: Floats, lat: Floats) -> Floats:
        """How far n fixes are from their tags' homes, in metres (a flat map: homes are near); NaN when unknown."""
        # Homes are kept up to the last registered tag: the others have none.
        last = len(self._home_lon) - 1
        homes = np.minimum(rows, last)
        east = (lon - self._home_lon[homes]) * np.cos(np.radians(lat))
        away: Floats = np.hypot(east, lat - self._home_lat[homes]) * METRES_PER_DEGREE
        away[rows > last] = np.nan
        return away

    def heard(self, feed: str, rows: NDArray[np.intp], time_ms: NDArray[np.int64]) -> None:
        """These tags have sent fixes of these times."""
        np.maximum.at(self._newest, rows, time_ms)
        self._feed[rows] = self._feeds.row(feed)

    def feed(self, row: int) -> str:
        """The feed a tag was heard by last. Raises IndexError before any was."""
        return self._feeds.names[int(self._feed[row])]

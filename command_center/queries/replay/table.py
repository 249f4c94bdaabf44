"""Where everything was: the live table's columns, set as a whole instead of fix by fix."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from command_center.live import Live, LiveTable


class PastTable(LiveTable):
    """Like the live one to whoever reads it; but things can be absent again, and time goes either way."""

    def show(
        self,
        time_ms: NDArray[np.int64],
        lon: NDArray[np.float64],
        lat: NDArray[np.float64],
        heading: NDArray[np.float32],
    ) -> None:
        """A moment: one value a row of the index, -1 and NaN for what is absent."""
        n = len(time_ms)
        self._reach(n)
        self._time_ms[:n], self._lon[:n], self._lat[:n], self._heading[:n] = time_ms, lon, lat, heading
        self._time_ms[n : len(self)], self._lon[n : len(self)], self._lat[n : len(self)] = -1, np.nan, np.nan
        self.revision += 1

    def keep(self, name: str) -> None:
        """All but one are absent."""
        others = np.arange(len(self)) != self.index.get(name)
        self.time_ms[others], self.lon[others], self.lat[others] = -1, np.nan, np.nan

    def flag_only(self, names: set[str]) -> None:
        """These are flagged (1), nothing else is."""
        rows = [row for row in map(self.row, names) if row is not None]
        self._flag[:] = 0
        self._flag[rows] = 1
        self.revision += 1


class PastLive(Live):
    """The tables of one moment of the past. Cameras stand where they were entered."""

    def __init__(self, dogs: PastTable, squads: PastTable, drones: PastTable) -> None:
        super().__init__()
        self.dogs, self.squads, self.drones = dogs, squads, drones

"""One thing's way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Track(NamedTuple):
    """n fixes by time: milliseconds since 1970, degrees."""

    time_ms: NDArray[np.int64]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]

    @classmethod
    def joined(cls, parts: Sequence[Track]) -> Track:
        """Several parts as one, by time; of several fixes at one moment the last part's."""
        if not parts:
            return cls(np.empty(0, np.int64), np.empty(0), np.empty(0))
        when = np.concatenate([part.time_ms for part in parts])
        order = np.argsort(when, kind="stable")
        when = when[order]
        kept = np.append(when[1:] != when[:-1], True)[: len(when)]
        lon, lat = np.concatenate([part.lon for part in parts]), np.concatenate([part.lat for part in parts])
        return cls(when[kept], lon[order][kept], lat[order][kept])

    def between(self, start_ms: int, end_ms: int) -> Track:
        """The fixes of a time, both its ends included."""
        inside = (self.time_ms >= start_ms) & (self.time_ms <= end_ms)
        return Track(self.time_ms[inside], self.lon[inside], self.lat[inside])

"""Where something that moves is at any time: straight between knots."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Points = Sequence[tuple[float, float]]


class Track:
    """A movement known in advance. `t` seconds since 1970, rising; `x`, `y` metres; still before and after."""

    __slots__ = ("t", "x", "y")

    def __init__(self, t: NDArray[np.float64], x: NDArray[np.float64], y: NDArray[np.float64]) -> None:
        self.t, self.x, self.y = t, x, y

    @property
    def start(self) -> float:
        """When it begins."""
        return float(self.t[0])

    @property
    def end(self) -> float:
        """When it is over."""
        return float(self.t[-1])

    def at(self, when: float) -> tuple[float, float]:
        """Metres east and north at one time."""
        return float(np.interp(when, self.t, self.x)), float(np.interp(when, self.t, self.y))

    def many(self, when: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Metres east and north at many times."""
        return np.interp(when, self.t, self.x), np.interp(when, self.t, self.y)

    def heading(self, when: float) -> float:
        """Degrees from north of the movement at a time."""
        (ax, ay), (bx, by) = self.at(when - 1.0), self.at(when + 1.0)
        return float(np.degrees(np.arctan2(bx - ax, by - ay)) % 360.0)


def along(points: Points, start: float, speed: float) -> Track:
    """A track through `points` from `start` at `speed` metres a second."""
    p = np.array(points, float).reshape(-1, 2)
    steps = np.hypot(*np.diff(p, axis=0).T) if len(p) > 1 else np.empty(0)
    keep = np.concatenate([[True], steps > 0.01])
    p, steps = p[keep], steps[steps > 0.01]
    t = start + np.concatenate([[0.0], np.cumsum(steps) / speed])
    return Track(t, p[:, 0], p[:, 1])


def joined(*tracks: Track) -> Track:
    """Tracks one after another, each moved to begin when the one before is over."""
    t, x, y = [tracks[0].t], [tracks[0].x], [tracks[0].y]
    for track in tracks[1:]:
        t.append(track.t - track.t[0] + t[-1][-1] + 0.001)
        x.append(track.x)
        y.append(track.y)
    return Track(np.concatenate(t), np.concatenate(x), np.concatenate(y))


def waiting(x: float, y: float, seconds: float) -> Track:
    """Standing still; used between two movements."""
    return Track(np.array([0.0, seconds]), np.array([x, x]), np.array([y, y]))

"""A tag's receiver: how a true position becomes a reported one."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

RADIUS_68 = 1.5096
"""Radius holding 68 % of a round Gaussian, in standard deviations of one axis: sqrt(-2 ln 0.32)."""
MEMORY = 0.75
"""Share of an error that lasts to a tag's next fix: errors wander, they do not jump each time."""
STRAY_OUTDOORS, STRAY_INDOORS = 0.0015, 0.0006
"""How often a reflection throws a fix 40 to 80 m off."""
STRAY_UNKNOWN = 0.12
"""Share of such fixes that still claim a good accuracy."""


class Reading(NamedTuple):
    """Reported columns: metres east and north, `accuracy` metres at 68 %; `stray` the fixes thrown off unknowingly."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    accuracy: NDArray[np.float64]
    stray: NDArray[np.bool_]


class Receivers:
    """The error each of `count` tags has at present."""

    def __init__(self, count: int, rng: np.random.Generator) -> None:
        self._rng = rng
        self._error = rng.standard_normal((count, 2))
        self._sky = rng.uniform(0.0, 1.0, count)  # 0 a free sky at home, 1 a deep room
        self._street = rng.uniform(0.0, 1.0, count)

    def read(self, rows: NDArray[np.intp], x: NDArray[np.float64], y: NDArray[np.float64],
             outdoors: NDArray[np.bool_]) -> Reading:  # fmt: skip
        """Fixes of the tags `rows` (each at most once) truly at `x`, `y`: Gaussian of the accuracy they report."""
        rng, n = self._rng, len(rows)
        fresh = rng.standard_normal((n, 2))
        self._error[rows] = MEMORY * self._error[rows] + np.sqrt(1 - MEMORY**2) * fresh
        accuracy = np.where(outdoors, 3.0 + 7.0 * self._street[rows], 8.0 + 14.0 * self._sky[rows])
        accuracy = accuracy * rng.uniform(0.9, 1.25, n)
        off = self._error[rows] * (accuracy / RADIUS_68)[:, None]
        thrown = rng.random(n) < np.where(outdoors, STRAY_OUTDOORS, STRAY_INDOORS)
        angle, far = rng.uniform(0, 2 * np.pi, n), rng.uniform(40, 80, n)
        off += np.where(thrown, far, 0.0)[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
        unknowing = thrown & (rng.random(n) < STRAY_UNKNOWN)
        accuracy = np.where(thrown & ~unknowing, far * rng.uniform(0.7, 1.3, n), accuracy)
        return Reading(x + off[:, 0], y + off[:, 1], accuracy.round(1), unknowing)

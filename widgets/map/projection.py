"""Degrees to flat metres and back: Web Mercator around a city, so that shapes keep their angles."""

from __future__ import annotations

from math import atan, cos, exp, log, pi, radians, tan
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from command_center.model.geo import EARTH_RADIUS_M

Floats = NDArray[np.float64]
MAX_LAT = 85.0
"""Beyond this Mercator runs away; positions further north or south are drawn on the edge."""


class Rect(NamedTuple):
    """An upright rectangle in map metres."""

    left: float
    bottom: float
    right: float
    top: float

    def touches(self, other: Rect) -> bool:
        """True when the two have a point in common."""
        return (
            self.left <= other.right
            and other.left <= self.right
            and self.bottom <= other.top
            and other.bottom <= self.top
        )

    def joined(self, other: Rect) -> Rect:
        """The smallest rectangle around both."""
        return Rect(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )


class Projection:
    """Spherical Mercator (EPSG:3857's formula), shifted and scaled so that at the origin a unit is a metre.

    `x` points east, `y` north. A distance is right within 0.4 % over 25 km around Quzhou; `true_scale` corrects
    it anywhere else.
    """

    def __init__(self, lon: float = 118.87, lat: float = 28.94) -> None:
        self.lon, self.lat = lon, lat
        self._k = EARTH_RADIUS_M * cos(radians(lat))
        self._north = log(tan(pi / 4 + radians(lat) / 2))

    def to_metres(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        """Degrees, any equal shapes, to map metres. NaN stays NaN."""
        phi = np.radians(np.clip(lat, -MAX_LAT, MAX_LAT))
        return np.radians(lon - self.lon) * self._k, (np.log(np.tan(np.pi / 4 + phi / 2)) - self._north) * self._k

    def to_degrees(self, x: float, y: float) -> tuple[float, float]:
        """Map metres to longitude and latitude in degrees."""
        return x / self._k * 180 / pi + self.lon, (2 * atan(exp(y / self._k + self._north)) - pi / 2) * 180 / pi

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """One position in degrees to map metres."""
        x, y = self.to_metres(np.array([lon]), np.array([lat]))
        return float(x[0]), float(y[0])

    def true_scale(self, y: float) -> float:
        """Metres on the ground in one map metre at `y`."""
        return cos(radians(self.to_degrees(0.0, y)[1])) / cos(radians(self.lat))

"""Coordinates as Chinese maps have them, and as the house has them: GCJ-02 and BD-09 to and from WGS-84.

All functions take n longitudes and n latitudes in degrees and return as many; they raise nothing. What lies outside the
box that the published implementations call China is held unchanged both ways, and so is NaN: no point that was a valid
longitude and latitude becomes an invalid one. The formulas are the published ones: GCJ-02 as in "eviltransform" and
"PRCoords", on the ellipsoid of Krasovsky 1940; BD-09 as in PRCoords' `gcj_bd`. Their inverses are approximate or end
at a tolerance; here both are iterated until a round moves nothing by a micrometre or so.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Degrees = NDArray[np.float64]
Points = tuple[Degrees, Degrees]
Conversion = Callable[[Degrees, Degrees], Points]

KRASOVSKY_A_M = 6_378_245.0
KRASOVSKY_E2 = 0.00669342162296594323
"""Semi-major axis in metres, first eccentricity squared."""

WEST, EAST, SOUTH, NORTH = 72.004, 137.8347, 0.8293, 55.8271
MOST_ROUNDS, STILL_DEG = 20, 1e-11
_BD_RATE = np.pi * 3000.0 / 180.0


def wgs84_to_gcj02(lon: Degrees, lat: Degrees) -> Points:
    """WGS-84 → GCJ-02."""
    return _inside_only(_gcj02, lon, lat)


def gcj02_to_wgs84(lon: Degrees, lat: Degrees) -> Points:
    """GCJ-02 → WGS-84, iterated: there and back again is under 0.01 mm."""
    return _inside_only(_inverse(_gcj02), lon, lat)


def gcj02_to_bd09(lon: Degrees, lat: Degrees) -> Points:
    """GCJ-02 → BD-09."""
    return _inside_only(_bd09, lon, lat)


def bd09_to_gcj02(lon: Degrees, lat: Degrees) -> Points:
    """BD-09 → GCJ-02, iterated: the published inverse is off by up to half a metre."""
    return _inside_only(_inverse(_bd09), lon, lat)


def wgs84_to_bd09(lon: Degrees, lat: Degrees) -> Points:
    """WGS-84 → GCJ-02 → BD-09."""
    return gcj02_to_bd09(*wgs84_to_gcj02(lon, lat))


def bd09_to_wgs84(lon: Degrees, lat: Degrees) -> Points:
    """BD-09 → GCJ-02 → WGS-84."""
    return gcj02_to_wgs84(*bd09_to_gcj02(lon, lat))


def one(convert: Conversion, lon: float, lat: float) -> tuple[float, float]:
    """A single point converted."""
    lons, lats = convert(np.array([lon], np.float64), np.array([lat], np.float64))
    return float(lons[0]), float(lats[0])


def _inside_only(convert: Conversion, lon: Degrees, lat: Degrees) -> Points:
    inside = (lon >= WEST) & (lon <= EAST) & (lat >= SOUTH) & (lat <= NORTH)
    if inside.size and inside.all():
        return convert(lon, lat)
    lon, lat = lon.copy(), lat.copy()
    if inside.any():
        lon[inside], lat[inside] = convert(lon[inside], lat[inside])
    return lon, lat


def _inverse(convert: Conversion) -> Conversion:
    """By fixed-point iteration: the shift changes by under 2 % of a step, so each round gains nearly two digits."""

    def back(lon: Degrees, lat: Degrees) -> Points:
        x, y = lon, lat
        for _ in range(MOST_ROUNDS):
            there_x, there_y = convert(x, y)
            dx, dy = lon - there_x, lat - there_y
            x, y = x + dx, y + dy
            if max(np.abs(dx).max(), np.abs(dy).max()) < STILL_DEG:
                break
        return x, y

    return back


def _gcj02(lon: Degrees, lat: Degrees) -> Points:
    """The shift in metres east and north of (105° E, 35° N), as degrees on the ellipsoid."""
    x, y = lon - 105.0, lat - 35.0
    sin, pi, root = np.sin, np.pi, np.sqrt(np.abs(x))
    both = 20.0 * sin(6.0 * x * pi) + 20.0 * sin(2.0 * x * pi)
    north = (
        both + 20.0 * sin(y * pi) + 40.0 * sin(y / 3.0 * pi) + 160.0 * sin(y / 12.0 * pi) + 320.0 * sin(y / 30.0 * pi)
    )
    north = north * 2.0 / 3.0 - 100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    east = (
        both + 20.0 * sin(x * pi) + 40.0 * sin(x / 3.0 * pi) + 150.0 * sin(x / 12.0 * pi) + 300.0 * sin(x / 30.0 * pi)
    )
    east = east * 2.0 / 3.0 + 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    phi = np.radians(lat)
    w2 = 1.0 - KRASOVSKY_E2 * sin(phi) ** 2
    meridian = KRASOVSKY_A_M * (1.0 - KRASOVSKY_E2) / (w2 * np.sqrt(w2))
    parallel = KRASOVSKY_A_M / np.sqrt(w2) * np.cos(phi)
    return lon + np.degrees(east / parallel), lat + np.degrees(north / meridian)


def _bd09(lon: Degrees, lat: Degrees) -> Points:
    """A wobble in polar coordinates of the plane of degrees, then a fixed shift."""
    radius = np.hypot(lon, lat) + 0.00002 * np.sin(lat * _BD_RATE)
    angle = np.arctan2(lat, lon) + 0.000003 * np.cos(lon * _BD_RATE)
    return radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006

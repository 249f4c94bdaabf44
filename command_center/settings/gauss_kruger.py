"""Metres of a Gauss-Krueger zone to degrees: how surveyors hand over the bureau's layers (CGCS2000, EPSG:4549)."""

from __future__ import annotations

from math import asin, atan2, atanh, cos, cosh, degrees, radians, sin, sinh, sqrt

CENTRAL_MERIDIAN, FALSE_EASTING = 120.0, 500_000.0
"""EPSG:4549: 3-degree zone, no zone number before the easting, scale 1."""
_A, _F = 6_378_137.0, 1 / 298.257222101
_N = _F / (2 - _F)
_RADIUS = _A / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_BETA = (
    _N / 2 - 2 / 3 * _N**2 + 37 / 96 * _N**3 - _N**4 / 360,
    _N**2 / 48 + _N**3 / 15 - 437 / 1440 * _N**4,
    17 / 480 * _N**3 - 37 / 840 * _N**4,
    4397 / 161280 * _N**4,
)
_DELTA = (
    2 * _N - 2 / 3 * _N**2 - 2 * _N**3 + 116 / 45 * _N**4,
    7 / 3 * _N**2 - 8 / 5 * _N**3 - 227 / 45 * _N**4,
    56 / 15 * _N**3 - 136 / 35 * _N**4,
    4279 / 630 * _N**4,
)


def to_degrees(easting: float, northing: float) -> tuple[float, float]:
    """Longitude and latitude of a point in metres, under a millimetre off within the zone.

    Krueger's series to the fourth power (J. H. Krueger 1912, as in C. F. F. Karney, "Transverse Mercator with an
    accuracy of a few nanometers", 2011, equations 36 and 15 to 18). CGCS2000's ellipsoid; its degrees agree with
    WGS-84 to the decimetre.
    """
    xi, eta = northing / _RADIUS, (easting - FALSE_EASTING) / _RADIUS
    xi_, eta_ = xi, eta
    for j, beta in enumerate(_BETA, 1):
        xi_ -= beta * sin(2 * j * xi) * cosh(2 * j * eta)
        eta_ -= beta * cos(2 * j * xi) * sinh(2 * j * eta)
    chi = asin(sin(xi_) / cosh(eta_))
    phi = chi + sum(delta * sin(2 * j * chi) for j, delta in enumerate(_DELTA, 1))
    return CENTRAL_MERIDIAN + degrees(atan2(sinh(eta_), cos(xi_))), degrees(phi)


def to_metres(lon: float, lat: float) -> tuple[float, float]:
    """Easting and northing of a point in degrees (the same series, forwards)."""
    alpha = (
        _N / 2 - 2 / 3 * _N**2 + 5 / 16 * _N**3 + 41 / 180 * _N**4,
        13 / 48 * _N**2 - 3 / 5 * _N**3 + 557 / 1440 * _N**4,
        61 / 240 * _N**3 - 103 / 140 * _N**4,
        49561 / 161280 * _N**4,
    )
    phi, east = radians(lat), radians(lon - CENTRAL_MERIDIAN)
    e = sqrt(_F * (2 - _F))
    t = sinh(atanh(sin(phi)) - e * atanh(e * sin(phi)))
    xi, eta = atan2(t, cos(east)), atanh(sin(east) / sqrt(1 + t * t))
    x, y = xi, eta
    for j, a in enumerate(alpha, 1):
        x += a * sin(2 * j * xi) * cosh(2 * j * eta)
        y += a * cos(2 * j * xi) * sinh(2 * j * eta)
    return FALSE_EASTING + _RADIUS * y, _RADIUS * x


def converted(coordinates: object, depth: int = 5) -> object:
    """GeoJSON coordinates of any depth, positions in metres become degrees; what is no position stays as it is."""
    if not isinstance(coordinates, list) or not depth:
        return coordinates
    numbers = [item for item in coordinates if isinstance(item, int | float) and not isinstance(item, bool)]
    if len(numbers) >= 2 and len(numbers) == len(coordinates):
        try:
            return list(to_degrees(float(numbers[0]), float(numbers[1])))
        except (OverflowError, ValueError):
            return coordinates
    return [converted(item, depth - 1) for item in coordinates]

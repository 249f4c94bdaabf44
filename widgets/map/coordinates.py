"""A position in words, in both systems a person may be asked for."""

from __future__ import annotations

from command_center.model.datum import one, wgs84_to_gcj02

DIGITS = 6
"""About a decimetre."""


def pair(lon: float, lat: float) -> str:
    """Longitude, latitude in degrees, as other programs read them."""
    return f"{lon:.{DIGITS}f}, {lat:.{DIGITS}f}"


def both(lon: float, lat: float) -> str:
    """WGS-84 and GCJ-02, named."""
    return f"WGS-84 {pair(lon, lat)} · GCJ-02 {pair(*one(wgs84_to_gcj02, lon, lat))}"

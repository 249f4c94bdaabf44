"""The way of a thing, frozen: GeoJSON in one form, so that its hash means something."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from command_center.model.canonical import canonical, exact

MEDIA_TYPE = "application/geo+json"

Point = tuple[datetime, float, float, float | None]
"""Time, longitude and latitude (WGS-84 degrees), accuracy in metres at 68 % (None: unknown)."""


def frozen(name: str, feed: str, points: Sequence[Point]) -> bytes:
    """A LineString (a Point where there is one) with a time and an accuracy for each position, to 1e-7 degrees."""
    line = [[round(lon, 7), round(lat, 7)] for _, lon, lat, _ in points]
    geometry = (
        {"type": "LineString", "coordinates": line} if len(line) > 1 else {"type": "Point", "coordinates": line[0]}
    )
    return canonical(
        {
            "type": "Feature",
            "geometry": geometry,
            "properties": {
                "thing": name,
                "feed": feed,
                "times": [exact(when) for when, *_ in points],
                "accuracy_m": [None if accuracy is None else round(accuracy, 1) for *_, accuracy in points],
            },
        }
    )

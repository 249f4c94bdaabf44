"""What feeds in GCJ-02 or BD-09 say, in WGS-84, and back on the way out (`model.datum` has the formulas)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec
from msgspec import structs

from command_center.feeds.items import Heard, Item
from command_center.model import observations as obs
from command_center.model.datum import Conversion, bd09_to_wgs84, gcj02_to_wgs84, one, wgs84_to_bd09, wgs84_to_gcj02
from command_center.model.settings import Crs

_IN: dict[Crs, Conversion] = {Crs.GCJ02: gcj02_to_wgs84, Crs.BD09: bd09_to_wgs84}
_OUT: dict[Crs, Conversion] = {Crs.GCJ02: wgs84_to_gcj02, Crs.BD09: wgs84_to_bd09}
_PLACED = (obs.Detection, obs.CameraStatus, obs.DroneTelemetry, obs.BikeParking, obs.Report, obs.SquadPosition)


def to_wgs84(what: obs.Observation, crs: Crs) -> obs.Observation:
    """What a feed in `crs` says, with its coordinates in WGS-84; the same object when there is nothing to convert."""
    convert = _IN.get(crs)
    if convert is None:
        return what
    if isinstance(what, obs.Fixes):
        lon, lat = convert(what.lon, what.lat)
        return replace(what, lon=lon, lat=lat)
    if isinstance(what, _PLACED):
        lon_, lat_ = one(convert, what.lon, what.lat)
        return structs.replace(what, lon=lon_, lat=lat_)
    if isinstance(what, obs.TagRegistered) and what.home is not None:
        return structs.replace(what, home=obs.LonLat(*one(convert, what.home.lon, what.home.lat)))
    return what


def item_to_wgs84(item: Item, crs: Crs) -> Item:
    """An item of a feed in `crs`, its observation converted. What is set aside stays as it came."""
    return replace(item, what=to_wgs84(item.what, crs)) if isinstance(item, Heard) else item


def from_wgs84(data: object, crs: Crs) -> object:
    """What goes out to a feed in `crs`, with `lon` and `lat` (if it has them) in the feed's coordinates.

    `data` as the outbox hands it on: a model type, or its JSON as `msgspec.Raw`.
    """
    convert = _OUT.get(crs)
    if convert is None:
        return data
    plain: Any = msgspec.json.decode(data) if isinstance(data, msgspec.Raw) else msgspec.to_builtins(data)
    if not isinstance(plain, dict) or "lon" not in plain or "lat" not in plain:
        return data
    lon, lat = one(convert, plain["lon"], plain["lat"])
    return plain | {"lon": lon, "lat": lat}

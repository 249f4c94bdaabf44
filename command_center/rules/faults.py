"""What may be wrong with a tag, for the daily work list: never an alarm. Pure; each limit with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from msgspec import Struct

from command_center.model.dogs import FaultKind, TagDay
from command_center.model.geo import short_m

OFFLINE_AFTER = timedelta(hours=12)
"""A night in a cellar is shorter."""
FEED_ALIVE = timedelta(minutes=15)
"""While nothing comes of a feed at all, its tags are not to blame."""
BATTERY_LOW, BATTERY_WELL = 0.15, 0.25
"""Below the first it is told to the owner; it is well again above the second."""
REST_HOURS, REST_SENT, REST_M = 48, 40, 60.0
"""In two days every dog goes out; a tag that sent in 40 of 48 hours and stayed within 60 m lies in a drawer."""
RIDES_S, RIDES_SHARE = 3600.0, 4.0
"""An hour a day at a vehicle's speed, and four times as long as at a walk: it hangs in a van."""
RIDES_HOURS = 24
JUMPS = 6
"""Jumps in an hour: one or two are a receiver's bad moment."""
FLIPS = 5
"""So often back and forth between two spots in an hour is two tags of one number."""


class Heard(Struct, frozen=True):
    """When a tag was heard last (None: never), its battery (None: not told), and when it was registered as active."""

    newest: datetime | None
    battery: float | None
    active_since: datetime


Found = dict[tuple[str, FaultKind], float]
"""What is wrong, and the figure: hours, a share, minutes, jumps an hour."""


def silent(heard: Mapping[str, Heard], now: datetime) -> Found | None:
    """Tags not heard of for OFFLINE_AFTER; None when nothing is heard of any, and so nothing can be said."""
    newest = max((one.newest for one in heard.values() if one.newest is not None), default=None)
    if newest is None or now - newest > FEED_ALIVE:
        return None
    quiet = {tag: now - (one.newest or one.active_since) for tag, one in heard.items()}
    return {
        (tag, FaultKind.OFFLINE): round(time.total_seconds() / 3600, 1)
        for tag, time in quiet.items()
        if time >= OFFLINE_AFTER
    }


def flat(heard: Mapping[str, Heard], before: Mapping[str, float]) -> Found:
    """Tags whose battery is low; of those in `before`, that were so, until it is told to be well again."""
    found: Found = {}
    for tag, one in heard.items():
        limit = BATTERY_WELL if tag in before else BATTERY_LOW
        share = before.get(tag) if one.battery is None else one.battery
        if share is not None and share < limit:
            found[tag, FaultKind.BATTERY] = round(share, 2)
    return found


def still(days: Iterable[TagDay]) -> Found:
    """Tags that sent through REST_HOURS and never moved."""
    found: Found = {}
    for day in days:
        wide = short_m(day.west, day.south, day.east, day.north)
        if day.hours >= REST_SENT and wide <= REST_M and day.spread_m <= REST_M:
            found[day.tag, FaultKind.NEVER_MOVES] = float(day.hours)
    return found


def moving(days: Iterable[TagDay]) -> Found:
    """Tags that, over RIDES_HOURS, rode on a vehicle, jumped, or were in two places at once."""
    found: Found = {}
    for day in days:
        if day.fast_s >= RIDES_S and day.fast_s >= RIDES_SHARE * day.slow_s:
            found[day.tag, FaultKind.RIDES] = round(day.fast_s / 60)
        if day.flips >= FLIPS:
            found[day.tag, FaultKind.TWO_PLACES] = float(day.flips)
        elif day.jumps >= JUMPS:
            found[day.tag, FaultKind.JUMPS] = float(day.jumps)
    return found

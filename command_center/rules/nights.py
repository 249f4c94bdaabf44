"""Where a dog lives, from where its tag rests at night. Pure: the same hours give the same home in any order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from msgspec import Struct

from command_center.model.dogs import Home, HomeFrom, TagHour
from command_center.model.geo import short_m
from command_center.model.observations import LonLat

FIRST, LAST = 23, 5
"""A night is from 23:00 to before 05:00, local time: no walk, and nobody is out with friends."""
NIGHTS = 14
"""So many nights are looked at, the newest."""
HOURS_A_NIGHT = 3
"""So many hours of a night must have been at rest at one spot for it to tell anything."""
FIXES_AN_HOUR = 2
AGREE = 3
"""So many nights at one spot make a home: a week end with friends is two."""
SURE = 0.6
"""And this share of the nights that tell anything."""


class Night(Struct, frozen=True):
    """Where a tag rested in the night that began on `day`; None: it sent enough and did not rest at one spot."""

    day: date
    spot: tuple[float, float] | None


def night_of(hour: int, zone: ZoneInfo) -> date | None:
    """The local day on which the night began that an hour (since 1970 UTC) is part of; None by day."""
    local = datetime.fromtimestamp(hour * 3600, zone)
    if local.hour >= FIRST:
        return local.date()
    return local.date() - timedelta(days=1) if local.hour < LAST else None


def night_hours(newest: datetime, zone: ZoneInfo) -> list[int]:
    """The hours (since 1970 UTC) of the last nights before a moment, oldest first."""
    last = int(newest.timestamp() // 3600)
    return [hour for hour in range(last - 24 * NIGHTS, last + 1) if night_of(hour, zone) is not None]


def nights(hours: Iterable[TagHour], zone: ZoneInfo, radius_m: float) -> list[Night]:
    """The nights that tell something of one tag, oldest first."""
    by_night: dict[date, list[TagHour]] = {}
    for hour in hours:
        day = night_of(hour.hour, zone)
        if day is not None and hour.n >= FIXES_AN_HOUR:
            by_night.setdefault(day, []).append(hour)
    return [
        Night(day, _spot(found, radius_m)) for day, found in sorted(by_night.items()) if len(found) >= HOURS_A_NIGHT
    ]


def _spot(hours: Sequence[TagHour], radius_m: float) -> tuple[float, float] | None:
    resting = [hour for hour in hours if hour.spread_m <= radius_m]
    if len(resting) < HOURS_A_NIGHT:
        return None
    lon, lat = median(sorted(hour.lon for hour in resting)), median(sorted(hour.lat for hour in resting))
    near = [hour for hour in resting if short_m(hour.lon, hour.lat, lon, lat) <= radius_m]
    return (lon, lat) if len(near) >= HOURS_A_NIGHT else None


def home_of(found: Sequence[Night], zone: ZoneInfo, radius_m: float) -> Home | None:
    """The spot where most of the nights were spent, if that is enough of them. It is held to be home from the end of
    the night on that made it so."""
    last = sorted(found, key=lambda night: night.day)[-NIGHTS:]
    spots = [(night, night.spot) for night in last if night.spot is not None]
    best: list[tuple[Night, tuple[float, float]]] = []
    for _, here in spots:
        mates = [(night, spot) for night, spot in spots if short_m(*spot, *here) <= radius_m]
        if len(mates) > len(best):
            best = mates
    if len(best) < AGREE or len(best) < SURE * len(last):
        return None
    lon, lat = median(spot[0] for _, spot in best), median(spot[1] for _, spot in best)
    morning = datetime.combine(best[AGREE - 1][0].day + timedelta(days=1), time(LAST), zone)
    return Home(LonLat(lon, lat), HomeFrom.LEARNED, morning.astimezone(UTC), round(len(best) / len(last), 2), len(best))

"""What was seen and is no violation, as screens show it: plates masked."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct
from sqlalchemy import Connection

from command_center.model.categories import Category, Device
from command_center.model.suppressed import State
from command_center.queries import masking
from command_center.store import people, suppressed

LOOKED_BACK = timedelta(hours=24)


class SuppressedLine(Struct, frozen=True, kw_only=True):
    """One stay at a place that excused it. `stayed_min`: it was there at least so long; `max_stay_min` None: as long as
    the hours hold; `raised_by` the person who made an alarm of it."""

    id: str
    kind: Category
    plate: str | None
    place: str
    place_name: str
    place_version: str
    rule_version: str
    hours: str | None
    max_stay_min: float | None
    stayed_min: float
    first_seen: datetime
    last_seen: datetime
    count: int
    device: Device
    state: State
    lon: float
    lat: float
    raised_by: str | None


def read_suppressed(connection: Connection, now: datetime) -> tuple[SuppressedLine, ...]:
    """Those last seen in the last 24 hours, newest first."""
    names = people.names(connection)
    return tuple(
        SuppressedLine(
            id=kept.stay.id,
            kind=kept.stay.kind,
            plate=masking.plate(kept.stay.thing) or None,
            place=kept.stay.place,
            place_name=kept.stay.place_name,
            place_version=kept.stay.place_version,
            rule_version=kept.stay.rule_version,
            hours=kept.stay.hours,
            max_stay_min=kept.stay.max_stay_min,
            stayed_min=kept.stay.stayed_min,
            first_seen=kept.stay.first_seen,
            last_seen=kept.stay.last_seen,
            count=kept.stay.count,
            device=kept.stay.sights[-1].device,
            state=kept.stay.state,
            lon=kept.stay.sights[-1].lon,
            lat=kept.stay.sights[-1].lat,
            raised_by=names.get(kept.raised_by, kept.raised_by) if kept.raised_by else None,
        )
        for kept in suppressed.since(connection, now - LOOKED_BACK)
    )

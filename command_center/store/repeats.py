"""Repeat offenders in the store: a vehicle by its plate, a dog by its tag, a shop by its address or its spot."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from command_center.model import plates
from command_center.model.candidates import REPEAT_DAYS, SAME_OCCASION, SHOP_KINDS, SHOP_M, Earlier, Repeat
from command_center.model.categories import Category, Device
from command_center.model.events import DetectionReason, FlaggedEvent, HoursReason, ReportReason, Review, ZoneReason
from command_center.model.observations import Outcome
from command_center.store.candidates import box
from command_center.store.schema import cases, events, reports

SHOWN = 5
"""So many of the times before are named, the newest first; the others are counted."""


def repeat(connection: Connection, event: FlaggedEvent) -> Repeat | None:
    """How often the same vehicle, dog or shop was flagged in 30 days, this time included, and the last times before.

    What was withdrawn or found to be a false alarm does not count, one candidate counts once, and what is one occasion
    with this (half an hour) is this time. None: the first time, or there is nothing to know it by.
    """
    known = _known_by(event)
    if known is None:
        return None
    what, same = known
    c = events.c
    first = event.first_seen
    lead = func.coalesce(c.merged_into, c.id)
    own = connection.execute(select(lead).where(c.id == event.id)).scalar_one_or_none()
    before = and_(
        *same, c.id != event.id, ~c.withdrawn, c.review != Review.DISMISSED,
        c.first_seen >= first - timedelta(days=REPEAT_DAYS), lead != (own or event.id),
    )  # fmt: skip
    count = int(connection.execute(select(func.count(func.distinct(lead))).where(before)).scalar_one())
    return Repeat(what, count + 1, REPEAT_DAYS, _earlier(connection, before)) if count else None


def _earlier(connection: Connection, before: ColumnElement[bool]) -> tuple[Earlier, ...]:
    c = events.c
    query = (
        select(c.id, func.coalesce(c.merged_into, c.id).label("lead"), c.kind, c.first_seen, c.case, cases.c.outcome)
        .select_from(events.outerjoin(cases, cases.c.id == c.case))
        .where(before).order_by(c.first_seen.desc(), c.id).limit(SHOWN * 8)
    )  # fmt: skip
    found: dict[str, Earlier] = {}
    for row in connection.execute(query):
        outcome = Outcome(row.outcome) if row.outcome else None
        found.setdefault(row.lead, Earlier(row.id, row.first_seen, Category(row.kind), row.case, outcome))
    return tuple(found.values())[:SHOWN]


def _known_by(event: FlaggedEvent) -> tuple[str, Sequence[Any]] | None:
    """What it is known by, and what those before it must have."""
    c = events.c
    done = c.last_seen < event.first_seen - SAME_OCCASION
    match event.reason:
        case DetectionReason(plate=str(plate)) if plates.read(plate).known:
            return "plate", [c.thing == plates.read(plate).key, done]
        case ZoneReason() | HoursReason():
            # Both rules broken on one walk are not twice.
            return "dog", [c.subject == event.subject, c.over_at < event.first_seen]
        case DetectionReason(device=Device.FIXED) if event.kind in SHOP_KINDS:
            return "place", [c.kind == event.kind, done, *box(event, SHOP_M)]
        case ReportReason(text=text) if plates.found_in(text):
            return "plate", [c.thing == plates.found_in(text), done]
        case ReportReason(address=address) if address.strip():
            # Another kind of matter at the address is another.
            there: ColumnElement[bool] = c.subject.in_(select(reports.c.report).where(reports.c.address == address))
            if event.kind in SHOP_KINDS:
                there = or_(there, and_(*box(event, SHOP_M)))
            return "place", [c.kind == event.kind, done, there]
        case _:
            return None

"""Candidates in the store: who is near, who leads, why they were joined, and who was taken apart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from command_center.model import plates
from command_center.model.candidates import REPEAT_DAYS, Join, JoinHow, Repeat
from command_center.model.events import DetectionReason, FlaggedEvent, HoursReason, ReportReason, Review, ZoneReason
from command_center.store.events import from_row
from command_center.store.schema import candidate_apart, candidate_joins, events, reports
from command_center.store.upsert import insert_new

LOOKED_AT = 32
"""So many of the newest events near by are looked at, and as many of the same plate: a crowd costs no more."""
_UNDECIDED = (Review.OPEN, Review.ACKNOWLEDGED)


def near(
    connection: Connection, event: FlaggedEvent, metres: float, within: timedelta
) -> list[tuple[FlaggedEvent, str]]:
    """Undecided events, not withdrawn, around one in place and time, and those of its `thing`, newest first, each with
    the id of the event that leads it (or its own)."""
    c = events.c
    high = metres / 111_000
    wide = high / max(0.01, math.cos(math.radians(event.lat)))
    open_ = (
        c.review.in_(_UNDECIDED), ~c.withdrawn, c.id != event.id,
        c.last_seen >= event.first_seen - within, c.first_seen <= event.last_seen + within,
    )  # fmt: skip
    box = (c.lat.between(event.lat - high, event.lat + high), c.lon.between(event.lon - wide, event.lon + wide))
    newest = select(events).order_by(c.last_seen.desc(), c.id).limit(LOOKED_AT)
    found = {row.id: row for row in connection.execute(newest.where(*open_, *box))}
    if event.thing:
        found |= {row.id: row for row in connection.execute(newest.where(*open_, c.thing == event.thing))}
    return [(from_row(row), row.merged_into or row.id) for row in found.values()]


def parts(connection: Connection, id_: str) -> list[FlaggedEvent]:
    """Every undecided event of the candidate an event is in, itself among them; none when it is decided."""
    c = events.c
    lead = connection.execute(select(func.coalesce(c.merged_into, c.id)).where(c.id == id_)).scalar_one_or_none()
    if lead is None:
        return []
    query = select(events).where(or_(c.id == lead, c.merged_into == lead, c.id == id_))
    found = [from_row(row) for row in connection.execute(query)]
    standing = [one for one in found if one.review in _UNDECIDED and not one.withdrawn]
    return standing if any(one.id == id_ for one in standing) else []


def lead(connection: Connection, leader: str, others: Sequence[str]) -> None:
    """`others` are led by `leader` from now on."""
    connection.execute(update(events).where(events.c.id.in_(others)).values(merged_into=leader))
    connection.execute(update(events).where(events.c.id == leader).values(merged_into=None))


def leader_of(connection: Connection) -> dict[str, str]:
    """Who leads whom, of all events that are led."""
    c = events.c
    rows = connection.execute(select(c.id, c.merged_into).where(c.merged_into.is_not(None)))
    return {str(row.id): str(row.merged_into) for row in rows}


def note(connection: Connection, join: Join, at: datetime, by: str) -> None:
    """Why two events are one, or that they are not."""
    columns = candidate_joins.c
    values = {name.key: getattr(join, name.key) for name in columns if name.key not in ("id", "at", "by")}
    connection.execute(insert(candidate_joins).values(**values, at=at, by=by))


def joins(connection: Connection, ids: Sequence[str]) -> list[Join]:
    """Why these events are one: what was last said of each pair of them, oldest first, those taken apart left out."""
    c = candidate_joins.c
    query = select(candidate_joins).where(c.event.in_(ids), c.other.in_(ids)).order_by(c.id)
    last: dict[frozenset[str], Join] = {}
    for row in connection.execute(query):
        values = {name: getattr(row, name) for name in Join.__struct_fields__ if name != "how"}
        last[frozenset((row.event, row.other))] = Join(**values, how=JoinHow(row.how))
    return [join for join in last.values() if join.how is not JoinHow.SPLIT]


def keep_apart(connection: Connection, some: Iterable[str], others: Sequence[str]) -> None:
    """None of `some` is joined with any of `others` again by the rules."""
    pairs = [(a, b) for a in some for b in others if a != b]
    rows = [{"event": x, "other": y} for a, b in pairs for x, y in ((a, b), (b, a))]
    if rows:
        insert_new(connection, candidate_apart, rows)


def let_join(connection: Connection, ids: Sequence[str]) -> None:
    """A person says these are one after all."""
    c = candidate_apart.c
    connection.execute(delete(candidate_apart).where(c.event.in_(ids), c.other.in_(ids)))


def are_apart(connection: Connection, some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether a person took any of `some` apart from any of `others`."""
    c = candidate_apart.c
    return (
        connection.execute(select(c.event).where(c.event.in_(some), c.other.in_(others)).limit(1)).first() is not None
    )


def repeat(connection: Connection, event: FlaggedEvent) -> Repeat | None:
    """How often the same vehicle (by its plate), dog (by its tag) or address (of a report) was flagged in 30 days, this
    time included; what was withdrawn or found to be a false alarm aside. One candidate counts once. None: the first
    time, or there is nothing to know it by."""
    c, start = events.c, event.first_seen - timedelta(days=REPEAT_DAYS)
    before = (c.id != event.id, ~c.withdrawn, c.review != Review.DISMISSED, c.first_seen < event.first_seen,
              c.first_seen >= start)  # fmt: skip
    match event.reason:
        case DetectionReason(plate=str(plate)) if plates.read(plate).known:
            what, same = "plate", [c.thing == plates.read(plate).key]
        case ZoneReason() | HoursReason():
            # Both rules broken on one walk are not twice.
            what, same = "dog", [c.subject == event.subject, c.over_at < event.first_seen]
        case ReportReason(address=address) if address.strip():
            # The shop is known by its address; another kind of matter at it is another.
            numbers = select(reports.c.report).where(reports.c.address == address)
            what, same = "place", [c.kind == event.kind, c.subject.in_(numbers)]
        case _:
            return None
    one = func.coalesce(c.merged_into, c.id)
    count = connection.execute(select(func.count(func.distinct(one))).where(*same, *before)).scalar_one()
    return Repeat(what, int(count) + 1, REPEAT_DAYS) if count else None

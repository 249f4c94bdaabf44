"""Candidates in the store: who is near, who leads, why they were joined, and who was taken apart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, or_, select, update

from command_center.model.candidates import Join, JoinHow
from command_center.model.categories import Category
from command_center.model.events import FlaggedEvent, Review
from command_center.store.events import from_row
from command_center.store.schema import candidate_apart, candidate_joins, events
from command_center.store.upsert import insert_new

LOOKED_AT = 32
"""So many of the newest events near by are looked at, and as many of the same plate: a crowd costs no more."""
DOGS_M = 600.0
"""So far a dog may have walked on from where its alarm began, and still be what somebody complains of there."""
_DOGS = (Category.DOG_IN_FORBIDDEN_ZONE, Category.DOG_OUT_OF_HOURS)
_UNDECIDED = (Review.OPEN, Review.ACKNOWLEDGED)


def near(
    connection: Connection, event: FlaggedEvent, within: timedelta, metres: float
) -> list[tuple[FlaggedEvent, str]]:
    """Undecided events, not withdrawn, around one in place and time, dogs' alarms further about (a dog walks on), and
    those of its `thing`; newest first, each with the id of the event that leads it (or its own)."""
    c = events.c
    open_ = (
        c.review.in_(_UNDECIDED), ~c.withdrawn, c.id != event.id,
        c.last_seen >= event.first_seen - within, c.first_seen <= event.last_seen + within,
    )  # fmt: skip
    newest = select(events).order_by(c.last_seen.desc(), c.id).limit(LOOKED_AT)
    dogs = (*box(event, max(metres, DOGS_M)), c.kind.in_(_DOGS))
    asked: list[tuple[Any, ...]] = [box(event, metres), *([dogs] if event.kind is Category.DOG_NUISANCE else [])]
    asked += [(c.thing == event.thing,)] if event.thing else []
    found = {row.id: row for more in asked for row in connection.execute(newest.where(*open_, *more))}
    return [(from_row(row), row.merged_into or row.id) for row in found.values()]


def box(event: FlaggedEvent, metres: float) -> tuple[Any, Any]:
    """Conditions of lying within `metres` of an event's position, by latitude and longitude."""
    high = metres / 111_000
    wide = high / max(0.01, math.cos(math.radians(event.lat)))
    c = events.c
    return c.lat.between(event.lat - high, event.lat + high), c.lon.between(event.lon - wide, event.lon + wide)


def led_with(connection: Connection, id_: str) -> list[tuple[FlaggedEvent, str]]:
    """The undecided events, not withdrawn, of the candidate an event is in (which may be neither itself), oldest first,
    each with the id of who leads it."""
    c = events.c
    lead = connection.execute(select(func.coalesce(c.merged_into, c.id)).where(c.id == id_)).scalar_one_or_none()
    whole = or_(c.id == lead, c.merged_into == lead)
    query = select(events).where(whole, c.review.in_(_UNDECIDED), ~c.withdrawn).order_by(c.first_seen, c.id)
    return [(from_row(row), row.merged_into or row.id) for row in connection.execute(query)]


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
        last[frozenset((row.event, row.other))] = _join(row)
    return [join for join in last.values() if join.how is not JoinHow.SPLIT]


def all_joins(connection: Connection, start: datetime) -> list[Join]:
    """Everything said of pairs since a moment, oldest first."""
    c = candidate_joins.c
    rows = connection.execute(select(candidate_joins).where(c.at >= start).order_by(c.id))
    return [_join(row) for row in rows]


def _join(row: Row[Any]) -> Join:
    values = {name: getattr(row, name) for name in Join.__struct_fields__ if name != "how"}
    return Join(**values, how=JoinHow(row.how))


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


def pairs_apart(connection: Connection, ids: Sequence[str]) -> set[tuple[str, str]]:
    """The pairs of these that a person took apart, each both ways round."""
    c = candidate_apart.c
    rows = connection.execute(select(c.event, c.other).where(c.event.in_(ids), c.other.in_(ids)))
    return {(row.event, row.other) for row in rows}

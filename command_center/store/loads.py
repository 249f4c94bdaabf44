"""Alarms as they reached the queue, and what was decided on them, for the figures of the room's own load."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Integer, and_, func, or_, select

from command_center.model.events import Condition, Review
from command_center.store.records import SYSTEM
from command_center.store.schema import events, records

LONGEST_WAIT = timedelta(hours=1)
"""No alarm waits longer than this between being raised and reaching the queue."""
DETECTION = '{"type":"detection"%'


def arrivals(connection: Connection, start: datetime, end: datetime) -> Sequence[Any]:
    """(queue_from, kind, priority, source) of every alarm that reached the queue between two moments; the source is the
    place, or in none the subject. What was withdrawn, or was over before it would have reached it, did not."""
    c = events.c
    reached = or_(c.condition == Condition.ACTIVE, c.over_at.is_(None), c.over_at >= c.queue_from)
    query = select(c.queue_from, c.kind, c.priority, func.coalesce(c.place, c.subject)).where(
        c.raised >= start - LONGEST_WAIT, c.queue_from >= start, c.queue_from < end, ~c.withdrawn, reached
    )
    return connection.execute(query).all()


def reached(connection: Connection, start: datetime, end: datetime) -> list[datetime]:
    """When alarms reached the queue between two moments, sorted; which ones as `arrivals` has it."""
    c = events.c
    in_time = or_(c.condition == Condition.ACTIVE, c.over_at.is_(None), c.over_at >= c.queue_from)
    query = select(c.queue_from).where(
        c.raised >= start - LONGEST_WAIT, c.queue_from >= start, c.queue_from < end, ~c.withdrawn, in_time
    )
    return list(connection.execute(query.order_by(c.queue_from)).scalars())


def repeating(connection: Connection, start: datetime, times: int) -> dict[str, tuple[int, datetime]]:
    """What was raised at least so many times since `start`, answered or not: how often and first when, by what it is
    (`events.identity`)."""
    c = events.c
    often = func.count()
    query = select(c.identity, often, func.min(c.raised)).where(c.raised >= start, ~c.withdrawn).group_by(c.identity)
    return {identity: (n, first) for identity, n, first in connection.execute(query.having(often >= times))}


def standing(connection: Connection, since: datetime) -> int:
    """How many alarms are still so, undecided, and in the queue from before `since`."""
    c = events.c
    undecided = c.review.in_((Review.OPEN, Review.ACKNOWLEDGED))
    query = select(func.count()).where(undecided, c.condition == Condition.ACTIVE, ~c.withdrawn, c.queue_from < since)
    return int(connection.execute(query).scalar_one())


def operators(connection: Connection, start: datetime, end: datetime) -> int:
    """How many people did anything between two moments."""
    query = select(func.count(records.c.person.distinct())).where(
        records.c.at >= start, records.c.at < end, records.c.person.not_in((SYSTEM, "feed"))
    )
    return int(connection.execute(query).scalar_one())


def decisions(connection: Connection, start: datetime, by: str) -> list[tuple[str, int, int]]:
    """What alarms raised since `start` were decided: (what, dismissed, decided) by `kind`, `place` or `camera`, the
    most dismissed first."""
    c = events.c
    column = {"kind": c.kind, "place": c.place, "camera": c.subject}[by]
    decided = and_(c.raised >= start, c.review.in_((Review.CONFIRMED, Review.DISMISSED)), column.is_not(None))
    if by == "camera":
        decided = and_(decided, c.reason.like(DETECTION))
    false = func.sum((c.review == Review.DISMISSED).cast(Integer))
    query = select(column, false, func.count()).where(decided).group_by(column).order_by(false.desc(), column)
    return [(str(what), int(dismissed), int(count)) for what, dismissed, count in connection.execute(query)]

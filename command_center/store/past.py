"""What stood at a time: events and cases that overlap it, and when people decided. Bounded, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, Connection, func, or_, select, type_coerce

from command_center.model.cases import NEVER, Case, Task
from command_center.model.categories import Priority
from command_center.model.events import FlaggedEvent
from command_center.store import cases as case_rows
from command_center.store import events as event_rows
from command_center.store.schema import cases, events, feedback, records, tasks
from command_center.store.schema.base import EPOCH

_MICROSECOND = timedelta(microseconds=1)
LONG = timedelta(days=60)
"""What was raised longer before is not looked for: no event stands so long, and the store may have years of them."""
CHUNK = 400
"""Ids in one statement; fewer than any database's bound on variables."""


def raised(connection: Connection, start: datetime, end: datetime, buckets: int) -> list[tuple[Priority, int, int]]:
    """How many events of each priority were raised in each of `buckets` equal spans from `start` to `end` (priority,
    bucket, count); withdrawn ones aside, empty buckets left out."""
    width = max(1, (end - start) // _MICROSECOND // buckets)
    bucket = (type_coerce(events.c.raised, BigInteger) - (start - EPOCH) // _MICROSECOND) // width
    query = (
        select(events.c.priority, bucket, func.count())
        .where(events.c.raised >= start, events.c.raised < end, ~events.c.withdrawn)
        .group_by(events.c.priority, bucket)
    )
    return [(Priority(name), min(int(n), buckets - 1), int(count)) for name, n, count in connection.execute(query)]


def overlapping_events(connection: Connection, start: datetime, end: datetime, limit: int) -> list[FlaggedEvent]:
    """Events raised before `end` (and not LONG before `start`) that were not over at `start`, newest first."""
    lasting = or_(events.c.over_at.is_(None), events.c.over_at >= start)
    query = select(events).where(events.c.raised >= start - LONG, events.c.raised < end, lasting)
    return [event_rows.from_row(row) for row in connection.execute(query.order_by(events.c.raised.desc()).limit(limit))]


def dismissed(connection: Connection, ids: Sequence[str]) -> dict[str, datetime]:
    """When each of these events was dismissed, the last time of several."""
    found: dict[str, datetime] = {}
    for chunk in _chunks(ids):
        query = (
            select(records.c.subject, func.max(records.c.at))
            .where(records.c.subject_kind == "event", records.c.subject.in_(chunk), records.c.what == "dismiss")
            .group_by(records.c.subject)
        )
        found.update((subject, at) for subject, at in connection.execute(query))
    return found


def overlapping_cases(connection: Connection, start: datetime, end: datetime, limit: int) -> list[Case]:
    """Cases opened before `end` that were not closed at `start`, newest first; void ones aside."""
    query = (
        select(cases.c.id)
        .where(
            cases.c.opened < end,
            or_(cases.c.closed.is_(None), cases.c.closed >= start),
            cases.c.step.not_in(NEVER),
        )
        .order_by(cases.c.opened.desc())
        .limit(limit)
    )
    ids = list(connection.execute(query).scalars())
    return [case for chunk in _chunks(ids) for case in case_rows.by_ids(connection, chunk)]


def tasks_of(connection: Connection, ids: Sequence[str]) -> dict[str, list[Task]]:
    """Each case's tasks, oldest first."""
    found: dict[str, list[Task]] = {}
    for chunk in _chunks(ids):
        found.update(case_rows.tasks_of(connection, chunk))
    return found


def told(connection: Connection, ids: Sequence[str]) -> dict[str, list[tuple[datetime, str]]]:
    """What squads told on these cases' tasks, oldest first, by case: the moment and the state."""
    found: dict[str, list[tuple[datetime, str]]] = {}
    for chunk in _chunks(ids):
        query = (
            select(tasks.c.case, feedback.c.time, feedback.c.state)
            .join(feedback, feedback.c.task == tasks.c.id)
            .where(tasks.c.case.in_(chunk), feedback.c.applied)
            .order_by(feedback.c.time, feedback.c.id)
        )
        for case, at, state in connection.execute(query):
            found.setdefault(case, []).append((at, state))
    return found


def _chunks(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK)]

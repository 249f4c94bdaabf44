"""Counts for the day's figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, Integer, func, select

from command_center.model.cases import FINISHED, NEVER, OVER
from command_center.model.events import Review
from command_center.store.schema import cases, events, squads


def cases_opened(connection: Connection, start: datetime, end: datetime) -> int:
    """How many cases were opened in a time; void ones aside."""
    query = select(func.count()).where(cases.c.opened >= start, cases.c.opened < end, cases.c.step.not_in(NEVER))
    return int(connection.execute(query).scalar_one())


def cases_running(connection: Connection, now: datetime) -> tuple[int, int]:
    """How many cases are not over, and how many of them are past their deadline."""
    running = cases.c.step.not_in(OVER)
    total = connection.execute(select(func.count()).where(running)).scalar_one()
    late = connection.execute(select(func.count()).where(running, cases.c.deadline < now)).scalar_one()
    return int(total), int(late)


def closed_and_on_time(connection: Connection, start: datetime) -> dict[str | None, tuple[int, int]]:
    """For cases closed since `start`: how many, and how many by their deadline, by company (None: no squad)."""
    on_time = func.sum((cases.c.closed <= cases.c.deadline).cast(Integer))
    query = (
        select(squads.c.company, func.count(), on_time)
        .select_from(cases.outerjoin(squads, squads.c.squad == cases.c.squad))
        .where(cases.c.step.in_(FINISHED), cases.c.closed >= start)
        .group_by(squads.c.company)
    )
    return {company: (int(count), int(good or 0)) for company, count, good in connection.execute(query)}


def solved(connection: Connection) -> tuple[int, int]:
    """How many cases were ever closed, and how many opened (void ones aside)."""
    closed = connection.execute(select(func.count()).where(cases.c.step.in_(FINISHED))).scalar_one()
    opened = connection.execute(select(func.count()).where(cases.c.step.not_in(NEVER))).scalar_one()
    return int(closed), int(opened)


def decided(connection: Connection, start: datetime) -> tuple[int, int]:
    """Of the events raised since `start` that people decided on: how many were false alarms, and how many in all."""
    query = select(events.c.review, func.count()).where(
        events.c.raised >= start, events.c.review.in_((Review.CONFIRMED, Review.DISMISSED))
    )
    found = {review: int(count) for review, count in connection.execute(query.group_by(events.c.review))}
    return found.get(Review.DISMISSED, 0), sum(found.values())


def raised_by_slot(connection: Connection, end: datetime, slot: timedelta, slots: int) -> Sequence[int]:
    """How many events were raised in each of `slots` spans before `end`, oldest first."""
    start = end - slots * slot
    counts = [0] * slots
    query = select(events.c.raised).where(events.c.raised > start, events.c.raised <= end)
    for (raised,) in connection.execute(query):
        counts[min(slots - 1, int((raised - start) / slot))] += 1
    return counts


def closed_and_on_time_by_grid(connection: Connection, start: datetime) -> dict[int | None, tuple[int, int]]:
    """For cases closed since `start`: how many, and how many by their deadline, by grid (None: in none)."""
    on_time = func.sum((cases.c.closed <= cases.c.deadline).cast(Integer))
    query = select(cases.c.grid, func.count(), on_time).where(cases.c.step.in_(FINISHED), cases.c.closed >= start)
    return {grid: (int(n), int(good or 0)) for grid, n, good in connection.execute(query.group_by(cases.c.grid))}


def running_by_company(connection: Connection) -> dict[str | None, int]:
    """How many cases are not over, by the company that has them (None: nobody yet)."""
    joined = cases.outerjoin(squads, squads.c.squad == cases.c.squad)
    query = select(squads.c.company, func.count()).select_from(joined)
    running = cases.c.step.not_in(OVER)
    return {company: int(n) for company, n in connection.execute(query.where(running).group_by(squads.c.company))}


def running_by_grid(connection: Connection) -> dict[int | None, int]:
    """How many cases are not over, by grid (None: in none)."""
    query = select(cases.c.grid, func.count()).where(cases.c.step.not_in(OVER))
    return {grid: int(n) for grid, n in connection.execute(query.group_by(cases.c.grid))}


def raised_by_category(connection: Connection, start: datetime) -> tuple[tuple[str, int], ...]:
    """How many events were raised since `start`, by category, most first; those withdrawn aside."""
    count = func.count()
    query = select(events.c.kind, count).where(events.c.raised >= start, events.c.withdrawn.is_(False))
    found = connection.execute(query.group_by(events.c.kind).order_by(count.desc(), events.c.kind))
    return tuple((kind, int(n)) for kind, n in found)

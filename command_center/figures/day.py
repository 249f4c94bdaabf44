"""The day in figures: each one a count of what is stored, over a stated time."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Connection

from command_center.store import intake, measures

SLOT, SLOTS = timedelta(minutes=15), 96


class Company(msgspec.Struct, frozen=True):
    """A company's closed cases of the month, and the share closed in time (0…1)."""

    name: str
    closed: int
    on_time: float


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """Counts and shares (0…1, None when there is nothing to divide by); `quarters` events raised in each of the
    last 96 quarters of an hour, oldest first; `companies` best first."""

    opened_today: int
    opened_yesterday_by_now: int
    in_progress: int
    overdue: int
    closed_on_time: float | None
    solved_all_time: float | None
    false_alarms_7_days: float | None
    quarters: tuple[int, ...]
    companies: tuple[Company, ...]
    quarantined: int


def day(connection: Connection, now: datetime, zone: str) -> Day:
    """The figures at `now`; days and months are local ones of `zone` (IANA name)."""
    midnight = now.astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    yesterday = midnight - timedelta(days=1)
    running, overdue = measures.cases_running(connection, now)
    month = measures.closed_and_on_time(connection, midnight.replace(day=1))
    closed, opened = measures.solved(connection)
    false, decided = measures.decided(connection, now - timedelta(days=7))
    return Day(
        opened_today=measures.cases_opened(connection, midnight, now),
        opened_yesterday_by_now=measures.cases_opened(connection, yesterday, now - timedelta(days=1)),
        in_progress=running,
        overdue=overdue,
        closed_on_time=_share(sum(good for _, good in month.values()), sum(count for count, _ in month.values())),
        solved_all_time=_share(closed, opened),
        false_alarms_7_days=_share(false, decided),
        quarters=tuple(measures.raised_by_slot(connection, now, SLOT, SLOTS)),
        companies=_ranked(month),
        quarantined=sum(intake.count_quarantined(connection).values()),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _ranked(month: dict[str | None, tuple[int, int]]) -> tuple[Company, ...]:
    found = [Company(name, count, good / count) for name, (count, good) in month.items() if name]
    return tuple(sorted(found, key=lambda company: (-company.on_time, -company.closed, company.name)))

"""How the day and the companies and grids stand: the figures the wall's scenes show. Nobody by name."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Connection

from command_center.store import measures

HOUR, HOURS = timedelta(hours=1), 24


class Standing(msgspec.Struct, frozen=True):
    """A company or grid: closed cases of the month, the share of them closed in time (None: none closed), open ones."""

    name: str
    closed: int
    on_time: float | None
    open: int


class Figures(msgspec.Struct, frozen=True):
    """Events by hour (oldest first) and by category (since midnight, most first); companies and grids, best first."""

    hours: tuple[int, ...]
    categories: tuple[tuple[str, int], ...]
    companies: tuple[Standing, ...]
    grids: tuple[Standing, ...]


def standing(connection: Connection, now: datetime, zone: str) -> Figures:
    """At `now`; days and months are local ones of `zone` (IANA name)."""
    midnight = now.astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    month = midnight.replace(day=1)
    companies = measures.closed_and_on_time(connection, month)
    grids = measures.closed_and_on_time_by_grid(connection, month)
    return Figures(
        hours=tuple(measures.raised_by_slot(connection, now, HOUR, HOURS)),
        categories=measures.raised_by_category(connection, midnight),
        companies=_ranked(companies, measures.running_by_company(connection)),
        grids=_ranked(
            {f"{grid:02}" if grid is not None else None: pair for grid, pair in grids.items()},
            {f"{grid:02}" if grid is not None else None: n for grid, n in measures.running_by_grid(connection).items()},
        ),
    )


def _ranked(closed: dict[str | None, tuple[int, int]], running: dict[str | None, int]) -> tuple[Standing, ...]:
    """By the share in time, then by how many were closed; those who closed none come last, fewest open first."""
    found = []
    for name in closed.keys() | running.keys():
        if name:
            count, good = closed.get(name, (0, 0))
            found.append(Standing(name, count, good / count if count else None, running.get(name, 0)))
    return tuple(sorted(found, key=lambda s: (s.on_time is None, -(s.on_time or 0), -s.closed, s.open, s.name)))

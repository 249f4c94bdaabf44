"""Gaps: what a feed no longer held when we asked for it, until somebody has taken note."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select, update

from command_center.store.schema import gaps

GapRow = tuple[int, str, str | None, datetime, datetime | None, str | None]


def of(connection: Connection, feed: str, limit: int = 500) -> Sequence[GapRow]:
    """(id, after, until, seen, acknowledged at, by) of a feed's gaps, newest first."""
    c = gaps.c
    query = select(c.id, c.after, c.until, c.seen_at, c.acknowledged_at, c.acknowledged_by).where(c.feed == feed)
    return [tuple(row) for row in connection.execute(query.order_by(c.id.desc()).limit(limit))]


def acknowledge(connection: Connection, feed: str, by: str, at: datetime) -> int:
    """Take note of all of a feed's gaps; returns how many were news."""
    c = gaps.c
    statement = update(gaps).where(c.feed == feed, c.acknowledged_at.is_(None))
    return connection.execute(statement.values(acknowledged_at=at, acknowledged_by=by)).rowcount

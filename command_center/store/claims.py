"""Claims in the store: one row a matter, taken over or let go; what has lapsed counts for nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select

from command_center.model.claims import LAPSE, Claim
from command_center.store.schema import claims, people
from command_center.store.upsert import upsert

FORGOTTEN = 30 * LAPSE
"""Rows that lapsed so long ago are swept out."""


def live(connection: Connection, now: datetime, subjects: Sequence[str] | None = None) -> list[Claim]:
    """The claims that hold at `now`, the oldest first: all, or those on any of `subjects`."""
    c = claims.c
    query = (
        select(claims, people.c.name).join(people, people.c.id == c.person, isouter=True).where(c.beat > now - LAPSE)
    )
    if subjects is not None:
        query = query.where(c.subject.in_(subjects))
    return [_claim(row) for row in connection.execute(query.order_by(c.since, c.subject))]


def _claim(row: Row[Any]) -> Claim:
    return Claim(row.subject, row.person, row.name or row.person, row.since, row.beat)


def put(connection: Connection, subject: str, person: str, since: datetime, beat: datetime) -> None:
    """This person has it, whoever had it before."""
    version = select(claims.c.version).where(claims.c.subject == subject)
    before = connection.execute(version).scalar_one_or_none() or 0
    row = {"subject": subject, "person": person, "since": since, "beat": beat, "version": before + 1}
    upsert(connection, claims, [row])


def let_go(connection: Connection, subject: str, person: str) -> bool:
    """Nobody has it any more; False when it was not this person's."""
    statement = delete(claims).where(claims.c.subject == subject, claims.c.person == person)
    return connection.execute(statement).rowcount == 1


def sweep(connection: Connection, now: datetime) -> None:
    """Forget what lapsed long ago."""
    connection.execute(delete(claims).where(claims.c.beat < now - FORGOTTEN))

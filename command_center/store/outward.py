"""Notices to owners, studios, operators and others, and what they answered."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import ColumnElement, Connection, func, select, update

from command_center.store.schema import outward_notices
from command_center.store.upsert import insert_new


class Outward(msgspec.Struct, frozen=True):
    """One notice. `state`: waiting, delivered, or the other side's own word."""

    id: str
    to_kind: str
    to_id: str
    event: str | None
    case: str | None
    text: str
    created: datetime
    state: str = "waiting"
    reply: str = ""
    replied: datetime | None = None


def add(connection: Connection, notice: Outward) -> bool:
    """Keep a notice; False when its id is known."""
    return insert_new(connection, outward_notices, [msgspec.structs.asdict(notice)]) == 1


def delivered(connection: Connection, id_: str) -> Outward | None:
    """The server has it; returns the notice when this is news."""
    waiting = (outward_notices.c.id == id_) & (outward_notices.c.state == "waiting")
    return _set(connection, waiting, state="delivered")


def replied(connection: Connection, id_: str, state: str, text: str, at: datetime) -> Outward | None:
    """The other side answered; None when the notice is unknown."""
    return _set(connection, outward_notices.c.id == id_, state=state, reply=text, replied=at)


def _set(connection: Connection, which: ColumnElement[bool], **values: object) -> Outward | None:
    statement = update(outward_notices).where(which).values(**values).returning(outward_notices)
    row = connection.execute(statement).one_or_none()
    return None if row is None else Outward(**{str(name): value for name, value in row._mapping.items()})


def count_to(connection: Connection, to_kind: str, to_id: str, start: datetime) -> int:
    """How many were sent to one addressee since `start`."""
    c = outward_notices.c
    query = select(func.count()).where(c.to_kind == to_kind, c.to_id == to_id, c.created >= start)
    return int(connection.execute(query).scalar_one())


def count_about(connection: Connection, event: str) -> int:
    """How many were sent about one event."""
    query = select(func.count()).where(outward_notices.c.event == event)
    return int(connection.execute(query).scalar_one())

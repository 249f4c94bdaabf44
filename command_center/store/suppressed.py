"""What was seen and is no violation, in the store."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, insert, select, update

from command_center.model.suppressed import State, Stay
from command_center.store.schema import suppressed

_stay: msgspec.json.Decoder[Stay] = msgspec.json.Decoder(Stay)


class KeptStay(msgspec.Struct, frozen=True):
    """A stay with what a person made of it. `version` counts that."""

    stay: Stay
    raised_by: str | None
    raised_at: datetime | None
    version: int


def put(connection: Connection, stay: Stay) -> None:
    """Store what the rules say of it; that a person raised it stands."""
    c = suppressed.c
    known = connection.execute(select(c.state).where(c.id == stay.id)).scalar_one_or_none()
    if known == State.RAISED and stay.state is State.KEPT:
        stay = msgspec.structs.replace(stay, state=State.RAISED)
    values = _columns(stay)
    if known is None:
        connection.execute(insert(suppressed).values(**values, version=1))
    else:
        connection.execute(update(suppressed).where(c.id == stay.id).values(values))


def _columns(stay: Stay) -> dict[str, Any]:
    names = ("id", "kind", "thing", "place", "place_version", "rule_version", "state", "first_seen", "last_seen")
    return {name: getattr(stay, name) for name in names} | {"stay": msgspec.json.encode(stay).decode()}


def _from_row(row: Row[Any]) -> KeptStay:
    return KeptStay(_stay.decode(row.stay), row.raised_by, row.raised_at, row.version)


def get(connection: Connection, id_: str) -> KeptStay | None:
    """This one, None when there is none."""
    row = connection.execute(select(suppressed).where(suppressed.c.id == id_)).one_or_none()
    return None if row is None else _from_row(row)


def since(connection: Connection, start: datetime, limit: int | None = 1000) -> list[KeptStay]:
    """Those last seen since a moment, newest first, at most `limit` (None: all); those that became part of others left
    out."""
    c = suppressed.c
    query = select(suppressed).where(c.last_seen >= start, c.state != State.VOID)
    return [_from_row(row) for row in connection.execute(query.order_by(c.last_seen.desc(), c.id).limit(limit))]


def raise_it(connection: Connection, kept: KeptStay, by: str, at: datetime) -> bool:
    """Note that a person made an alarm of it; returns False when somebody was first."""
    c = suppressed.c
    stay = msgspec.structs.replace(kept.stay, state=State.RAISED)
    mine = update(suppressed).where(c.id == stay.id, c.version == kept.version, c.state == State.KEPT)
    values = {**_columns(stay), "raised_by": by, "raised_at": at, "version": kept.version + 1}
    return connection.execute(mine.values(values)).rowcount == 1

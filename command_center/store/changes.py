"""What changed, written in the same transaction and read back by every process that listens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection, delete, func, insert, select

from command_center.notices import Notice
from command_center.store.schema import changes

_decoder: msgspec.json.Decoder[Notice] = msgspec.json.Decoder(Notice)


def add(connection: Connection, at: datetime, notices: Iterable[Notice]) -> None:
    """Note what this transaction changes."""
    rows = [{"at": at, "notice": msgspec.json.encode(notice).decode()} for notice in dict.fromkeys(notices)]
    if rows:
        connection.execute(insert(changes), rows)


def newest(connection: Connection) -> int:
    """The number of the newest change, 0 when there is none."""
    return int(connection.execute(select(func.coalesce(func.max(changes.c.id), 0))).scalar_one())


def after(connection: Connection, last: int, limit: int = 5000) -> tuple[int, Sequence[Notice]]:
    """The changes after number `last`, oldest first, each thing once, and the number read up to."""
    query = select(changes.c.id, changes.c.notice).where(changes.c.id > last).order_by(changes.c.id).limit(limit)
    rows = connection.execute(query).all()
    if not rows:
        return last, ()
    return rows[-1].id, tuple(dict.fromkeys(_decoder.decode(row.notice) for row in rows))


def prune(connection: Connection, before: datetime) -> None:
    """Forget changes told before `before`."""
    connection.execute(delete(changes).where(changes.c.at < before))

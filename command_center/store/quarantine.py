"""What was set aside: looked through page by page, tried again, resolved. Its text is read only where it is needed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, func, select, update

from command_center.store.schema import quarantine

CHUNK_ROWS, CHUNK_BYTES = 200, 16 * 1024 * 1024
SHOWN_BYTES = 64 * 1024
_C = quarantine.c
_OPEN = _C.resolved_at.is_(None)

Line = tuple[int, str, datetime, str, int, int, datetime | None, datetime | None]
Whole = tuple[int, str, datetime, str, bytes]


class Sought(msgspec.Struct, frozen=True, kw_only=True):
    """Which records: of a feed, with this in the reason, received from … to …, resolved ones too, or these ids."""

    feed: str | None = None
    reason: str = ""
    since: datetime | None = None
    until: datetime | None = None
    resolved: bool = False
    ids: tuple[int, ...] = ()


def _where(sought: Sought) -> ColumnElement[bool]:
    found: list[ColumnElement[bool]] = [_C.id > 0]
    if sought.feed is not None:
        found.append(_C.feed == sought.feed)
    if sought.reason:
        found.append(_C.reason.icontains(sought.reason, autoescape=True))
    if sought.since is not None:
        found.append(_C.received >= sought.since)
    if sought.until is not None:
        found.append(_C.received < sought.until)
    if not sought.resolved:
        found.append(_OPEN)
    if sought.ids:
        found.append(_C.id.in_(sought.ids))
    return and_(*found)


def page(connection: Connection, sought: Sought, before: int | None, limit: int) -> Sequence[Line]:
    """(id, feed, received, reason, size, retried, retry at, resolved at), newest first, before an id."""
    columns = (_C.id, _C.feed, _C.received, func.substr(_C.reason, 1, 500), func.length(_C.raw))
    query = select(*columns, _C.retried, _C.retry_at, _C.resolved_at).where(_where(sought))
    if before is not None:
        query = query.where(_C.id < before)
    return [tuple(row) for row in connection.execute(query.order_by(_C.id.desc()).limit(limit))]


def count(connection: Connection, sought: Sought) -> int:
    """How many there are."""
    return int(connection.execute(select(func.count()).select_from(quarantine).where(_where(sought))).scalar_one())


def whole(connection: Connection, sought: Sought, after: int) -> list[Whole]:
    """The next records after an id, whole, oldest first: at least one, else no more than `CHUNK_BYTES`."""
    sizes = select(_C.id, func.length(_C.raw)).where(_where(sought), _C.id > after).order_by(_C.id).limit(CHUNK_ROWS)
    return _read(connection, _fitting([tuple(row) for row in connection.execute(sizes)]))


def _fitting(sizes: Sequence[tuple[int, int]]) -> list[int]:
    ids: list[int] = []
    total = 0
    for id_, size in sizes:
        total += size
        if ids and total > CHUNK_BYTES:
            break
        ids.append(id_)
    return ids


def _read(connection: Connection, ids: Sequence[int]) -> list[Whole]:
    query = select(_C.id, _C.feed, _C.received, _C.reason, _C.raw).where(_C.id.in_(ids)).order_by(_C.id)
    return [tuple(row) for row in connection.execute(query)]


def shown(connection: Connection, id_: int) -> tuple[str, int, bytes] | None:
    """(feed, size, the text's first `SHOWN_BYTES`) of one record."""
    columns = (_C.feed, func.length(_C.raw), func.substr(_C.raw, 1, SHOWN_BYTES))
    row = connection.execute(select(*columns).where(_C.id == id_)).one_or_none()
    return None if row is None else tuple(row)


def ask_retry(connection: Connection, sought: Sought, at: datetime) -> dict[str, int]:
    """Have unresolved ones tried again; returns how many, by feed."""
    where = and_(_where(sought), _OPEN)
    asked = select(_C.feed, func.count()).where(where).group_by(_C.feed)
    found = {feed: int(n) for feed, n in connection.execute(asked)}
    connection.execute(update(quarantine).where(where).values(retry_at=at))
    return found


def to_retry(connection: Connection, limit: int = CHUNK_ROWS) -> list[Whole]:
    """The next records somebody asked to have tried again, whole, bounded in bytes."""
    query = select(_C.id, func.length(_C.raw)).where(_C.retry_at.is_not(None), _OPEN)
    sizes = connection.execute(query.order_by(_C.retry_at, _C.id).limit(limit))
    return _read(connection, _fitting([tuple(row) for row in sizes]))


def waits(connection: Connection, ids: Sequence[int]) -> list[int]:
    """Which of these are still to be tried."""
    query = select(_C.id).where(_C.id.in_(ids), _C.retry_at.is_not(None), _OPEN)
    return list(connection.execute(query).scalars())


def resolve(connection: Connection, id_: int, at: datetime) -> str | None:
    """Understood after all; returns its feed, None when that was known."""
    statement = update(quarantine).where(_C.id == id_, _OPEN)
    values = {"resolved_at": at, "retry_at": None, "retried": _C.retried + 1}
    return connection.execute(statement.values(values).returning(_C.feed)).scalar_one_or_none()


def failed(connection: Connection, id_: int, reason: str) -> str | None:
    """Still not understood, and why now; returns its feed."""
    values = {"reason": reason, "retry_at": None, "retried": _C.retried + 1}
    statement = update(quarantine).where(_C.id == id_, _OPEN)
    return connection.execute(statement.values(values).returning(_C.feed)).scalar_one_or_none()

"""What waits to be sent, until the other side acknowledges it."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import Connection, func, or_, select, update

from command_center.store.schema import outbox
from command_center.store.upsert import insert_new

RESEND_AFTER_S = 10.0


class Pending(msgspec.Struct, frozen=True):
    """A message to send. `kind` is the kind of feed that carries it; `payload` its data as JSON."""

    id: int
    kind: str
    type: str
    key: str
    payload: bytes
    attempts: int


def add(
    connection: Connection, *, kind: str, type_: str, key: str, case: str | None, payload: bytes,
    created: datetime, leaves_at: datetime,
) -> None:  # fmt: skip
    """Put a message in. The same key again changes nothing."""
    row = {
        "kind": kind,
        "type": type_,
        "key": key,
        "case": case,
        "payload": payload.decode(),
        "created": created,
        "leaves_at": leaves_at,
        "attempts": 0,
    }
    insert_new(connection, outbox, [row])


def due(connection: Connection, kind: str, now: datetime, resend_before: datetime, limit: int = 100) -> list[Pending]:
    """Messages for feeds of `kind` whose time has come, oldest first: never sent, or sent before
    `resend_before` and still not acknowledged."""
    c = outbox.c
    query = (
        select(c.id, c.kind, c.type, c.key, c.payload, c.attempts)
        .where(
            c.kind == kind,
            c.acked_at.is_(None),
            c.cancelled_at.is_(None),
            c.leaves_at <= now,
            or_(c.sent_at.is_(None), c.sent_at <= resend_before),
        )
        .order_by(c.id)
        .limit(limit)
    )
    return [Pending(r.id, r.kind, r.type, r.key, r.payload.encode(), r.attempts) for r in connection.execute(query)]


def claim(connection: Connection, id_: int, now: datetime) -> bool:
    """Mark as being sent now; False when it was cancelled or acknowledged meanwhile. Sent only after the commit."""
    c = outbox.c
    statement = update(outbox).where(c.id == id_, c.cancelled_at.is_(None), c.acked_at.is_(None))
    return connection.execute(statement.values(sent_at=now, attempts=c.attempts + 1)).rowcount == 1


def cancel_unsent(connection: Connection, key: str, now: datetime) -> bool:
    """Take a message back if it has not left; returns whether it was taken back."""
    c = outbox.c
    statement = update(outbox).where(c.key == key, c.sent_at.is_(None), c.cancelled_at.is_(None))
    return connection.execute(statement.values(cancelled_at=now)).rowcount == 1


def stop_sending(connection: Connection, key: str, now: datetime) -> None:
    """Never send it again, whether it has left or not."""
    c = outbox.c
    statement = update(outbox).where(c.key == key, c.acked_at.is_(None), c.cancelled_at.is_(None))
    connection.execute(statement.values(cancelled_at=now))


def acknowledge(connection: Connection, key: str, now: datetime) -> str | None:
    """The other side has it; returns the case it belongs to when this is news."""
    c = outbox.c
    row = connection.execute(select(c.id, c.case).where(c.key == key, c.acked_at.is_(None))).first()
    if row is None:
        return None
    connection.execute(update(outbox).where(c.id == row.id).values(acked_at=now))
    return row.case or ""


def was_sent(connection: Connection, key: str) -> bool:
    """Whether it has left at least once."""
    row = connection.execute(select(outbox.c.sent_at).where(outbox.c.key == key)).first()
    return row is not None and row.sent_at is not None


def undelivered(connection: Connection, case: str) -> bool:
    """Whether a case has a message whose time has come that nobody has acknowledged."""
    c = outbox.c
    query = select(func.count()).where(c.case == case, c.acked_at.is_(None), c.cancelled_at.is_(None))
    return bool(connection.execute(query).scalar_one())


def cases_undelivered(connection: Connection) -> set[str]:
    """The cases with something not delivered yet."""
    c = outbox.c
    query = select(c.case).where(c.acked_at.is_(None), c.cancelled_at.is_(None), c.case.is_not(None))
    return set(connection.execute(query).scalars())


def waiting(connection: Connection) -> dict[str, int]:
    """How many messages wait to be acknowledged, by the kind of feed that carries them."""
    c = outbox.c
    query = select(c.kind, func.count()).where(c.acked_at.is_(None), c.cancelled_at.is_(None)).group_by(c.kind)
    return {kind: count for kind, count in connection.execute(query)}

"""What waits to be sent, until the other side acknowledges it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, case, exists, func, literal, or_, select, update

from command_center.store.schema import outbox
from command_center.store.upsert import insert_new

RESEND_AFTER_S = 10.0
LONGEST_RESEND_S = 320.0
"""What nobody answers is sent after 10 s, 20 s, 40 s … and at last every so often."""
AT_ONCE_TRIES = 5
"""On a new connection what is unanswered goes again at once, but not for ever: it may be what ends connections."""
UNANSWERED_COPIES = 3
"""So many copies of a cancellation without an answer of their own: the server answers first copies only."""

_PENDING = and_(outbox.c.acked_at.is_(None), outbox.c.cancelled_at.is_(None))


class Pending(msgspec.Struct, frozen=True):
    """A message to send. `kind` is the kind of feed that carries it; `payload` its data as JSON."""

    id: int
    kind: str
    type: str
    key: str
    payload: bytes
    attempts: int


class Undelivered(msgspec.Struct, frozen=True):
    """A message nobody has acknowledged: `since` its time had come, tried `attempts` times, last at `tried`."""

    key: str
    type: str
    kind: str
    feed: str | None
    case: str | None
    since: datetime
    attempts: int
    tried: datetime | None


def add(
    connection: Connection, *, kind: str, type_: str, key: str, case: str | None, payload: bytes,
    created: datetime, leaves_at: datetime, feed: str | None = None, about: str = "",
) -> None:  # fmt: skip
    """Put a message in, for one `feed` or any of `kind`. Those `about` the same thing leave in order. The same key
    again changes nothing."""
    row = {
        "kind": kind,
        "feed": feed,
        "type": type_,
        "key": key,
        "about": about or key,
        "case": case,
        "payload": payload.decode(),
        "created": created,
        "leaves_at": leaves_at,
        "attempts": 0,
        "acks": 0,
    }
    insert_new(connection, outbox, [row])


def due(
    connection: Connection, kind: str, now: datetime, opened: datetime, *,
    feed: str | None = None, others: Sequence[str] = (), limit: int = 100,
) -> list[Pending]:  # fmt: skip
    """Messages for feeds of `kind` whose time has come: what was never sent first, then what was longest not
    answered. `opened` is when the connection was made: what was sent before may be lost, and goes at once.

    `feed`: only what is addressed to that one. `others`: all but what is addressed to one of these. A message waits
    while an earlier one about the same thing is not acknowledged.
    """
    c, earlier = outbox.c, outbox.alias()
    blocked = exists().where(
        earlier.c.about == c.about, earlier.c.id < c.id, earlier.c.acked_at.is_(None), earlier.c.cancelled_at.is_(None)
    )
    query = (
        select(c.id, c.kind, c.type, c.key, c.payload, c.attempts)
        .where(c.kind == kind, _PENDING, c.leaves_at <= now, _wanted(now, opened), ~blocked)
        .order_by(c.sent_at.is_not(None), c.sent_at, c.id)
        .limit(limit)
    )
    if feed is not None:
        query = query.where(c.feed == feed)
    if others:
        query = query.where(or_(c.feed.is_(None), c.feed.not_in(others)))
    return [Pending(r.id, r.kind, r.type, r.key, r.payload.encode(), r.attempts) for r in connection.execute(query)]


def _wanted(now: datetime, opened: datetime) -> ColumnElement[bool]:
    """Never sent, or unanswered for long enough, or sent by a clock that was ahead of this one."""
    c, waits = outbox.c, []
    wait, tries = RESEND_AFTER_S, 1
    while wait < LONGEST_RESEND_S:
        waits.append((c.attempts <= tries, now - timedelta(seconds=wait)))
        wait, tries = 2 * wait, tries + 1
    late = case(*((holds, _moment(before)) for holds, before in waits), else_=_moment(now - timedelta(seconds=wait)))
    again = and_(c.sent_at <= opened, c.attempts < AT_ONCE_TRIES)
    return or_(c.sent_at.is_(None), c.sent_at <= late, again, c.sent_at > now)


def _moment(value: datetime) -> ColumnElement[datetime]:
    return literal(value, outbox.c.sent_at.type)


def claim(connection: Connection, id_: int, now: datetime) -> bool:
    """Mark as being sent now; False when it was cancelled or acknowledged meanwhile. Sent only after the commit."""
    statement = update(outbox).where(outbox.c.id == id_, _PENDING)
    return connection.execute(statement.values(sent_at=now, attempts=outbox.c.attempts + 1)).rowcount == 1


def cancel_unsent(connection: Connection, key: str, now: datetime) -> bool:
    """Take a message back if it has not left; returns whether it was taken back."""
    c = outbox.c
    statement = update(outbox).where(c.key == key, c.sent_at.is_(None), c.cancelled_at.is_(None))
    return connection.execute(statement.values(cancelled_at=now)).rowcount == 1


def stop_sending(connection: Connection, key: str, now: datetime) -> None:
    """Never send it again, whether it has left or not."""
    connection.execute(update(outbox).where(outbox.c.key == key, _PENDING).values(cancelled_at=now))


def acknowledge(connection: Connection, key: str, now: datetime) -> str | None:
    """The other side has it; returns the case it belongs to when this is news."""
    c = outbox.c
    row = connection.execute(select(c.id, c.case, c.acked_at).where(c.key == key)).first()
    if row is None:
        return None
    acked = row.acked_at or now
    connection.execute(update(outbox).where(c.id == row.id).values(acked_at=acked, acks=c.acks + 1))
    return None if row.acked_at is not None else row.case or ""


def acknowledge_cancel(connection: Connection, task: str, now: datetime) -> tuple[bool, str | None]:
    """A task's acknowledgement came after its cancellation was sent: they bear the same name. Returns whether that is
    so, and the case when the cancellation is now surely taken.

    The server answers each message it takes, so the task may still be answered as often as it was sent and not
    answered; only one answer more can be the cancellation's.
    """
    c = outbox.c
    cancel = connection.execute(
        select(c.id, c.case, c.acks, c.acked_at).where(c.key == f"cancel:{task}", c.sent_at.is_not(None))
    ).first()
    if cancel is None:
        return False, None
    sent = connection.execute(select(c.attempts, c.acks).where(c.key == f"task:{task}")).first()
    owed = max(0, sent.attempts - sent.acks) if sent is not None else 0
    news = cancel.acked_at is None and cancel.acks + 1 > owed
    values = {"acks": c.acks + 1} | ({"acked_at": now} if news else {})
    connection.execute(update(outbox).where(c.id == cancel.id).values(values))
    return True, (cancel.case or "") if news else None


def answered_once(connection: Connection, id_: int, now: datetime, opened: datetime) -> bool:
    """Whether a message is a cancellation that was surely taken by a server that answers only the first copy of each
    message; it is acknowledged then.

    Such a server owes nothing for the task's other copies, so its one answer after the task's was the cancellation's.
    One that answers every copy is told apart by patience: it would have answered the later ones, of which the last
    went by this connection, `opened` before it.
    """
    c, task = outbox.c, outbox.alias()
    query = (
        select(c.id)
        .join(task, task.c.key == "task:" + func.substr(c.key, len("cancel:") + 1))
        .where(c.id == id_, c.key.startswith("cancel:"), c.acked_at.is_(None), c.acks > 0, task.c.acks > 0)
        .where(c.attempts >= c.acks + UNANSWERED_COPIES)
        .where(c.sent_at > opened, c.sent_at <= now - timedelta(seconds=RESEND_AFTER_S))
    )
    if connection.execute(query).first() is None:
        return False
    connection.execute(update(outbox).where(c.id == id_).values(acked_at=now))
    return True


def case_of(connection: Connection, id_: int) -> str | None:
    """The case a message belongs to."""
    found: str | None = connection.execute(select(outbox.c.case).where(outbox.c.id == id_)).scalar_one_or_none()
    return found


def undelivered(
    connection: Connection, now: datetime, *,
    case: str | None = None, kind: str | None = None, feed: str | None = None, limit: int = 200,
) -> list[Undelivered]:  # fmt: skip
    """What nobody has acknowledged though its time has come, oldest first: a case's, or a feed's of `kind`."""
    c = outbox.c
    query = select(c.key, c.type, c.kind, c.feed, c.case, c.leaves_at, c.attempts, c.sent_at)
    query = query.where(_PENDING, c.leaves_at <= now)
    if case is not None:
        query = query.where(c.case == case)
    if kind is not None:
        query = query.where(c.kind == kind, or_(c.feed.is_(None), c.feed == feed))
    return [Undelivered(*row) for row in connection.execute(query.order_by(c.leaves_at, c.id).limit(limit))]


def cases_undelivered(connection: Connection, now: datetime) -> set[str]:
    """The cases with something not delivered though its time has come."""
    query = select(outbox.c.case).where(_PENDING, outbox.c.leaves_at <= now, outbox.c.case.is_not(None))
    return set(connection.execute(query).scalars())


def waiting(connection: Connection) -> dict[tuple[str, str | None], int]:
    """How many messages wait to be acknowledged, by the kind of feed and the feed that carries them."""
    c = outbox.c
    query = select(c.kind, c.feed, func.count()).where(_PENDING).group_by(c.kind, c.feed)
    return {(kind, feed): count for kind, feed, count in connection.execute(query)}

"""Flagged events in the store. The rules own their condition, people own their review."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, and_, func, insert, or_, select, update

from command_center.model.events import Condition, FlaggedEvent, Reason, Review
from command_center.store.schema import events

_reason: msgspec.json.Decoder[Reason] = msgspec.json.Decoder(Reason)

RULE_COLUMNS = (
    "condition",
    "withdrawn",
    "priority",
    "lon",
    "lat",
    "first_seen",
    "raised",
    "last_seen",
    "over_at",
    "count",
    "reason",
)
"""What the rules may change after an event was raised; the rest belongs to people."""


def identity(event: FlaggedEvent) -> str:
    """What at most one active event may have."""
    return "|".join((event.kind, event.subject, event.place or "", event.thing))


def _columns(event: FlaggedEvent) -> dict[str, Any]:
    return msgspec.structs.asdict(event) | {
        "reason": msgspec.json.encode(event.reason).decode(),
        "identity": identity(event),
    }


def from_row(row: Row[Any]) -> FlaggedEvent:
    """A stored event as the model's."""
    values = {str(name): value for name, value in row._mapping.items()}
    values.pop("identity")
    values.pop("merged_into")
    values["reason"] = _reason.decode(values["reason"])
    return msgspec.convert(values, FlaggedEvent, from_attributes=False)


def raise_event(connection: Connection, event: FlaggedEvent) -> str:
    """Store a new event; returns the id it has. One that is active with the same identity is updated instead."""
    active = select(events.c.id).where(events.c.identity == identity(event), events.c.condition == Condition.ACTIVE)
    known = connection.execute(active).scalar_one_or_none() if event.condition is Condition.ACTIVE else None
    if known is not None:
        update_condition(connection, msgspec.structs.replace(event, id=known))
        return str(known)
    if connection.execute(select(events.c.id).where(events.c.id == event.id)).first():
        update_condition(connection, event)  # the same episode told again: ids are made from what it is
    else:
        connection.execute(insert(events).values(_columns(event)))
    return event.id


def update_condition(connection: Connection, event: FlaggedEvent) -> None:
    """Store what the rules say of an event they raised."""
    columns = _columns(event)
    values = {name: columns[name] for name in RULE_COLUMNS}
    connection.execute(update(events).where(events.c.id == event.id).values(values))


def by_ids(connection: Connection, ids: Sequence[str]) -> list[FlaggedEvent]:
    """The events of these ids that exist, in the order asked."""
    found = {row.id: from_row(row) for row in connection.execute(select(events).where(events.c.id.in_(ids)))}
    return [found[id_] for id_ in ids if id_ in found]


def for_rules(connection: Connection, over_since: datetime) -> list[FlaggedEvent]:
    """What the rules are rebuilt from: every event whose condition holds, and those over since a moment."""
    wanted = or_(events.c.condition == Condition.ACTIVE, events.c.over_at >= over_since)
    return [from_row(row) for row in connection.execute(select(events).where(wanted))]


def to_review(
    connection: Connection, now: datetime, among: Sequence[str] | None = None
) -> list[tuple[FlaggedEvent, str | None]]:
    """Events nobody has decided on and that have reached the queue (shelved ones too), with the row they are
    merged into. A withdrawn one stays only when somebody had seen it; over but unacknowledged ones stay. `among`: only
    of these ids.
    """
    undecided = events.c.review.in_((Review.OPEN, Review.ACKNOWLEDGED))
    reached = and_(events.c.queue_from <= now, or_(events.c.condition == Condition.ACTIVE, ~_over_before_queue()))
    query: Select[Any] = select(events).where(undecided, reached, ~events.c.withdrawn, ~_over_and_known())
    if among is not None:
        query = query.where(events.c.id.in_(among))
    return [
        (from_row(row), row.merged_into) for row in connection.execute(query.order_by(events.c.raised, events.c.id))
    ]


def _over_before_queue() -> Any:
    """It ended before it would have reached the queue: the reminder worked."""
    return and_(events.c.condition == Condition.OVER, events.c.over_at < events.c.queue_from)


def _over_and_known() -> Any:
    """It is over and was acknowledged: nothing is left to do."""
    return and_(events.c.condition == Condition.OVER, events.c.acknowledged)


def set_review(connection: Connection, event: FlaggedEvent, **values: Any) -> bool:
    """Store what a person decided, if nobody was first; returns False when the version has moved on."""
    statement = update(events).where(events.c.id == event.id, events.c.version == event.version)
    return connection.execute(statement.values(version=event.version + 1, **values)).rowcount == 1


def merged_with(connection: Connection, leaders: Sequence[str]) -> list[str]:
    """The ids of events merged into any of `leaders`."""
    return list(connection.execute(select(events.c.id).where(events.c.merged_into.in_(leaders))).scalars())


def since(connection: Connection, start: datetime | None) -> list[FlaggedEvent]:
    """Every event raised since `start` (None: ever), oldest first."""
    query = select(events).order_by(events.c.raised, events.c.id)
    if start is not None:
        query = query.where(events.c.raised >= start)
    return [from_row(row) for row in connection.execute(query)]


def due_to_queue(connection: Connection, after: datetime, until: datetime) -> list[str]:
    """Events that reach the queue, or come back from the shelf, between two moments."""
    query = select(events.c.id).where(
        or_(
            and_(events.c.queue_from > after, events.c.queue_from <= until, events.c.queue_from > events.c.raised),
            and_(events.c.shelved_until > after, events.c.shelved_until <= until),
        )
    )
    return list(connection.execute(query).scalars())


def count_of_subject(connection: Connection, subject: str, start: datetime) -> int:
    """How many events about one subject were raised since `start`, those withdrawn aside."""
    query = select(func.count()).where(events.c.subject == subject, events.c.raised >= start, ~events.c.withdrawn)
    return int(connection.execute(query).scalar_one())


def of_subject_between(connection: Connection, subject: str, start: datetime, end: datetime) -> list[FlaggedEvent]:
    """The events about one subject that began between two moments, oldest first."""
    c = events.c
    query = select(events).where(c.subject == subject, c.first_seen >= start, c.first_seen <= end)
    return [from_row(row) for row in connection.execute(query.order_by(c.first_seen, c.id))]


def set_queue_from(connection: Connection, id_: str, when: datetime) -> None:
    """An event reaches the queue at another time."""
    connection.execute(update(events).where(events.c.id == id_).values(queue_from=when))


def ids_of_subject(connection: Connection, subject: str) -> list[str]:
    """The ids of every event about one subject, oldest first."""
    query = select(events.c.id).where(events.c.subject == subject).order_by(events.c.raised)
    return list(connection.execute(query).scalars())


def settle(connection: Connection, ids: Sequence[str], at: datetime) -> None:
    """What a person settled is over: a report says nothing more by itself once its case is closed."""
    still = (events.c.id.in_(ids)) & (events.c.condition == Condition.ACTIVE)
    connection.execute(update(events).where(still).values(condition=Condition.OVER, over_at=at))

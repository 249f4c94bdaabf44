"""The record of everything done, by people and by the system. Only ever added to, each entry bound to the one before.

The link of the last entry is read in the transaction that writes the next, and a writer's transaction begins
IMMEDIATE: however many processes write, there is one chain.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, insert, or_, select, tuple_, update

from command_center.model.canonical import GENESIS, entry_digest, linked
from command_center.store.schema import record_chain, records

SYSTEM = "system"
_AT_ONCE = 500


class Record(msgspec.Struct, frozen=True):
    """One entry. `subject_kind`: event | case | dog | feed | person | city."""

    at: datetime
    person: str
    what: str
    subject_kind: str
    subject: str
    detail: dict[str, str]


def add(connection: Connection, *entries: Record) -> None:
    """Write entries, each with its link."""
    if not entries:
        return
    count, link = head(connection)
    rows = []
    for entry in entries:
        link = linked(link, digest(entry))
        rows.append(_row(entry) | {"link": link})
    connection.execute(insert(records), rows)
    connection.execute(update(record_chain).values(count=count + len(rows), link=link))


def head(connection: Connection) -> tuple[int, bytes]:
    """How many entries there are, and the link of the last."""
    count, link = connection.execute(select(record_chain.c.count, record_chain.c.link)).one()
    return int(count), bytes(link)


def digest(entry: Record) -> bytes:
    """SHA-256 of one entry."""
    return entry_digest(entry.at, entry.person, entry.what, entry.subject_kind, entry.subject, entry.detail)


def _row(entry: Record) -> dict[str, object]:
    return msgspec.structs.asdict(entry) | {"detail": msgspec.json.encode(entry.detail).decode()}


def about(connection: Connection, subjects: Sequence[tuple[str, str]]) -> list[Record]:
    """Everything about any of `subjects` (kind, id), oldest first."""
    if not subjects:
        return []
    wanted = or_(*(tuple_(records.c.subject_kind, records.c.subject) == subject for subject in subjects))
    return [
        _record(row) for row in connection.execute(select(records).where(wanted).order_by(records.c.at, records.c.id))
    ]


def last_person(connection: Connection, what: str, kind: str, subjects: Sequence[str]) -> dict[str, str]:
    """Who did `what` last to each of `subjects` of one kind."""
    found: dict[str, str] = {}
    for start in range(0, len(subjects), _AT_ONCE):
        c, some = records.c, subjects[start : start + _AT_ONCE]
        query = select(c.subject, c.person).where(c.subject_kind == kind, c.subject.in_(some), c.what == what)
        found |= {row.subject: row.person for row in connection.execute(query.order_by(c.id))}
    return found


def since(connection: Connection, start: datetime | None) -> Sequence[Record]:
    """Everything since `start` (None: ever), oldest first."""
    query = select(records).order_by(records.c.id)
    if start is not None:
        query = query.where(records.c.at >= start)
    return [_record(row) for row in connection.execute(query)]


def _record(row: Row[Any]) -> Record:
    return Record(
        at=row.at,
        person=row.person,
        what=row.what,
        subject_kind=row.subject_kind,
        subject=row.subject,
        detail=msgspec.json.decode(row.detail, type=dict[str, str]),
    )


class Fault(msgspec.Struct, frozen=True):
    """Where the chain does not hold. `id` of the entry in `records`, None for the end of the record."""

    id: int | None
    said: str


def faults(connection: Connection) -> Iterator[Fault]:
    """Every place where the record is not what was written: an entry altered, removed, moved or put in."""
    previous, count = GENESIS, 0
    stream = connection.execution_options(yield_per=1000).execute(select(records).order_by(records.c.id))
    for row in stream:
        count += 1
        try:
            due = linked(previous, digest(_record(row)))
        except (msgspec.DecodeError, ValueError, TypeError) as error:
            due = b""
            yield Fault(row.id, f"entry {row.id} cannot be read: {error}")
        stands = bytes(row.link or b"")
        if due and stands != due:
            said = f"entry {row.id} ({row.what} by {row.person}) is not what was written, or does not follow the one"
            yield Fault(row.id, f"{said} before it: altered, moved, put in, or entries before it are gone")
        previous = stands
    written, link = head(connection)
    if count < written:
        yield Fault(None, f"{written - count} entries are missing: {written} were written, {count} are there")
    elif count > written:
        yield Fault(None, f"{count - written} entries were put in: {written} were written, {count} are there")
    elif previous != link:
        yield Fault(None, "the record does not end with the entry that was written last")


def linked_about(connection: Connection, subjects: Sequence[tuple[str, str]]) -> list[tuple[int, Record, bytes]]:
    """Everything about any of `subjects`, in the order of writing: its number in the store, itself, its link."""
    wanted = or_(*(tuple_(records.c.subject_kind, records.c.subject) == subject for subject in subjects))
    rows = connection.execute(select(records).where(wanted).order_by(records.c.id))
    return [(row.id, _record(row), bytes(row.link or b"")) for row in rows]

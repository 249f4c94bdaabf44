"""The record of everything done, by people and by the system. Only ever added to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, insert, or_, select, tuple_

from command_center.store.schema import records

SYSTEM = "system"


class Record(msgspec.Struct, frozen=True):
    """One entry. `subject_kind`: event | case | dog | feed | person | city."""

    at: datetime
    person: str
    what: str
    subject_kind: str
    subject: str
    detail: dict[str, str]


def add(connection: Connection, *entries: Record) -> None:
    """Write entries."""
    if entries:
        connection.execute(insert(records), [_row(entry) for entry in entries])


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

"""What belongs to a case's evidence, and what people said of it. Only ever added to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, func, insert, or_, select

from command_center.model.evidence import Answer, Item, Kind, Officer, PenaltyCase, SourceClock
from command_center.store import blobs
from command_center.store.schema import (
    cases,
    evidence_answers,
    evidence_blobs,
    evidence_items,
    feedback,
    penalty_cases,
    records,
    tasks,
)
from command_center.store.upsert import insert_new

_ITEMS, _PENALTIES = evidence_items.c, penalty_cases.c


def add(connection: Connection, case: str, item: Item) -> bool:
    """Note an item; False when the case has it already."""
    values = msgspec.structs.asdict(item)
    clock = values.pop("clock")
    row = values | {
        "case": case,
        "clock_samples": clock.samples if clock else None,
        "clock_fastest_s": clock.fastest_s if clock else None,
        "clock_median_s": clock.median_s if clock else None,
        "digest": item.digest(),
        "key": item.key(),
    }
    return insert_new(connection, evidence_items, [row]) == 1


def of(connection: Connection, case: str) -> list[Item]:
    """A case's evidence, in the order it was kept."""
    rows = connection.execute(select(evidence_items).where(_ITEMS.case == case).order_by(_ITEMS.id))
    return [_item(row) for row in rows]


def keys(connection: Connection, case: str) -> set[tuple[str, str, str, str]]:
    """(kind, owner kind, owner, key) of what a case has."""
    query = select(_ITEMS.kind, _ITEMS.owner_kind, _ITEMS.owner, _ITEMS.key).where(_ITEMS.case == case)
    return {tuple(row) for row in connection.execute(query)}


def clocked(connection: Connection, case: str) -> set[str]:
    """The events of a case whose source's clock is noted."""
    query = select(_ITEMS.owner).where(_ITEMS.case == case, _ITEMS.clock_samples.is_not(None))
    return set(connection.execute(query).scalars())


def _item(row: Row[Any]) -> Item:
    clock = None
    if row.clock_samples is not None:
        clock = SourceClock(row.clock_samples, row.clock_fastest_s, row.clock_median_s)
    names = set(Item.__struct_fields__) - {"kind", "clock"}
    return Item(kind=Kind(row.kind), clock=clock, **{name: row._mapping[name] for name in names})


def answer(connection: Connection, case: str, said: Answer) -> None:
    """Note what a person said."""
    connection.execute(insert(evidence_answers).values(msgspec.structs.asdict(said) | {"case": case}))


def answers(connection: Connection, case: str) -> dict[str, Answer]:
    """The newest answer to each point."""
    query = select(evidence_answers).where(evidence_answers.c.case == case).order_by(evidence_answers.c.id)
    return {row.item: Answer(row.item, row.holds, row.note, row.person, row.at) for row in connection.execute(query)}


def next_penalty_number(connection: Connection, prefix: str) -> str:
    """The next penalty case's number of a day: `prefix` and four digits, counting up."""
    newest = connection.execute(select(func.max(_PENALTIES.id)).where(_PENALTIES.id.like(f"{prefix}%"))).scalar_one()
    return f"{prefix}{int(newest[len(prefix) :]) + 1 if newest else 1:04d}"


def open_penalty(connection: Connection, opened: PenaltyCase) -> bool:
    """Note a penalty case; False when this case has one against the same offender."""
    row = msgspec.structs.asdict(opened) | {
        "officers": msgspec.json.encode(opened.officers).decode(),
        "checks": msgspec.json.encode(opened.checks).decode(),
    }
    return insert_new(connection, penalty_cases, [row]) == 1


def penalties(connection: Connection, case: str) -> Sequence[PenaltyCase]:
    """The penalty cases opened from a case, oldest first."""
    query = select(penalty_cases).where(_PENALTIES.case == case).order_by(_PENALTIES.id)
    return [
        PenaltyCase(
            id=row.id,
            case=row.case,
            opened=row.opened,
            opened_by=row.opened_by,
            officers=msgspec.json.decode(row.officers, type=tuple[Officer, ...]),
            offender=row.offender,
            ground=row.ground,
            checks=msgspec.json.decode(row.checks, type=tuple[str, ...]),
            version=row.version,
        )
        for row in connection.execute(query)
    ]


def to_look_at(connection: Connection, closed_since: datetime) -> list[str]:
    """Cases that are not closed, or were closed since."""
    query = select(cases.c.id).where(or_(cases.c.closed.is_(None), cases.c.closed >= closed_since))
    return list(connection.execute(query.order_by(cases.c.opened)).scalars())


def feedback_of(connection: Connection, case: str) -> list[str]:
    """The ids of what squads reported on a case, oldest first."""
    query = select(feedback.c.id).join(tasks, tasks.c.id == feedback.c.task).where(tasks.c.case == case)
    return [str(id_) for id_ in connection.execute(query.order_by(feedback.c.id)).scalars()]


def faults(connection: Connection, folder: Path) -> Iterator[str]:
    """Items that are not what was secured, and large bytes that are gone or of another size, each in words."""
    secured: set[str] = set()
    for detail in connection.execute(select(records.c.detail).where(records.c.what == "secured")).scalars():
        secured.update(msgspec.json.decode(detail, type=dict[str, str]).get("items", "").split(","))
    for row in connection.execution_options(yield_per=1000).execute(select(evidence_items).order_by(_ITEMS.id)):
        if _item(row).digest() not in secured:
            yield f"item {row.id} of case {row.case} ({row.kind}) is not what was secured"
    c = evidence_blobs.c
    for sha256, size in connection.execute(select(c.sha256, c.size).where(c.packing == "file")):
        file = blobs.path_of(folder, sha256)
        if not file.is_file():
            yield f"{file} is gone"
        elif file.stat().st_size != size:
            yield f"{file} has another size than what was kept"

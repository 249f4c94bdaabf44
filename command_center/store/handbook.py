"""Check lists of cases, and how earlier cases of the same vehicle, dog or address ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, insert, select

from command_center.model import plates
from command_center.model.events import DetectionReason, FlaggedEvent, HoursReason, ReportReason, ZoneReason
from command_center.model.handbook import Before, Mark
from command_center.model.observations import Outcome
from command_center.store.schema import case_events, cases, events, handbook_marks, penalty_cases, reports

MOST_BEFORE = 50


def mark(connection: Connection, case: str, mark_: Mark) -> None:
    """Keep a mark."""
    values = {name: getattr(mark_, name) for name in Mark.__struct_fields__}
    connection.execute(insert(handbook_marks).values(case_id=case, **values))


def marks(connection: Connection, case: str) -> dict[str, Mark]:
    """What was said last of each point that somebody marked, by its id."""
    c = handbook_marks.c
    rows = connection.execute(select(handbook_marks).where(c.case_id == case).order_by(c.id))
    return {row.point: Mark(*(getattr(row, name) for name in Mark.__struct_fields__)) for row in rows}


def before(connection: Connection, behind: Sequence[FlaggedEvent], case: str, since: datetime) -> list[Before]:
    """Cases over since then, of the vehicle (plate), dog (tag) or address (of a report) of any of these events, newest
    first, `case` itself aside. One that led to a penalty case ended in a penalty, whatever the squad reported."""
    found: dict[str, Before] = {}
    for what, same in {key: same for event in behind for key, same in _same(event)}.items():
        query = (
            select(cases.c.id, cases.c.closed, cases.c.outcome, penalty_cases.c.id.label("penalty"))
            .join(case_events, case_events.c.case == cases.c.id)
            .join(events, events.c.id == case_events.c.event)
            .outerjoin(penalty_cases, penalty_cases.c.case == cases.c.id)
            .where(same, cases.c.id != case, cases.c.closed >= since)
            .order_by(cases.c.closed.desc())
            .limit(MOST_BEFORE)
        )
        for row in connection.execute(query):
            outcome = Outcome.PENALTY if row.penalty is not None else Outcome(row.outcome or Outcome.NONE)
            found.setdefault(row.id, Before(row.id, what[0], row.closed, outcome))
    return sorted(found.values(), key=lambda one: (one.closed, one.case), reverse=True)[:MOST_BEFORE]


def _same(event: FlaggedEvent) -> list[tuple[tuple[str, str], ColumnElement[bool]]]:
    c = events.c
    match event.reason:
        case DetectionReason(plate=str(plate)) if plates.read(plate).known:
            key = plates.read(plate).key
            return [(("plate", key), c.thing == key)]
        case ZoneReason() | HoursReason():
            return [(("dog", event.subject), c.subject == event.subject)]
        case ReportReason(address=address) if address.strip():
            numbers = select(reports.c.report).where(reports.c.address == address)
            return [(("place", address), and_(c.kind == event.kind, c.subject.in_(numbers)))]
        case _:
            return []

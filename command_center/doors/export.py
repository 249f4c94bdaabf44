"""What the store holds, as files others can read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import IO, Any

import xlsxwriter

from command_center.doors.export_shift import handed_over, plain
from command_center.doors.export_sightings import excused, joins, judged
from command_center.figures.load import Load
from command_center.model.cases import Case
from command_center.model.dogs import TagFault
from command_center.model.events import FlaggedEvent, HoursReason, ZoneReason
from command_center.queries.files import Format, Row, encoding, flat, quarantined, rfc3339
from command_center.queries.files import write as write_rows
from command_center.queries.load import read_hours
from command_center.store import candidates, cases, events, intake, records, shift, tag_work, tracks
from command_center.store.database import Store

__all__ = ["Format", "What", "rows", "write"]


LOAD_OF = timedelta(days=7)
"""The alarm load that is exported when nobody says since when."""


class What(StrEnum):
    """What can be exported."""

    EVENTS = "events"
    CASES = "cases"
    QUARANTINE = "quarantine"
    TRACKS = "tracks"
    AUDIT = "audit"
    TAGS = "tags"
    EXCUSED = "excused"
    JOINS = "joins"
    LOAD = "load"
    HANDOVER = "handover"
    DUTY_LOG = "duty-log"
    INSTRUCTIONS = "instructions"


def rows(store: Store, what: What, since: datetime | None, now: datetime) -> Iterable[Row]:
    """What was asked for, oldest first; `since` goes by raised, opened, received, the fix's time, or the entry's."""
    readers: dict[What, Callable[[], Iterable[Row]]] = {
        What.EVENTS: lambda: _events(store, since, now),
        What.CASES: lambda: [_case(case) for case in store.read_now(lambda c: cases.since(c, since))],
        What.QUARANTINE: lambda: map(quarantined, store.read_now(lambda c: intake.all_quarantined(c, since))),
        What.TRACKS: lambda: _tracks(store, since),
        What.TAGS: lambda: map(_fault, store.read_now(lambda c: tag_work.everything(c, since))),
        What.EXCUSED: lambda: excused(store, since),
        What.JOINS: lambda: joins(store, since),
        What.LOAD: lambda: map(_hour, store.read_now(lambda c: read_hours(c, since or now - LOAD_OF, now))),
        What.HANDOVER: lambda: map(handed_over, store.read_now(lambda c: shift.all_handovers(c, since))),
        What.DUTY_LOG: lambda: map(plain, store.read_now(lambda c: shift.log_since(c, since))),
        What.INSTRUCTIONS: lambda: map(plain, store.read_now(lambda c: shift.instructions_since(c, since))),
        What.AUDIT: lambda: map(_record, store.read_now(lambda c: records.since(c, since))),
    }
    return readers[what]()


def _events(store: Store, since: datetime | None, now: datetime) -> list[Row]:
    leaders = store.read_now(candidates.leader_of)
    found = store.read_now(lambda c: events.since(c, since))
    return [{**_event(event, now), "candidate": leaders.get(event.id, event.id)} for event in found]


def _event(event: FlaggedEvent, now: datetime) -> Row:
    sure = event.reason.sure if isinstance(event.reason, ZoneReason | HoursReason) else None
    return {
        "id": event.id,
        "kind": event.kind,
        "priority": event.priority,
        "state": event.state(now),
        "acknowledged": event.acknowledged,
        "withdrawn": event.withdrawn,
        "subject": event.subject,
        "place": event.place,
        "grid": event.grid,
        "lon": event.lon,
        "lat": event.lat,
        "first_seen": rfc3339(event.first_seen),
        "raised": rfc3339(event.raised),
        "last_seen": rfc3339(event.last_seen),
        "count": event.count,
        "source": event.source,
        "condition": event.condition,
        "review": event.review,
        "over_at": rfc3339(event.over_at),
        "shelved_until": rfc3339(event.shelved_until),
        "dismiss_reason": event.dismiss_reason,
        "case": event.case,
        "rule_version": event.rule_version,
        "place_version": event.place_version,
        "judged": judged(event),
        "together": list(event.reason.together) if isinstance(event.reason, ZoneReason | HoursReason) else [],
        "probability": None if sure is None else sure.probability,
        "fixes": None if sure is None else sure.fixes,
        "depth_m": None if sure is None else sure.depth_m,
        "margin_m": None if sure is None else round(sure.margin_m, 1),
    }


def _case(case: Case) -> Row:
    return {
        "id": case.id,
        "step": case.step,
        "category": case.category,
        "priority": case.priority,
        "opened": rfc3339(case.opened),
        "deadline": rfc3339(case.deadline),
        "closed": rfc3339(case.closed),
        "outcome": case.outcome,
        "squad": case.squad,
        "grid": case.grid,
        "place": case.place,
        "lon": case.lon,
        "lat": case.lat,
        "address": case.address,
        "events": list(case.events),
    }


def _hour(hour: Load) -> Row:
    """One hour of the room's alarm load, or what has passed of it."""
    worst = hour.worst[0] if hour.worst else None
    return {
        "from": rfc3339(hour.start),
        "until": rfc3339(hour.end),
        "alarms": hour.count,
        "operators": hour.operators,
        "an_hour_each": round(hour.an_hour, 2),
        "most_in_10_min_each": round(hour.worst_window, 2),
        "floods": hour.floods,
        "flood_share": round(hour.flood_share, 4),
        "chattering": len(hour.chattering),
        "worst_kind": None if worst is None else worst.kind,
        "worst_source": None if worst is None else worst.source,
        "worst_share": None if worst is None else round(worst.share, 4),
        **{str(priority): round(share, 4) for priority, share in hour.by_priority.items()},
    }


def _fault(fault: TagFault) -> Row:
    return {
        "id": fault.id,
        "tag": fault.tag,
        "kind": fault.kind,
        "state": fault.state,
        "found": rfc3339(fault.found),
        "last": rfc3339(fault.last),
        "gone": rfc3339(fault.gone),
        "figure": fault.figure,
        "note": fault.note,
        "changed_at": rfc3339(fault.changed_at),
        "changed_by": fault.changed_by,
    }


def _record(record: records.Record) -> Row:
    return {
        "at": rfc3339(record.at),
        "person": record.person,
        "what": record.what,
        "subject_kind": record.subject_kind,
        "subject": record.subject,
        "detail": record.detail,
    }


def _tracks(store: Store, since: datetime | None) -> Iterator[Row]:
    for kind, feed, columns in tracks.everything(store.read_now, since):
        for i in range(len(columns.row)):
            accuracy = float(columns.accuracy[i])
            yield {
                "kind": kind,
                "feed": feed,
                "name": columns.names[columns.row[i]],
                "time": rfc3339(datetime.fromtimestamp(int(columns.time_ms[i]) / 1000, UTC)),
                "lon": round(float(columns.lon[i]), 7),
                "lat": round(float(columns.lat[i]), 7),
                "accuracy": None if accuracy != accuracy else accuracy,
            }


def write(found: Iterable[Row], form: Format, out: IO[str] | Path) -> int:
    """Write rows; returns how many. xlsx needs a file."""
    if form is Format.XLSX:
        assert isinstance(out, Path)
        return _xlsx(found, out)
    if isinstance(out, Path):
        with out.open("w", encoding=encoding(form), newline="") as file:
            return write_rows(found, form, file)
    return write_rows(found, form, out)


def _xlsx(found: Iterable[Row], out: Path) -> int:
    count = 0
    with xlsxwriter.Workbook(str(out), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in found:
            if count == 0:
                _line(sheet, 0, list(row.keys()))
            count += 1
            _line(sheet, count, [flat(value) for value in row.values()])
    return count


def _line(sheet: Any, number: int, values: Sequence[Any]) -> None:
    for column, value in enumerate(values):
        if isinstance(value, bool) or value is None:
            sheet.write(number, column, value)
        elif isinstance(value, int | float):
            sheet.write_number(number, column, value)
        else:
            sheet.write_string(number, column, str(value)[:32_767])

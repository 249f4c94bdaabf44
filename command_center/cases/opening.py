"""Events become a case; a case gets a squad."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from command_center.bureau import Bureau, Limited
from command_center.cases import messages, parts, steps
from command_center.model.cases import Case, Step, Task, TaskState
from command_center.model.events import FlaggedEvent, ReportReason, Review
from command_center.notices import CaseChanged, EventChanged
from command_center.store import asked, cases, events
from command_center.store.unit import Unit

UNDO_S = 5.0
"""How long a dispatch waits for Ctrl+Z before it leaves."""


class Changed(Exception):
    """Somebody else was first: what was read is no longer so."""


def number_prefix(now: datetime, zone: str) -> str:
    """Case numbers are QZ, the local day, and a count: QZ-20261123-0001."""
    return f"QZ-{now.astimezone(ZoneInfo(zone)):%Y%m%d}-"


def open_case(
    unit: Unit, behind: Sequence[FlaggedEvent], bureau: Bureau, zone: str, address: str, step: Step = Step.OPENED
) -> Case:
    """Open a case on these events (worst first) and confirm them; `step` collected: it is to be verified first.
    Raises Changed."""
    lead = behind[0]
    case = Case(
        id=cases.next_number(unit.connection, number_prefix(unit.now, zone)),
        step=step,
        category=lead.kind,
        priority=lead.priority,
        title_subject=lead.subject,
        place=lead.place,
        grid=lead.grid,
        lon=lead.lon,
        lat=lead.lat,
        address=address,
        opened=unit.now,
        deadline=bureau.deadlines.end(Limited.DISPATCH, unit.now, lead.kind),
        events=tuple(event.id for event in behind),
    )
    cases.add(unit.connection, case)
    for event in behind:
        decided = events.set_review(
            unit.connection, event, review=Review.CONFIRMED, acknowledged=True, shelved_until=None, case=case.id
        )
        if not decided:
            raise Changed(event.id)
        unit.tell(EventChanged(event.id))
    unit.record("open-case", "case", case.id, events=",".join(case.events))
    unit.tell(CaseChanged(case.id))
    return case


def move(unit: Unit, case: Case, by: steps.Move, **changes: object) -> Case:
    """Take a case to its next step. Raises NotAllowed, Changed."""
    moved = msgspec.structs.replace(case, step=steps.after(case.step, by), **changes)
    if not cases.save(unit.connection, moved):
        raise Changed(case.id)
    if moved.step is not case.step:
        asked.drop_field_tasks(unit.connection, case.id)
    unit.tell(CaseChanged(case.id))
    return msgspec.structs.replace(moved, version=case.version + 1)


def dispatch(
    unit: Unit, case: Case, squad: str, bureau: Bureau, instructions: str, *, by: steps.Move = steps.Move.DISPATCH
) -> tuple[Case, Task]:
    """Send `squad` on `case`: the task waits in the outbox for the undo time. Raises NotAllowed, Changed."""
    deadline = bureau.deadlines.end(Limited.HANDLE, unit.now, case.category)
    case = move(unit, case, by, squad=squad, deadline=deadline)
    return case, _send(unit, case, squad, bureau, instructions)


def send_part(unit: Unit, case: Case, squad: str, part: str, bureau: Bureau, instructions: str) -> tuple[Case, Task]:
    """Send another squad on a part of the case. Raises NotAllowed, Changed."""
    case = move(unit, case, steps.Move.ADD_PART)
    return case, _send(unit, case, squad, bureau, instructions, part)


def _send(unit: Unit, case: Case, squad: str, bureau: Bureau, instructions: str, part: str = "") -> Task:
    before = cases.tasks_of(unit.connection, [case.id]).get(case.id, [])
    task = Task(
        id=f"{case.id}-T{len(before) + 1}",
        case=case.id,
        squad=squad,
        state=TaskState.WAITING,
        created=unit.now,
        deadline=case.deadline,
        leaves_at=unit.now + timedelta(seconds=UNDO_S),
        part=part,
    )
    cases.add_task(unit.connection, task)
    title = bureau.messages.title(case.category)
    words = " ".join(filter(None, (part, instructions or bureau.messages.task_instructions)))
    messages.send_task(unit, case, task, title, words)
    unit.record("add-part" if part else "dispatch-case", "case", case.id, squad=squad, task=task.id, part=part)
    return task


def open_task(unit: Unit, case: Case) -> Task | None:
    """The lead's task that is still under way, None when there is none."""
    under_way = [
        task
        for task in cases.tasks_of(unit.connection, [case.id]).get(case.id, [])
        if not task.part and task.state not in parts.OVER
    ]
    return under_way[-1] if under_way else None


def reports_behind(unit: Unit, case: Case) -> list[FlaggedEvent]:
    """The events of the platform's reports that a case answers; each one's subject is the report's number."""
    behind = events.by_ids(unit.connection, case.events)
    return [event for event in behind if isinstance(event.reason, ReportReason)]

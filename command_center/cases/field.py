"""Collectors in the field: verifying (核实) before a case is opened, checking (核查) after it was handled."""

from __future__ import annotations

from command_center.bureau import Bureau, Limited
from command_center.cases import messages, opening, steps
from command_center.model.asked import CHECK, VERIFY, WAITING, FieldTask
from command_center.model.cases import Case, Step
from command_center.model.observations import VerifyResult
from command_center.notices import CaseChanged
from command_center.store import asked, cases
from command_center.store.unit import Unit

VERDICTS = {VERIFY: ("true", "false"), CHECK: ("passed", "rework")}


def waits(unit: Unit, case: Case) -> FieldTask | None:
    """The case's task that no collector has answered, None when there is none."""
    return next((t for t in asked.field_tasks_of(unit.connection, case.id) if t.state == WAITING), None)


def send(unit: Unit, case: Case, purpose: str, bureau: Bureau) -> FieldTask:
    """Ask a collector, through the outbox. The table must allow it: `opening.move` first."""
    count = len(asked.field_tasks_of(unit.connection, case.id))
    limit = bureau.deadlines.end(Limited.CHECK, unit.now, case.category)
    task = FieldTask(f"{case.id}-V{count + 1}", case.id, purpose, unit.person, unit.now, limit)
    asked.add_field_task(unit.connection, task)
    messages.send_verify(unit, case, task)
    unit.record(f"ask-{purpose}", "case", case.id, task=task.id)
    return task


def take_verdict(unit: Unit, told: VerifyResult, bureau: Bureau) -> None:
    """A collector answers. Whatever comes is on record; it counts once, and not from who handled the case.

    What is found true opens the case; of all else a person decides.
    """
    task = asked.field_task(unit.connection, told.task)
    case = cases.get(unit.connection, task.case) if task else None
    if task is None or case is None:
        unit.record("verdict-unknown-task", "feed", told.by, task=told.task, result=told.result, text=told.text)
        return
    why_not = _not_counted(unit, task, case, told)
    unit.record(f"{task.purpose}:{told.result}", "case", case.id, at=told.time, by=told.by, text=told.text,
                task=task.id, applied="" if not why_not else "no", because=why_not)  # fmt: skip
    unit.tell(CaseChanged(case.id))
    if why_not:
        return
    asked.answer_field_task(unit.connection, task.id, told.result, told.by, told.text, told.time)
    if task.purpose == VERIFY and told.result == "true" and case.step is Step.COLLECTED:
        deadline = bureau.deadlines.end(Limited.DISPATCH, unit.now, case.category)
        opening.move(unit, case, steps.Move.VERIFIED, deadline=deadline)


def _not_counted(unit: Unit, task: FieldTask, case: Case, told: VerifyResult) -> str:
    if task.state != WAITING:
        return "not asked, or answered before"
    if told.result not in VERDICTS[task.purpose]:
        return f"no answer to {task.purpose}"
    if any(errand.squad == told.by for errand in cases.tasks_of(unit.connection, [case.id]).get(case.id, [])):
        return "handled the case"
    return ""

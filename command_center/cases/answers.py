"""What comes back: a squad's feedback, acknowledgements, replies to notices."""

from __future__ import annotations

from command_center.bureau import Bureau, Limited
from command_center.cases import opening, parts, steps
from command_center.model.cases import Case, Step, Task, TaskState
from command_center.model.observations import (
    FeedbackState,
    InstructionRead,
    NoticeReply,
    ReportUpdate,
    SquadFeedback,
)
from command_center.notices import CaseChanged, EventChanged
from command_center.store import cases, outbox, outward
from command_center.store.unit import Unit

_MOVES = {
    FeedbackState.ACCEPTED: steps.Move.START,
    FeedbackState.EN_ROUTE: steps.Move.START,
    FeedbackState.ON_SCENE: steps.Move.START,
    FeedbackState.DECLINED: steps.Move.DECLINE,
    FeedbackState.DONE: steps.Move.REPORT_BACK,
}
GIVEN_BACK = ("returned", "refused", "declined")
"""What a studio or county answers that does not take a case on."""
_ORDER = [
    TaskState.WAITING,
    TaskState.SENT,
    TaskState.DELIVERED,
    TaskState.ACCEPTED,
    TaskState.EN_ROUTE,
    TaskState.ON_SCENE,
    TaskState.DONE,
]


def take_feedback(unit: Unit, told: SquadFeedback, bureau: Bureau) -> str | None:
    """A squad reports: the task and its case move on. Returns the feedback's id, None when it is had already.

    For a task that is unknown, of another squad, or over, the feedback is kept and recorded and moves nothing.
    Feedback may come late: an earlier state never takes a task back.
    """
    task = cases.task(unit.connection, told.task)
    case = cases.get(unit.connection, task.case) if task else None
    applies = task is not None and case is not None and _applies(task, case, told)
    kept = cases.add_feedback(unit.connection, told, unit.now, applied=applies)
    if kept is None:
        return None
    if task is None or case is None:
        unit.record("feedback-unknown-task", "feed", told.squad, task=told.task, state=told.state)
        return kept
    unit.record(f"task:{told.state}", "case", case.id, at=told.time, squad=told.squad, text=told.text,
                outcome=told.outcome, feedback=kept, applied="" if applies else "no")  # fmt: skip
    unit.tell(CaseChanged(case.id))
    if applies and _further(task.state, told.state):
        _apply(unit, task, case, told, bureau)
    return kept


def _applies(task: Task, case: Case, told: SquadFeedback) -> bool:
    over = (TaskState.CANCELLED, TaskState.DECLINED, TaskState.DONE)
    if task.state in over or task.squad != told.squad:
        return False
    return not case.step.over if task.part else (case.step, _MOVES[told.state]) in steps.MOVES


def _further(now: TaskState, told: FeedbackState) -> bool:
    new = TaskState(told.value)
    return new is TaskState.DECLINED or _ORDER.index(new) > _ORDER.index(now)


def _apply(unit: Unit, task: Task, case: Case, told: SquadFeedback, bureau: Bureau) -> None:
    cases.set_task_state(unit.connection, task.id, TaskState(told.state.value))
    # A squad that answers has the task: the acknowledgement may have been lost on the way.
    outbox.acknowledge(unit.connection, f"task:{task.id}", unit.now)
    if task.part:
        return _part_told(unit, case, told, bureau)
    changes: dict[str, object] = {}
    if told.state is FeedbackState.DECLINED:
        changes = {"squad": None, "deadline": bureau.deadlines.end(Limited.DISPATCH, unit.now, case.category)}
    elif told.state is FeedbackState.DONE:
        if parts.pending(cases.tasks_of(unit.connection, [case.id])[case.id]):
            opening.move(unit, case, steps.Move.LEAD_DONE, outcome=told.outcome)
            return None
        changes = {"outcome": told.outcome, "deadline": bureau.deadlines.end(Limited.CHECK, unit.now, case.category)}
    opening.move(unit, case, _MOVES[told.state], **changes)
    return None


def _part_told(unit: Unit, case: Case, told: SquadFeedback, bureau: Bureau) -> None:
    """A part's squad has its own state; the last part done after the lead brings the case to its check."""
    if told.state is FeedbackState.DECLINED:
        unit.record("part-declined", "case", case.id, squad=told.squad, text=told.text)
    if told.state is FeedbackState.DONE:
        last_part(unit, case, bureau)


def last_part(unit: Unit, case: Case, bureau: Bureau) -> None:
    """Report back, if the lead is done and no part is pending."""
    tasks = cases.tasks_of(unit.connection, [case.id]).get(case.id, [])
    lead = parts.lead(tasks)
    if lead is not None and lead.state is TaskState.DONE and not parts.pending(tasks) and case.step is Step.HANDLING:
        opening.move(
            unit, case, steps.Move.REPORT_BACK, deadline=bureau.deadlines.end(Limited.CHECK, unit.now, case.category)
        )


def take_acknowledgement(unit: Unit, key: str) -> None:
    """The other side has what we sent. A task's cancellation is acknowledged under the task's own name."""
    called_off, case = False, None
    if key.startswith("task:"):
        called_off, case = outbox.acknowledge_cancel(unit.connection, key.removeprefix("task:"), unit.now)
    if not called_off:
        case = outbox.acknowledge(unit.connection, key, unit.now)
    if case:
        unit.tell(CaseChanged(case))
    if key.startswith("task:"):
        task = cases.task(unit.connection, key.removeprefix("task:"))
        if task is not None and task.state in (TaskState.WAITING, TaskState.SENT):
            cases.set_task_state(unit.connection, task.id, TaskState.DELIVERED)
            unit.tell(CaseChanged(task.case))
    elif key.startswith("notice:"):
        _tell_of(unit, outward.delivered(unit.connection, key.removeprefix("notice:")))


def take_reply(unit: Unit, told: NoticeReply, bureau: Bureau) -> None:
    """An owner, a studio or an operator answers a notice. A studio that settled the matter reports back."""
    row = outward.replied(unit.connection, told.notice, told.state, told.text, told.time)
    _tell_of(unit, row)
    if row is None:
        unit.record("reply-unknown-notice", "feed", told.notice, state=told.state, text=told.text)
        return
    detail = {"to": row.to_kind, "state": told.state, "text": told.text}
    if row.event:
        unit.record("reply", "event", row.event, at=told.time, **detail)
    if not row.case:
        return
    unit.record("reply", "case", row.case, at=told.time, **detail)
    case = cases.get(unit.connection, row.case)
    outside = case is not None and case.step is Step.HANDLING and case.squad is None
    if case and outside and row.to_kind in ("studio", "county") and told.state in GIVEN_BACK:
        deadline = bureau.deadlines.end(Limited.DISPATCH, unit.now, case.category)
        opening.move(unit, case, steps.Move.GIVE_BACK, deadline=deadline)
    if case and outside and row.to_kind in ("studio", "county") and told.state in ("done", "settled", "closed"):
        deadline = bureau.deadlines.end(Limited.CHECK, unit.now, case.category)
        opening.move(unit, case, steps.Move.REPORT_BACK, deadline=deadline)


def _tell_of(unit: Unit, notice: outward.Outward | None) -> None:
    if notice is not None and notice.event:
        unit.tell(EventChanged(notice.event))
    if notice is not None and notice.case:
        unit.tell(CaseChanged(notice.case))


def take_update(unit: Unit, event: str, told: ReportUpdate) -> None:
    """The platform withdraws, urges or adds to a report: its running cases say so. A person decides what follows."""
    for case in cases.of_event(unit.connection, event):
        if not case.step.over:
            unit.record(f"platform-{told.state}", "case", case.id, report=told.report, text=told.text)
            unit.tell(CaseChanged(case.id))


def take_read(unit: Unit, number: str, told: InstructionRead) -> bool:
    """A squad has read an instruction on a case, whose number is `<case>-I<n>`; False when it is on none."""
    case = cases.get(unit.connection, number.rpartition("-I")[0])
    if case is None:
        return False
    unit.record("instruction-read", "case", case.id, at=told.time, instruction=number, squad=told.squad)
    unit.tell(CaseChanged(case.id))
    return True

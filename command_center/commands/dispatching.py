"""Accepting events, sending squads, calling them back, checking what they did."""

from __future__ import annotations

from command_center.bureau import Limited
from command_center.cases import messages, opening, parts, steps
from command_center.commands.requests import (
    AcceptAndDispatch,
    CancelDispatch,
    DispatchCase,
    Done,
    NoteCall,
    PassCheck,
    ReferToMediation,
    Refused,
    SendBack,
    UndoDispatch,
)
from command_center.commands.work import Work, handles
from command_center.model.asked import CHECK
from command_center.model.cases import Case, TaskState
from command_center.model.events import FlaggedEvent, Review
from command_center.model.geo import distance_m
from command_center.model.outgoing import Addressee
from command_center.model.people import Role
from command_center.model.places import Place, PlaceKind
from command_center.notices import CaseChanged, EventChanged
from command_center.store import asked, cases, events, outbox


@handles(AcceptAndDispatch, Role.DISPATCHER)
def accept_and_dispatch(work: Work, request: AcceptAndDispatch) -> Done:
    """Open a case and send a squad, in one key."""
    behind = work.undecided(request.events)
    work.squad_exists(request.squad)
    case = _open(work, behind)
    case, task = opening.dispatch(work.unit, case, request.squad, work.room.bureau, request.instructions)
    for event in behind:
        work.unit.record("accept-and-dispatch", "event", event.id, case=case.id, squad=request.squad)
    return Done(case=case.id, task=task.id, undo=UndoDispatch(case.id), undo_until=task.leaves_at)


def _open(work: Work, behind: list[FlaggedEvent]) -> Case:
    return opening.open_case(work.unit, behind, work.room.bureau, work.room.timezone, work.address(behind[0]))


@handles(UndoDispatch, Role.DISPATCHER)
def undo_dispatch(work: Work, request: UndoDispatch) -> Done:
    """Possible until the task has left: the case is void, its events are back in the queue."""
    case = work.case(request.case)
    task = opening.open_task(work.unit, case)
    if parts.pending(cases.tasks_of(work.connection, [case.id]).get(case.id, [])):
        raise Refused("too-late", case.id)
    if task is None or not outbox.cancel_unsent(work.connection, f"task:{task.id}", work.unit.now):
        raise Refused("too-late", case.id)
    cases.set_task_state(work.connection, task.id, TaskState.CANCELLED)
    case = opening.move(work.unit, case, steps.Move.UNDO, squad=None, closed=work.unit.now)
    work.unit.record("undo-dispatch", "case", case.id)
    back_to_queue(work, case, "undo-dispatch")
    return Done(case=case.id)


def back_to_queue(work: Work, case: Case, what: str) -> None:
    """The events of a case that is void are to be decided on again. Raises Refused."""
    for event in events.by_ids(work.connection, case.events):
        values = {"review": Review.ACKNOWLEDGED, "acknowledged": True, "case": None}
        if not events.set_review(work.connection, event, **values):
            raise Refused("changed", event.id)
        work.unit.record(what, "event", event.id, case=case.id)
        work.unit.tell(EventChanged(event.id))


@handles(DispatchCase, Role.DISPATCHER)
def dispatch_case(work: Work, request: DispatchCase) -> Done:
    """Send a squad on a case that has none."""
    work.squad_exists(request.squad)
    case = work.case(request.case)
    case, task = opening.dispatch(work.unit, case, request.squad, work.room.bureau, request.instructions)
    undo = CancelDispatch(case.id, "undo")
    return Done(case=case.id, task=task.id, undo=undo, undo_until=task.leaves_at)


@handles(CancelDispatch, Role.DISPATCHER)
def cancel_dispatch(work: Work, request: CancelDispatch) -> Done:
    """Call the squad back; if its task has not left, it never will."""
    case = work.case(request.case)
    task = opening.open_task(work.unit, case)
    if task is None:
        raise Refused("wrong-step", f"{case.id} has no task under way")
    messages.cancel_task(work.unit, task, request.reason)
    cases.set_task_state(work.connection, task.id, TaskState.CANCELLED)
    deadline = work.room.bureau.deadlines.end(Limited.DISPATCH, work.unit.now, case.category)
    opening.move(work.unit, case, steps.Move.CALL_BACK, squad=None, deadline=deadline)
    work.unit.record("cancel-dispatch", "case", case.id, task=task.id, reason=request.reason)
    return Done(case=case.id, task=task.id)


@handles(ReferToMediation, Role.INTAKE, Role.DISPATCHER)
def refer_to_mediation(work: Work, request: ReferToMediation) -> Done:
    """Open a case and pass it to a community studio."""
    behind = work.undecided(request.events)
    studio = _studio(work, behind[0])
    case = _open(work, behind)
    deadline = work.room.bureau.deadlines.end(Limited.MEDIATION, work.unit.now, case.category)
    case = opening.move(work.unit, case, steps.Move.REFER, deadline=deadline)
    words = work.room.bureau.messages
    text = words.mediation.format(studio=studio.name, title=words.title(case.category), address=case.address)
    to = Addressee("studio", studio.id)
    messages.send_notice(work.unit, to, " ".join(filter(None, (text, request.text))), key=f"{case.id}-M", case=case.id)
    for event in behind:
        work.unit.record("refer-to-mediation", "event", event.id, case=case.id, studio=studio.name)
    return Done(case=case.id)


def _studio(work: Work, event: FlaggedEvent) -> Place:
    """The studio of the event's grid, the nearest of several; else the nearest of all. Raises Refused."""
    studios = [place for place in work.room.places() if place.kind is PlaceKind.STUDIO]
    if not studios:
        raise Refused("no-studio")

    def order(place: Place) -> tuple[bool, float]:
        spot = place.geometry.representative_point()
        return place.grid != event.grid, distance_m(spot.x, spot.y, event.lon, event.lat)

    return min(studios, key=order)


@handles(NoteCall, Role.INTAKE, Role.DISPATCHER, Role.CHECKER)
def note_call(work: Work, request: NoteCall) -> Done:
    """A telephone call, for the record."""
    case = work.case(request.case)
    work.unit.record("note-call", "case", case.id, text=request.text)
    work.unit.tell(CaseChanged(case.id))
    return Done(case=case.id)


@handles(PassCheck, Role.CHECKER)
def pass_check(work: Work, request: PassCheck) -> Done:
    """Close the case; whoever reported the matter is told through the platform."""
    case = work.case(request.case)
    _not_against_rework(work, case, request.note)
    case = opening.move(work.unit, case, steps.Move.PASS, closed=work.unit.now)
    work.unit.record("pass-check", "case", case.id, note=request.note, outcome=case.outcome)
    words = work.room.bureau.messages
    outcome = words.outcome[case.outcome or "none"]
    reports = opening.reports_behind(work.unit, case)
    events.settle(work.connection, [report.id for report in reports], work.unit.now)
    for report in reports:
        text = words.result.format(outcome=outcome, note=request.note)
        messages.send_result(work.unit, case, report.subject, text)
        work.unit.tell(EventChanged(report.id))
    return Done(case=case.id)


def _not_against_rework(work: Work, case: Case, note: str) -> None:
    """Who closes a case that the collector would send back says why. Raises Refused."""
    told = [task for task in asked.field_tasks_of(work.connection, case.id) if task.purpose == CHECK and task.by]
    if told and told[-1].state == "rework" and not note.strip():
        raise Refused("needs", f"{case.id}: {told[-1].by} found it not done; a note says why it is closed all the same")


@handles(SendBack, Role.CHECKER)
def send_back(work: Work, request: SendBack) -> Done:
    """Rework: the same squad goes again."""
    case = work.case(request.case)
    if case.squad is None:
        raise Refused("no-squad", case.id)
    words = work.room.bureau.messages.rework.format(why=request.why)
    work.unit.record("send-back", "case", case.id, why=request.why)
    case, task = opening.dispatch(work.unit, case, case.squad, work.room.bureau, words, by=steps.Move.REWORK)
    return Done(case=case.id, task=task.id)

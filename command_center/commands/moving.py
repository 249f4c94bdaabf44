"""What happens to a case on its way: handed over and back, handled by several, suspended, extended, urged, void."""

from __future__ import annotations

from datetime import timedelta

from command_center.bureau import Limited
from command_center.cases import answers, messages, opening, parts, steps
from command_center.commands.case_requests import (
    AddPart,
    AskExtension,
    AskSuspension,
    DecideApproval,
    DropPart,
    HandOver,
    Instruct,
    Resume,
    TakeBack,
    Urge,
    VoidCase,
)
from command_center.commands.dispatching import back_to_queue
from command_center.commands.requests import Done, Refused
from command_center.commands.work import Work, handles
from command_center.model.asked import APPROVED, EXTEND, REFUSED, SUSPEND, WAITING, Approval
from command_center.model.cases import Case, Task, TaskState
from command_center.model.outgoing import Addressee
from command_center.model.people import Role
from command_center.notices import CaseChanged
from command_center.store import asked, cases

SEATS = (Role.INTAKE, Role.DISPATCHER, Role.CHECKER)


def _tasks(work: Work, case: Case) -> list[Task]:
    return cases.tasks_of(work.connection, [case.id]).get(case.id, [])


def _nobody_under_way(work: Work, case: Case) -> None:
    """Raises Refused while a squad has a task of the case."""
    under_way = [task.id for task in _tasks(work, case) if task.state not in parts.OVER]
    if under_way:
        raise Refused("needs", f"{', '.join(under_way)} is under way: call the squad back first")


@handles(HandOver, Role.DISPATCHER)
def hand_over(work: Work, request: HandOver) -> Done:
    """A county has it now; what it answers brings the case to its check, or back."""
    case = work.case(request.case)
    deadline = work.room.bureau.deadlines.end(Limited.MEDIATION, work.unit.now, case.category)
    case = opening.move(work.unit, case, steps.Move.HAND_OVER, deadline=deadline, squad=None)
    work.unit.record("hand-over", "case", case.id, county=request.county, why=request.why)
    text = f"{work.room.bureau.messages.title(case.category)} {case.address} {request.why}"
    messages.send_notice(
        work.unit, Addressee("county", request.county), text, key=f"{case.id}-C{case.version}", case=case.id
    )
    return Done(case=case.id)


@handles(TakeBack, Role.DISPATCHER)
def take_back(work: Work, request: TakeBack) -> Done:
    """What a studio or county had is dispatched by ourselves after all."""
    case = work.case(request.case)
    if case.squad is not None:
        raise Refused("needs", f"{case.squad} has {case.id}: call it back instead")
    deadline = work.room.bureau.deadlines.end(Limited.DISPATCH, work.unit.now, case.category)
    case = opening.move(work.unit, case, steps.Move.GIVE_BACK, deadline=deadline)
    work.unit.record("take-back", "case", case.id, why=request.why)
    return Done(case=case.id)


@handles(AddPart, Role.DISPATCHER)
def add_part(work: Work, request: AddPart) -> Done:
    """Another squad takes a part."""
    work.squad_exists(request.squad)
    case = work.case(request.case)
    if case.squad is None or request.squad == case.squad:
        raise Refused("needs", f"a lead of its own: {case.id} is led by {case.squad or 'nobody'}")
    had = parts.parts(_tasks(work, case)).get(request.part)
    if had is not None and had.state not in (TaskState.DECLINED, TaskState.CANCELLED):
        raise Refused("needs", f"another name: {had.squad} has the part {request.part!r}")
    room = work.room
    case, task = opening.send_part(work.unit, case, request.squad, request.part, room.bureau, request.instructions)
    return Done(case=case.id, task=task.id, undo=DropPart(case.id, request.part, "undo"), undo_until=task.leaves_at)


@handles(DropPart, Role.DISPATCHER)
def drop_part(work: Work, request: DropPart) -> Done:
    """A part is not needed: its squad is called back, and the case goes on if it waited for nothing else."""
    case = work.case(request.case)
    task = parts.parts(_tasks(work, case)).get(request.part)
    if task is None or task.state in parts.SETTLED or case.step.over:
        open_parts = ", ".join(parts.pending(_tasks(work, case))) or "none"
        raise Refused("wrong-step", f"{case.id} has no part {request.part!r} under way; under way: {open_parts}")
    if task.state is not TaskState.DECLINED:
        messages.cancel_task(work.unit, task, request.why)
    cases.set_task_state(work.connection, task.id, TaskState.CANCELLED)
    work.unit.record("drop-part", "case", case.id, part=request.part, task=task.id, why=request.why)
    work.unit.tell(CaseChanged(case.id))
    answers.last_part(work.unit, case, work.room.bureau)
    return Done(case=case.id, task=task.id)


def _ask(work: Work, case: Case, move: steps.Move, approval: Approval) -> Done:
    steps.after(case.step, move)
    if any(one.kind == approval.kind and one.state == WAITING for one in asked.of_case(work.connection, case.id)):
        raise Refused("needs", f"a decision: {approval.kind} was asked for {case.id} already")
    number = asked.ask(work.connection, approval)
    work.unit.record(f"ask-{approval.kind}", "case", case.id, approval=number, why=approval.reason,
                     minutes=approval.minutes)  # fmt: skip
    work.unit.tell(CaseChanged(case.id))
    return Done(case=case.id, approval=number)


@handles(AskSuspension, Role.DISPATCHER)
def ask_suspension(work: Work, request: AskSuspension) -> Done:
    """Ask that the case be suspended."""
    case = work.case(request.case)
    wish = Approval(0, case.id, SUSPEND, None, work.person.id, work.unit.now, request.why)
    return _ask(work, case, steps.Move.SUSPEND, wish)


@handles(AskExtension, Role.DISPATCHER)
def ask_extension(work: Work, request: AskExtension) -> Done:
    """Ask for more time."""
    case = work.case(request.case)
    wish = Approval(0, case.id, EXTEND, request.minutes, work.person.id, work.unit.now, request.why)
    return _ask(work, case, steps.Move.EXTEND, wish)


@handles(DecideApproval, Role.LEADER)
def decide_approval(work: Work, request: DecideApproval) -> Done:
    """Approve or refuse; never one's own wish. What the case has moved past can only be refused."""
    wish = asked.approval(work.connection, request.approval)
    if wish is None:
        raise Refused("unknown", str(request.approval))
    if wish.asked_by == work.person.id:
        raise Refused("needs", "another person: nobody decides on what they asked for")
    state = APPROVED if request.approve else REFUSED
    if not asked.decide(work.connection, wish.id, state, work.person.id, work.unit.now, request.why):
        raise Refused("changed", f"{wish.id} was {wish.state} by {wish.decided_by}")
    if request.approve:
        _grant(work, wish)
    work.unit.record(f"{wish.kind}-{state}", "case", wish.case, approval=wish.id, why=request.why)
    work.unit.tell(CaseChanged(wish.case))
    return Done(case=wish.case, approval=wish.id)


def _grant(work: Work, wish: Approval) -> None:
    case = work.case(wish.case)
    if wish.kind == SUSPEND:
        _nobody_under_way(work, case)
        opening.move(work.unit, case, steps.Move.SUSPEND, paused_since=work.unit.now)
    else:
        later = case.deadline + timedelta(minutes=wish.minutes or 0)
        opening.move(work.unit, case, steps.Move.EXTEND, deadline=later)


@handles(Resume, Role.DISPATCHER)
def resume(work: Work, request: Resume) -> Done:
    """The clock runs on with the time that was left."""
    case = work.case(request.case)
    since = case.paused_since or work.unit.now
    later = case.deadline + max(work.unit.now - since, timedelta())
    case = opening.move(work.unit, case, steps.Move.RESUME, deadline=later, paused_since=None)
    work.unit.record("resume", "case", case.id, why=request.why)
    return Done(case=case.id)


def _say(work: Work, case: Case, what: str, move: steps.Move, text: str) -> Done:
    case = opening.move(work.unit, case, move)
    squads = tuple(dict.fromkeys(task.squad for task in _tasks(work, case) if task.state not in parts.OVER))
    number = f"{case.id}-I{case.version}"
    work.unit.record(what, "case", case.id, text=text, squads=",".join(squads), instruction=number if squads else "")
    if squads:
        messages.send_instruction(work.unit, number, squads, text)
    return Done(case=case.id)


@handles(Urge, *SEATS)
def urge(work: Work, request: Urge) -> Done:
    """Urge whoever has it."""
    return _say(work, work.case(request.case), "urge", steps.Move.URGE, request.text)


@handles(Instruct, Role.LEADER)
def instruct(work: Work, request: Instruct) -> Done:
    """A leader's words on the case."""
    return _say(work, work.case(request.case), "instruct", steps.Move.INSTRUCT, request.text)


@handles(VoidCase, Role.SHIFT_LEADER)
def void_case(work: Work, request: VoidCase) -> Done:
    """Opened in error."""
    case = work.case(request.case)
    _nobody_under_way(work, case)
    case = opening.move(work.unit, case, steps.Move.VOID, closed=work.unit.now, paused_since=None)
    work.unit.record("void-case", "case", case.id, why=request.why)
    back_to_queue(work, case, "void-case")
    return Done(case=case.id)

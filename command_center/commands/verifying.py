"""Before a case is opened and after it was handled: collectors asked, matters accepted or not, cases evaluated."""

from __future__ import annotations

from command_center.bureau import Limited
from command_center.cases import field, messages, opening, steps
from command_center.commands.case_requests import (
    AcceptCase,
    AskCheck,
    AskVerification,
    AskVerificationAgain,
    Evaluate,
    NotAccept,
)
from command_center.commands.requests import Done, Refused
from command_center.commands.work import Work, handles
from command_center.model.asked import CHECK, VERIFY
from command_center.model.cases import Case, Step
from command_center.model.people import Role
from command_center.notices import EventChanged
from command_center.store import events


def _open(work: Work, ids: tuple[str, ...], step: Step) -> Case:
    behind = work.undecided(ids)
    room = work.room
    return opening.open_case(work.unit, behind, room.bureau, room.timezone, work.address(behind[0]), step)


def _ask(work: Work, case: Case, move: steps.Move, purpose: str) -> Done:
    case = opening.move(work.unit, case, move)
    if (waits := field.waits(work.unit, case)) is not None:
        raise Refused("needs", f"{waits.id} is not answered yet")
    return Done(case=case.id, task=field.send(work.unit, case, purpose, work.room.bureau).id)


@handles(AskVerification, Role.INTAKE, Role.DISPATCHER)
def ask_verification(work: Work, request: AskVerification) -> Done:
    """Collect the matter and have it verified in the field."""
    return _ask(work, _open(work, request.events, Step.COLLECTED), steps.Move.VERIFY, VERIFY)


@handles(AskVerificationAgain, Role.INTAKE, Role.DISPATCHER)
def ask_verification_again(work: Work, request: AskVerificationAgain) -> Done:
    """Have it verified once more."""
    return _ask(work, work.case(request.case), steps.Move.VERIFY, VERIFY)


@handles(AskCheck, Role.CHECKER)
def ask_check(work: Work, request: AskCheck) -> Done:
    """Have what was done checked in the field."""
    return _ask(work, work.case(request.case), steps.Move.CHECK, CHECK)


@handles(AcceptCase, Role.INTAKE, Role.DISPATCHER)
def accept_case(work: Work, request: AcceptCase) -> Done:
    """A person opens a collected case."""
    case = work.case(request.case)
    deadline = work.room.bureau.deadlines.end(Limited.DISPATCH, work.unit.now, case.category)
    case = opening.move(work.unit, case, steps.Move.ACCEPT, deadline=deadline)
    work.unit.record("accept-case", "case", case.id, why=request.why)
    return Done(case=case.id)


@handles(NotAccept, Role.INTAKE, Role.DISPATCHER)
def not_accept(work: Work, request: NotAccept) -> Done:
    """Not accepted: it has a number and a record all the same, and whoever reported it is told why."""
    if bool(request.events) == bool(request.case):
        raise Refused("needs", "either events or a case")
    case = work.case(request.case) if request.case else _open(work, request.events, Step.OPENED)
    case = opening.move(work.unit, case, steps.Move.NOT_ACCEPT, closed=work.unit.now)
    work.unit.record("not-accept", "case", case.id, reply=request.reply)
    reports = opening.reports_behind(work.unit, case)
    events.settle(work.connection, [report.id for report in reports], work.unit.now)
    for report in reports:
        messages.send_result(work.unit, case, report.subject, request.reply)
        work.unit.tell(EventChanged(report.id))
    return Done(case=case.id)


@handles(Evaluate, Role.SHIFT_LEADER)
def evaluate(work: Work, request: Evaluate) -> Done:
    """The seventh step."""
    case = opening.move(work.unit, work.case(request.case), steps.Move.EVALUATE, grade=request.grade)
    work.unit.record("evaluate", "case", case.id, grade=request.grade, note=request.note)
    return Done(case=case.id)

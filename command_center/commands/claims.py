"""Claiming a matter, letting it go, taking it over; and the guard that keeps two seats from deciding at once.

A heartbeat leaves no record: only who took a matter from whom, and why.
"""

from __future__ import annotations

from command_center.commands.case_requests import (
    AcceptCase,
    AddPart,
    AskVerification,
    DropPart,
    HandOver,
    NotAccept,
    TakeBack,
    VoidCase,
)
from command_center.commands.requests import (
    AcceptAndDispatch,
    CancelDispatch,
    Claim,
    Dismiss,
    DispatchCase,
    Done,
    Merge,
    PassCheck,
    ReferToMediation,
    Refused,
    Release,
    RemindOwner,
    Request,
    SendBack,
    Shelve,
    Split,
    TakeOver,
)
from command_center.commands.work import Work, handles
from command_center.model.claims import Claim as Held
from command_center.model.people import Role
from command_center.notices import CaseChanged, EventChanged
from command_center.store import cases, claims, events

SEATS = (Role.INTAKE, Role.DISPATCHER, Role.CHECKER)
GUARDED = (
    AcceptCase, AddPart, AskVerification, DropPart, HandOver, NotAccept, TakeBack, VoidCase,
    AcceptAndDispatch, CancelDispatch, Dismiss, DispatchCase, Merge, PassCheck, ReferToMediation, RemindOwner, SendBack,
    Shelve, Split,
)  # fmt: skip
"""What nobody does to a matter that another has open. Looking, noting and acknowledging stay free, undoing too."""


def guard(work: Work, request: Request) -> None:
    """Raises Refused (`claimed`) when another person has open what a decision is about."""
    if not isinstance(request, GUARDED):
        return
    case = getattr(request, "case", "")
    wanted = [*([case] if case else []), *getattr(request, "events", ())]
    if isinstance(request, Merge):
        wanted.append(request.into)
    _not_anothers(work, wanted)


def _not_anothers(work: Work, subjects: list[str]) -> None:
    for held in claims.live(work.connection, work.unit.now, subjects):
        if held.person != work.person.id:
            raise Refused("claimed", held.person_name)


def _held(work: Work, subject: str) -> Held | None:
    found = claims.live(work.connection, work.unit.now, [subject])
    return found[0] if found else None


def _tell(work: Work, subject: str) -> None:
    """Raises Refused when there is no such thing."""
    if cases.get(work.connection, subject) is not None:
        work.unit.tell(CaseChanged(subject))
    elif events.by_ids(work.connection, [subject]):
        work.unit.tell(EventChanged(subject))
    else:
        raise Refused("unknown", subject)


@handles(Claim, *SEATS)
def claim(work: Work, request: Claim) -> Done:
    """Have it open, or still have it. Refused when another person has."""
    _not_anothers(work, [request.subject])
    held, now = _held(work, request.subject), work.unit.now
    if held is None:
        _tell(work, request.subject)
        claims.sweep(work.connection, now)
    claims.put(work.connection, request.subject, work.person.id, now if held is None else held.since, now)
    return Done()


@handles(Release, *SEATS)
def release(work: Work, request: Release) -> Done:
    """Have it open no longer. What was taken over meanwhile stays with whoever has it."""
    if claims.let_go(work.connection, request.subject, work.person.id):
        _tell(work, request.subject)
    return Done()


@handles(TakeOver, *SEATS)
def take_over(work: Work, request: TakeOver) -> Done:
    """Take a matter from whoever has it open, for a reason that goes on record."""
    held, now = _held(work, request.subject), work.unit.now
    _tell(work, request.subject)
    claims.put(work.connection, request.subject, work.person.id, now, now)
    if held is not None and held.person != work.person.id:
        kind = "case" if cases.get(work.connection, request.subject) is not None else "event"
        what = {"from": held.person_name, "why": request.reason}
        work.unit.record("take-over", kind, request.subject, None, **what)
    return Done()

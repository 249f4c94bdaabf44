"""What a person can ask of a case beside sending a squad: the moves of `cases.steps`."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

Ids = Annotated[tuple[str, ...], Meta(min_length=1, max_length=500)]
Words = Annotated[str, Meta(max_length=2000)]
Why = Annotated[str, Meta(min_length=1, max_length=2000)]
Minutes = Annotated[float, Meta(gt=0, le=60 * 24 * 366)]


class AskVerification(Struct, frozen=True, tag="ask-verification"):
    """Have a collector verify (核实) `events` in the field before a case is opened on them: it is collected until
    then."""

    events: Ids


class AskVerificationAgain(Struct, frozen=True, tag="ask-verification-again"):
    """Have a collector go again: the answer was false, or by who may not give it."""

    case: str


class AcceptCase(Struct, frozen=True, tag="accept-case"):
    """Open a collected case without, or against, a collector's word."""

    case: str
    why: Why


class NotAccept(Struct, frozen=True, tag="not-accept"):
    """Do not accept (不予受理) `events`, or a case that no squad was sent on; the platform is sent `reply`."""

    reply: Why
    events: Annotated[tuple[str, ...], Meta(max_length=500)] = ()
    case: str = ""


class HandOver(Struct, frozen=True, tag="hand-over"):
    """Hand a case over to a county (its id as the feed's server knows it)."""

    case: str
    county: Annotated[str, Meta(min_length=1, max_length=200)]
    why: Why


class TakeBack(Struct, frozen=True, tag="take-back"):
    """A case that a studio or county had comes back to be dispatched."""

    case: str
    why: Why


class AddPart(Struct, frozen=True, tag="add-part"):
    """Joint handling (大事协同办): another squad takes a part of a case; the lead's squad stays in the lead. A part of
    that name that was declined or dropped is given anew."""

    case: str
    squad: str
    part: Annotated[str, Meta(min_length=1, max_length=200)]
    instructions: Words = ""


class DropPart(Struct, frozen=True, tag="drop-part"):
    """A part of a joint handling is not needed after all: its squad is called back."""

    case: str
    part: str
    why: Why


class AskCheck(Struct, frozen=True, tag="ask-check"):
    """Have a collector who did not handle it check (核查) in the field what was done."""

    case: str


class Evaluate(Struct, frozen=True, tag="evaluate"):
    """Evaluate (综合评价) a closed case: 1 poor to 5 excellent."""

    case: str
    grade: Annotated[int, Meta(ge=1, le=5)]
    note: Words = ""


class AskSuspension(Struct, frozen=True, tag="ask-suspension"):
    """Ask that a case be suspended (挂账): it cannot be handled now. Another person decides."""

    case: str
    why: Why


class AskExtension(Struct, frozen=True, tag="ask-extension"):
    """Ask for `minutes` more (延期). Another person decides."""

    case: str
    minutes: Minutes
    why: Why


class DecideApproval(Struct, frozen=True, tag="decide-approval"):
    """Approve or refuse what another person asked for of a case."""

    approval: int
    approve: bool
    why: Words = ""


class Resume(Struct, frozen=True, tag="resume"):
    """A suspended case can be handled again: its clock runs on with the time that was left."""

    case: str
    why: Why


class Urge(Struct, frozen=True, tag="urge"):
    """Urge (催办) whoever has a case; its squad is told."""

    case: str
    text: Why


class Instruct(Struct, frozen=True, tag="instruct"):
    """A leader's instruction (批示) on a case; its squads are told, and say when they have read it."""

    case: str
    text: Why


class VoidCase(Struct, frozen=True, tag="void-case"):
    """A case was opened in error (作废). It is kept; its events are in the queue again."""

    case: str
    why: Why


CaseRequest = (
    AskVerification
    | AskVerificationAgain
    | AcceptCase
    | NotAccept
    | HandOver
    | TakeBack
    | AddPart
    | DropPart
    | AskCheck
    | Evaluate
    | AskSuspension
    | AskExtension
    | DecideApproval
    | Resume
    | Urge
    | Instruct
    | VoidCase
)

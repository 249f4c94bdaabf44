"""What we ask of squads, owners and the urban platform: the contract's messages to the server."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from command_center.model.categories import Category
from command_center.model.observations import Outcome


class DispatchTask(Struct, frozen=True):
    """Go there and see to it."""

    task: str
    case: str
    squad: str
    category: Category
    title: str
    lon: float
    lat: float
    address: str
    deadline: datetime
    instructions: str


class DispatchCancel(Struct, frozen=True):
    """The task is off."""

    task: str
    reason: str


class Addressee(Struct, frozen=True):
    """`kind`: owner | bike-operator | studio | county | agency."""

    kind: str
    id: str


class OutwardNotice(Struct, frozen=True):
    """A reminder or request to somebody outside the bureau's squads (`city.notice.v1`)."""

    notice: str
    to: Addressee
    case: str | None
    text: str
    photos: tuple[str, ...] = ()


class ReportResult(Struct, frozen=True):
    """What became of a report, told to the urban platform."""

    report: str
    case: str
    step: str
    outcome: Outcome | None
    text: str
    time: datetime
    photos: tuple[str, ...] = ()


class VerifyTask(Struct, frozen=True):
    """Go and look, as a collector: `purpose` is verify (before a case is opened) or check (after handling)."""

    task: str
    case: str
    purpose: str
    lon: float
    lat: float
    deadline: datetime


class SquadInstruction(Struct, frozen=True):
    """Words from a leader to squads."""

    instruction: str
    squads: tuple[str, ...]
    text: str


Outgoing = DispatchTask | DispatchCancel | OutwardNotice | ReportResult | VerifyTask | SquadInstruction

"""The shift: who is on which post, the duty log 值班日志, instructions to squads, the page that is handed over."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class LogKind(StrEnum):
    """What a line of the duty log tells of."""

    NOTE = "note"
    CALL = "call"
    INSTRUCTION = "instruction"
    ROSTER = "roster"
    HANDOVER = "handover"


class LogLine(Struct, frozen=True):
    """A line of the duty log. `by` is a person's id; `about` the squad, instruction or hand-over, or ""."""

    id: int
    at: datetime
    by: str
    kind: LogKind
    about: str
    text: str


class Duty(Struct, frozen=True):
    """Who is on a post from `start` until before `end`. `post` is a seat's role or a squad's id."""

    start: datetime
    end: datetime
    post: str
    name: str
    phone: str = ""


class Instruction(Struct, frozen=True):
    """A leader's words to squads. `reads` when each said it has read them, None while it has not."""

    id: str
    at: datetime
    by: str
    text: str
    reads: dict[str, datetime | None]


class Matter(Struct, frozen=True):
    """One line of the page that is about an event or a case. `who` has it open, shelved it, or is sent to it."""

    id: str
    what: str
    where: str
    since: datetime
    until: datetime | None = None
    who: str = ""


class Silent(Struct, frozen=True):
    """A feed out: nothing new was stored of it since `since`; `waiting` messages for it that nobody acknowledged."""

    feed: str
    since: datetime | None
    waiting: int = 0


class Page(Struct, frozen=True):
    """What one shift leaves the next, as it stood at `made`. `at_risk` are cases late or due within the hour."""

    since: datetime
    made: datetime
    open: tuple[Matter, ...]
    shelved: tuple[Matter, ...]
    claimed: tuple[Matter, ...]
    at_risk: tuple[Matter, ...]
    feeds_out: tuple[Silent, ...]
    notes: tuple[LogLine, ...]
    unread: tuple[Instruction, ...]


class Side(StrEnum):
    """Which of the two shift leaders signs: who goes, who comes."""

    GOING = "going"
    COMING = "coming"


class Signature(Struct, frozen=True):
    """A shift leader's word that this is the page: its SHA-256 stands with it."""

    by: str
    at: datetime
    sha256: str


class Handover(Struct, frozen=True):
    """A page and who signed it. It never changes; a signature is only ever added."""

    id: str
    page: Page
    sha256: str
    made_by: str
    signed: dict[Side, Signature]

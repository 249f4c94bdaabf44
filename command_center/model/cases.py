"""Cases (案卷, records on the platform), the tasks they send squads on, and what squads report."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from command_center.model.categories import Category, Priority
from command_center.model.observations import FeedbackState, Outcome


class Step(StrEnum):
    """Where a case stands (CJJ/T 106's seven steps, and suspended, not accepted, void)."""

    COLLECTED = "collected"
    OPENED = "opened"
    DISPATCHED = "dispatched"
    HANDLING = "handling"
    REPORTED_BACK = "reported-back"
    CLOSED = "closed"
    EVALUATED = "evaluated"
    SUSPENDED = "suspended"
    NOT_ACCEPTED = "not-accepted"
    VOID = "void"

    @property
    def over(self) -> bool:
        """True when nothing more is expected of anybody."""
        return self in OVER


FINISHED = (Step.CLOSED, Step.EVALUATED)
"""Seen to and checked."""
NEVER = (Step.VOID, Step.NOT_ACCEPTED)
"""What counts as no case."""
OVER = (*FINISHED, *NEVER)


class TaskState(StrEnum):
    """How far a task has got: ours up to `delivered`, the squad's own words after."""

    WAITING = "waiting"
    SENT = "sent"
    DELIVERED = "delivered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EN_ROUTE = "en-route"
    ON_SCENE = "on-scene"
    DONE = "done"
    CANCELLED = "cancelled"


class Feedback(Struct, frozen=True):
    """One report of a squad on a task. `pictures` are SHA-256 digests of stored pictures."""

    squad: str
    state: FeedbackState
    outcome: Outcome | None
    text: str
    time: datetime
    pictures: tuple[str, ...] = ()


class Task(Struct, frozen=True):
    """A squad's errand for a case. `part`: its part of a joint handling, in words; "" for the lead."""

    id: str
    case: str
    squad: str
    state: TaskState
    created: datetime
    deadline: datetime
    leaves_at: datetime
    feedback: tuple[Feedback, ...] = ()
    part: str = ""


class Case(Struct, frozen=True, kw_only=True):
    """A case. `deadline` is for the present step; `events` the flagged events behind it; `paused_since` while its clock
    stands still; `grade` 1 (poor) to 5 once it was evaluated."""

    id: str
    step: Step
    category: Category
    priority: Priority
    title_subject: str
    place: str | None
    grid: int | None
    lon: float
    lat: float
    address: str
    opened: datetime
    deadline: datetime
    closed: datetime | None = None
    outcome: Outcome | None = None
    squad: str | None = None
    events: tuple[str, ...] = ()
    paused_since: datetime | None = None
    grade: int | None = None
    version: int = 1

    def overdue(self, now: datetime) -> bool:
        """True when the deadline has passed, the case is not over and its clock runs."""
        return not self.step.over and self.paused_since is None and now > self.deadline

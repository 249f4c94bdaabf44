"""Candidates: events that several sources raised of one thing, and why they were joined."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from command_center.model.categories import Category
from command_center.model.observations import Outcome

REPEAT_DAYS = 30
"""Who is flagged again within this window is a repeat offender."""
REPEAT_FROM = 3
"""From the third time in 30 days on a matter is one step more urgent."""
SAME_OCCASION = timedelta(minutes=30)
"""What was seen longer apart may be another one: as long as a sighting that is not repeated counts."""
SHOP_M = 25.0
"""A fixed camera's or a phone's position of a shop front: the next shop of the street is further."""
SHOP_KINDS = frozenset({
    Category.COOKING_FUMES, Category.WASTE_WATER, Category.SHOP_OVERFLOW, Category.ILLEGAL_SIGNS,
    Category.EXPOSED_REFUSE,
})  # fmt: skip
"""What a shop does where it stands: the same kind at the same spot is the same shop."""


class JoinHow(StrEnum):
    """How two events came to be one matter, or no longer are. `fused` by the rules, the others by people."""

    FUSED = "fused"
    MERGED = "merged"
    SPLIT = "split"


class Join(Struct, frozen=True, kw_only=True):
    """Why `event` and `other` are one thing: `metres` between them, `minutes` between their times (0: they overlap),
    `same_plate`, and whether the category is the same or only goes together with it."""

    event: str
    other: str
    metres: float
    minutes: float
    same_plate: bool
    same_kind: bool
    how: JoinHow = JoinHow.FUSED
    at: datetime | None = None
    by: str = ""


class Earlier(Struct, frozen=True):
    """A time before: the event, when it began, what it was, and what became of it (None: nobody took it up)."""

    event: str
    at: datetime
    kind: Category
    case: str | None
    outcome: Outcome | None


class Repeat(Struct, frozen=True):
    """It was flagged before: this is the `nth` time in `days` days, by `what` (`plate`, `dog` or `place`), and the
    last times before, newest first."""

    what: str
    nth: int
    days: int
    earlier: tuple[Earlier, ...] = ()

    @property
    def weighs(self) -> bool:
        """Whether it is often enough to make the matter one step more urgent."""
        return self.nth >= REPEAT_FROM

"""Candidates: events that several sources raised of one thing, and why they were joined."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

REPEAT_DAYS = 30
"""Who is flagged again within this window is a repeat offender."""


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


class Repeat(Struct, frozen=True):
    """It was flagged before: this is the `nth` time in `days` days, by `what` (`plate`, `dog` or `place`)."""

    what: str
    nth: int
    days: int

"""The handbook (row 16): for each kind of matter the steps to take, the law behind them, and what follows a repeat."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from command_center.model.categories import Category
from command_center.model.observations import Outcome


class Point(Struct, frozen=True):
    """One point of a page's check list. `id` names it for good, `words` are as the bureau wrote them."""

    id: str
    words: str


class Rung(Struct, frozen=True):
    """What the handbook advises from the `nth` time on (1 is the first)."""

    nth: int
    outcome: Outcome
    words: str


class Page(Struct, frozen=True):
    """One campaign's page. `days`: what lies further back does not count as a time before; `text` is Markdown without
    the check list; `revision` a digest of the whole file: a mark names it."""

    id: str
    title: str
    categories: tuple[Category, ...]
    days: int
    rungs: tuple[Rung, ...]
    points: tuple[Point, ...]
    text: str
    revision: str

    def rung(self, nth: int) -> Rung:
        """What is advised the `nth` time."""
        return max((rung for rung in self.rungs if rung.nth <= nth), key=lambda rung: rung.nth)


class Mark(Struct, frozen=True):
    """A person marked a point of a case's check list, or took the mark back; in the words it had then."""

    point: str
    words: str
    done: bool
    revision: str
    by: str
    at: datetime


class Before(Struct, frozen=True):
    """A case of the same vehicle, dog or address that was over before, and how it ended."""

    case: str
    what: str
    closed: datetime
    outcome: Outcome

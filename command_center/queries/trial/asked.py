"""What is tried, and what came of it: as they go between processes and to the screen."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import Struct

from command_center.model.categories import Category, Priority
from command_center.model.settings import DogWalking

MOST_NAMED = 50
MOST_SHOWN = 2000
"""So many events of each sort go to the screen; all are counted."""


class Trial(Struct, frozen=True, kw_only=True):
    """Positions from `start` up to `end` (aware) are judged twice: by the rules and places of today, and by those with
    the change. `rules` None: today's; `features` are places as GeoJSON features, new or in the stead of those with the
    same id; `without` the ids of places left out."""

    start: datetime
    end: datetime
    rules: DogWalking | None = None
    features: tuple[dict[str, Any], ...] = ()
    without: tuple[str, ...] = ()


class WouldBe(Struct, frozen=True, kw_only=True):
    """An alarm that would have been raised. `place` "" for prohibited hours; `sure` its probability, None unknown."""

    kind: Category
    priority: Priority
    tag: str
    place: str
    place_name: str
    first_seen: datetime
    last_seen: datetime
    lon: float
    lat: float
    sure: float | None


class Tally(Struct, frozen=True):
    """Alarms of one dog, place or hour: by today's rules, with the change, only with it, only without it."""

    name: str
    now: int
    changed: int
    more: int
    fewer: int


class TrialResult(Struct, frozen=True, kw_only=True):
    """What came of it. `now` and `changed` count alarms of today's rules and of those with the change, `both` those of
    both; `more` are raised only with the change, `fewer` only without it, `same` with and without (the first
    `MOST_SHOWN` of each, by time; `n_more`, `n_fewer` count all). `by_dog` (the first `MOST_NAMED`), `by_place` (its
    name; "" for hours) and `by_hour` of the city's day (`07`) compare the two, the largest first. `first`, `last`: the
    time of the first and last position there was, None for none at all."""

    fixes: int
    first: datetime | None
    last: datetime | None
    now: int
    changed: int
    both: int
    n_more: int
    n_fewer: int
    more: tuple[WouldBe, ...]
    fewer: tuple[WouldBe, ...]
    same: tuple[WouldBe, ...]
    by_dog: tuple[Tally, ...]
    by_place: tuple[Tally, ...]
    by_hour: tuple[Tally, ...]

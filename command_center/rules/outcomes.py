"""What goes into the rules and what comes out of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from command_center.model.events import FlaggedEvent
from command_center.model.observations import Observation, Tick

_NAMESPACE = uuid5(NAMESPACE_URL, "urn:command-center:flagged-event")


@dataclass(frozen=True, slots=True)
class Observed:
    """An observation with the feed it came by and the time of its receipt, which is part of it."""

    feed: str
    received: datetime
    what: Observation | Tick


@dataclass(frozen=True, slots=True)
class Raised:
    """A new event. It may be over already, when all of it lay in a backlog."""

    event: FlaggedEvent


@dataclass(frozen=True, slots=True)
class Updated:
    """An event changed and is active (a late fix may even bring one back that was over)."""

    event: FlaggedEvent


@dataclass(frozen=True, slots=True)
class Ended:
    """An event changed and is over: it cleared, or late data withdrew it."""

    event: FlaggedEvent


Outcome = Raised | Updated | Ended
"""`event` is the whole event as the rules see it; what people made of it (review, shelving, case) is not theirs."""


def in_order(outcomes: list[Outcome]) -> list[Outcome]:
    """Endings first, then updates, then new events: so one identity never has two active events on the way."""
    rank = {Ended: 0, Updated: 1, Raised: 2}
    return sorted(outcomes, key=lambda outcome: rank[type(outcome)])


def event_id(kind: str, subject: str, place: str | None, thing: str, first_seen: datetime, nth: int = 0) -> str:
    """The event's id: the same data give the same id. `nth` tells apart two that late data gave one beginning."""
    parts = [kind, subject, place or "", thing, first_seen.isoformat()] + ([str(nth)] if nth else [])
    return str(uuid5(_NAMESPACE, "|".join(parts)))

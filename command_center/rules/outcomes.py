"""What comes out of the rules."""

from __future__ import annotations

from dataclasses import dataclass

from command_center.model.events import FlaggedEvent
from command_center.model.suppressed import Stay


@dataclass(frozen=True, slots=True)
class Raised:
    """A new event."""

    event: FlaggedEvent


@dataclass(frozen=True, slots=True)
class Updated:
    """An active event changed: counted, moved, corrected."""

    event: FlaggedEvent


@dataclass(frozen=True, slots=True)
class Ended:
    """An event is over: it cleared, or late data withdrew it."""

    event: FlaggedEvent


@dataclass(frozen=True, slots=True)
class Kept:
    """Something was seen that a place excuses: no event, but kept."""

    stay: Stay


Outcome = Raised | Updated | Ended | Kept
"""`event` is the whole event as the rules see it; what people made of it (review, shelving, case) is not theirs."""

"""What comes out of the rules."""

from __future__ import annotations

from dataclasses import dataclass

from command_center.model.events import FlaggedEvent


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


Outcome = Raised | Updated | Ended
"""`event` is the whole event as the rules see it; what people made of it (review, shelving, case) is not theirs."""

"""It happens again: which of a dog's alarms do not wait for the owner's answer to the reminder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from command_center.model.events import DismissReason, FlaggedEvent, HoursReason, Review, ZoneReason

AGAIN_WITHIN = timedelta(hours=24)
"""So long after an alarm of the same dog was over another one counts as the same thing happening again."""
NOT_REAL = {DismissReason.POSITION_DRIFT, DismissReason.WRONG_DETECTION, DismissReason.TEST, DismissReason.PERMITTED}


def happened_again(events: Sequence[FlaggedEvent]) -> set[str]:
    """Of one dog's alarms, the ids of those before which another was over, within a day, and its owner had been told.

    Both rules broken on one walk are not twice; neither is what a person found to be none, or what was withdrawn.
    The same whatever the order they are given in.
    """
    real = [event for event in events if _is_real(event)]
    return {
        event.id
        for event in real
        if any(
            other.over_at is not None
            and timedelta(0) <= event.first_seen - other.over_at <= AGAIN_WITHIN
            and other.id != event.id
            for other in real
        )
    }


def _is_real(event: FlaggedEvent) -> bool:
    wrong = event.review is Review.DISMISSED and event.dismiss_reason in NOT_REAL
    return isinstance(event.reason, ZoneReason | HoursReason) and not event.withdrawn and not wrong

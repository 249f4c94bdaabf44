"""When two sightings by one source are of one thing, and what they come to together. Pure."""

from __future__ import annotations

from msgspec.structs import replace

from command_center.model import plates
from command_center.model.categories import Category
from command_center.model.events import DetectionReason, FlaggedEvent
from command_center.model.observations import Detection

Key = tuple[Category, str]
"""Kind and subject: one subject can see several things at once."""


def bridged(first: FlaggedEvent, other: FlaggedEvent) -> FlaggedEvent:
    """`first` with what was told of `other`, which began later."""
    assert isinstance(first.reason, DetectionReason) and isinstance(other.reason, DetectionReason)
    newest = max(first, other, key=lambda event: event.last_seen)
    best = max(first.reason, other.reason, key=lambda one: (one.confidence, one.clip or "", one.plate or ""))
    colour = first.reason.plate_colour or other.reason.plate_colour
    return replace(
        first, count=first.count + other.count, last_seen=newest.last_seen, lon=newest.lon, lat=newest.lat,
        priority=min(first.priority, other.priority, key=lambda one: one.rank),
        reason=replace(best, plate_colour=colour), queue_from=min(first.queue_from, other.queue_from),
    )  # fmt: skip


def key_of(event: FlaggedEvent) -> Key:
    """Its kind and subject."""
    return event.kind, event.subject


def one_plate(reason: DetectionReason, told: Detection) -> bool:
    """A vehicle is its plate and the plate's colour; a colour that was not told speaks against nothing."""
    unsaid = reason.plate_colour is None or told.plate_colour is None
    return plates.read(reason.plate).key == plates.read(told.plate).key and (
        unsaid or reason.plate_colour == told.plate_colour
    )

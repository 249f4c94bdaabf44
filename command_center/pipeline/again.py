"""An alarm of a dog that alarmed lately reaches the queue at once, in whatever order the two became known."""

from __future__ import annotations

from command_center.model.events import FlaggedEvent, HoursReason, ZoneReason
from command_center.notices import EventChanged
from command_center.rules.again import AGAIN_WITHIN, happened_again
from command_center.store import events
from command_center.store.unit import Unit


def straight_to_queue(unit: Unit, event: FlaggedEvent) -> None:
    """After `event` was raised or ended: it and those of the same dog near it in time wait for the reminder, or not."""
    if not isinstance(event.reason, ZoneReason | HoursReason):
        return
    end = event.over_at or event.last_seen
    near = events.of_subject_between(
        unit.connection, event.subject, event.first_seen - 2 * AGAIN_WITHIN, end + 2 * AGAIN_WITHIN
    )
    again, wait = happened_again(near), event.queue_from - event.raised
    for one in near:
        if one.first_seen > end + AGAIN_WITHIN or one.first_seen < event.first_seen:
            continue
        if one.id in again and one.queue_from > one.raised:
            events.set_queue_from(unit.connection, one.id, one.raised)
            unit.record("again", "event", one.id, tag=one.subject)
            unit.tell(EventChanged(one.id, new=True))
        elif one.id not in again and wait and one.queue_from == one.raised and one.priority == event.priority:
            events.set_queue_from(unit.connection, one.id, one.raised + wait)
            unit.tell(EventChanged(one.id))

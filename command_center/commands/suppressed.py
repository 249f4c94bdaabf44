"""What a place excused, made an alarm of after all."""

from __future__ import annotations

from msgspec.structs import replace

from command_center.commands.requests import Done, RaiseSuppressed, Refused
from command_center.commands.work import Work, handles
from command_center.model.events import Condition
from command_center.model.people import Role
from command_center.notices import EventChanged
from command_center.rules.stays import event_of
from command_center.store import events, suppressed


@handles(RaiseSuppressed, Role.INTAKE, Role.DISPATCHER)
def raise_suppressed(work: Work, request: RaiseSuppressed) -> Done:
    """It comes into the queue as what was seen then, which is over: the rules go on without it. Raises Refused
    `unknown`, or `changed` when it is an alarm already."""
    kept = suppressed.get(work.connection, request.stay)
    if kept is None:
        raise Refused("unknown", request.stay)
    now = work.unit.now
    if not suppressed.raise_it(work.connection, kept, work.person.id, now):
        raise Refused("changed", f"{request.stay} is {kept.stay.state}")
    event = replace(event_of(kept.stay), condition=Condition.OVER, over_at=now, raised=now, queue_from=now)
    events.raise_event(work.connection, event)
    work.unit.record("raise-suppressed", "event", event.id, None, place=kept.stay.place, note=request.note)
    work.unit.tell(EventChanged(event.id, new=True))
    return Done()

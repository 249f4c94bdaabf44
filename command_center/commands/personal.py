"""What touches people: reminding a dog's owner, showing what is masked."""

from __future__ import annotations

from command_center.cases import messages
from command_center.commands.requests import Done, Refused, RemindOwner, Reveal, WatchPast
from command_center.commands.work import Work, handles
from command_center.model.events import (
    BikesReason,
    DetectionReason,
    FlaggedEvent,
    HoursReason,
    ReportReason,
    ZoneReason,
)
from command_center.model.outgoing import Addressee
from command_center.model.people import Role
from command_center.notices import EventChanged
from command_center.store import city, outward


@handles(RemindOwner, Role.INTAKE, Role.DISPATCHER)
def remind_owner(work: Work, request: RemindOwner) -> Done:
    """One reminder for each dog among the events, one notice for each pile-up of bikes. Raises Refused when there is
    neither, or a dog is not registered."""
    found = work.events(request.events)
    dogs = {event.subject: event for event in found if isinstance(event.reason, ZoneReason | HoursReason)}
    piles = [event for event in found if isinstance(event.reason, BikesReason)]
    if not dogs and not piles:
        raise Refused("unknown", "no dog and no pile-up of bikes among these events")
    for tag, event in dogs.items():
        dog = city.dog(work.connection, tag)
        if dog is None:
            raise Refused("unknown", f"tag {tag} is not registered")
        text = request.text or messages.reminder_text(work.room.bureau.messages, event, dog)
        _notify(work, event, Addressee("owner", tag), text)
        work.unit.record("reminder", "event", event.id, tag=tag)
    for event in piles:
        assert isinstance(event.reason, BikesReason)
        text = request.text or messages.pile_up_text(work.room.bureau.messages, event.reason, work.address(event))
        _notify(work, event, Addressee("bike-operator", event.reason.operator), text)
        work.unit.record("operator-told", "event", event.id, operator=event.reason.operator)
    return Done()


def _notify(work: Work, event: FlaggedEvent, to: Addressee, text: str) -> None:
    number = outward.count_about(work.connection, event.id) + 1
    messages.send_notice(work.unit, to, text, key=f"{event.id}-{number}", event=event.id, case=event.case)
    work.unit.tell(EventChanged(event.id))


@handles(Reveal, Role.INTAKE, Role.DISPATCHER, Role.CHECKER)
def reveal(work: Work, request: Reveal) -> Done:
    """The personal data behind an event; that it was shown, and to whom, is recorded."""
    (event,) = work.events([request.event])
    work.unit.record("reveal", "event", event.id, subject=event.subject)
    work.unit.tell(EventChanged(event.id))
    return Done(revealed=_personal(work, event))


@handles(WatchPast, Role.INTAKE, Role.DISPATCHER, Role.CHECKER)
def watch_past(work: Work, request: WatchPast) -> Done:
    """Who looked at where things were, at which time, and whose way was drawn. Raises Refused when it is no time."""
    if request.start.tzinfo is None or request.end.tzinfo is None or request.start >= request.end:
        raise Refused("unknown", "no time to look at")
    kind, subject = ("dog", request.tag) if request.tag else ("city", "")
    begun, ended = request.start.isoformat(), request.end.isoformat()
    work.unit.record("watch-past", kind, subject, None, **{"from": begun, "until": ended})
    return Done()


def _personal(work: Work, event: FlaggedEvent) -> dict[str, str]:
    if isinstance(event.reason, ZoneReason | HoursReason):
        dog = city.dog(work.connection, event.subject)
        if dog is None:
            return {}
        return {"owner": dog.owner.name, "phone": dog.owner.phone, "address": dog.owner.address}
    if isinstance(event.reason, ReportReason):
        reporter = city.reporter(work.connection, event.subject)
        return {"reporter": reporter.name, "phone": reporter.phone} if reporter else {}
    if isinstance(event.reason, DetectionReason) and event.reason.plate:
        return {"plate": event.reason.plate}
    return {}

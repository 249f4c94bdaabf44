"""Reviewing flagged events: acknowledge, dismiss, shelve, reopen, merge, split."""

from __future__ import annotations

from command_center.commands.requests import Acknowledge, Dismiss, Done, Merge, Refused, Reopen, Shelve, Split
from command_center.commands.work import Work, handles
from command_center.model.events import FlaggedEvent, Review
from command_center.model.people import Role
from command_center.notices import EventChanged
from command_center.store import events

SEATS = (Role.INTAKE, Role.DISPATCHER)


def decide(work: Work, event: FlaggedEvent, what: str, detail: dict[str, object], **values: object) -> None:
    """Store a decision on one event, record it and tell. Raises Refused when somebody was first."""
    if not events.set_review(work.connection, event, **values):
        raise Refused("changed", event.id)
    work.unit.record(what, "event", event.id, None, **detail)
    work.unit.tell(EventChanged(event.id))


@handles(Acknowledge, *SEATS)
def acknowledge(work: Work, request: Acknowledge) -> Done:
    """Mark as seen; what is decided already stays so, and what is shelved comes back unacknowledged all the same."""
    for event in work.events(request.events):
        if event.review is Review.OPEN and not _shelved(work, event):
            decide(work, event, "acknowledge", {}, review=Review.ACKNOWLEDGED, acknowledged=True)
    return Done(undo=Reopen(request.events))


@handles(Dismiss, *SEATS)
def dismiss(work: Work, request: Dismiss) -> Done:
    """A false alarm: out of the queue, and it does not come back while the same episode lasts."""
    detail: dict[str, object] = {"reason": request.reason, "note": request.note}
    for event in work.undecided(request.events):
        decide(work, event, "dismiss", detail, review=Review.DISMISSED, acknowledged=True,
               dismiss_reason=request.reason, shelved_until=None)  # fmt: skip
    return Done(undo=Reopen(request.events))


@handles(Shelve, *SEATS)
def shelve(work: Work, request: Shelve) -> Done:
    """Out of the queue until a time; it comes back unacknowledged (ISA-18.2)."""
    if request.until.tzinfo is None or request.until <= work.unit.now:
        raise Refused("too-late", f"{request.until} is not in the future")
    for event in work.undecided(request.events):
        decide(work, event, "shelve", {"until": request.until.isoformat()}, review=Review.OPEN, acknowledged=False,
               shelved_until=request.until, dismiss_reason=None)  # fmt: skip
    return Done(undo=Reopen(request.events))


@handles(Reopen, *SEATS)
def reopen(work: Work, request: Reopen) -> Done:
    """Back into the queue. What a person takes off the shelf comes back acknowledged (ISA-18.2)."""
    for event in work.not_confirmed(request.events):
        shelved = _shelved(work, event)
        review = Review.ACKNOWLEDGED if shelved else Review.OPEN
        decide(work, event, "reopen", {"why": request.why}, review=review, acknowledged=shelved,
               dismiss_reason=None, shelved_until=None)  # fmt: skip
    return Done()


def _shelved(work: Work, event: FlaggedEvent) -> bool:
    """It is on the shelf at this moment: a time that is up means nothing any more."""
    return event.shelved_until is not None and event.shelved_until > work.unit.now


@handles(Merge, *SEATS)
def merge(work: Work, request: Merge) -> Done:
    """Several events are one matter, led by one of them."""
    others = [event for event in work.undecided(request.events) if event.id != request.into]
    (leader,) = work.undecided([request.into])
    if not others:
        raise Refused("unknown", "nothing to merge")
    carried = events.by_ids(work.connection, events.merged_with(work.connection, [event.id for event in others]))
    for event in dict.fromkeys([*others, *carried]):
        if event.id != leader.id:
            decide(work, event, "merge", {"into": leader.id}, merged_into=leader.id)
    decide(work, leader, "merge", {"events": ",".join(event.id for event in others)}, merged_into=None)
    return Done(undo=Split(tuple(event.id for event in others)))


@handles(Split, *SEATS)
def split(work: Work, request: Split) -> Done:
    """Events stand alone again."""
    for event in work.undecided(request.events):
        decide(work, event, "split", {}, merged_into=None)
    return Done()

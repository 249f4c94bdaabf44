"""Reviewing flagged events: acknowledge, dismiss, shelve, reopen, merge, split."""

from __future__ import annotations

from datetime import timedelta

from command_center.commands.requests import Acknowledge, Dismiss, Done, Merge, Refused, Reopen, Shelve, Split
from command_center.commands.work import Work, handles
from command_center.model.candidates import Join, JoinHow
from command_center.model.events import FlaggedEvent, Review
from command_center.model.geo import distance_m
from command_center.model.people import Role
from command_center.notices import EventChanged
from command_center.store import candidates, events

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
    standing = [one for event in (leader, *others) for one in candidates.parts(work.connection, event.id)]
    ids = list(dict.fromkeys([leader.id, *(one.id for one in (*others, *standing))]))
    candidates.let_join(work.connection, ids)
    for event in others:
        _note(work, event, leader, JoinHow.MERGED)
    for event in events.by_ids(work.connection, [id_ for id_ in ids if id_ != leader.id]):
        decide(work, event, "merge", {"into": leader.id}, merged_into=leader.id)
    decide(work, leader, "merge", {"events": ",".join(event.id for event in others)}, merged_into=None)
    return Done(undo=Split(tuple(event.id for event in others)))


@handles(Split, *SEATS)
def split(work: Work, request: Split) -> Done:
    """Events stand alone again, and the rules never join them with what they were joined with.

    Of a candidate that is named whole, its leader keeps its row and each of the others stands alone.
    """
    for event in work.undecided(request.events):
        rest = [one for one in candidates.parts(work.connection, event.id) if one.id != event.id]
        if not rest:
            decide(work, event, "split", {}, merged_into=None)
            continue
        candidates.keep_apart(work.connection, [event.id], [one.id for one in rest])
        for one in rest:
            _note(work, event, one, JoinHow.SPLIT)
        leader = min(rest, key=_first)
        candidates.lead(work.connection, leader.id, [one.id for one in rest if one.id != leader.id])
        decide(work, event, "split", {"from": leader.id}, merged_into=None)
        for one in rest:
            work.unit.tell(EventChanged(one.id))
    return Done()


def _first(event: FlaggedEvent) -> tuple[object, ...]:
    return (event.first_seen, event.id)


def _note(work: Work, event: FlaggedEvent, other: FlaggedEvent, how: JoinHow) -> None:
    metres = distance_m(event.lon, event.lat, other.lon, other.lat)
    apart = max(event.first_seen - other.last_seen, other.first_seen - event.last_seen, timedelta(0))
    join = Join(
        event=event.id, other=other.id, metres=metres, minutes=apart.total_seconds() / 60,
        same_plate=bool(event.thing) and event.thing == other.thing, same_kind=event.kind == other.kind, how=how,
    )  # fmt: skip
    candidates.note(work.connection, join, work.unit.now, work.person.id)

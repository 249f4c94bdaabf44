"""Sightings of one thing by several sources become one candidate, in the transaction that stores them."""

from __future__ import annotations

from msgspec.structs import replace

from command_center.model.candidates import Join
from command_center.model.categories import Priority
from command_center.model.events import Condition, DetectionReason, FlaggedEvent
from command_center.notices import EventChanged
from command_center.rules import fusion
from command_center.rules.priorities import UNSURE, raised
from command_center.store import candidates
from command_center.store.unit import Unit

MOST_PARTS = 50
"""A candidate of more parts cannot be looked through by anybody."""


def join(unit: Unit, event: FlaggedEvent) -> None:
    """After `event` was raised: with the nearest that is the same thing first, then the others.

    What a person took apart stays apart; no candidate has two plates, or two tags.
    """
    if event.condition is Condition.OVER or event.withdrawn:
        return
    around = candidates.near(unit.connection, event, fusion.SAME_PLATE_M, fusion.WITHIN)
    found = [(why, lead) for other, lead in around if (why := fusion.related(event, other)) is not None]
    tried: set[str] = set()
    for why, lead in sorted(found, key=lambda one: (not one[0].same_plate, one[0].metres, one[0].other)):
        if lead not in tried:  # what speaks against a candidate speaks against all of it
            tried.add(lead)
            _unite(unit, why)


def _unite(unit: Unit, why: Join) -> None:
    mine, theirs = (candidates.parts(unit.connection, id_) for id_ in (why.event, why.other))
    together = {event.id: event for event in (*mine, *theirs)}
    if not mine or not theirs or len(together) in (len(mine), len(theirs)) or len(together) > MOST_PARTS:
        return
    vehicles = {plate for event in together.values() if (plate := fusion.plate_of(event))}
    if len(vehicles) > 1 or _other_tags(mine, theirs):
        return
    if candidates.are_apart(unit.connection, [one.id for one in mine], [one.id for one in theirs]):
        return
    leader = min(together.values(), key=fusion.leads)
    candidates.lead(unit.connection, leader.id, [id_ for id_ in together if id_ != leader.id])
    candidates.note(unit.connection, why, unit.now, unit.person)
    unit.record("joined", "event", why.event, other=why.other, metres=round(why.metres), minutes=round(why.minutes),
                same_plate="yes" if why.same_plate else "", lead=leader.id)  # fmt: skip
    for id_ in together:
        unit.tell(EventChanged(id_))


def _other_tags(mine: list[FlaggedEvent], theirs: list[FlaggedEvent]) -> bool:
    """Whether each has a dog of its own: one report can be about one of them only."""
    subjects = [{e.subject for e in part if fusion.is_tag(e)} for part in (mine, theirs)]
    return bool(subjects[0]) and bool(subjects[1])


def weighed(unit: Unit, event: FlaggedEvent) -> FlaggedEvent:
    """One step more urgent from the third time in 30 days on: a vehicle by its plate, a dog by its tag."""
    if (
        event.priority is Priority.LOW
        and isinstance(event.reason, DetectionReason)
        and event.reason.confidence < UNSURE
    ):
        return event
    again = candidates.repeat(unit.connection, event)
    often = again is not None and again.nth >= fusion.REPEAT_FROM
    return replace(event, priority=raised(event.priority)) if often else event

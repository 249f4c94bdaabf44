"""Sightings of one thing by several sources become one candidate, in the transaction that stores them."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from command_center.model.candidates import Join, JoinHow
from command_center.model.categories import Priority
from command_center.model.events import DetectionReason, FlaggedEvent
from command_center.notices import EventChanged
from command_center.rules import fusion
from command_center.rules.grouping import Group, grouped, held_together
from command_center.rules.priorities import UNSURE, raised
from command_center.store import candidates
from command_center.store.repeats import repeat
from command_center.store.unit import Unit

CROWD = 16
"""Where more than this may be one thing with an event, what was put together stays so and only grows."""
TRIED = 3
"""In a crowd, so many of the nearest candidates are looked at."""


def join(unit: Unit, event: FlaggedEvent) -> None:
    """After `event` was raised, changed or withdrawn: the candidates around it, as they would be had everything been
    known from the start. What a person took apart, put together or acknowledged stays as it is, and may grow.
    """
    if event.withdrawn:
        candidates.lead(unit.connection, event.id, [])
    leader_of, around, crowd = _around(unit, event)
    if len(around) < 2:
        return
    held = _held(unit, around, leader_of) if not crowd else _as_they_are(around, leader_of)
    apart = candidates.pairs_apart(unit.connection, list(around))
    known = {frozenset((one.event, one.other)) for one in candidates.joins(unit.connection, list(around))}
    for group in grouped(around.values(), held, apart):
        _keep(unit, group, leader_of)
        for why in group.joins:
            if frozenset((why.event, why.other)) not in known:
                _note(unit, why, group.lead())


def _around(unit: Unit, event: FlaggedEvent) -> tuple[dict[str, str], dict[str, FlaggedEvent], bool]:
    """Who leads whom, the events by id that are one thing with `event` or with one that is, and whether it is a crowd
    of which only some were looked at."""
    leader_of: dict[str, str] = {}
    found: dict[str, FlaggedEvent] = {}
    todo: list[FlaggedEvent] = []

    def take(whole: Iterable[tuple[FlaggedEvent, str]]) -> None:
        for one, leader in whole:
            if one.id not in found:
                found[one.id], leader_of[one.id] = one, leader
                todo.append(one)

    def like(one: FlaggedEvent) -> list[tuple[FlaggedEvent, str]]:
        """Those not known yet that are one thing with it, the nearest first, with who leads them."""
        near = candidates.near(unit.connection, one, fusion.WITHIN, fusion.reach(one))
        fresh = [(other, leader) for other, leader in near if other.id not in found]
        alike = [(why, pair) for pair in fresh if (why := fusion.related(one, pair[0])) is not None]
        return [pair for _, pair in sorted(alike, key=lambda each: (fusion.nearest(each[0]), each[1][0].id))]

    take(candidates.led_with(unit.connection, event.id))
    while todo:
        alike = like(todo.pop(0))
        crowd = len(found) + len(alike) > CROWD
        leaders = list(dict.fromkeys(leader for _, leader in alike))
        for leader in leaders[:TRIED] if crowd else leaders:
            take(candidates.led_with(unit.connection, leader))
        if crowd:
            return leader_of, found, True
    return leader_of, found, False


def _held(unit: Unit, around: dict[str, FlaggedEvent], leader_of: dict[str, str]) -> dict[str, set[str]]:
    """Candidates that a person put together or has acknowledged, by their leaders' ids."""
    held = held_together(list(around.values()), leader_of)
    by_hand = [one for one in candidates.joins(unit.connection, list(around)) if one.how is JoinHow.MERGED]
    for leader in {leader_of[one.event] for one in by_hand if leader_of[one.event] == leader_of[one.other]}:
        held[leader] = {id_ for id_, theirs in leader_of.items() if theirs == leader}
    return held


def _as_they_are(around: dict[str, FlaggedEvent], leader_of: dict[str, str]) -> dict[str, set[str]]:
    held: dict[str, set[str]] = {}
    for id_ in around:
        held.setdefault(leader_of[id_], set()).add(id_)
    return {leader: ids for leader, ids in held.items() if len(ids) > 1}


def _keep(unit: Unit, group: Group, leader_of: dict[str, str]) -> None:
    """Write who leads, where that has changed, and tell of it."""
    leader = group.lead()
    changed = [id_ for id_ in group.events if leader_of[id_] != leader]
    if not changed:
        return
    candidates.lead(unit.connection, leader, [id_ for id_ in group.events if id_ != leader])
    for id_ in changed:
        if id_ == leader and leader_of[id_] not in group.events:
            unit.record("parted", "event", id_, was=leader_of[id_])
    for id_ in group.events:
        unit.tell(EventChanged(id_))


def _note(unit: Unit, why: Join, leader: str) -> None:
    candidates.note(unit.connection, why, unit.now, unit.person)
    unit.record("joined", "event", why.event, other=why.other, metres=round(why.metres), minutes=round(why.minutes),
                same_plate="yes" if why.same_plate else "", lead=leader)  # fmt: skip


def weighed(unit: Unit, event: FlaggedEvent) -> FlaggedEvent:
    """One step more urgent from the third time in 30 days on: a vehicle by its plate, a dog by its tag, a shop by the
    address of reports."""
    if (
        event.priority is Priority.LOW
        and isinstance(event.reason, DetectionReason)
        and event.reason.confidence < UNSURE
    ):
        return event
    again = repeat(unit.connection, event)
    return replace(event, priority=raised(event.priority)) if again is not None and again.weighs else event

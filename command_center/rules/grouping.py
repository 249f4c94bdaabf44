"""Which events are one candidate: a function of the events and of what people said, not of who came first. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from command_center.model.candidates import Join
from command_center.model.events import BikesReason, DetectionReason, FlaggedEvent
from command_center.rules.fusion import is_tag, leads, nearest, plate_of, related

MOST_PARTS = 50
"""A candidate of more parts cannot be looked through by anybody."""


Names = tuple[frozenset[str], ...]
"""By what things are told apart: plates, plates' colours, tags, operators of bikes."""


@dataclass(slots=True)
class Group:
    """One candidate: who leads it, its events by id, and why the rules hold each two of `joins` to be one. `held`: a
    person put it together or has acknowledged it; it keeps its leader and is not taken apart by the rules."""

    events: dict[str, FlaggedEvent]
    joins: list[Join] = field(default_factory=list)
    leader: str = ""
    held: bool = False
    names: Names = ()

    def lead(self) -> str:
        """The id of its leader: a person's choice, else a tag, else what was seen first."""
        return self.leader or min(self.events.values(), key=leads).id


def grouped(
    events: Iterable[FlaggedEvent], held: Mapping[str, Collection[str]], apart: Collection[tuple[str, str]]
) -> list[Group]:
    """The candidates that `events` make: the nearest of what is one thing first, the same plate before anything else.

    `held` are those that stay together whatever the rules say, by their leader's id; `apart` the pairs of ids that a
    person took apart, each both ways round. What speaks against a candidate speaks against all of it: two vehicles, two
    dogs, two operators' bikes, a pair taken apart, too many parts.
    """
    ordered = sorted(events, key=lambda event: event.id)
    of = {event.id: Group({event.id: event}, names=_names(event)) for event in ordered}
    for leader, ids in held.items():
        whole = Group({id_: of[id_].events[id_] for id_ in sorted({leader, *ids}) if id_ in of}, held=True)
        whole.leader = leader if leader in of else ""
        whole.names = _together(*(of[id_].names for id_ in whole.events))
        of |= dict.fromkeys(whole.events, whole)
    pairs = combinations(ordered, 2)
    found = [why for a, b in pairs if of[a.id] is not of[b.id] and (why := related(a, b)) is not None]
    for why in sorted(found, key=nearest):
        one, other = of[why.event], of[why.other]
        if one is other or not _may(one, other, apart):
            continue
        whole = _united(one, other, why)
        of |= dict.fromkeys(whole.events, whole)
    return list({id(group): group for group in of.values()}.values())


def _united(one: Group, other: Group, why: Join) -> Group:
    chosen = sorted(group.leader for group in (one, other) if group.leader)
    return Group(one.events | other.events, [*one.joins, *other.joins, why], chosen[0] if chosen else "",
                 one.held or other.held, _together(one.names, other.names))  # fmt: skip


def _may(one: Group, other: Group, apart: Collection[tuple[str, str]]) -> bool:
    if len(one.events) + len(other.events) > MOST_PARTS:
        return False
    if any((a, b) in apart for a in one.events for b in other.events):
        return False
    return all(not a or not b or a & b for a, b in zip(one.names, other.names, strict=True))


def _together(*names: Names) -> Names:
    return tuple(frozenset().union(*each) for each in zip(*names, strict=True))


def _names(event: FlaggedEvent) -> Names:
    reason = event.reason
    plate = plate_of(event)
    colour = reason.plate_colour if isinstance(reason, DetectionReason) and reason.plate else None
    operator = reason.operator if isinstance(reason, BikesReason) else ""
    each = (plate, colour or "", event.subject if is_tag(event) else "", operator)
    return tuple(frozenset({one} if one else ()) for one in each)


def held_together(events: Sequence[FlaggedEvent], leader_of: Mapping[str, str]) -> dict[str, set[str]]:
    """Of events led as `leader_of` says, the candidates in which a person has acknowledged something."""
    seen = {leader_of.get(event.id, event.id) for event in events if event.acknowledged}
    found: dict[str, set[str]] = {leader: set() for leader in sorted(seen)}
    for event in events:
        leader = leader_of.get(event.id, event.id)
        if leader in found:
            found[leader].add(event.id)
    return found

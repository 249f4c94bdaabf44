"""Dogs of one owner that walk together are one event, that names them all.

The dog rules find each dog's episodes by itself; here those of one owner, of one kind and at one place, are laid
beside each other. The first confirmed leads; another whose dog was with it when both had begun joins it. When they
have been apart for two minutes while both still break the rule, the one that joined goes on as an event of its own.
What is told follows from the episodes and the fixes alone, not from the order in which they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from msgspec.structs import replace

from command_center.clock import from_ms, to_ms
from command_center.model.events import Condition, FlaggedEvent, HoursReason, ZoneReason
from command_center.model.observations import Fixes, TagRegistered
from command_center.rules.identity import event_id
from command_center.rules.limits import LIMITS, Limits
from command_center.rules.outcomes import Ended, Kept, Outcome, Raised, Updated
from command_center.rules.traces import KEEP_MS, Company

FORGET = timedelta(minutes=30)
"""What has been over for so long cannot be touched by late data any more."""
Key = tuple[str, str | None, str]
"""Kind, place and owner."""
_ORDER = {Ended: 0, Updated: 1, Raised: 2}


@dataclass(slots=True)
class _Walk:
    """Episodes that are one event: the first leads. Those in `parted` went on by themselves from a time on."""

    members: list[FlaggedEvent]
    parted: set[str] = field(default_factory=set)

    @property
    def lead(self) -> FlaggedEvent:
        return self.members[0]


class Together:
    """Between the dog rules and whoever is told."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._limits, self._company = limits, Company(limits)
        self._owners: dict[str, str] = {}
        self._dogs: dict[str, set[str]] = {}
        self._episodes: dict[Key, dict[str, FlaggedEvent]] = {}
        self._key_of: dict[str, Key] = {}
        self._told: dict[Key, dict[str, FlaggedEvent]] = {}
        self._met: dict[tuple[str, str], bool] = {}
        self._parted: dict[tuple[str, str], int | None] = {}
        self._pending: dict[tuple[str, str], tuple[FlaggedEvent, FlaggedEvent]] = {}
        self._own_ids: dict[str, str] = {}
        self._before: dict[str, FlaggedEvent] = {}

    def registered(self, told: TagRegistered) -> None:
        """Learn whose dog it is: one telephone is one owner, or, with none, one name at one address."""
        before = self._owners.pop(told.tag, None)
        if before is not None:
            self._dogs[before].discard(told.tag)
            if not self._dogs[before]:
                del self._dogs[before]
        owner = told.owner
        key = owner.phone.strip() or (f"{owner.name}|{owner.address}" if owner.name and owner.address else "")
        if key:
            self._owners[told.tag] = key
            self._dogs.setdefault(key, set()).add(told.tag)

    def _has_company(self, tag: str) -> bool:
        owner = self._owners.get(tag)
        return owner is not None and len(self._dogs[owner]) > 1

    def fixes(self, what: Fixes, received: datetime) -> None:
        """Where dogs with company are."""
        latest = to_ms(received) + round(self._limits.future_s * 1000)
        if len(self._owners) == len(self._dogs):
            return  # nobody has two
        mine = [at for at, tag in enumerate(what.tag) if self._has_company(tag) and what.time_ms[at] <= latest]
        tags = {what.tag[at] for at in mine}
        if self._company.is_long(tags):
            self._settle()
            self._company.forget(tags)
        for at in mine:
            where = float(what.lon[at]), float(what.lat[at])
            self._company.add(what.tag[at], int(what.time_ms[at]), *where, float(what.accuracy[at]))

    def restore(self, event: FlaggedEvent) -> None:
        """An event of the store: who is named in it is in it still."""
        if self._has_company(event.subject) and not event.withdrawn:
            key = self._key(event)
            self._episodes.setdefault(key, {})[event.id] = event
            self._told.setdefault(key, {})[event.id] = self._before[event.id] = event
            self._key_of[event.id] = key

    def through(self, outcomes: Sequence[Outcome]) -> list[Outcome]:
        """What is to be told of these."""
        found: list[Outcome] = []
        changed: dict[Key, None] = {}
        for outcome in outcomes:
            if isinstance(outcome, Kept):  # no dog is
                continue
            event = outcome.event
            if event.id in self._key_of or self._has_company(event.subject):
                key = self._key_of.setdefault(event.id, self._key(event))
                self._episodes.setdefault(key, {})[event.id] = event
                changed[key] = None
            else:
                found.append(outcome)
        if not changed:
            return found
        for key in changed:
            found += self._compare(key)
        return sorted(found, key=lambda outcome: _ORDER[type(outcome)])

    def _key(self, event: FlaggedEvent) -> Key:
        return event.kind, event.place, self._owners.get(event.subject, event.subject)

    def _compare(self, key: Key) -> Iterable[Outcome]:
        """Lay what is now beside what was told."""
        walks = self._walks(key)
        now = {event.id: event for event in map(_as_one, walks)}
        told = self._told.setdefault(key, {})
        for id_, event in list(told.items()):
            if id_ not in now and not event.withdrawn:
                over_at = event.over_at or event.last_seen
                told[id_] = replace(event, condition=Condition.OVER, withdrawn=True, over_at=over_at)
                yield Ended(told[id_])
        for id_, event in now.items():
            before = told.get(id_)
            told[id_] = event
            if before is None:
                yield Raised(event)
            elif before != event:
                yield Updated(event) if event.condition is Condition.ACTIVE else Ended(event)
        self._forget(key, walks)

    def _walks(self, key: Key) -> list[_Walk]:
        """The episodes there are, each where it belongs, in the order they were confirmed."""
        walks: list[_Walk] = []
        episodes = [event for event in self._episodes[key].values() if not event.withdrawn]
        for event in sorted(episodes, key=lambda event: (event.raised, event.subject, event.id)):
            walk, parted_ms = self._belongs(event, walks)
            if walk is None:
                walks.append(_Walk([event]))
            elif parted_ms is None:
                walk.members.append(event)
            else:
                parted = from_ms(parted_ms)
                over = {"condition": Condition.OVER, "over_at": parted, "last_seen": min(event.last_seen, parted)}
                walk.members.append(replace(event, **over))
                walk.parted.add(event.id)
                walks.append(_Walk([self._alone(event, parted)]))
        return walks

    def _belongs(self, event: FlaggedEvent, walks: Sequence[_Walk]) -> tuple[_Walk | None, int | None]:
        """The walk an episode is part of, and when it left it."""
        for walk in walks:
            again = [one for one in walk.members if one.subject == event.subject and one.id not in walk.parted]
            if again and any(_overlap(one, event) for one in walk.members):
                return walk, None  # the same dog back while the others stayed: one open event per dog and place
            mates = [one for one in walk.members if one.subject != event.subject and self._have_met(one, event)]
            if mates:
                ends = [self._parting(one, event) for one in mates]
                known = [end for end in ends if end is not None]
                return walk, max(known) if len(known) == len(ends) else None
        return None, None

    def _have_met(self, one: FlaggedEvent, two: FlaggedEvent) -> bool:
        if not _overlap(one, two):
            return False
        pair = one.id, two.id
        if pair in self._met:
            return self._met[pair]
        before = self._before.get(one.id)
        if before is not None and two.subject in _named(before) and two.id not in self._before:
            return two.first_seen <= before.last_seen
        self._pending[pair] = one, two
        return self._company.met(one.subject, two.subject, _start_ms(one, two))

    def _parting(self, one: FlaggedEvent, two: FlaggedEvent) -> int | None:
        """When they parted while both broke the rule; None: they did not. Leaving alone is no parting."""
        pair = one.id, two.id
        if pair in self._parted:
            return self._parted[pair]
        self._pending[pair] = one, two
        start, before = _start_ms(one, two), self._before.get(one.id)
        if before is not None and two.subject in _named(before):
            # After a restart its last fix is of both: where the one was that led is not told by it.
            start = max(start, to_ms(before.last_seen))
        return self._company.parted_ms(one.subject, two.subject, start, _end_ms(one, two))

    def _settle(self) -> None:
        """Before old fixes go: what no late one can change is held fast."""
        for pair, (one, two) in list(self._pending.items()):
            if pair not in self._met and self._is_settled(one, two, _start_ms(one, two)):
                self._met[pair] = self._have_met(one, two)
            if pair not in self._parted:
                parted, over = self._parting(one, two), one.over_at is not None or two.over_at is not None
                end = parted if parted is not None else _end_ms(one, two) if over else None
                if end is not None and self._is_settled(one, two, end):
                    self._parted[pair] = parted
            if pair in self._met and pair in self._parted:
                del self._pending[pair]

    def _is_settled(self, one: FlaggedEvent, two: FlaggedEvent, time_ms: int) -> bool:
        """Whether no late fix can change what was about a time."""
        return time_ms < self._company.newest_ms(one.subject, two.subject) - (KEEP_MS * 3) // 4

    def _alone(self, event: FlaggedEvent, since: datetime) -> FlaggedEvent:
        """The rest of an episode, from when its dog went its own way."""
        name = event_id(event.kind, event.subject, event.place or "", event.thing, since)
        id_ = self._own_ids.setdefault(event.id, name)
        raised = max(event.raised, since)
        wait = event.queue_from - event.raised
        return replace(event, id=id_, first_seen=since, raised=raised, queue_from=raised + wait)

    def _forget(self, key: Key, walks: Sequence[_Walk]) -> None:
        """Let go of what nothing can join or change any more."""
        newest = max((walk.members[-1].last_seen for walk in walks), default=None)
        ends = [(walk, _as_one(walk).over_at) for walk in walks]
        old = [walk for walk, over_at in ends if newest and over_at is not None and newest - over_at > FORGET]
        if len(old) < len(walks):
            old = [walk for walk in old if not walk.parted]  # the rest of it may still go on
        gone = {event.id for walk in old for event in walk.members} - {
            event.id for walk in walks if walk not in old for event in walk.members
        }
        if not gone:
            return
        for id_ in gone:
            self._episodes[key].pop(id_, None)
            self._told[key].pop(id_, None)
            for known in (self._key_of, self._own_ids, self._before):
                known.pop(id_, None)
        self._met = {pair: met for pair, met in self._met.items() if not gone & {*pair}}
        self._parted = {pair: at for pair, at in self._parted.items() if not gone & {*pair}}
        self._pending = {pair: found for pair, found in self._pending.items() if not gone & {*pair}}


def _start_ms(one: FlaggedEvent, two: FlaggedEvent) -> int:
    return max(to_ms(one.first_seen), to_ms(two.first_seen))


def _end_ms(one: FlaggedEvent, two: FlaggedEvent) -> int:
    return min(to_ms(one.last_seen), to_ms(two.last_seen))


def _overlap(one: FlaggedEvent, two: FlaggedEvent) -> bool:
    return (one.over_at is None or one.over_at > two.first_seen) and (
        two.over_at is None or two.over_at > one.first_seen
    )


def _named(event: FlaggedEvent) -> tuple[str, ...]:
    return event.reason.together if isinstance(event.reason, ZoneReason | HoursReason) else ()


def _as_one(walk: _Walk) -> FlaggedEvent:
    """One event of a walk's episodes. It lasts while any of them does, and shows where the last of them is."""
    lead, members = walk.lead, walk.members
    names = tuple(sorted({*_named(lead), *(one.subject for one in members)} - {lead.subject}))
    if len(members) == 1 and names == _named(lead):
        return lead
    active = [one for one in members if one.condition is Condition.ACTIVE]
    front = lead if lead in active else max(active or members, key=lambda one: (one.last_seen, one.subject))
    assert isinstance(front.reason, ZoneReason | HoursReason)
    ends = [one.over_at for one in members if one.over_at is not None]
    return replace(
        lead,
        condition=Condition.ACTIVE if active else Condition.OVER,
        over_at=None if active else max(ends, default=lead.last_seen),
        first_seen=min(one.first_seen for one in members),
        last_seen=max(one.last_seen for one in members),
        count=max(one.count for one in members if one.id not in walk.parted),
        lon=front.lon,
        lat=front.lat,
        grid=front.grid,
        reason=replace(front.reason, together=names),
    )

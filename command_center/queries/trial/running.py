"""A trial carried out: the real rules over stored positions, once as they are and once with the change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from sqlalchemy import Connection

from command_center.clock import from_ms, to_ms
from command_center.model.events import FlaggedEvent, HoursReason, ZoneReason
from command_center.model.observations import Fixes, Tick
from command_center.model.places import Place
from command_center.model.settings import DogWalking
from command_center.queries.trial.asked import MOST_NAMED, MOST_SHOWN, Trial, TrialResult, WouldBe
from command_center.queries.trial.tally import tallies
from command_center.rules.engine import Engine, Kept, Observed
from command_center.settings.places import place_of, with_grids
from command_center.store import city, dog_life, places, rules, tracks

WINDOW = timedelta(minutes=10)
"""So much is read at a time."""
BEFORE = timedelta(minutes=15)
"""Read before the beginning, so that the rules know where each dog was."""
A_BATCH = 4096
NEAR = timedelta(minutes=10)
"""Two alarms of the same dog, kind and place so near in time are the same one."""

Progress = Callable[[float], None]


class _Side:
    """One set of rules and places, and what it raises."""

    def __init__(self, dogs: DogWalking, standing: Sequence[Place], connection: Connection) -> None:
        self.engine, self.names = Engine(dogs, standing), {place.id: place.name for place in standing}
        self.events: dict[str, FlaggedEvent] = {}
        for told in city.all_dogs(connection):
            self._see(Observed("store", from_ms(0), told))
        for facts in dog_life.facts(connection):
            self._see(Observed("store", from_ms(0), facts))

    def _see(self, what: Observed) -> None:
        for outcome in self.engine.observe(what):
            if not isinstance(outcome, Kept):
                self.events[outcome.event.id] = outcome.event

    def fixes(self, feed: str, fixes: Fixes, received: datetime) -> None:
        """Positions as they would have come."""
        self._see(Observed(feed, received, fixes))

    def tick(self, when: datetime) -> None:
        """Time goes on."""
        self._see(Observed("clock", when, Tick(when)))

    def raised(self, start: datetime) -> list[WouldBe]:
        """Every alarm that stood in the end, by time."""
        found = [e for e in self.events.values() if not e.withdrawn and e.last_seen >= start]
        return sorted((self._would_be(event) for event in found), key=lambda one: (one.first_seen, one.tag))

    def _would_be(self, event: FlaggedEvent) -> WouldBe:
        sure = event.reason.sure if isinstance(event.reason, ZoneReason | HoursReason) else None
        return WouldBe(
            kind=event.kind,
            priority=event.priority,
            tag=event.subject,
            place=event.place or "",
            place_name=self.names.get(event.place or "", ""),
            first_seen=event.first_seen,
            last_seen=event.last_seen,
            lon=event.lon,
            lat=event.lat,
            sure=None if sure is None else sure.probability,
        )


def run(connection: Connection, trial: Trial, first: DogWalking, now: datetime, progress: Progress) -> TrialResult:
    """Carry it out; `first` are the settings' rules, for a store nobody has laid down rules in; `progress` is told the
    share that is done, 0 to 1. Raises `settings.geojson.Mistake` for a feature that is no place."""
    line = rules.timeline(rules.changes(connection))
    due = [one.rules for one in line if one.since is None or one.since <= now]
    today = due[-1] if due else first
    standing = [one.place for one in places.standings(connection, now) if one.at(now)]
    changed = {place.id: place for place in standing} | {
        place.id: place for place in (place_of(feature) for feature in trial.features)
    }
    other = [place for id_, place in changed.items() if id_ not in trial.without]
    sides = (
        _Side(today, with_grids(standing), connection),
        _Side(trial.rules or today, with_grids(other), connection),
    )
    fixes, seen = 0, []
    for feed, told, share in positions(connection, trial.start - BEFORE, trial.end):
        received = from_ms(int(told.time_ms.max()))
        for side in sides:
            side.fixes(feed, told, received)
            side.tick(received)
        inside = told.time_ms >= to_ms(trial.start)
        fixes += int(inside.sum())
        if inside.any():
            seen += [int(told.time_ms[inside].min()), received]
        progress(share)
    progress(1.0)
    first_ms = min((one for one in seen if isinstance(one, int)), default=None)
    last = max((one for one in seen if isinstance(one, datetime)), default=None)
    return _result(sides, trial, fixes, None if first_ms is None else from_ms(first_ms), last, today.timezone)


def positions(connection: Connection, start: datetime, end: datetime) -> Iterator[tuple[str, Fixes, float]]:
    """Every feed's positions by time, in batches, with the share of the span that is read."""
    at = start
    while at < end:
        till = min(at + WINDOW, end)
        by_feed: dict[str, list[tracks.Columns]] = defaultdict(list)
        for feed, columns in tracks.blocks(connection, "dog", at, till):
            inside = np.flatnonzero((columns.time_ms >= to_ms(at)) & (columns.time_ms < to_ms(till)))
            if len(inside):
                by_feed[feed].append(columns.take(inside))
        share = (till - start) / (end - start)
        for feed, parts in sorted(by_feed.items()):
            whole = tracks.join(parts)
            whole = whole.take(np.argsort(whole.time_ms, kind="stable"))
            for begin in range(0, len(whole.time_ms), A_BATCH):
                yield feed, _fixes(whole, slice(begin, begin + A_BATCH)), share
        at = till


def _fixes(columns: tracks.Columns, some: slice) -> Fixes:
    names = tuple(columns.names[row] for row in columns.row[some].tolist())
    unknown = np.full(len(names), np.nan)
    return Fixes(names, columns.time_ms[some], columns.lon[some], columns.lat[some], columns.accuracy[some], unknown)


def _result(
    sides: tuple[_Side, _Side], trial: Trial, fixes: int, first: datetime | None, last: datetime | None, timezone: str
) -> TrialResult:
    now, changed = (side.raised(trial.start) for side in sides)
    more, fewer = _apart(changed, now), _apart(now, changed)
    zone = ZoneInfo(timezone)
    return TrialResult(
        fixes=fixes,
        first=first,
        last=last,
        now=len(now),
        changed=len(changed),
        both=len(changed) - len(more),
        n_more=len(more),
        n_fewer=len(fewer),
        more=tuple(more[:MOST_SHOWN]),
        fewer=tuple(fewer[:MOST_SHOWN]),
        same=tuple(_without(changed, more)[:MOST_SHOWN]),
        by_dog=tallies(now, changed, more, fewer, lambda one: one.tag)[:MOST_NAMED],
        by_place=tallies(now, changed, more, fewer, lambda one: one.place_name),
        by_hour=tallies(now, changed, more, fewer, lambda one: f"{one.first_seen.astimezone(zone):%H}"),
    )


def _without(all_: Sequence[WouldBe], some: Sequence[WouldBe]) -> list[WouldBe]:
    """Those that are none of `some`; both are sorted alike."""
    left = {id(one) for one in some}
    return [one for one in all_ if id(one) not in left]


def _apart(some: Sequence[WouldBe], others: Sequence[WouldBe]) -> list[WouldBe]:
    """Those of `some` that no other is the same as; each other one stands for one at most."""
    waiting: dict[tuple[str, str, str], list[WouldBe]] = defaultdict(list)
    for other in others:
        waiting[(other.kind, other.tag, other.place)].append(other)
    left = []
    for one in some:
        same = waiting[(one.kind, one.tag, one.place)]
        found = next(
            (o for o in same if o.first_seen <= one.last_seen + NEAR and one.first_seen <= o.last_seen + NEAR), None
        )
        if found is None:
            left.append(one)
        else:
            same.remove(found)
    return left

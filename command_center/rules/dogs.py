"""The two dog rules: in a place that bans dogs; out of doors while dogs must not be walked.

A fix is a lead: what is nearer to an edge than its accuracy is told neither inside nor outside. A dog that rides
in a vehicle breaks no rule, nor does one at the vet's, in the shelter or in a dog run. Home exempts from hours,
never from zones. What follows from a set of fixes follows in whatever order they arrive, as long as none comes
more than `keep_s` late.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from datetime import datetime
from functools import partial

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from command_center.clock import from_ms, to_ms
from command_center.model.dogs import DogFacts
from command_center.model.events import Condition, FixEvidence, FlaggedEvent, HoursReason, ZoneReason
from command_center.model.geo import short_m
from command_center.model.names import NameIndex
from command_center.model.observations import Fixes, TagRegistered
from command_center.model.places import Place, Standing
from command_center.rules.dog_events import DogEvents
from command_center.rules.fold import Episode, Mark, Verdict
from command_center.rules.hours import in_force
from command_center.rules.journey import CONTEXT_MS, REMEMBER_MS, Journey, Seen
from command_center.rules.life import Life
from command_center.rules.limits import LIMITS, Limits, need_of
from command_center.rules.outcomes import Ended, Outcome, Raised, Updated
from command_center.rules.progress import Progress
from command_center.rules.recent import RecentFixes
from command_center.rules.tags import NEVER, Tags
from command_center.rules.timeline import Timeline
from command_center.rules.watch import Watch
from command_center.rules.where import Where

A_STEP = 500
"""Fixes looked at closely before others have their turn."""
Steps = Generator[None, None, list[Outcome]]
Grouping = Generator[None, None, dict[int, list[Seen]]]
HOURS = -1
"""Stands beside the numbers of places, for the rule that has no place."""
_ORDER = {Ended: 0, Updated: 1, Raised: 2}


class _Dog:
    """One tag that is near something: its way, and the rules' eyes on it by place number or `HOURS`."""

    def __init__(self, row: int, journey: Journey) -> None:
        self.row, self.journey = row, journey
        self.watches: dict[int, Watch] = {}
        self.concerned_ms = NEVER


class DogRules:
    """State of both rules for every dog that is near a zone or out of doors; of the others only the last minutes."""

    def __init__(
        self,
        rules: Timeline,
        standings: Sequence[Standing],
        grid_of: Callable[[float, float], int | None],
        limits: Limits = LIMITS,
        tags: NameIndex | None = None,
    ) -> None:
        self._rules, self._limits = rules, limits
        newest = rules.newest.rules
        self._timezone = newest.timezone
        self._keep_ms = round(limits.keep_s * 1000)
        self._numbers: dict[str, int] = {}
        self._where, self._tags = Where(standings, limits, self._numbers), Tags(tags)
        self._life = Life(newest.home_radius_m)
        self._recent = RecentFixes(self._keep_ms + CONTEXT_MS)
        self._events = DogEvents(rules, grid_of)
        self._needs = {True: need_of(limits, limits.hours_dwell_s), False: need_of(limits, limits.zone_dwell_s)}
        self._dogs: dict[int, _Dog] = {}

    def registered(self, told: TagRegistered) -> None:
        """Learn where a dog lives."""
        self._tags.registered(told)

    def facts(self, told: DogFacts) -> list[Outcome]:
        """Learn more of a dog; its fixes that may still be corrected are judged anew."""
        row = self._tags.row(told.tag)
        self._life.know(row, told)
        dog = self._dogs.get(row)
        if dog is None or not dog.journey.seen:
            return []
        self._place_again(dog)
        return self._judge(dog, 0, late=True)

    def _home_m(
        self,
        rows: NDArray[np.intp],
        time_ms: NDArray[np.int64],
        lon: NDArray[np.float64],
        lat: NDArray[np.float64],
    ) -> NDArray[np.float64]:
        """How far n fixes are from their tags' homes, in metres; NaN when none is known."""
        return self._life.home_m(rows, time_ms, lon, lat, self._tags.from_home_m(rows, lon, lat))

    def lay_out(self, standings: Sequence[Standing]) -> Steps:
        """Other places: what was seen lately is judged anew, each fix by what was in force at its time.

        Where a place has changed, an episode goes on if the dog still breaks the rule there, and its event goes on
        naming the version that raised it. Where a place is no more, it is over from then on.
        """
        self._where = Where(standings, self._limits, self._numbers)
        found: list[Outcome] = []
        for dog in tuple(self._dogs.values()):
            yield
            if dog.journey.seen:
                self._place_again(dog)
                found += self._judge(dog, 0, late=True)
        rows, time_ms, lon, lat, accuracy = self._recent.of()
        yield
        concerned = self._concerned(rows, time_ms, lon, lat, accuracy, self._home_m(rows, time_ms, lon, lat))
        news = np.unique(rows[concerned & ~self._tags.watched[rows]])
        yield
        fresh = yield from self._open(news, self._tags.newest_ms[news])
        for row, seen in fresh.items():
            yield
            found += self._one(self._dog(row), seen)
        return sorted(found, key=lambda outcome: _ORDER[type(outcome)])

    def lay_down(self, rules: Timeline) -> Steps:
        """Other rules, each in force at its time: what was seen lately is judged anew."""
        self._rules = self._events.rules = rules
        self._life.reach(rules.newest.rules.home_radius_m)
        found: list[Outcome] = []
        for dog in tuple(self._dogs.values()):
            yield
            if dog.journey.seen:
                found += self._judge(dog, 0, late=True)
        return sorted(found, key=lambda outcome: _ORDER[type(outcome)])

    def _place_again(self, dog: _Dog) -> None:
        fixes = dog.journey.seen
        told = [np.nan if fix.accuracy is None else fix.accuracy for fix in fixes]
        lon, lat = np.array([fix.lon for fix in fixes]), np.array([fix.lat for fix in fixes])
        times = np.array(dog.journey.times, np.int64)
        rows = np.full(len(fixes), dog.row, np.intp)
        for fix, now in zip(fixes, self._look(rows, times, lon, lat, np.array(told)), strict=True):
            fix.depths, fix.exempt, fix.free, fix.home_m = now.depths, now.exempt, now.free, now.home_m
            fix.out_m = short_m(fix.lon, fix.lat, *fix.anchor) if fix.home_m is None else fix.home_m

    def _look(
        self,
        rows: NDArray[np.intp],
        time_ms: NDArray[np.int64],
        lon: NDArray[np.float64],
        lat: NDArray[np.float64],
        accuracy: NDArray[np.float64],
    ) -> list[Seen]:
        """What there is to know of n fixes: of where they lie, and of the dog. A working dog is exempt anywhere."""
        found = self._where.seen(time_ms, lon, lat, accuracy, self._home_m(rows, time_ms, lon, lat))
        for at in np.flatnonzero(self._life.working(rows, time_ms)).tolist():
            found[at].exempt = found[at].free = True
        return found

    def restore(self, event: FlaggedEvent) -> list[Outcome]:
        """Take up an event of the store, active or lately over; one whose place is no more is over."""
        row = self._tags.row(event.subject)
        number = HOURS if isinstance(event.reason, HoursReason) else self._number(event)
        if number is not None:
            self._watch(self._dog(row), number).restore(event)
        elif event.condition is Condition.ACTIVE:
            return [Ended(replace(event, condition=Condition.OVER, over_at=event.last_seen))]
        return []

    def _number(self, event: FlaggedEvent) -> int | None:
        found = self._numbers.get(event.place or "")
        return found if isinstance(event.reason, ZoneReason) else None

    def take(self, feed: str, fixes: Fixes, received: datetime) -> Steps:
        """Fixes of many dogs, in any order: what follows from them, endings first. In short steps, to be gone through
        to the end before anything else is taken."""
        rows = self._tags.rows(fixes.tag)
        latest = to_ms(received) + round(self._limits.future_s * 1000)
        good = (fixes.time_ms <= latest) & (fixes.time_ms > self._tags.newest_ms[rows] - self._keep_ms)
        rows, time_ms = rows[good], fixes.time_ms[good]
        lon, lat, accuracy = fixes.lon[good], fixes.lat[good], fixes.accuracy[good]
        before = self._tags.newest_ms[rows]
        self._tags.heard(feed, rows, time_ms)
        self._recent.add(rows, time_ms, lon, lat, accuracy, self._tags.newest_ms)
        home_m = self._home_m(rows, time_ms, lon, lat)
        concerned = self._concerned(rows, time_ms, lon, lat, accuracy, home_m)
        known = self._tags.watched[rows]
        yield
        fresh = yield from self._open(rows[concerned & ~known], before[concerned & ~known])
        if known.any():
            fresh |= yield from self._group(rows[known], time_ms[known], lon[known], lat[known], accuracy[known])
        for row, when in zip(rows[concerned].tolist(), time_ms[concerned].tolist(), strict=True):
            self._dogs[row].concerned_ms = max(self._dogs[row].concerned_ms, when)
        found: list[Outcome] = []
        for row, seen in fresh.items():
            yield
            found += self._one(self._dog(row), seen)
        return sorted(found, key=lambda outcome: _ORDER[type(outcome)])

    def _concerned(
        self,
        rows: NDArray[np.intp],
        time_ms: NDArray[np.int64],
        lon: NDArray[np.float64],
        lat: NDArray[np.float64],
        accuracy: NDArray[np.float64],
        home_m: NDArray[np.float64],
    ) -> NDArray[np.bool_]:
        """Which fixes make a dog worth watching: near a ban; or, when that is forbidden, away from home or with none
        known. (What a watch that opens then must know, where the dog rested last, the last minutes tell.)"""
        concerned = self._where.near_ban(time_ms, lon, lat, self._where.error(accuracy))
        away = np.flatnonzero(~concerned & ~(home_m <= self._rules.smallest_radius_m))
        # Hours are laid down in minutes: each minute is asked about once.
        minutes, which = np.unique(time_ms[away] // 60_000, return_inverse=True)
        forbidden = np.array([self._prohibited(from_ms(minute * 60_000)) for minute in minutes.tolist()], bool)
        away = away[forbidden[which]]
        concerned[away] = self._where.controlled(time_ms[away], lon[away], lat[away])
        return concerned

    def _open(self, rows: NDArray[np.intp], before_ms: NDArray[np.int64]) -> Grouping:
        """Tags to be watched from now on, each with all its fixes of the last minutes.

        `before_ms` is the newest time each had told before: what was too old to be corrected then is only context.
        """
        if not len(rows):
            return {}
        found = yield from self._group(*self._recent.of(rows))
        for row, newest in zip(rows.tolist(), before_ms.tolist(), strict=True):
            self._dog(row).journey.settled_ms = newest - self._keep_ms
        return found

    def _group(
        self,
        rows: NDArray[np.intp],
        time_ms: NDArray[np.int64],
        lon: NDArray[np.float64],
        lat: NDArray[np.float64],
        accuracy: NDArray[np.float64],
    ) -> Grouping:
        """What there is to know of fixes, by tag, sorted by time."""
        order = np.lexsort((time_ms, rows))
        rows, time_ms, lon, lat, accuracy = rows[order], time_ms[order], lon[order], lat[order], accuracy[order]
        found: dict[int, list[Seen]] = {}
        for start in range(0, len(rows), A_STEP):
            some = slice(start, start + A_STEP)
            seen = self._look(rows[some], time_ms[some], lon[some], lat[some], accuracy[some])
            for row, fix in zip(rows[some].tolist(), seen, strict=True):
                found.setdefault(row, []).append(fix)
            yield
        return found

    def _dog(self, row: int) -> _Dog:
        if row not in self._dogs:
            self._dogs[row] = _Dog(row, Journey(self._limits, self._rules.newest.rules.home_radius_m))
            self._tags.watched[row] = True
        return self._dogs[row]

    def _watch(self, dog: _Dog, number: int) -> Watch:
        if number not in dog.watches:
            dog.watches[number] = Watch(self._needs[number == HOURS])
        return dog.watches[number]

    def _one(self, dog: _Dog, fixes: Sequence[Seen]) -> list[Outcome]:
        """Fixes of one dog, sorted by time."""
        journey, before = dog.journey, len(dog.journey.seen)
        places = [at for at in (journey.take(fix) for fix in fixes) if at is not None]
        if not places:
            return []
        first = min(places)
        journey.understand(first)
        return self._judge(dog, first, late=first < before)

    def _judge(self, dog: _Dog, first: int, *, late: bool) -> list[Outcome]:
        """Lay the rules beside a dog's way, of which the fixes from index `first` on are new; `late`: not only those
        after all that were judged before."""
        marks = partial(self._marks, dog)
        new = self._new_watches(dog, first)
        for number, watch in dog.watches.items():
            if late or number in new:
                watch.again(marks(number, dog.journey.settled, None))
            else:
                watch.go_on(marks(number, first, None))
        found = [
            outcome for number, watch in dog.watches.items() for outcome in watch.compare(self._maker(dog, number))
        ]
        self._settle(dog, marks)
        return found

    def _new_watches(self, dog: _Dog, first: int) -> set[int]:
        """Rules that did not look at this dog so far and have reason to, by its fixes from index `first` on."""
        near: dict[int, int] = {}
        for fix in dog.journey.seen[first:]:
            for number, depth in fix.depths.items():
                if depth >= -fix.spread:
                    near[number] = fix.time_ms
            if self._hours_mark(fix).verdict is not Verdict.OUT:
                near[HOURS] = fix.time_ms
        new = near.keys() - dog.watches.keys()
        for number, time_ms in near.items():
            watch = self._watch(dog, number)
            watch.near_ms = max(watch.near_ms, time_ms)
        return new

    def _settle(self, dog: _Dog, marks: Callable[[int, int, int | None], list[Mark]]) -> None:
        journey = dog.journey
        since, until = journey.settle()
        horizon = journey.settled_ms
        for number, watch in list(dog.watches.items()):
            watch.settle(marks(number, since, until), horizon)
            if watch.idle(horizon):
                del dog.watches[number]
        journey.forget()
        # One that gives reason to look again and again is not forgotten in between: opening a watch costs most.
        if not dog.watches and journey.times[-1] - dog.concerned_ms > REMEMBER_MS:
            del self._dogs[dog.row]
            self._tags.watched[dog.row] = False

    def _maker(self, dog: _Dog, number: int) -> Callable[[Episode, int], FlaggedEvent]:
        name, told = self._tags.names[dog.row], self._tags.has_home(dog.row)

        def make(episode: Episode, nth: int) -> FlaggedEvent:
            place = self._broken(number, episode.confirmed_ms)
            home = self._life.home_from(dog.row, episode.confirmed_ms, told=told)
            return self._events.make(self._tags.feed(dog.row), name, place, home, episode, nth)

        return make

    def _broken(self, number: int, time_ms: int) -> Place | None:
        """The version that was broken at a time; None: it is the rule that has no place."""
        return None if number == HOURS else self._where.ban(number, time_ms) or self._where.any_ban(number)

    def _marks(self, dog: _Dog, number: int, start: int, end: int | None) -> list[Mark]:
        """What the fixes from one index to another say of one rule."""
        seen = dog.journey.seen[start:end]
        if number == HOURS:
            return [self._hours_mark(fix) for fix in seen]
        return [self._zone_mark(fix, number) for fix in seen]

    def _zone_mark(self, fix: Seen, number: int) -> Mark:
        if fix.moving == "jump":
            return Mark(fix.time_ms, Verdict.UNSURE)
        place = self._where.ban(number, fix.time_ms)
        if place is None or not in_force(place.hours, from_ms(fix.time_ms), self._timezone):
            return Mark(fix.time_ms, Verdict.OUT, at_once=True)
        depth = fix.depths.get(number)
        if fix.moving == "vehicle" or fix.exempt:
            return Mark(fix.time_ms, Verdict.OUT)
        if depth is None or depth < -fix.spread:
            return Mark(fix.time_ms, Verdict.OUT, weight=-self._limits.most, error_m=fix.spread)
        return self._inside(fix, depth, depth)

    def _hours_mark(self, fix: Seen) -> Mark:
        if not self._prohibited(from_ms(fix.time_ms)):
            return Mark(fix.time_ms, Verdict.OUT, at_once=True)
        if fix.moving == "jump":
            return Mark(fix.time_ms, Verdict.UNSURE)
        beyond = fix.out_m - self._rules.at_ms(fix.time_ms).rules.home_radius_m
        if fix.moving == "vehicle" or fix.free or beyond < 0:
            return Mark(fix.time_ms, Verdict.OUT)
        return self._inside(fix, beyond, fix.home_m)

    def _inside(self, fix: Seen, depth_m: float, told_m: float | None) -> Mark:
        """A fix `depth_m` metres on the forbidden side, or, less than its error, on the other."""
        weight = depth_m / fix.spread
        if weight < self._limits.inside:
            return Mark(fix.time_ms, Verdict.UNSURE, weight=weight, error_m=fix.spread)
        evidence = FixEvidence(from_ms(fix.time_ms), fix.lon, fix.lat, fix.accuracy, told_m)
        return Mark(fix.time_ms, Verdict.IN, evidence, min(weight, self._limits.most), fix.spread)

    def _prohibited(self, when: datetime) -> bool:
        return in_force(self._rules.at(when).rules.prohibited, when, self._timezone)

    def tick(self, clock: datetime, progress: Progress) -> list[Outcome]:
        """Time passed: what nobody hears of any more, or is no longer forbidden, is over."""
        found: list[Outcome] = []
        for dog in self._dogs.values():
            for number, watch in dog.watches.items():
                event = watch.active
                now = None if event is None else progress.now(event.source, clock)
                if event is not None and now is not None and self._is_over(dog, number, event, now):
                    found += watch.end(now)
        return found

    def _is_over(self, dog: _Dog, number: int, event: FlaggedEvent, now: datetime) -> bool:
        place = None if number == HOURS else self._where.ban(number, to_ms(now))
        if place is None and number != HOURS:
            return True
        hours = self._rules.at(now).rules.prohibited if place is None else place.hours
        newest = max(to_ms(event.last_seen), int(self._tags.newest_ms[dog.row]))
        silent = to_ms(now) - newest > self._limits.silent_s * 1000
        return silent or not in_force(hours, now, self._timezone)

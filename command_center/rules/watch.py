"""One rule's eye on one dog (and one place): what its fixes add up to, and the events that came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from msgspec.structs import replace

from command_center.clock import from_ms, to_ms
from command_center.model.events import Condition, FlaggedEvent, HoursReason, ZoneReason
from command_center.rules.fold import Episode, Mark, Need, State, step
from command_center.rules.outcomes import Ended, Outcome, Raised, Updated
from command_center.rules.sure import weighed

Make = Callable[[Episode, int], FlaggedEvent]
"""Makes an event of an episode; the number tells apart two that began at the same time."""


NOTHING = State()


@dataclass(slots=True)
class Held:
    """An event, and whether the clock (not a fix) ended it. Its id was made of `began_ms`, the latest it can have begun
    when it was raised; corrections change the beginning, never the id."""

    event: FlaggedEvent
    began_ms: int
    by_clock: bool = False

    @property
    def active(self) -> bool:
        """Whether it is not over."""
        return self.event.condition is Condition.ACTIVE


@dataclass(slots=True)
class Watch:
    """Folds marks; after every correction the episodes are laid beside the events, and what differs is told.

    `carry` is the state after the marks that are settled, `tip` after all. Marks up to `skip_ms` were judged before
    a restart. `near_ms` is the time of the newest fix that gave reason to watch.
    """

    need: Need
    carry: State = NOTHING
    tip: State = NOTHING
    skip_ms: int = -1
    near_ms: int = -1
    held: list[Held] = field(default_factory=list)

    @property
    def active(self) -> FlaggedEvent | None:
        """The event that is not over, if there is one."""
        return next((held.event for held in self.held if held.active), None)

    def restore(self, event: FlaggedEvent) -> None:
        """Take up an event of the store: an active one goes on, one that is over is not raised again."""
        self.held.append(Held(event, to_ms(event.raised)))
        self.held.sort(key=lambda held: held.event.first_seen)
        if event.withdrawn:
            return
        last = to_ms(event.last_seen)
        self.skip_ms = self.near_ms = max(self.skip_ms, last)
        if event.condition is Condition.ACTIVE:
            assert isinstance(event.reason, ZoneReason | HoursReason)
            first, raised = to_ms(event.first_seen), to_ms(event.raised)
            self.carry = self.tip = State(
                count=event.count,
                score=self.need.score,
                first_ms=first,
                last_ms=last,
                newest_ms=last,
                confirmed_ms=raised,
                evidence=event.reason.fixes,
                weighed=weighed(event.reason.sure),
            )

    def go_on(self, marks: Sequence[Mark]) -> None:
        """Marks later than all before."""
        for mark in marks:
            if mark.time_ms > self.skip_ms:
                self.tip = step(self.tip, mark, self.need)

    def again(self, marks: Sequence[Mark]) -> None:
        """All marks that are not settled, one of them new in between."""
        self.tip = self.carry
        self.go_on(marks)

    def settle(self, marks: Sequence[Mark], horizon_ms: int) -> None:
        """These marks, the oldest, can't be corrected any more."""
        for mark in marks:
            if mark.time_ms > self.skip_ms:
                self.carry = step(self.carry, mark, self.need)
        self.carry, self.tip = self.carry.since(horizon_ms, self.need), self.tip.since(horizon_ms, self.need)
        if self.held:
            told = (*self.carry.episodes, *self.tip.episodes)
            self.held = [held for held in self.held if not self._is_past(held, told, horizon_ms)]

    def _is_past(self, held: Held, told: Sequence[Episode], horizon_ms: int) -> bool:
        """Whether no correction can touch an event any more, nor bring forth another of its id."""
        over_ms = max(to_ms(held.event.over_at or held.event.last_seen), held.began_ms)
        return not held.active and over_ms <= horizon_ms and not any(_overlap(held.event, e) for e in told)

    def idle(self, horizon_ms: int) -> bool:
        """True when nothing would be lost by forgetting it."""
        return not self.held and not self.carry.count and not self.tip.count and self.near_ms <= horizon_ms

    def compare(self, make: Make) -> list[Outcome]:
        """Lay the episodes beside the events: what was raised, changed, ended, or turned out never to have been."""
        found: list[Outcome] = []
        free = list(self.held)
        for episode in self.tip.episodes:
            mine = next((held for held in free if _overlap(held.event, episode)), None)
            if mine is None:
                event = self._new(make, episode)
                self.held.append(Held(event, episode.first_ms))
                found.append(Raised(event))
            else:
                free.remove(mine)
                found += _correct(mine, make(episode, 0))
        since = self.carry.newest_ms
        for held in free:
            if not held.event.withdrawn and to_ms(held.event.last_seen) > max(since, self.skip_ms):
                found += _withdraw(held, self.tip.newest_ms)
        return found

    def _new(self, make: Make, episode: Episode) -> FlaggedEvent:
        """An event with an id of its own: one raised for this beginning may since have been corrected to another."""
        used = {held.event.id for held in self.held}
        return next(event for event in (make(episode, nth) for nth in count()) if event.id not in used)

    def end(self, at: datetime) -> list[Outcome]:
        """The clock ends what is active: nobody hears of it any more, or it is no longer forbidden."""
        found: list[Outcome] = []
        for held in self.held:
            if held.active:
                held.event = replace(held.event, condition=Condition.OVER, over_at=at)
                held.by_clock = True
                found.append(Ended(held.event))
        return found


def _overlap(event: FlaggedEvent, episode: Episode) -> bool:
    return to_ms(event.first_seen) <= episode.last_ms and episode.first_ms <= to_ms(event.last_seen)


def _correct(held: Held, now: FlaggedEvent) -> list[Outcome]:
    """The event as the episode has it now. What the clock ended stays so until the dog is seen there again."""
    before = held.event
    now = replace(now, id=before.id, source=before.source)
    if held.by_clock and (now.condition is Condition.OVER or now.last_seen <= before.last_seen):
        now = replace(now, condition=Condition.OVER, over_at=before.over_at)
    if now == before:
        return []
    held.event, held.by_clock = now, held.by_clock and now.condition is Condition.OVER
    return [Updated(now)] if held.active else [Ended(now)]


def _withdraw(held: Held, at_ms: int) -> list[Outcome]:
    over_at = held.event.over_at or from_ms(at_ms)
    held.event = replace(held.event, condition=Condition.OVER, withdrawn=True, over_at=over_at)
    return [Ended(held.event)]

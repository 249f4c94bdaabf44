"""The owner is reminded first; what happens again reaches the queue at once, whichever of the two is stored first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from msgspec.structs import replace

from command_center.bureau import read_bureau
from command_center.model.categories import Priority
from command_center.model.events import Condition, FlaggedEvent
from command_center.model.observations import Tick
from command_center.pipeline.batch import Batch, Seen
from command_center.pipeline.effects import Effects
from command_center.rules.outcomes import Ended, Outcome, Raised
from command_center.store import events, outward
from command_center.store.database import Store
from command_center.store.unit import run
from tests.builders import NOW, zone_event
from tests.commands.test_from_flagged_to_closed import Seat

WAIT = timedelta(minutes=5)


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    made = Seat(tmp_path)
    yield made
    made.store.close()


def alarm(id_: str, minutes: float, over: float | None = None, **more: object) -> FlaggedEvent:
    start = NOW + timedelta(minutes=minutes)
    event = replace(zone_event(id_), first_seen=start, raised=start, last_seen=start, queue_from=start + WAIT, **more)
    if over is None:
        return event
    return replace(event, condition=Condition.OVER, over_at=NOW + timedelta(minutes=over))


def store(seat: Seat, *outcomes: Outcome, at: datetime = NOW) -> None:
    batch = Batch(seen=[Seen("clock", at, Tick(at), tuple(outcomes))])
    effects = Effects(read_bureau())
    seat.store.write_now(lambda c: run(c, lambda unit: effects.apply(unit, batch), at, "system"))


def waits(found: Store) -> dict[str, bool]:
    return {e.id: e.queue_from > e.raised for e in found.read_now(lambda c: events.since(c, None))}


async def in_queue(seat: Seat) -> set[str]:
    return {id_ for row in (await seat.reader.board()).review for id_ in row.events}


async def test_that_an_ordinary_alarm_is_stored_at_once_and_queued_when_the_dog_is_still_there(seat: Seat) -> None:
    store(seat, Raised(alarm("a", 0)))
    assert seat.event("a").raised == NOW and await in_queue(seat) == set()
    assert seat.store.read_now(lambda c: outward.count_to(c, "owner", "0417", NOW - WAIT)) == 1
    seat.clock.advance(301)
    assert await in_queue(seat) == {"a"}


async def test_that_a_dog_that_left_after_the_reminder_is_not_queued(seat: Seat) -> None:
    store(seat, Raised(alarm("a", 0)), Ended(alarm("a", 0, 3)))
    seat.clock.advance(3600)
    assert await in_queue(seat) == set() and seat.event("a").over_at is not None


async def test_that_an_urgent_place_does_not_wait(seat: Seat) -> None:
    store(seat, Raised(replace(alarm("a", 0), priority=Priority.URGENT, queue_from=NOW)))
    assert await in_queue(seat) == {"a"}


async def test_that_what_happens_again_within_a_day_does_not_wait_and_is_reminded_too(seat: Seat) -> None:
    store(seat, Raised(alarm("a", -60)), Ended(alarm("a", -60, -57)))
    store(seat, Raised(alarm("b", 0)))
    assert await in_queue(seat) == {"b"} and waits(seat.store) == {"a": True, "b": False}
    assert seat.store.read_now(lambda c: outward.count_to(c, "owner", "0417", NOW - WAIT)) == 1


async def test_that_both_rules_on_one_walk_or_another_day_are_not_again(seat: Seat) -> None:
    store(seat, Raised(alarm("a", -10)), Raised(alarm("b", 0, place="other")))
    store(seat, Raised(alarm("c", -3000, subject="0600")), Ended(alarm("c", -3000, -2990, subject="0600")))
    store(seat, Raised(alarm("d", 0, subject="0600")))
    assert all(waits(seat.store).values())


def test_that_the_order_in_which_they_are_stored_does_not_matter(tmp_path: Path) -> None:
    first, second, third = alarm("a", -60, -50), alarm("b", -20, -10), alarm("c", 0)
    found = set()
    for number, order in enumerate(permutations([first, second, third])):
        folder = tmp_path / str(number)
        folder.mkdir()
        seat = Seat(folder)
        for event in order:
            active = replace(event, condition=Condition.ACTIVE, over_at=None, place=f"p-{event.id}")
            store(seat, Raised(active), *([Ended(replace(event, place=active.place))] if event.over_at else []))
        found.add(tuple(sorted(waits(seat.store).items())))
        seat.store.close()
    assert found == {(("a", True), ("b", False), ("c", False))}


async def test_that_an_alarm_withdrawn_later_is_no_first_time(seat: Seat) -> None:
    store(seat, Raised(alarm("a", -20)), Ended(alarm("a", -20, -15)))
    store(seat, Raised(alarm("b", -10)))
    assert not waits(seat.store)["b"]
    store(seat, Ended(replace(alarm("a", -20, -15), withdrawn=True)))
    assert waits(seat.store)["b"]

"""Places change while the rules run: each fix is judged by what was in force at its time, and no alarm is doubled."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from command_center.model.events import Condition, FlaggedEvent, ZoneReason
from command_center.model.observations import Tick
from command_center.model.places import Place, PlaceKind, Standing
from command_center.rules.engine import Engine
from tests.rules.test_dogs import EVENING, PARK, Room, place, walk

Z = place("z", PlaceKind.NO_DOG)


def after(seconds: float) -> datetime:
    return EVENING + timedelta(seconds=seconds)


def changed(room: Room, *standings: Standing, at: datetime) -> None:
    """Lay the places out anew, and take what follows."""
    steps = room.engine.lay_out(standings, at)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            for outcome in end.value:
                room.events[outcome.event.id] = outcome.event
            return


def stay(room: Room, start: int, end: int, x: float = 0.0) -> None:
    """A dog at `x` metres from the park's middle, seen every ten seconds, as it comes in."""
    for t in range(start, end, 10):
        room.see(walk([(t, x, (t % 60) * 0.5)]), received=after(t))
        room.see(Tick(after(t)))


def time_passes(room: Room, until: int) -> None:
    """Another dog, far away, is seen: so far has the feed told everything."""
    room.see(walk([(until, 5000, 0)], tag="far"), received=after(until))
    room.see(Tick(after(until)))


def the_event(room: Room) -> FlaggedEvent:
    (event,) = room.standing
    return event


@pytest.mark.parametrize("known", [100, 150])
def test_that_a_dog_in_a_zone_drawn_around_it_alarms_even_when_the_zone_becomes_known_late(known: int) -> None:
    room = Room()
    stay(room, 0, known)
    assert room.standing == []
    changed(room, Standing(PARK, after(100)), at=after(known))
    if known == 100:
        stay(room, 100, 150)
    event = the_event(room)
    assert event.first_seen >= after(100) and event.place_version == "1" and event.condition is Condition.ACTIVE


def test_that_fixes_from_before_a_zone_was_laid_down_raise_nothing_however_late_they_come() -> None:
    room = Room()
    changed(room, Standing(PARK, after(300)), at=after(300))
    room.see(walk([(t, 0, t * 0.1) for t in range(0, 290, 10)]), received=after(310))
    assert room.standing == []


def test_that_a_zone_laid_down_for_later_holds_from_its_time_without_anybody_doing_anything() -> None:
    room = Room()
    changed(room, Standing(PARK, after(200)), at=after(0))
    stay(room, 0, 200)
    assert room.standing == []
    stay(room, 200, 250)
    assert the_event(room).first_seen == after(200)


def test_that_an_open_alarm_of_a_zone_that_ends_is_over_then_and_not_withdrawn() -> None:
    room = Room(PARK)
    stay(room, 0, 60)
    changed(room, Standing(PARK, None, after(60)), at=after(60))
    time_passes(room, 61)
    event = the_event(room)
    assert (event.condition, event.withdrawn, event.over_at) == (Condition.OVER, False, after(61))
    stay(room, 70, 200)
    assert len(room.events) == 1


def test_that_an_open_alarm_goes_on_in_a_zone_that_only_changed_and_names_the_version_that_raised_it() -> None:
    room = Room(PARK)
    stay(room, 0, 60)
    second = replace(PARK, name="府山公园(新)", version="2", urgent=True)
    changed(room, Standing(PARK, None, after(60)), Standing(second, after(60)), at=after(60))
    stay(room, 60, 300)
    event = the_event(room)
    assert event.condition is Condition.ACTIVE and event.count == 30 and event.last_seen == after(290)
    assert event.place_version == "1" and isinstance(event.reason, ZoneReason) and event.reason.place_name == "park"
    stay(room, 300, 440, x=-400.0)
    stay(room, 440, 500)
    over, new = sorted(room.standing, key=lambda one: one.raised)
    assert over.condition is Condition.OVER and new.place_version == "2"


def test_that_a_dog_left_outside_by_a_new_outline_is_over_as_if_it_had_walked_out() -> None:
    room = Room(PARK)
    stay(room, 0, 60)
    smaller = replace(place("park", PlaceKind.NO_DOG, half_m=40, at=(-200, 0)), version="2")
    changed(room, Standing(PARK, None, after(60)), Standing(smaller, after(60)), at=after(60))
    stay(room, 60, 170)
    assert the_event(room).condition is Condition.ACTIVE
    stay(room, 170, 200)
    assert the_event(room).condition is Condition.OVER and not the_event(room).withdrawn


def test_that_new_hours_end_an_alarm_at_once_when_they_do_not_hold() -> None:
    room = Room(PARK)
    stay(room, 0, 60)
    daytime = replace(PARK, hours="Mo-Su 07:00-19:00", version="2")  # it is 20:00
    changed(room, Standing(PARK, None, after(60)), Standing(daytime, after(60)), at=after(60))
    time_passes(room, 62)
    assert the_event(room).condition is Condition.OVER


def test_that_a_dog_run_drawn_around_a_dog_in_a_ban_frees_it() -> None:
    room = Room(PARK)
    stay(room, 0, 60)
    run = place("run", PlaceKind.DOG_RUN, half_m=60)
    changed(room, Standing(PARK), Standing(run, after(60)), at=after(60))
    stay(room, 60, 200)
    assert the_event(room).condition is Condition.OVER


def test_that_a_controlled_area_limits_the_hours_from_its_time_on() -> None:
    room = Room(prohibited="Mo-Su 00:00-24:00")
    far = place("area", PlaceKind.DOG_CONTROL_AREA, at=(2000, 0))
    changed(room, Standing(far, after(600)), at=after(0))
    room.at_home("0417", -500, 0)
    stay(room, 0, 200)
    assert len(room.standing) == 1 and room.standing[0].place is None
    stay(room, 600, 800)
    assert the_event(room).condition is Condition.OVER


def test_that_after_a_restart_the_alarm_still_names_the_version_that_raised_it() -> None:
    room = Room(PARK)
    stay(room, 0, 60)
    raised = the_event(room)
    second = replace(PARK, version="2")
    again = Room(Standing(PARK, None, after(60)), Standing(second, after(60)))  # type: ignore[arg-type]
    again.engine.restore([], [raised], [])
    again.events[raised.id] = raised
    stay(again, 60, 120)
    assert the_event(again).place_version == "1" and the_event(again).count > raised.count


@given(st.permutations(range(12)), st.integers(0, 11))
def test_that_the_order_of_arrival_changes_nothing_about_a_zone_that_changes(order: list[int], at: int) -> None:
    """The outline moves on after a minute; the change becomes known after any number of the fixes."""
    second = replace(place("park", PlaceKind.NO_DOG, at=(60, 0)), version="2")
    standings = (Standing(PARK, None, after(60)), Standing(second, after(60)))

    def run(turns: list[int], known: int, *first: Place) -> list[tuple[object, ...]]:
        room = Room(*first)
        for n, turn in enumerate(turns):
            if n == known:
                changed(room, *standings, at=after(120))
            room.see(walk([(turn * 10, -60, turn * 3.0)]))
        return [(e.first_seen, e.raised, e.last_seen, e.count, e.place_version) for e in room.standing]

    expected = run(list(range(12)), 0, PARK)
    assert expected and run(order, at, PARK) == expected and run(order, at) == expected


@pytest.mark.parametrize("places", [(), (PARK,), (PARK, Z)])
def test_that_laying_out_the_same_places_again_changes_nothing(places: tuple[Place, ...]) -> None:
    room = Room(*places)
    stay(room, 0, 60)
    before = dict(room.events)
    changed(room, *(Standing(one) for one in places), at=after(60))
    assert room.events == before
    assert isinstance(room.engine, Engine)

"""Whose dog it is: homes that were learned, second homes, dogs that work, dogs of one owner that walk together."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from command_center.model.dogs import DogFacts, Grant, GrantKind, Home, HomeFrom
from command_center.model.events import Condition, FlaggedEvent, HoursReason, ZoneReason
from command_center.model.observations import Dog, Fixes, LonLat, Owner, TagRegistered, TagState, Tick
from command_center.model.places import PlaceKind
from command_center.rules.engine import Observed
from tests.rules.test_dogs import GRID, MORNING, PARK, Room, Step, place, through, walk

LONG_AGO = MORNING - timedelta(days=30)
SCHOOL = place("school", PlaceKind.NO_DOG, urgent=True)


def spot(x: float, y: float) -> LonLat:
    lon, lat = GRID.to_degrees(np.array([x]), np.array([y]))
    return LonLat(float(lon[0]), float(lat[0]))


def grant(kind: GrantKind, tag: str = "0417", **more: object) -> Grant:
    return Grant(**{"id": f"g-{tag}", "tag": tag, "kind": kind, "since": LONG_AGO, **more})  # type: ignore[arg-type]


def strolling(x: float, y: float, minutes: float = 4) -> list[Step]:
    return [(t, x + t * 0.1, y) for t in range(0, round(minutes * 60), 10)]


def test_that_a_learned_home_exempts_from_hours_and_the_alarm_says_how_home_is_known() -> None:
    home = DogFacts("0417", Home(spot(2000, 0), HomeFrom.LEARNED, LONG_AGO, 0.8, 5))
    for at, known, events in ((2000.0, True, 0), (2300.0, True, 1), (2300.0, False, 0)):
        room = Room()
        if known:
            room.see(home)
        room.see(walk(strolling(at, 0, 2), start=MORNING))
        assert len(room.standing) == events
    (event,) = _out(home)
    assert isinstance(event.reason, HoursReason)
    assert event.reason.home_from is HomeFrom.LEARNED and event.reason.home_known
    (told,) = _out(home, registered=True)
    assert isinstance(told.reason, HoursReason) and told.reason.home_from is HomeFrom.TOLD


def _out(home: DogFacts, registered: bool = False) -> list[FlaggedEvent]:
    room = Room()
    if registered:
        room.at_home("0417", 1000, 0)
    room.see(home)
    room.see(walk(strolling(3000, 0), start=MORNING))
    return room.standing


def test_that_a_home_learned_later_says_nothing_of_fixes_before_it() -> None:
    room = Room()
    room.see(DogFacts("0417", Home(spot(0, 0), HomeFrom.LEARNED, MORNING + timedelta(hours=1), 0.8, 5)))
    room.see(walk([(t, t * 1.3, 0.0) for t in range(0, 300, 10)], start=MORNING))
    (event,) = room.standing
    assert isinstance(event.reason, HoursReason) and event.reason.home_from is HomeFrom.UNKNOWN


def test_that_home_learned_exempts_from_no_zone() -> None:
    room = Room(PARK)
    room.see(DogFacts("0417", Home(spot(-50, 0), HomeFrom.LEARNED, LONG_AGO)))
    room.see(walk(through()))
    assert len(room.standing) == 1


def test_that_a_guide_or_working_dog_never_alarms_while_its_grant_holds() -> None:
    for kind in (GrantKind.GUIDE, GrantKind.WORKING):
        for until, events in ((None, 0), (MORNING + timedelta(hours=1), 0), (MORNING - timedelta(hours=1), 2)):
            room = Room(PARK)
            room.at_home("0417", 5000, 0)
            room.see(DogFacts("0417", None, (grant(kind, until=until),)))
            room.see(walk(through(), start=MORNING))
            assert len(room.standing) == events


def test_that_a_grant_given_while_the_dog_is_watched_counts_from_its_time_and_the_alarm_ends() -> None:
    room = Room(PARK)
    room.see(walk(through(120)))
    start = room.standing[0].first_seen
    since = start + timedelta(seconds=125)
    room.see(DogFacts("0417", None, (grant(GrantKind.GUIDE, since=since),)))
    assert [event.condition for event in room.standing] == [Condition.ACTIVE]
    room.see(walk([(t, -20.0, t * 0.1) for t in range(130, 400, 10)]))
    (event,) = room.standing
    assert event.condition is Condition.OVER and event.last_seen < since


def test_that_at_a_registered_second_home_hours_do_not_hold_but_zones_do() -> None:
    facts = DogFacts("0417", None, (grant(GrantKind.SECOND_HOME, at=spot(2000, 0)),))
    for told in (True, False):  # whether the first home is known
        at_second, elsewhere, banned = Room(), Room(), Room(place("park", PlaceKind.NO_DOG, at=(2000, 0)))
        for room in (at_second, elsewhere, banned):
            if told:
                room.at_home("0417", 0, 0)
            room.see(facts)
        at_second.see(walk(strolling(2000, 0), start=MORNING))
        assert at_second.standing == []
        elsewhere.see(walk([(t, 1000 + t * 1.3, 0.0) for t in range(0, 300, 10)], start=MORNING))
        assert len(elsewhere.standing) == 1
        banned.see(walk(strolling(2000, 0), start=MORNING))
        assert [event.place for event in banned.standing] == ["park"]


# --- dogs of one owner ------------------------------------------------------------------------------------------------


def owned(room: Room, *tags: str, phone: str = "13800000001") -> None:
    for tag in tags:
        home = spot(5000, 0)
        room.see(TagRegistered(tag, TagState.ACTIVE, Dog(tag), Owner("李明", phone, "太真路 1 号"), home))


def joined(*parts: Fixes) -> Fixes:
    columns = (np.concatenate([getattr(part, name) for part in parts]) for name in ("time_ms", "lon", "lat"))
    rest = (np.concatenate([getattr(part, name) for part in parts]) for name in ("accuracy", "battery"))
    return Fixes(tuple(tag for part in parts for tag in part.tag), *columns, *rest)


def pick(fixes: Fixes, which: Sequence[int]) -> Fixes:
    at = np.array(which)
    columns = (getattr(fixes, name)[at] for name in ("time_ms", "lon", "lat", "accuracy", "battery"))
    return Fixes(tuple(fixes.tag[i] for i in which), *columns)


def both(first: Sequence[Step], second: Sequence[Step]) -> Fixes:
    return joined(walk(first, "0001"), walk(second, "0002"))


def facts(room: Room) -> list[tuple[object, ...]]:
    found = []
    for event in room.standing:
        assert isinstance(event.reason, ZoneReason | HoursReason)
        names = event.subject, *event.reason.together
        found.append(
            (event.kind, names, event.place, event.condition, event.first_seen, event.last_seen, event.over_at)
        )
    return sorted(found, key=str)


def in_order(fixes: Fixes) -> list[int]:
    return [int(i) for i in np.argsort(fixes.time_ms, kind="stable")]


def inside(start: int, end: int, x: float = -50, speed: float = 0.2, every: int = 10) -> list[Step]:
    return [(t, x, -60 + t * speed) for t in range(start, end, every)]


OUTSIDE: list[Step] = [(t, -150.0, 0.0) for t in range(0, 180, 10)]


def pair(phones: tuple[str, str] = ("1", "1")) -> Room:
    room = Room(PARK)
    owned(room, "0001", phone=phones[0])
    owned(room, "0002", phone=phones[1])
    return room


def test_that_two_dogs_of_one_owner_walking_together_are_one_event_that_names_both() -> None:
    room = pair()
    fixes = both([*OUTSIDE, *inside(180, 500)], [(t + 3, x + 4, y) for t, x, y in [*OUTSIDE, *inside(180, 500)]])
    for at in in_order(fixes):
        room.see(pick(fixes, [at]))
    (event,) = room.standing
    assert isinstance(event.reason, ZoneReason) and (event.subject, event.reason.together) == ("0001", ("0002",))
    assert len(room.raised) == 1  # nor was another raised on the way


def test_that_dogs_of_two_owners_or_of_one_owner_far_apart_are_two_events() -> None:
    near, far = pair(("1", "2")), pair()
    near.see(both(inside(0, 300), inside(0, 300, x=-46)))
    far.see(both(inside(0, 300), inside(0, 300, x=60)))
    assert len(near.standing) == len(far.standing) == 2


def test_that_the_event_lasts_until_the_last_of_them_has_left() -> None:
    room = pair()
    leaves = [*inside(0, 200), *((t, -150.0, 0.0) for t in range(200, 700, 10))]
    room.see(both(leaves, inside(0, 700, x=-46, speed=0.1)))
    (event,) = room.standing
    assert event.condition is Condition.ACTIVE and event.subject == "0001"
    room.see(walk([(t, -150.0, 0.0) for t in range(700, 900, 10)], "0002"))
    (event,) = room.standing
    assert event.condition is Condition.OVER and event.last_seen.second == 30


def test_that_when_they_part_inside_each_goes_on_as_an_event_of_its_own() -> None:
    room = pair()
    away = [*inside(0, 300, speed=0.1), *((t, min(80.0, -50 + (t - 300)), -30.0) for t in range(300, 800, 10))]
    room.see(both(inside(0, 800, speed=0.1), away))
    first, second = sorted(room.standing, key=lambda event: event.first_seen)
    assert (first.subject, second.subject) == ("0001", "0002")
    assert first.condition is second.condition is Condition.ACTIVE
    assert second.first_seen - first.first_seen > timedelta(minutes=5)
    room.see(walk([(t, -150.0, 0.0) for t in range(800, 1000, 10)], "0002"))
    assert {e.subject: e.condition for e in room.standing} == {"0001": Condition.ACTIVE, "0002": Condition.OVER}


def test_that_together_out_of_hours_they_are_one_event_too() -> None:
    room = pair()
    steps = [(t, t * 1.2, 300.0) for t in range(0, 300, 10)]
    room.see(joined(walk(steps, "0001", MORNING), walk([(t + 4, x, y + 5) for t, x, y in steps], "0002", MORNING)))
    (event,) = room.standing
    assert isinstance(event.reason, HoursReason) and event.reason.together == ("0002",)


def two_walks(seed: int) -> Fixes:
    """Two dogs in and around the park, side by side at times and not at others; noise of a few metres."""
    rng = random.Random(seed)
    x, y, offset = -150.0, -60.0, 5.0
    one: list[Step] = []
    two: list[Step] = []
    heading, parting = rng.choice([0.6, 0.9]), rng.choice([0.0, 0.0, 1.0])
    for t in range(0, 1500, 15):
        if t % 300 == 0:
            heading = rng.choice([-0.9, -0.3, 0.0, 0.6, 0.9])
        x = max(-180.0, min(80.0, x + heading * 15))
        offset = min(160.0, offset + parting * 15) if t > 500 else offset
        one.append((t, x + rng.gauss(0, 3), y + rng.gauss(0, 3)))
        two.append((t + 5, x + rng.gauss(0, 3), y + offset + rng.gauss(0, 3)))
    return both(one, two)


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(1, 40))
def test_that_any_order_of_arrival_within_minutes_leaves_the_same_events(way: int, seed: int, chunk: int) -> None:
    fixes = two_walks(way)
    straight, mixed = pair(), pair()
    straight.see(pick(fixes, in_order(fixes)))
    rng = random.Random(seed)
    late = [float(when) + rng.uniform(0, 590_000) for when in fixes.time_ms]
    order = sorted(range(len(fixes)), key=lambda i: late[i])
    for start in range(0, len(order), chunk):
        mixed.see(pick(fixes, order[start : start + chunk]))
    assert facts(mixed) == facts(straight)


@given(st.integers(0, 10_000), st.integers(1, 199))
def test_that_a_restart_anywhere_leaves_no_event_twice(way: int, cut: int) -> None:
    fixes = two_walks(way)
    order = in_order(fixes)
    before, whole = pair(), pair()
    before.see(pick(fixes, order[:cut]))
    after = Room(PARK)
    registry = [
        TagRegistered(t, TagState.ACTIVE, Dog(t), Owner("李明", "1", ""), spot(5000, 0)) for t in ("0001", "0002")
    ]
    received = MORNING + timedelta(hours=12)
    known = list(before.events.values())
    recent = [Observed("dogs", received, pick(fixes, order[:cut]))]
    after.events = dict(before.events)
    for outcome in after.engine.restore(registry, known, recent):
        after.events[outcome.event.id] = outcome.event
    after.see(pick(fixes, order[cut:]))
    whole.see(pick(fixes, order))
    mine = {(e.subject, e.first_seen) for e in after.standing}
    assert len(mine) == len(after.standing)
    for at in [event.subject for event in after.standing]:
        active = [e for e in after.standing if e.subject == at and e.condition is Condition.ACTIVE]
        assert len(active) <= 1
    # A parting at the very restart may be told as one event or as two; no dog is left out of both.
    assert abs(len(after.standing) - len(whole.standing)) <= 1
    assert named(after) == named(whole)


def named(room: Room) -> set[str]:
    """Every dog that an event names."""
    reasons = [(event.subject, event.reason) for event in room.standing]
    together = [r.together for _, r in reasons if isinstance(r, ZoneReason | HoursReason)]
    return {subject for subject, _ in reasons} | {tag for tags in together for tag in tags}


def test_that_the_clock_ends_what_both_fell_silent_in() -> None:
    room = pair()
    room.see(both(inside(0, 300), inside(0, 300, x=-46)))
    room.see(Tick(room.standing[0].last_seen + timedelta(hours=3)))
    (event,) = room.standing
    assert event.condition is Condition.OVER

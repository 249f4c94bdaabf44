"""Whole journeys, made up and real: any order of arrival, and a restart anywhere, end in the same alarms."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from command_center.model.categories import Category
from command_center.model.events import Condition
from command_center.model.geo import distance_m
from command_center.model.places import Place, PlaceKind
from command_center.rules.engine import Observed, Updated
from tests.rules.test_dogs import EVENING, MORNING, PARK, Room, Step, place, walk

WALKS = Path("/work/shared/data/gps-walks")
LATER = timedelta(hours=6)
VET = place("vet", PlaceKind.VET, half_m=30, at=(60, 60))


def journey(rng: random.Random) -> list[Step]:
    """Half an hour of strolls, stays and rides in and about the park, every 10 s, 3 m of noise."""
    steps: list[Step] = []
    x, y = rng.uniform(-300, 300), rng.uniform(-300, 300)
    while len(steps) < 150:
        reach, speed = rng.choice([(250, 1.3), (60, 1.3), (0, 1.3), (1500, 12)])
        to = (x, y) if reach == 0 else (rng.uniform(-reach, reach), rng.uniform(-reach, reach))
        way = ((to[0] - x) ** 2 + (to[1] - y) ** 2) ** 0.5
        legs = rng.randint(3, 20) if reach == 0 else max(1, int(way / speed / 10))
        for i in range(1, legs + 1):
            here = (x + (to[0] - x) * i / legs + rng.gauss(0, 3), y + (to[1] - y) * i / legs + rng.gauss(0, 3))
            steps.append((len(steps) * 10, *here))
        x, y = to
    return steps


def late(steps: Sequence[Step], rng: random.Random, most_s: float = 590) -> list[Step]:
    """The same in an order of arrival in which half come late, by at most `most_s`."""
    arrival = [(step[0] + rng.uniform(0, most_s) * rng.choice((0, 1)), step) for step in steps]
    return [step for _, step in sorted(arrival)]


def room(seed: int, *places: Place) -> Room:
    made = Room(*(places or (PARK, VET)))
    if seed % 3:
        made.at_home("0417", 400, 400)
    return made


def told(made: Room) -> list[tuple[object, ...]]:
    return sorted(
        (e.kind, e.place or "", e.first_seen, e.raised, e.last_seen, e.count, e.condition) for e in made.standing
    )


def feed(made: Room, steps: Sequence[Step], seed: int, chunk: int) -> Room:
    start = MORNING if seed % 2 else EVENING
    for i in range(0, len(steps), chunk):
        made.see(walk(steps[i : i + chunk], start=start), received=start + LATER)
    return made


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([1, 3, 10, 1000]))
@example(226, 1)
def test_that_fixes_late_by_up_to_ten_minutes_end_in_the_same_alarms(seed: int, chunk: int) -> None:
    rng = random.Random(seed)
    steps = journey(rng)
    assert told(feed(room(seed), steps, seed, 1)) == told(feed(room(seed), late(steps, rng), seed, chunk))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.floats(0.01, 0.99))
@example(892857, 0.9375)
@example(4155345, 0.75)
def test_that_a_restart_anywhere_neither_loses_nor_doubles_an_alarm(seed: int, share: float) -> None:
    steps = journey(random.Random(seed))
    cut = max(1, int(len(steps) * share))
    first, second = feed(room(seed), steps[:cut], seed, 1), room(seed)
    start = MORNING if seed % 2 else EVENING
    recent = [step for step in steps[:cut] if step[0] > steps[cut - 1][0] - 900]
    now = start + timedelta(seconds=steps[cut - 1][0])
    known = [e for e in first.events.values() if e.over_at is None or e.over_at > now - timedelta(minutes=30)]
    second.events = dict(first.events)
    # Where a tag without a home last rested is not stored: by hours, which count from there, it may end otherwise.
    for outcome in second.engine.restore([], known, [Observed("dogs", start + LATER, walk(recent, start=start))]):
        assert isinstance(outcome, Updated)
        second.events[outcome.event.id] = outcome.event
    feed(second, steps[cut:], seed, 1)
    whole = feed(room(seed), steps, seed, 1)
    same = [Category.DOG_IN_FORBIDDEN_ZONE, *([Category.DOG_OUT_OF_HOURS] if seed % 3 else [])]
    told_by = [[event[:4] for event in told(one) if event[0] in same] for one in (second, whole)]
    assert told_by[0] == told_by[1]


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32))
def test_that_one_identity_never_has_two_active_events_on_the_way(seed: int) -> None:
    rng, active = random.Random(seed), dict[tuple[object, ...], str]()
    made = room(seed)
    start = MORNING if seed % 2 else EVENING
    for step in late(journey(rng), rng):
        for outcome in made.engine.observe(Observed("dogs", start + LATER, walk([step], start=start))):
            event = outcome.event
            identity = (event.kind, event.subject, event.place, event.thing)
            if event.condition is Condition.ACTIVE:
                assert active.setdefault(identity, event.id) == event.id
            elif active.get(identity) == event.id:
                del active[identity]


def test_that_without_a_home_a_dog_back_at_rest_is_no_longer_out() -> None:
    made = Room(PARK)
    out = [(t, 500 + t, 0.0) for t in range(0, 200, 10)]
    asleep = [(200 + t, 700.0 + t % 3, 0.0) for t in range(0, 1500, 30)]
    made.see(walk([*out, *asleep], start=MORNING))
    (event,) = made.standing
    assert event.condition is Condition.OVER and event.over_at is not None
    assert event.over_at < MORNING + timedelta(seconds=200 + 900)


def test_that_a_dog_driven_through_the_park_never_alarms_however_late_the_fixes() -> None:
    steps = [(t, -1200 + 12.0 * t, 0.0) for t in range(0, 200, 5)]
    for seed in range(5):
        made = Room(PARK)
        made.at_home("0417", 3000, 0)
        for step in late(steps, random.Random(seed), 120):
            made.see(walk([step]))
        assert made.standing == []


def real_walks() -> Iterator[tuple[str, list[Step]]]:
    for file in sorted(WALKS.glob("*.plt")):
        rows = [line.split(",") for line in file.read_text("ascii").splitlines()[6:]]
        lat0, lon0, day0 = (float(rows[0][i]) for i in (0, 1, 4))
        steps = [
            (
                float(round((float(day) - day0) * 86_400)),
                distance_m(lon0, float(lat), float(lon), float(lat)) * (1 if float(lon) > lon0 else -1),
                distance_m(lon0, lat0, lon0, float(lat)) * (1 if float(lat) > lat0 else -1),
            )
            for lat, lon, _, _, day, *_ in rows
        ]
        yield file.name, steps[:500]


@pytest.mark.skipif(not WALKS.exists(), reason="the shared data are not here")
def test_that_real_walks_alarm_where_they_stay_and_in_any_order() -> None:
    alarms = 0
    for name, steps in real_walks():
        zone = place("zone", PlaceKind.NO_DOG, half_m=60, at=steps[len(steps) // 2][1:])
        made, mixed = Room(zone), Room(zone)
        made.see(walk(steps, accuracy=float("nan")), received=EVENING + LATER)
        for step in late(steps, random.Random(name), 300):
            mixed.see(walk([step], accuracy=float("nan")), received=EVENING + LATER)
        assert told(made) == told(mixed), name
        alarms += len(made.standing)
        for event in made.standing:
            inside = [s for s in steps if event.first_seen <= EVENING + timedelta(seconds=s[0]) <= event.raised]
            assert len(inside) >= 3 and event.raised - event.first_seen >= timedelta(seconds=10), name
    assert alarms >= 10

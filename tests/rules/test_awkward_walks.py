"""Who never alarms, in the cases that deceive: buses at lights, joggers, wild fixes, holes in the controlled area."""

from __future__ import annotations

import random
from datetime import timedelta

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from command_center.model.places import Place, PlaceKind
from tests.rules.test_dog_life import in_order, pick
from tests.rules.test_dogs import MORNING, PARK, Room, Step, place, walk

seeds = st.integers(0, 10_000)


def noisy(steps: list[Step], rng: random.Random, sigma: float = 3) -> list[Step]:
    return [(t, x + rng.gauss(0, sigma), y + rng.gauss(0, sigma)) for t, x, y in steps]


@given(seeds, st.integers(5, 40), st.integers(-60, 60), st.sampled_from([2, 5, 10]))
def test_that_a_bus_that_stops_at_a_light_inside_a_zone_never_alarms(seed: int, stop: int, at: int, every: int) -> None:
    steps: list[Step] = []
    t, x, waited = 0, -700.0, 0
    while x < 700:
        steps.append((t, x, 0.0))
        if x >= at and waited < stop:
            waited += every
        else:
            x += 11.0 * every
        t += every
    fixes = walk(noisy(steps, random.Random(seed)))
    order = list(range(len(steps)))
    random.Random(seed).shuffle(order)
    for arrival in (in_order(fixes), order):
        room = Room(PARK)
        for start in range(0, len(order), 9):
            room.see(pick(fixes, arrival[start : start + 9]))
        assert room.standing == []


@given(seeds, st.floats(1.8, 3.6), st.sampled_from([2, 5, 10]))
def test_that_a_dog_that_runs_beside_a_jogger_is_no_vehicle(seed: int, speed: float, every: int) -> None:
    """Round and round in the park."""
    steps: list[Step] = [(t, 60 * np.cos(t * speed / 60), 60 * np.sin(t * speed / 60)) for t in range(0, 240, every)]
    room = Room(PARK)
    room.see(walk(noisy(steps, random.Random(seed), 2)))
    assert len(room.standing) == 1


@given(seeds, st.sampled_from([5, 10, 20]))
def test_that_wild_fixes_into_a_zone_raise_nothing(seed: int, every: int) -> None:
    """A dog that walks a kilometre off, with one fix in twelve somewhere in the park."""
    rng = random.Random(seed)
    steps: list[Step] = [
        (t, rng.uniform(-80, 80), rng.uniform(-80, 80)) if k % 12 == 6 else (t, 1200.0 + t * 0.8, 0.0)
        for k, t in enumerate(range(0, 900, every))
    ]
    room = Room(PARK)
    room.see(walk(steps))
    assert room.standing == []


@pytest.mark.parametrize("kind", [PlaceKind.VET, PlaceKind.SHELTER, PlaceKind.DOG_RUN])
@given(seed=seeds)
def test_that_a_dog_at_the_vets_within_a_zone_does_not_alarm_under_noise(kind: PlaceKind, seed: int) -> None:
    rng = random.Random(seed)
    inside: list[Step] = [(t, rng.uniform(-25, 25), rng.uniform(-25, 25)) for t in range(0, 600, 15)]
    room = Room(PARK, place("spot", kind, 30))
    room.see(walk(noisy(inside, rng), start=MORNING))
    assert room.standing == []


def holed() -> Place:
    whole, hole = place("area", PlaceKind.DOG_CONTROL_AREA, 2000), place("hole", PlaceKind.DOG_CONTROL_AREA, 500)
    return replace(whole, geometry=shapely.difference(whole.geometry, hole.geometry))


@pytest.mark.parametrize(
    ("x", "area", "events"),
    [(1000, True, 1), (0, True, 0), (3000, True, 0), (0, False, 1), (3000, False, 1)],
    ids=["in the area", "in its hole", "outside", "no area", "no area, far off"],
)
def test_that_hours_hold_in_the_controlled_area_alone_and_everywhere_without_one(
    x: float, area: bool, events: int
) -> None:
    room = Room(*([holed()] if area else []))
    room.at_home("0417", 9000, 9000)
    room.see(walk([(t, x + t * 0.8, 0.0) for t in range(0, 300, 10)], start=MORNING))
    assert len(room.standing) == events


def test_that_zones_ban_in_the_hole_of_the_controlled_area_too() -> None:
    room = Room(holed(), PARK)
    room.see(walk([(t, t * 0.2, 0.0) for t in range(0, 300, 10)]))
    assert [event.place for event in room.standing] == ["park"]


def test_that_hours_off_on_public_holidays_are_off_on_days_in_lieu_too() -> None:
    for days, events in ((0, 1), (-49, 0)):  # 23 November, a Monday; 5 October, a day in lieu
        room = Room(prohibited="Mo-Su 07:00-19:00; PH off")
        room.at_home("0417", 9000, 9000)
        start = MORNING + timedelta(days=days)
        room.see(walk([(t, t * 0.8, 0.0) for t in range(0, 300, 10)], start=start), received=start + timedelta(hours=1))
        assert len(room.standing) == events

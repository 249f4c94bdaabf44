"""How sure an alarm is, and that a receiver's own scatter counts when it states too little."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.model.events import HoursReason, Sureness, ZoneReason
from command_center.rules.fold import Episode, Weighed
from command_center.rules.sure import sureness, weighed
from tests.rules.test_dogs import PARK, Room, through, walk


def told(room: Room) -> Sureness:
    (event,) = room.standing
    assert isinstance(event.reason, ZoneReason | HoursReason) and event.reason.sure is not None
    return event.reason.sure


def test_that_deeper_and_longer_is_surer() -> None:
    edge, deep = Room(PARK), Room(PARK)
    edge.see(walk(through(depth=9), accuracy=8.0))
    deep.see(walk(through(depth=60), accuracy=8.0))
    assert 0.5 < told(edge).probability < told(deep).probability < 1
    assert told(deep).margin_m > told(edge).margin_m


def test_that_a_receiver_that_scatters_more_than_it_states_is_believed_less() -> None:
    rng = random.Random(3)
    still, wild = Room(PARK), Room(PARK)
    steps = [(10.0 * i, -75.0, 0.0) for i in range(30)]
    still.see(walk(steps, accuracy=4.0))
    wild.see(walk([(t, x + rng.gauss(0, 12), y + rng.gauss(0, 12)) for t, x, y in steps], accuracy=4.0))
    assert told(wild).error_m > told(still).error_m == 4.0


numbers = st.floats(0.1, 60)


@given(st.integers(1, 400), st.floats(-2, 2), numbers, st.floats(0, 7200))
def test_that_it_is_a_probability_and_survives_a_restart(fixes: int, mean: float, error: float, lasting: float) -> None:
    sums = Weighed(fixes, mean * fixes, error * fixes)
    found = sureness(Episode(0, 0, round(lasting * 1000), fixes, (), sums))
    assert 0 <= found.probability < 1 and found.mean_error_m <= found.error_m
    again = weighed(found)
    assert again.fixes == fixes
    assert again.weight / fixes == pytest.approx(mean, abs=0.06 / max(found.error_m, 0.1) + 0.1 * abs(mean) + 0.01)

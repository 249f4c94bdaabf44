"""A camera's threshold: the less sure is held back until the camera is sure, in any order of arrival."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from command_center.figures.trial import trial
from command_center.model.camera_limits import HELD, CameraLimit
from command_center.model.categories import Category, Device
from command_center.model.observations import Detection
from tests.builders import NOW
from tests.rules.test_sightings import Desk

MINUTE = timedelta(minutes=1)


def seen(sure: float, minute: int, plate: str = "浙H12345") -> Detection:
    return Detection("C-1", Device.FIXED, Category.ILLEGAL_PARKING, sure, 118.87, 28.94, NOW + minute * MINUTE, plate)


def test_what_is_less_sure_is_held_back_from_that_moment_on_and_of_that_camera_only() -> None:
    desk = Desk()
    desk.see(CameraLimit("C-1", 0.7, NOW, 1))
    desk.see(CameraLimit("C-9", 0.99, NOW, 2))
    desk.see(seen(0.6, -1, "浙HA0001"))
    desk.see(seen(0.6, 1, "浙HA0002"))
    desk.see(seen(0.7, 2, "浙HA0003"))
    held = {event.thing: event.queue_from == HELD for event in desk.events.values()}
    assert list(held.values()) == [False, True, False]


def test_a_lower_threshold_counts_from_its_own_moment() -> None:
    desk = Desk()
    desk.see(CameraLimit("C-1", 0.7, NOW, 1))
    desk.see(CameraLimit("C-1", 0.0, NOW + 5 * MINUTE, 2))
    desk.see(seen(0.6, 6, "浙HA0001"))
    desk.see(seen(0.6, 4, "浙HA0002"))
    assert [event.queue_from == HELD for event in desk.events.values()] == [False, True]


def test_once_the_camera_is_sure_it_reaches_the_queue_whatever_came_first() -> None:
    for order in permutations((seen(0.5, 1), seen(0.6, 2), seen(0.9, 3))):
        desk = Desk()
        desk.see(CameraLimit("C-1", 0.7, NOW, 1))
        for told in order:
            desk.see(told, 10)
        (event,) = desk.events.values()
        assert event.queue_from == NOW + 3 * MINUTE


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=40), st.floats(0, 0.95))
def test_a_trial_is_a_step_up_and_says_what_it_would_have_done(decided: list[tuple[float, bool]], least: float) -> None:
    found = trial("C-1", least, 3, decided, 0)
    assert least <= found.higher <= 1
    assert 0 <= found.lower <= least
    assert found.false + found.true == len(decided)
    assert found.spared == sum(sure < found.higher for sure, dismissed in decided if dismissed)
    assert found.lost == sum(sure < found.higher for sure, dismissed in decided if not dismissed)


def test_the_step_up_spares_half_of_the_false_alarms() -> None:
    decided = [(0.5, True)] * 6 + [(0.8, True)] * 4 + [(0.9, False)]
    found = trial("C-1", 0.0, 0, decided, 0)
    assert (found.higher, found.spared, found.lost) == (0.55, 6, 0)

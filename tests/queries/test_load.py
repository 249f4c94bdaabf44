"""The room's own alarm load: floods, worst sources, chattering, what stands; and what dismissals tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.commands.requests import AcceptAndDispatch, Dismiss
from command_center.figures.load import Arrival, Dismissals, Learned, load
from command_center.model.categories import Category, Priority
from command_center.model.events import Condition, DismissReason
from tests.builders import NOW, OPERATOR, zone_event
from tests.commands.test_from_flagged_to_closed import Seat

KIND = Category.DOG_IN_FORBIDDEN_ZONE
HOUR = timedelta(hours=1)


def at(seconds: float, source: str = "park", priority: Priority = Priority.MEDIUM) -> Arrival:
    """An arrival so long after the beginning of the hour."""
    return Arrival(NOW - HOUR + timedelta(seconds=seconds), KIND, priority, source)


def test_an_empty_hour_is_no_load() -> None:
    found = load([], NOW - HOUR, NOW, 0, 0)
    assert (found.count, found.an_hour, found.floods, found.flood_share, found.worst) == (0, 0.0, 0, 0.0, ())


def test_a_flood_begins_above_ten_in_ten_minutes_and_ends_below_five() -> None:
    arrivals = [at(n * 10) for n in range(11)]
    found = load(arrivals, NOW - HOUR, NOW, 1, 0)
    assert (found.floods, found.worst_window) == (1, 11)
    # From the eleventh (100 s) until the seventh has left the window (660 s): four are in it then.
    assert found.flood_share == pytest.approx((660 - 100) / 3600)
    assert load(arrivals[:10], NOW - HOUR, NOW, 1, 0).floods == 0


def test_two_operators_bear_twice_as_much() -> None:
    found = load([at(n * 10) for n in range(20)], NOW - HOUR, NOW, 2, 0)
    assert (found.floods, found.an_hour) == (0, 10)


def test_three_in_a_minute_from_one_source_is_chattering_and_from_three_is_not() -> None:
    one = [at(0), at(30), at(60), at(500, "school"), at(600, "school")]
    assert [worst.source for worst in load(one, NOW - HOUR, NOW, 1, 0).chattering] == ["park"]
    three = [at(0), at(30, "school"), at(60, "square")]
    assert load(three, NOW - HOUR, NOW, 1, 0).chattering == ()


@given(st.lists(st.tuples(st.floats(-600, 4200), st.sampled_from("abc"), st.sampled_from(Priority))), st.randoms())
def test_the_order_does_not_matter_and_shares_are_shares(made: list[tuple[float, str, Priority]], rng: object) -> None:
    arrivals = [at(*one) for one in made]
    found = load(arrivals, NOW - HOUR, NOW, 1, 0)
    rng.shuffle(arrivals)  # type: ignore[attr-defined]
    again = load(arrivals, NOW - HOUR, NOW, 1, 0)
    assert (again.count, again.flood_share, again.parts, again.by_priority) == (
        found.count, found.flood_share, found.parts, found.by_priority,
    )  # fmt: skip
    assert 0 <= found.flood_share <= 1 and sum(found.parts) == found.count
    assert sum(found.by_priority.values()) == pytest.approx(1 if found.count else 0)


def test_a_camera_is_named_when_nine_in_ten_of_enough_are_dismissed() -> None:
    cameras = (Dismissals("C-1", 9, 10), Dismissals("C-2", 8, 10), Dismissals("C-3", 9, 9))
    assert [one.what for one in Learned((), (), cameras).wolves] == ["C-1"]


@given(st.integers(1, 1000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_stays_within_bounds(counts: tuple[int, int]) -> None:
    found = Dismissals("x", *counts)
    low, high = found.interval
    assert 0 <= low <= found.share + 1e-9 and found.share - 1e-9 <= high <= 1


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    made = Seat(tmp_path)
    yield made
    made.store.close()


async def test_what_reached_the_queue_counts_and_what_the_reminder_settled_does_not(seat: Seat) -> None:
    early = NOW - timedelta(minutes=10)
    seat.flag(
        zone_event("e1", raised=early, queue_from=early),
        zone_event("e2", "0418", raised=early, queue_from=NOW, condition=Condition.OVER, over_at=early),
        zone_event("e3", "0419", raised=early, queue_from=early, withdrawn=True),
        zone_event("e4", "0420", raised=NOW - timedelta(days=2), queue_from=NOW - timedelta(days=2)),
    )
    found = (await seat.reader.alarm_load(HOUR)).load
    assert (found.count, found.standing, found.operators) == (1, 1, 1)


async def test_decisions_are_told_by_rule_and_place(seat: Seat) -> None:
    seat.flag(*(zone_event(f"e{n}", f"04{n}", raised=NOW - HOUR, queue_from=NOW - HOUR) for n in range(4)))
    await seat.desk.do(OPERATOR, Dismiss(("e0", "e1", "e2"), DismissReason.POSITION_DRIFT))
    await seat.desk.do(OPERATOR, AcceptAndDispatch(("e3",), "S-07-1"))
    learned = (await seat.reader.alarm_load(HOUR)).learned
    assert [(one.what, one.dismissed, one.decided) for one in learned.rules] == [(KIND, 3, 4)]
    assert [(one.dismissed, one.decided) for one in learned.places] == [(3, 4)]
    assert learned.cameras == ()

"""The dog rules under real noise: what alarms, what does not, and that the order of arrival changes nothing."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from command_center.clock import to_ms
from command_center.model.categories import Category, Priority
from command_center.model.events import Condition, FlaggedEvent
from command_center.model.geo import LocalGrid
from command_center.model.observations import Dog, Fixes, LonLat, Owner, TagRegistered, TagState, Tick
from command_center.model.places import Place, PlaceKind
from command_center.model.settings import DogWalking
from command_center.rules.engine import Ended, Engine, Observed, Raised

MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 10:00 in Quzhou: prohibited
EVENING = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # 20:00: allowed
GRID = LocalGrid(118.87, 28.94)
Step = tuple[float, float, float]
"""Seconds after the start, metres east and north of the zone's middle."""


def place(id_: str, kind: PlaceKind, half_m: float = 100, at: tuple[float, float] = (0, 0), **more: object) -> Place:
    x, y = np.array([-1, 1, 1, -1]) * half_m + at[0], np.array([-1, -1, 1, 1]) * half_m + at[1]
    ring = np.column_stack(GRID.to_degrees(x, y))
    return Place(id=id_, name=id_, kind=kind, geometry=shapely.Polygon(ring), version="1", **more)  # type: ignore[arg-type]


PARK = place("park", PlaceKind.NO_DOG)


def walk(steps: Sequence[Step], tag: str = "0417", start: datetime = EVENING, accuracy: float = 5.0) -> Fixes:
    seconds, x, y = (np.array(column, float) for column in zip(*steps, strict=True))
    lon, lat = GRID.to_degrees(x, y)
    n = len(steps)
    times = to_ms(start) + np.rint(seconds * 1000).astype(np.int64)
    return Fixes((tag,) * n, times, lon, lat, np.full(n, accuracy), np.full(n, np.nan))


class Room:
    """An engine and the events it has made."""

    def __init__(self, *places: Place, **settings: object) -> None:
        self.engine = Engine(DogWalking(**settings), places)  # type: ignore[arg-type]
        self.events: dict[str, FlaggedEvent] = {}
        self.raised: list[str] = []

    def see(self, what: object, received: datetime | None = None) -> None:
        at = received or EVENING + timedelta(hours=2)
        for outcome in self.engine.observe(Observed("dogs", at, what)):  # type: ignore[arg-type]
            self.events[outcome.event.id] = outcome.event
            if isinstance(outcome, Raised):
                self.raised.append(outcome.event.id)
            if isinstance(outcome, Ended):
                assert outcome.event.condition is Condition.OVER

    @property
    def standing(self) -> list[FlaggedEvent]:
        return [event for event in self.events.values() if not event.withdrawn]

    def at_home(self, tag: str, x: float, y: float) -> None:
        lon, lat = (float(v[0]) for v in GRID.to_degrees(np.array([x]), np.array([y])))
        self.see(TagRegistered(tag, TagState.ACTIVE, Dog("豆豆"), Owner("李明"), LonLat(lon, lat)))


def through(seconds: int = 120, every: int = 10, depth: float = 50) -> list[Step]:
    """A stroll `depth` metres inside the park's west edge, going north."""
    return [(t, -100 + depth, -40 + t * 0.7) for t in range(0, seconds, every)]


def test_that_a_dog_staying_inside_alarms_once_and_is_counted() -> None:
    room = Room(PARK)
    room.see(walk(through()))
    (event,) = room.standing
    assert event.kind is Category.DOG_IN_FORBIDDEN_ZONE and event.place == "park" and event.subject == "0417"
    assert event.priority is Priority.HIGH and event.count == 12
    assert event.first_seen == EVENING and event.raised == EVENING + timedelta(seconds=20)
    assert event.queue_from == event.raised + timedelta(minutes=5)


def test_that_a_school_is_urgent_and_reaches_the_queue_at_once() -> None:
    room = Room(place("school", PlaceKind.NO_DOG, urgent=True))
    room.see(walk(through()))
    assert [(e.priority, e.queue_from == e.raised) for e in room.standing] == [(Priority.URGENT, True)]


@pytest.mark.parametrize(
    ("steps", "why"),
    [
        ([(0, 0, 0)], "one fix"),
        ([(0, 0, 0), (10, 0, 5)], "two fixes"),
        ([(0, 0, 0), (1, 0, 1), (2, 0, 2)], "three in two seconds"),
        ([(t, -98, t) for t in range(0, 100, 10)], "nearer to the edge than the fix is sure"),
        ([(t, -120, t) for t in range(0, 100, 10)], "outside"),
        ([(t, 0 if t % 20 else -130, 0) for t in range(0, 100, 10)], "in and out by turns"),
        ([(t, -90 + t * 12, 0) for t in range(0, 16, 2)], "riding through"),
    ],
)
def test_that_what_may_be_noise_or_a_ride_does_not_alarm(steps: list[Step], why: str) -> None:
    room = Room(PARK)
    room.see(walk(steps))
    assert room.standing == [], why


def test_that_jitter_around_the_edge_does_not_alarm() -> None:
    rng = random.Random(7)
    room = Room(PARK)
    room.see(walk([(10 * i, -100 + rng.gauss(0, 3.5), rng.gauss(0, 3.5)) for i in range(300)]))
    assert room.standing == []


@pytest.mark.parametrize(("depth", "alarms"), [(1, 0), (5, None), (10, None), (15, 1)])
def test_that_an_unknown_accuracy_is_taken_for_ten_metres(depth: float, alarms: int | None) -> None:
    unknown, told = Room(PARK), Room(PARK)
    unknown.see(walk(through(depth=depth), accuracy=float("nan")))
    told.see(walk(through(depth=depth), accuracy=10.0))
    assert len(unknown.standing) == len(told.standing)
    assert alarms is None or len(told.standing) == alarms


def test_that_leaving_ends_it_after_two_minutes_and_coming_back_is_another() -> None:
    room = Room(PARK)
    gone = [(200 + t, -150.0, 0.0) for t in range(0, 150, 10)]
    back = [(400 + t, 0.0, t * 0.5) for t in range(0, 60, 10)]
    room.see(walk([*through(), *gone, *back]))
    assert [event.condition for event in room.standing] == [Condition.OVER, Condition.ACTIVE]
    assert room.standing[0].over_at == EVENING + timedelta(seconds=320)


def test_that_a_silent_tags_event_is_over_by_the_clock_alone() -> None:
    room = Room(PARK)
    room.see(walk(through()), received=EVENING + timedelta(seconds=110))
    room.see(Tick(EVENING + timedelta(minutes=9)))
    assert room.standing[0].condition is Condition.ACTIVE
    room.see(Tick(EVENING + timedelta(minutes=13)))
    assert room.standing[0].condition is Condition.OVER


def test_that_a_backlog_being_read_is_no_silence_and_splits_no_episode() -> None:
    room = Room(PARK)
    for start in range(0, 600, 30):
        received = EVENING + timedelta(hours=2, seconds=start / 30)
        room.see(walk([(start + t, -50, t * 0.5) for t in (0, 10, 20)]), received=received)
        room.see(Tick(received))
    (event,) = room.standing
    assert event.condition is Condition.ACTIVE and event.first_seen == EVENING
    room.see(Tick(EVENING + timedelta(hours=3)))
    assert room.standing[0].condition is Condition.OVER


def test_that_a_ban_holds_only_in_its_hours() -> None:
    room = Room(place("square", PlaceKind.NO_DOG, hours="Mo-Su 08:00-18:00"))
    room.see(walk(through(), start=EVENING - timedelta(days=1)))
    assert room.standing == []
    room.at_home("0417", 0, 0)
    room.see(walk(through(), start=MORNING))
    assert [event.kind for event in room.standing] == [Category.DOG_IN_FORBIDDEN_ZONE]


def test_that_home_exempts_from_hours_and_never_from_zones() -> None:
    room = Room(PARK)
    room.at_home("0417", 0, 0)
    room.see(walk([(t, 5, 0) for t in range(0, 120, 10)], start=MORNING))
    assert [event.kind for event in room.standing] == [Category.DOG_IN_FORBIDDEN_ZONE]


def test_that_a_dog_out_in_prohibited_hours_alarms_and_in_the_evening_does_not() -> None:
    out = [(t, 500 + t, 0.0) for t in range(0, 120, 10)]
    room = Room(PARK)
    room.at_home("0417", 0, 0)
    room.see(walk(out, start=EVENING - timedelta(days=1)))
    assert room.standing == []
    room.see(walk(out, start=MORNING))
    (event,) = room.standing
    assert event.kind is Category.DOG_OUT_OF_HOURS and event.place is None


def test_that_a_dog_already_out_when_the_window_opens_alarms() -> None:
    room = Room(PARK)
    room.at_home("0417", 0, 0)
    before_seven = datetime(2026, 11, 22, 22, 59, 0, tzinfo=UTC)
    room.see(walk([(t, 500 + t * 0.5, 0) for t in range(0, 180, 10)], start=before_seven))
    (event,) = room.standing
    assert event.first_seen == before_seven + timedelta(seconds=60)


def test_that_a_window_that_closes_ends_it() -> None:
    room = Room(PARK)
    room.at_home("0417", 0, 0)
    before_nineteen = datetime(2026, 11, 23, 10, 58, 0, tzinfo=UTC)
    room.see(walk([(t, 500 + t * 0.5, 0) for t in range(0, 180, 10)], start=before_nineteen))
    (event,) = room.standing
    assert event.condition is Condition.OVER and event.over_at == before_nineteen + timedelta(seconds=120)


def test_that_without_a_known_home_a_dog_that_does_not_move_is_not_out() -> None:
    rng = random.Random(3)
    room = Room(PARK)
    room.see(walk([(10 * i, 500 + rng.gauss(0, 8), rng.gauss(0, 8)) for i in range(60)], start=MORNING, accuracy=8))
    assert room.standing == []
    room.see(walk([(t, 800 + t, 0) for t in range(0, 180, 10)], tag="0418", start=MORNING))
    assert [event.subject for event in room.standing] == ["0418"]


@pytest.mark.parametrize("kind", [PlaceKind.VET, PlaceKind.SHELTER, PlaceKind.DOG_RUN])
def test_that_at_the_vet_in_the_shelter_and_in_a_dog_run_no_rule_is_broken(kind: PlaceKind) -> None:
    room = Room(PARK, place("free", kind, half_m=150))
    room.see(walk([(t, t * 0.9, 0) for t in range(0, 120, 10)], start=MORNING))
    assert room.standing == []


def test_that_hours_hold_only_in_the_controlled_area() -> None:
    out = [(t, 500 + t, 0.0) for t in range(0, 120, 10)]
    far, near = (Room(PARK, place("area", PlaceKind.DOG_CONTROL_AREA, half_m=h)) for h in (300, 2000))
    for room in (far, near):
        room.at_home("0417", 0, 0)
        room.see(walk(out, start=MORNING))
    assert far.standing == [] and len(near.standing) == 1


def test_that_a_clock_in_the_future_raises_nothing() -> None:
    room = Room(PARK)
    room.see(walk(through()), received=EVENING - timedelta(minutes=10))
    assert room.standing == []


def test_that_late_fixes_that_break_the_confirmation_withdraw_it() -> None:
    room = Room(PARK)
    room.see(walk([(0, 0, 0), (20, 0, 5), (40, 0, 10)]))
    assert len(room.standing) == 1
    room.see(walk([(10, -140, 0)]))
    room.see(walk([(30, -140, 0)]))
    assert room.standing == [] and [event.withdrawn for event in room.events.values()] == [True]


@settings(max_examples=60)
@given(st.permutations(range(24)), st.integers(1, 6))
def test_that_any_order_of_arrival_ends_in_the_same_alarms(order: list[int], chunk: int) -> None:
    steps: list[Step] = [(t * 10, -160 + t * 8, 0) for t in range(24)]
    in_order, shuffled = Room(PARK), Room(PARK)
    in_order.see(walk(steps))
    for start in range(0, 24, chunk):
        shuffled.see(walk([steps[i] for i in order[start : start + chunk]]))
    what = [
        [(e.kind, e.subject, e.place, e.first_seen, e.raised, e.count) for e in r.standing]
        for r in (in_order, shuffled)
    ]
    assert what[0] == what[1] and len(what[0]) == 1


def test_that_doubled_fixes_count_once() -> None:
    room = Room(PARK)
    room.see(walk([(0, 0, 0)] * 5))
    room.see(walk([(0, 0, 0), (10, 0, 0)] * 3))
    assert room.standing == []


def test_that_a_restart_in_the_middle_neither_loses_nor_doubles() -> None:
    steps = [*through(300), *[(300 + t, -150.0, 0.0) for t in range(0, 150, 10)]]
    whole = Room(PARK)
    whole.see(walk(steps))
    for cut in (3, 10, 25, 35, 44):
        first, second = Room(PARK), Room(PARK)
        first.see(walk(steps[:cut]))
        again = Observed("dogs", EVENING + timedelta(hours=2), walk(steps[:cut]))
        second.events = dict(first.events)
        for outcome in second.engine.restore([], list(first.events.values()), [again]):
            second.events[outcome.event.id] = outcome.event
        if steps[cut:]:
            second.see(walk(steps[cut:]))
        what = [[(e.first_seen, e.raised, e.count, e.condition) for e in r.standing] for r in (whole, second)]
        assert what[0] == what[1], f"cut at {cut}"


def test_that_after_a_restart_nothing_is_silent_before_its_feed_has_spoken() -> None:
    before, after = Room(PARK), Room(PARK)
    before.see(walk(through()))
    after.engine.restore([], list(before.events.values()), [])
    long_after = EVENING + timedelta(days=1)
    after.see(Tick(long_after))
    after.see(Tick(long_after + timedelta(seconds=50)))
    assert after.events == {}
    after.see(Tick(long_after + timedelta(seconds=70)))
    assert [event.condition for event in after.events.values()] == [Condition.OVER]


def test_that_a_place_taken_out_of_the_file_ends_its_event_at_the_next_start() -> None:
    room = Room(PARK)
    room.see(walk(through()))
    (event,) = room.standing
    (outcome,) = Room().engine.restore([], [event], [])
    assert isinstance(outcome, Ended) and outcome.event.over_at == event.last_seen

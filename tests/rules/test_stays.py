"""What a place excuses: a vehicle in a bay within hours and time, a stall at its point in hours and season."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command_center.model.categories import Category, Device
from command_center.model.events import DetectionReason, FlaggedEvent
from command_center.model.observations import Detection, Tick
from command_center.model.places import Place, PlaceKind
from command_center.model.settings import DogWalking
from command_center.model.suppressed import Finding, Standing, State, Stay
from command_center.rules.engine import Ended, Engine, Kept, Observed
from command_center.rules.exemptions import standing
from tests.builders import NOW
from tests.rules.test_sightings import seen, square

BAY = square("bay-1", PlaceKind.LOADING_BAY, 5, hours="Mo-Su 06:00-22:00", max_stay_min=30)


class Bureau:
    """An engine, the events and the stays it told of."""

    def __init__(self, *places: Place) -> None:
        self.places = places
        self.engine = Engine(DogWalking(), places)
        self.events: dict[str, FlaggedEvent] = {}
        self.stays: dict[str, Stay] = {}

    def see(self, what: Any, minutes: float = 0.0) -> list[type]:
        return self._take(self.engine.observe(Observed("cameras", NOW + timedelta(minutes=minutes), what)))

    def _take(self, outcomes: Any) -> list[type]:
        for outcome in outcomes:
            if isinstance(outcome, Kept):
                self.stays[outcome.stay.id] = outcome.stay
            else:
                self.events[outcome.event.id] = outcome.event
        return [type(outcome) for outcome in outcomes]

    def restart(self) -> None:
        self.engine = Engine(DogWalking(), self.places)
        active = [event for event in self.events.values() if event.condition == "active"]
        self._take(self.engine.restore([], active, [], list(self.stays.values())))

    @property
    def told(self) -> tuple[Any, ...]:
        events = [e for e in self.events.values() if not e.withdrawn]
        stays = [s for s in self.stays.values() if s.state is not State.VOID]
        return (
            sorted((e.place or "", e.thing, e.first_seen, e.last_seen, e.raised, e.count) for e in events),
            sorted((s.place, s.thing, s.first_seen, s.last_seen, s.count, s.state) for s in stays),
        )


def judged(bureau: Bureau) -> list[Finding | None]:
    reasons = [event.reason for event in bureau.events.values()]
    return [r.judged.finding if r.judged else None for r in reasons if isinstance(r, DetectionReason)]


def test_that_a_vehicle_in_a_bay_is_kept_and_is_no_event() -> None:
    bureau = Bureau(BAY)
    assert bureau.see(seen()) == [Kept] and bureau.see(seen(29), 29) == [Kept]
    (stay,) = bureau.stays.values()
    assert (stay.place, stay.place_version, stay.thing, stay.count, stay.state) == (
        "bay-1",
        "v1",
        "浙H6K212",
        2,
        "kept",
    )
    assert stay.stayed_min == 29 and bureau.events == {}


def test_that_two_sightings_34_minutes_apart_are_an_overstay_of_at_least_34() -> None:
    bureau = Bureau(BAY)
    bureau.see(seen())
    bureau.see(seen(34, camera="V-2", device=Device.VEHICLE), 34)
    (event,) = bureau.events.values()
    assert isinstance(event.reason, DetectionReason) and event.reason.judged is not None
    assert (event.reason.judged.finding, event.reason.judged.stayed_min) == (Finding.OVERSTAY, 34)
    assert (event.place, event.first_seen, event.raised) == ("bay-1", NOW, NOW + timedelta(minutes=34))
    assert bureau.see(Tick(NOW + timedelta(minutes=66)), 66) == [Ended]


def test_that_another_plate_or_much_later_is_another_stay() -> None:
    bureau = Bureau(BAY)
    bureau.see(seen())
    bureau.see(seen(34, plate="浙H6K213"), 34)
    bureau.see(seen(61), 61)
    assert bureau.events == {} and len(bureau.stays) == 3


@pytest.mark.parametrize(
    ("x", "device", "finding"),
    [(0, Device.FIXED, None), (4.5, Device.FIXED, Finding.UNCERTAIN), (3, Device.DRONE, Finding.UNCERTAIN)],
)
def test_that_what_cannot_be_told_goes_to_a_person(x: float, device: Device, finding: Finding | None) -> None:
    bureau = Bureau(BAY)
    bureau.see(seen(x=x, device=device))
    assert judged(bureau) == ([] if finding is None else [finding])


def test_that_outside_is_a_violation_as_ever() -> None:
    bureau = Bureau(BAY)
    bureau.see(seen(x=9))
    assert judged(bureau) == [None] and bureau.stays == {}


@pytest.mark.parametrize(
    ("depth", "found"), [(1.0, Standing.INSIDE), (0.9, Standing.UNCERTAIN), (-1.0, Standing.OUTSIDE)]
)
def test_that_inside_and_outside_are_by_the_accuracy(depth: float, found: Standing) -> None:
    assert standing(depth, 1.0) is found


def test_that_a_bay_used_out_of_hours_is_misused() -> None:
    bureau = Bureau(square("bay-1", PlaceKind.LOADING_BAY, 5, hours="Mo-Su 06:00-09:00", max_stay_min=30))
    bureau.see(seen())
    assert judged(bureau) == [Finding.OUTSIDE_HOURS]


@pytest.mark.parametrize(
    ("kind", "hours", "excused"),
    [
        (PlaceKind.BREAKFAST_POINT, "Mo-Su 05:30-10:30", True),
        (PlaceKind.BREAKFAST_POINT, "Mo-Su 05:30-09:30", False),
        (PlaceKind.SEASONAL_POINT, "Oct 10-Dec 31: Mo-Su 07:00-20:00", True),
        (PlaceKind.SEASONAL_POINT, "May 01-Sep 30: Mo-Su 07:00-20:00", False),
        (PlaceKind.MARKET, None, True),
        (PlaceKind.LOADING_BAY, None, False),
    ],
)
def test_that_a_stall_at_its_point_in_hours_and_season_is_none(
    kind: PlaceKind, hours: str | None, excused: bool
) -> None:
    bureau = Bureau(square("p", kind, 5, hours=hours))
    bureau.see(seen(kind=Category.STREET_VENDING, plate=None))
    assert (not bureau.events) is excused and bool(bureau.stays) is excused


MINUTES = st.lists(st.integers(0, 240), min_size=1, max_size=8, unique=True)


@settings(deadline=None)
@given(MINUTES, st.data())
def test_that_the_order_of_arrival_and_a_restart_change_nothing(minutes: list[int], data: st.DataObject) -> None:
    told = [seen(m, camera=f"C-{m % 2}") for m in sorted(minutes)]
    straight, shuffled = Bureau(BAY), Bureau(BAY)
    for one in told:
        straight.see(one, 300)
    late = [data.draw(st.integers(0, 10)) for _ in told]
    order = sorted(range(len(told)), key=lambda n: (told[n].time + timedelta(minutes=late[n]), n))
    restart = data.draw(st.integers(0, len(told)))
    for n, at in enumerate(order):
        if n == restart:
            shuffled.restart()
        shuffled.see(told[at], 300)
        if data.draw(st.booleans()):
            shuffled.see(told[at], 300)
    assert shuffled.told == straight.told


def test_that_ten_thousand_sightings_of_one_vehicle_stay_small() -> None:
    bureau = Bureau(BAY)
    for n in range(1500):
        bureau.see(seen(n / 100), n / 100)
    (stay,) = bureau.stays.values()
    assert stay.count == 1500 and len(stay.sights) <= 100


def test_that_hostile_plates_pass() -> None:
    bureau = Bureau(BAY)
    for plate in ("\x00" * 200, "浙" * 200, "?", "😀", "'; DROP TABLE events; --"):
        detection: Detection = seen(plate=plate)
        bureau.see(detection)
    assert len(bureau.stays) >= 3

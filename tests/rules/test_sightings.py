"""Detections, reports and bike counts: the same again is counted, another thing is another event."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from command_center.model.categories import Category, Device, Priority
from command_center.model.events import BikesReason, Condition, DetectionReason, FlaggedEvent, ReportReason
from command_center.model.geo import LocalGrid
from command_center.model.observations import (
    BikeParking,
    CameraState,
    CameraStatus,
    Channel,
    Detection,
    PlateColour,
    Report,
    ReportChange,
    ReportUpdate,
    Tick,
)
from command_center.model.places import Place, PlaceKind
from command_center.model.settings import DogWalking
from command_center.rules.engine import Ended, Engine, Observed, Raised, Updated
from tests.builders import NOW

GRID = LocalGrid(118.87, 28.94)


def square(id_: str, kind: PlaceKind, half_m: float, **more: Any) -> Place:
    ring = np.column_stack(GRID.to_degrees(np.array([-1, 1, 1, -1]) * half_m, np.array([-1, -1, 1, 1]) * half_m))
    return Place(id=id_, name=id_, kind=kind, geometry=shapely.Polygon(ring), version="v1", **more)


class Desk:
    """An engine, what came out of it last, and every event by id."""

    def __init__(self, *places: Place) -> None:
        self.engine = Engine(DogWalking(), places)
        self.events: dict[str, FlaggedEvent] = {}

    def see(self, what: Any, minutes: float = 0.0) -> list[type]:
        outcomes = self.engine.observe(Observed("cameras", NOW + timedelta(minutes=minutes), what))
        self.events |= {outcome.event.id: outcome.event for outcome in outcomes}
        return [type(outcome) for outcome in outcomes]

    @property
    def active(self) -> list[FlaggedEvent]:
        return [event for event in self.events.values() if event.condition is Condition.ACTIVE]


def seen(minutes: float = 0, x: float = 0, y: float = 0, **more: Any) -> Detection:
    lon, lat = (float(v[0]) for v in GRID.to_degrees(np.array([x]), np.array([y])))
    told: dict[str, Any] = {
        "camera": "C-1",
        "device": Device.FIXED,
        "kind": Category.ILLEGAL_PARKING,
        "confidence": 0.9,
        "plate": "浙H6K212",
    }
    return Detection(lon=lon, lat=lat, time=NOW + timedelta(minutes=minutes), **(told | more))


def test_that_the_same_again_is_counted_with_the_best_confidence() -> None:
    desk = Desk()
    kinds = [desk.see(seen(t, confidence=c), t) for t, c in ((0, 0.7), (1, 0.95), (2, 0.6))]
    assert kinds == [[Raised], [Updated], [Updated]]
    (event,) = desk.active
    assert (event.count, event.last_seen, event.first_seen) == (3, NOW + timedelta(minutes=2), NOW)
    assert isinstance(event.reason, DetectionReason) and event.reason.confidence == 0.95


def test_that_another_plate_kind_or_camera_is_another_event() -> None:
    desk = Desk()
    for more in ({}, {"plate": "浙H6K213"}, {"kind": Category.STREET_VENDING}, {"camera": "C-2"}, {"plate": None}):
        desk.see(seen(**more))
    assert len(desk.active) == 5


def test_that_a_plate_of_another_colour_is_another_vehicle_and_an_untold_colour_is_none() -> None:
    desk = Desk()
    desk.see(seen(plate_colour=PlateColour.BLUE))
    assert desk.see(seen(1)) == [Updated]
    assert Raised in desk.see(seen(2, plate_colour=PlateColour.YELLOW))


def test_that_the_same_seen_half_an_hour_later_is_new() -> None:
    desk = Desk()
    desk.see(seen())
    assert desk.see(seen(31), 31) == [Ended, Raised]
    assert [event.first_seen for event in desk.active] == [NOW + timedelta(minutes=31)]


def test_that_a_detection_not_repeated_is_over_by_the_clock() -> None:
    desk = Desk()
    desk.see(seen())
    assert desk.see(Tick(NOW + timedelta(minutes=29)), 29) == []
    assert desk.see(Tick(NOW + timedelta(minutes=31)), 31) == [Ended]


@pytest.mark.parametrize(("metres", "events"), [(20, 1), (80, 2)])
def test_that_a_moving_camera_without_a_plate_tells_things_apart_by_their_spot(metres: float, events: int) -> None:
    desk = Desk()
    for x in (0.0, metres):
        desk.see(seen(x=x, camera="V-1", device=Device.VEHICLE, plate=None))
    assert len(desk.active) == events


def test_that_a_vehicle_seen_at_another_spot_has_left_the_first() -> None:
    desk = Desk()
    desk.see(seen(camera="V-1", device=Device.VEHICLE))
    assert desk.see(seen(5, x=400, camera="V-1", device=Device.VEHICLE), 5) == [Ended, Raised]
    assert len(desk.active) == 1


def test_that_a_sighting_at_the_edge_of_a_bay_stays_one_event() -> None:
    desk = Desk(square("bay", PlaceKind.LOADING_BAY, 10))
    for i, x in enumerate((9.0, 11.0, 9.5)):
        desk.see(seen(i, x=x), i)
    assert [(event.place, event.count, event.place_version) for event in desk.active] == [("bay", 3, "v1")]


def test_that_a_model_street_weighs_more_but_not_for_the_unsure() -> None:
    desk = Desk(square("street", PlaceKind.MODEL_STREET, 100))
    desk.see(seen())
    desk.see(seen(camera="C-2", confidence=0.4))
    desk.see(seen(camera="C-3", x=150))
    assert [event.priority for event in desk.active] == [Priority.HIGH, Priority.LOW, Priority.MEDIUM]


def test_that_the_grid_and_the_most_telling_place_are_named() -> None:
    grid = square("g", PlaceKind.GRID, 500, grid=7)
    desk = Desk(grid, square("street", PlaceKind.MODEL_STREET, 100), square("bay", PlaceKind.LOADING_BAY, 10))
    desk.see(seen(kind=Category.WASTE_WATER))
    desk.see(seen(x=50, plate="浙H00001"))
    assert [(event.grid, event.place) for event in desk.active] == [(7, "bay"), (7, "street")]


def test_that_an_unsure_detection_is_raised_and_stands_last() -> None:
    desk = Desk()
    desk.see(seen(kind=Category.WASTE_WATER, confidence=0.3))
    desk.see(seen(kind=Category.WASTE_WATER, confidence=0.9, camera="C-2"))
    assert [event.priority for event in desk.active] == [Priority.LOW, Priority.HIGH]


def test_that_a_camera_is_called_by_its_name() -> None:
    desk = Desk()
    desk.see(CameraStatus("C-1", "西区洗车场", Device.FIXED, CameraState.ONLINE, 118.87, 28.94))
    desk.see(seen())
    assert [getattr(event.reason, "camera_name", "") for event in desk.active] == ["西区洗车场"]


def told_of(desk: Desk) -> list[tuple[Any, ...]]:
    """What it all comes to: every event that was not withdrawn, and whether it stands."""
    return sorted(
        (e.subject, e.thing, e.first_seen, e.last_seen, e.count, e.priority, e.condition,
         getattr(e.reason, "confidence", 0))
        for e in desk.events.values()
        if not e.withdrawn
    )  # fmt: skip


SIGHTING = st.tuples(
    st.integers(0, 130), st.sampled_from(["C-1", "V-1"]), st.sampled_from([0, 400]), st.sampled_from([0.4, 0.7, 0.9]),
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(SIGHTING, min_size=1, max_size=9, unique_by=lambda one: one[0]), st.data())
def test_that_the_order_of_arrival_changes_nothing(minutes: Any, data: st.DataObject) -> None:
    street = square("street", PlaceKind.MODEL_STREET, 50)
    told = []
    for minute, camera, x, sure in sorted(minutes):
        device = Device.FIXED if camera == "C-1" else Device.VEHICLE
        told.append(seen(minute, x=x if camera == "V-1" else 0, camera=camera, device=device, confidence=sure))
    straight, shuffled = Desk(street), Desk(street)
    for one in told:
        straight.see(one, 300)
    late = [data.draw(st.integers(0, 10)) for _ in told]
    restart = data.draw(st.integers(0, len(told)))
    order = sorted(range(len(told)), key=lambda n: (told[n].time + timedelta(minutes=late[n]), n))
    for n, at in enumerate(order):
        if n == restart:
            shuffled.engine = Engine(DogWalking(), [street])
            shuffled.engine.restore([], [event for event in shuffled.events.values() if not event.withdrawn], [])
        shuffled.see(told[at], 300)
        identities = [(e.kind, e.subject, e.place, e.thing) for e in shuffled.active]
        assert len(identities) == len(set(identities)), "the store would refuse it"
    assert told_of(shuffled) == told_of(straight)


def test_that_an_old_sighting_told_late_is_an_event_that_is_over_and_leaves_the_new_one() -> None:
    desk = Desk()
    desk.see(seen(120), 120)
    assert desk.see(seen(0), 121) == [Raised]
    assert sorted((e.first_seen, e.condition) for e in desk.events.values()) == [
        (NOW, Condition.OVER),
        (NOW + timedelta(minutes=120), Condition.ACTIVE),
    ]


def test_that_an_update_that_overtakes_its_report_is_not_lost() -> None:
    desk = Desk()
    desk.see(ReportUpdate("DU-1", ReportChange.URGED))
    desk.see(ReportUpdate("DU-1", ReportChange.WITHDRAWN))
    desk.see(report())
    assert desk.active == []
    for n in range(3000):
        desk.see(ReportUpdate(f"X-{n}", ReportChange.URGED))
    desk.see(report("X-2999"))
    assert [event.count for event in desk.active] == [2]


def report(number: str = "DU-1", category: Category = Category.LITTERING) -> Report:
    return Report(number, category, Channel.HOTLINE_12345, "满地垃圾", "府山街", 118.87, 28.94, NOW)


def test_that_a_report_stands_until_it_is_withdrawn() -> None:
    desk = Desk()
    assert desk.see(report()) == [Raised]
    assert desk.see(report(), 5) == [] and desk.see(Tick(NOW + timedelta(days=2)), 2880) == []
    assert desk.see(ReportUpdate("DU-1", ReportChange.WITHDRAWN), 3000) == [Ended]
    assert desk.active == []


def test_that_urging_counts_and_raises_the_priority_up_to_high() -> None:
    desk = Desk()
    desk.see(report())
    for i in range(4):
        assert desk.see(ReportUpdate("DU-1", ReportChange.URGED), i + 1) == [Updated]
    (event,) = desk.active
    assert event.priority is Priority.HIGH and event.count == 5
    assert isinstance(event.reason, ReportReason) and event.reason.urged == 4


def test_that_an_update_of_an_unknown_report_changes_nothing() -> None:
    assert Desk().see(ReportUpdate("DU-9", ReportChange.URGED)) == []


def bikes(count: int, minutes: float = 0, capacity: int | None = 50, operator: str = "blue") -> BikeParking:
    return BikeParking(operator, "P-1", 118.87, 28.94, count, NOW + timedelta(minutes=minutes), capacity)


def test_that_bikes_pile_up_above_capacity_and_are_over_at_four_fifths_of_it() -> None:
    desk = Desk()
    told = [desk.see(bikes(n, i), i) for i, n in enumerate((50, 51, 70, 45, 40, 39))]
    assert told == [[], [Raised], [Updated], [Updated], [Updated], [Ended]]
    (event,) = desk.events.values()
    assert event.subject == "P-1" and isinstance(event.reason, BikesReason) and event.reason.count == 70


def test_that_a_count_told_late_changes_nothing_that_was_put_right_since() -> None:
    desk = Desk()
    assert [desk.see(bikes(30, 5), 5), desk.see(bikes(60, 0), 6)] == [[], [Raised]]
    (event,) = desk.events.values()
    assert (event.condition, event.over_at) == (Condition.OVER, NOW + timedelta(minutes=5))
    assert [desk.see(bikes(60, 10), 10), desk.see(bikes(10, 7), 11)] == [[Raised], []]
    assert len(desk.active) == 1


def test_that_without_a_capacity_forty_are_too_many_and_operators_are_told_apart() -> None:
    desk = Desk()
    assert desk.see(bikes(40, capacity=None)) == []
    desk.see(bikes(41, capacity=None))
    desk.see(bikes(60, capacity=None, operator="green"))
    assert sorted(event.thing for event in desk.active) == ["blue", "green"]


def test_that_what_was_active_before_a_restart_is_counted_on() -> None:
    before, after = Desk(), Desk()
    for told in (seen(), report(), bikes(60), seen(camera="V-1", device=Device.VEHICLE, plate=None)):
        before.see(told)
    assert after.engine.restore([], before.active, []) == []
    again = (seen(5), bikes(61, 5), seen(5, x=10, camera="V-1", device=Device.VEHICLE, plate=None))
    assert [after.see(told, 5) for told in again] == [[Updated]] * 3
    assert after.see(report(), 5) == [] and after.see(ReportUpdate("DU-1", ReportChange.URGED), 6) == [Updated]
    assert after.events.keys() == before.events.keys()

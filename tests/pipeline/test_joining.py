"""Sightings by several sources are one row, explained; what a person takes apart stays apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import count, permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from command_center.commands.requests import Acknowledge, Dismiss, Merge, Split
from command_center.model.categories import Category, Device, Priority
from command_center.model.events import BikesReason, Condition, DismissReason, FlaggedEvent, ZoneReason
from command_center.rules.outcomes import Ended, Raised, Updated
from command_center.store import candidates
from tests.builders import NOW, OPERATOR, zone_event
from tests.commands.test_from_flagged_to_closed import Seat
from tests.pipeline.test_again import store
from tests.rules.test_fusion import ANOTHER, CAR, DEGREE_M, camera_event, said

COUNTER = count()


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    made = Seat(tmp_path)
    made.clock.advance(600)
    yield made
    made.store.close()


def three() -> list[FlaggedEvent]:
    return [
        camera_event("probe", "C-1", CAR),
        camera_event("capture", "V-1", CAR, minutes=4, north=30, device=Device.VEHICLE),
        said("citizen", "浙H6K212 停在人行道上"),
    ]


async def rows(seat: Seat) -> set[frozenset[str]]:
    ours = {"probe", "capture", "citizen", "another"}
    return {frozenset(row.events) & ours for row in (await seat.reader.board()).review if ours & set(row.events)}


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_that_three_sources_are_one_row_in_any_order(seat: Seat, order: tuple[int, ...]) -> None:
    for n in order:
        store(seat, Raised(three()[n]))
    assert await rows(seat) == {frozenset({"probe", "capture", "citizen"})}
    row = next(row for row in (await seat.reader.board()).review if "probe" in row.events)
    assert row.sources == 3
    leaders = seat.store.read_now(candidates.leader_of)
    assert leaders == {"probe": "citizen", "capture": "citizen"}
    matter = await seat.reader.matter(row.id)
    assert matter is not None and len(matter.joins) == 2 and all(join.same_plate for join in matter.joins)


async def test_that_what_was_taken_apart_is_never_joined_again(seat: Seat) -> None:
    for event in three():
        store(seat, Raised(event))
    await seat.desk.do(OPERATOR, Split(("capture",)))
    apart = {frozenset({"probe", "citizen"}), frozenset({"capture"})}
    assert await rows(seat) == apart
    for event in three():
        store(seat, Raised(event), Updated(replace(event, count=9)))
    assert await rows(seat) == apart
    await seat.desk.do(OPERATOR, Merge("probe", ("capture",)))
    assert await rows(seat) == {frozenset({"probe", "citizen", "capture"})}


async def test_that_taking_the_whole_apart_leaves_each_alone(seat: Seat) -> None:
    for event in three():
        store(seat, Raised(event))
    await seat.desk.do(OPERATOR, Split(("probe", "capture")))
    store(seat, Raised(three()[1]))
    assert await rows(seat) == {frozenset({one}) for one in ("probe", "capture", "citizen")}


async def test_that_two_vehicles_are_not_joined_by_a_report_between_them(seat: Seat) -> None:
    store(seat, Raised(camera_event("probe", "C-1", CAR)), Raised(camera_event("another", "V-1", ANOTHER, north=20)))
    store(seat, Raised(said("citizen", "人行道上停了车")))
    assert await rows(seat) == {frozenset({"probe", "citizen"}), frozenset({"another"})}


async def test_that_what_was_dismissed_takes_nothing_new_in(seat: Seat) -> None:
    store(seat, Raised(three()[0]))
    await seat.desk.do(OPERATOR, Dismiss(("probe",), DismissReason.PERMITTED))
    store(seat, Raised(three()[1]))
    assert await rows(seat) == {frozenset({"capture"})}


async def test_that_the_third_time_in_thirty_days_is_said_and_more_urgent(seat: Seat) -> None:
    base = replace(camera_event("x", "C-1", CAR), priority=Priority.MEDIUM, condition=Condition.OVER)
    for n, days in enumerate((45, 20, 10)):
        when = NOW - timedelta(days=days)
        past = replace(base, id=f"past{n}", first_seen=when, last_seen=when, raised=when, over_at=when)
        store(seat, Raised(past))
    store(seat, Raised(replace(base, id="probe", condition=Condition.ACTIVE)))
    assert [seat.event(id_).priority for id_ in ("past2", "probe")] == [Priority.MEDIUM, Priority.HIGH]
    matter = await seat.reader.matter("probe")
    assert matter is not None and [(r.what, r.nth, r.days) for r in matter.repeats] == [("plate", 3, 30)]


async def test_that_the_same_van_seen_by_three_at_once_is_no_repeat(seat: Seat) -> None:
    base = replace(three()[0], priority=Priority.MEDIUM)
    for n, minutes in enumerate((0, 5, 12, 20)):
        seen = camera_event(f"e{n}", f"V-{n}", CAR, minutes=minutes, device=Device.VEHICLE)
        store(seat, Raised(replace(seen, priority=base.priority)))
    matter = await seat.reader.matter("e3")
    assert matter is not None and matter.repeats == ()
    assert {seat.event(f"e{n}").priority for n in range(4)} == {Priority.MEDIUM}


async def test_that_the_times_before_are_named_with_what_became_of_them(seat: Seat) -> None:
    when = NOW - timedelta(days=3)
    past = replace(camera_event("past", "C-9", CAR, north=5000), first_seen=when, last_seen=when, raised=when)
    store(seat, Raised(replace(past, condition=Condition.OVER, over_at=when)))
    store(seat, Raised(three()[0]))
    matter = await seat.reader.matter("probe")
    assert matter is not None
    (repeat,) = matter.repeats
    assert (repeat.what, repeat.nth, repeat.weighs) == ("plate", 2, False)
    assert [(one.event, one.at, one.case, one.outcome) for one in repeat.earlier] == [("past", when, None, None)]


async def test_that_a_caller_who_reads_out_a_plate_is_told_of_the_vehicles_past(seat: Seat) -> None:
    when = NOW - timedelta(days=3)
    past = replace(camera_event("past", "C-9", CAR, north=5000), first_seen=when, last_seen=when, raised=when)
    store(seat, Raised(replace(past, condition=Condition.OVER, over_at=when)), Raised(three()[2]))
    matter = await seat.reader.matter("citizen")
    assert matter is not None and [(one.what, one.nth) for one in matter.repeats] == [("plate", 2)]


async def test_that_a_withdrawn_sighting_leaves_its_candidate(seat: Seat) -> None:
    for event in three():
        store(seat, Raised(event))
    gone = replace(three()[2], condition=Condition.OVER, over_at=NOW, withdrawn=True)
    store(seat, Ended(gone))
    assert seat.store.read_now(candidates.leader_of) == {"capture": "probe"}


async def test_that_a_shop_is_known_by_its_spot_to_camera_and_caller(seat: Seat) -> None:
    for n, days in enumerate((9, 5)):
        when = NOW - timedelta(days=days)
        past = camera_event(f"past{n}", "C-1", kind=Category.WASTE_WATER, north=n * 15)
        over = replace(past, condition=Condition.OVER, over_at=when)
        store(seat, Raised(replace(over, first_seen=when, last_seen=when, raised=when)))
    store(seat, Raised(said("caller", "洗车水流到路上", Category.WASTE_WATER)))
    matter = await seat.reader.matter("caller")
    assert matter is not None and [(one.what, one.nth) for one in matter.repeats] == [("place", 3)]


async def test_that_a_report_between_two_cars_goes_to_the_nearer_whichever_came_first(seat: Seat) -> None:
    cars = [camera_event("probe", "C-1", CAR), camera_event("another", "V-1", ANOTHER, north=-25)]
    store(seat, Raised(cars[1]), Raised(said("citizen", "车停在人行道上")))
    assert await rows(seat) == {frozenset({"another", "citizen"})}
    store(seat, Raised(cars[0]))
    assert await rows(seat) == {frozenset({"probe", "citizen"}), frozenset({"another"})}


async def test_that_what_somebody_acknowledged_is_not_rearranged_but_grows(seat: Seat) -> None:
    cars = [camera_event("probe", "C-1", CAR), camera_event("another", "V-1", ANOTHER, north=-25)]
    store(seat, Raised(cars[1]), Raised(said("citizen", "车停在人行道上")))
    await seat.desk.do(OPERATOR, Acknowledge(("another",)))
    store(seat, Raised(cars[0]))
    assert await rows(seat) == {frozenset({"another", "citizen"}), frozenset({"probe"})}
    store(seat, Raised(camera_event("capture", "V-2", ANOTHER, north=-30)))
    assert await rows(seat) == {frozenset({"another", "citizen", "capture"}), frozenset({"probe"})}


async def test_that_two_operators_bikes_are_not_joined_by_a_report(seat: Seat) -> None:
    blue, green = (
        replace(camera_event(name, "P-1", kind=Category.BIKE_PARKING), thing=name, reason=BikesReason(name, 80, 40))
        for name in ("probe", "another")
    )
    drone = camera_event("capture", "D-1", kind=Category.BIKE_PARKING, north=5, device=Device.DRONE)
    store(seat, Raised(blue), Raised(green), Raised(said("citizen", "单车乱停", Category.NONMOTOR_PARKING)))
    store(seat, Raised(drone))
    found = await rows(seat)
    assert sorted(map(len, found)) == [1, 3] and not any({"probe", "another"} <= row for row in found)


async def test_that_a_dog_walked_on_is_still_the_one_complained_of(seat: Seat) -> None:
    alarm = replace(zone_event("probe"), first_seen=NOW, last_seen=NOW, raised=NOW)
    assert isinstance(alarm.reason, ZoneReason)
    here = replace(alarm.reason.fixes[0], lon=alarm.lon, lat=alarm.lat)
    walked = replace(alarm, lat=alarm.lat + 300 / DEGREE_M, reason=replace(alarm.reason, fixes=(here,)))
    store(seat, Raised(walked))
    complaint = replace(said("citizen", "狗没牵绳", Category.DOG_NUISANCE), lon=alarm.lon, lat=alarm.lat)
    store(seat, Raised(complaint))
    assert await rows(seat) == {frozenset({"probe", "citizen"})}


SEEN = st.tuples(
    st.sampled_from(["C-1", "V-1", "U-1", "DU"]), st.sampled_from([None, CAR, ANOTHER]),
    st.integers(-40, 40), st.integers(-60, 60), st.sampled_from([Category.ILLEGAL_PARKING, Category.WASTE_WATER]),
)  # fmt: skip


def spread(told: list[Any], at: int) -> list[FlaggedEvent]:
    """Events far from those of any other example."""
    made = []
    for n, (by, plate, minutes, north, kind) in enumerate(told):
        id_ = f"{at}-{n}"
        event = camera_event(id_, f"{by}-{id_}", plate, minutes=minutes, north=north, kind=kind)
        if by == "DU":
            event = replace(event, reason=said(id_, plate or "停车").reason, thing="", source="urban")
        stayed = timedelta(minutes=abs(north))
        made.append(replace(event, lon=100 + at * 0.01, last_seen=event.first_seen + stayed))
    return made


def candidates_of(seat: Seat, at: int, store_: Any) -> set[frozenset[int]]:
    leaders = seat.store.read_now(candidates.leader_of)
    groups: dict[str, set[int]] = {}
    for n in range(len(store_)):
        id_ = f"{at}-{n}"
        groups.setdefault(leaders.get(id_, id_), set()).add(n)
    return {frozenset(group) for group in groups.values()}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(SEEN, min_size=2, max_size=6), st.data())
def test_that_any_order_of_arrival_gives_the_same_candidates(seat: Seat, told: Any, data: st.DataObject) -> None:
    found = []
    for _ in range(2):
        at = next(COUNTER)
        order = data.draw(st.permutations(range(len(told))))
        made = spread(told, at)
        for n in order:
            last = made[n].last_seen
            early = data.draw(st.booleans())
            if early:  # known of first when it was seen last, corrected by what comes late
                store(seat, Raised(replace(made[n], first_seen=last, last_seen=last)))
                store(seat, Updated(made[n]))
            else:
                store(seat, Raised(made[n]))
        found.append(candidates_of(seat, at, made))
    assert found[0] == found[1]


async def test_that_a_crowd_at_one_spot_stays_bounded(seat: Seat) -> None:
    crowd = [camera_event(f"e{n}", f"C-{n}") for n in range(160)]
    store(seat, *(Raised(event) for event in crowd))
    board = await seat.reader.board()
    assert max(len(row.events) for row in board.review) <= 50
    assert sum(len(row.events) for row in board.review) >= 160

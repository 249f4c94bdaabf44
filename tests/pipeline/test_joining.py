"""Sightings by several sources are one row, explained; what a person takes apart stays apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest
from msgspec.structs import replace

from command_center.commands.requests import Dismiss, Merge, Split
from command_center.model.categories import Device, Priority
from command_center.model.events import Condition, DismissReason, FlaggedEvent
from command_center.rules.outcomes import Raised, Updated
from command_center.store import candidates
from tests.builders import NOW, OPERATOR
from tests.commands.test_from_flagged_to_closed import Seat
from tests.pipeline.test_again import store
from tests.rules.test_fusion import ANOTHER, CAR, camera_event, said


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


async def test_that_a_crowd_at_one_spot_stays_bounded(seat: Seat) -> None:
    crowd = [camera_event(f"e{n}", f"C-{n}") for n in range(400)]
    store(seat, *(Raised(event) for event in crowd))
    board = await seat.reader.board()
    assert max(len(row.events) for row in board.review) <= 50
    assert sum(len(row.events) for row in board.review) >= 400

"""What a place excused is stored, shown masked, and an alarm when a person wants it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from command_center.commands.requests import RaiseSuppressed, Refused, Split
from command_center.doors import export
from command_center.model.events import Condition, Review
from command_center.model.observations import Detection
from command_center.model.suppressed import State
from command_center.rules.engine import Observed
from command_center.rules.outcomes import Raised
from command_center.store import suppressed
from tests.builders import LEADER, NOW, OPERATOR
from tests.commands.test_from_flagged_to_closed import Seat
from tests.pipeline.test_again import store
from tests.rules.test_fusion import CAR, camera_event
from tests.rules.test_sightings import seen
from tests.rules.test_stays import BAY, Bureau


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    made = Seat(tmp_path)
    yield made
    made.store.close()


def see(seat: Seat, bureau: Bureau, what: Detection) -> None:
    store(seat, *bureau.engine.observe(Observed("cameras", what.time, what)))


async def test_that_it_is_kept_shown_and_raised_once(seat: Seat) -> None:
    see(seat, Bureau(BAY), seen())
    (line,) = await seat.reader.suppressed()
    assert (line.plate, line.place, line.place_version, line.state) == ("浙H·6***2", "bay-1", "v1", State.KEPT)
    board = await seat.reader.board()
    assert not any(row.place == "bay-1" for row in board.review)
    await seat.desk.do(OPERATOR, RaiseSuppressed(line.id, "挡住盲道"))
    (row,) = [row for row in (await seat.reader.board()).review if row.place == "bay-1"]
    event = seat.event(row.id)
    assert (event.condition, event.review) == (Condition.OVER, Review.OPEN)
    (line,) = await seat.reader.suppressed()
    assert (line.state, line.raised_by) == (State.RAISED, "王敏")
    with pytest.raises(Refused, match="changed"):
        await seat.desk.do(OPERATOR, RaiseSuppressed(line.id))
    with pytest.raises(Refused, match="unknown"):
        await seat.desk.do(OPERATOR, RaiseSuppressed("nothing"))
    with pytest.raises(Refused, match="not-allowed"):
        await seat.desk.do(LEADER, RaiseSuppressed(line.id))


async def test_that_a_later_sighting_leaves_what_a_person_raised(seat: Seat) -> None:
    bureau = Bureau(BAY)
    see(seat, bureau, seen())
    (line,) = await seat.reader.suppressed()
    await seat.desk.do(OPERATOR, RaiseSuppressed(line.id))
    see(seat, bureau, seen(10))
    kept = seat.store.read_now(lambda c: suppressed.get(c, line.id))
    assert kept is not None and (kept.stay.state, kept.stay.count, kept.raised_by) == (State.RAISED, 2, "demo")


async def test_that_after_a_restart_the_second_sighting_is_an_overstay(seat: Seat) -> None:
    see(seat, Bureau(BAY), seen())
    kept = seat.store.read_now(lambda c: suppressed.since(c, NOW))
    again = Bureau(BAY)
    again.engine.restore([], [], [], [one.stay for one in kept])
    see(seat, again, seen(34))
    seat.clock.advance(34 * 60)
    (row,) = [row for row in (await seat.reader.board()).review if row.place == "bay-1"]
    assert seat.event(row.id).condition is Condition.ACTIVE
    assert [line.state for line in await seat.reader.suppressed()] == [State.OVERSTAY]


async def test_that_all_of_it_is_exported_with_masked_plates_and_why_an_event_was_not_excused(seat: Seat) -> None:
    bureau = Bureau(BAY)
    for what in (seen(plate="浙H00001"), seen(), seen(34)):
        see(seat, bureau, what)
    excused = list(export.rows(seat.store, export.What.EXCUSED, None, NOW))
    assert [(row["plate"], row["state"], row["stayed_min"]) for row in excused] == [
        ("浙H·0***1", "kept", 0.0),
        ("浙H·6***2", "overstay", 34.0),
    ]
    events = export.rows(seat.store, export.What.EVENTS, None, NOW)
    (judged,) = [row["judged"] for row in events if row["judged"]]
    assert (judged["finding"], judged["stayed_min"], judged["max_stay_min"]) == ("overstay", 34, 30)


async def test_that_why_sightings_were_joined_is_exported(seat: Seat) -> None:
    for event in (camera_event("probe", "C-1", CAR), camera_event("capture", "V-1", CAR, minutes=4, north=30)):
        store(seat, Raised(event))
    await seat.desk.do(OPERATOR, Split(("capture",)))
    found = list(export.rows(seat.store, export.What.JOINS, None, NOW))
    assert [(row["how"], row["by"], row["metres"], row["same_plate"]) for row in found] == [
        ("fused", "system", 30.0, True),
        ("split", "demo", 30.0, True),
    ]

"""What comes and goes is one row that says so, and nothing of it is lost; a flood is told on the board."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from msgspec.structs import replace

from command_center.commands.requests import Acknowledge, Merge
from command_center.model.categories import Category, Priority
from command_center.model.events import BikesReason, Condition, FlaggedEvent
from tests.builders import NOW, OPERATOR, zone_event
from tests.commands.test_from_flagged_to_closed import Seat

MINUTE = timedelta(minutes=1)


def pile_up(number: int, minute: int, **changes: object) -> FlaggedEvent:
    """Bikes at one place, come and gone again."""
    at = NOW - 14 * MINUTE + minute * MINUTE
    event = zone_event(
        f"b{number}", "north-gate", kind=Category.BIKE_PARKING, priority=Priority.MEDIUM, place=None, thing="hello",
        first_seen=at, raised=at, last_seen=at, queue_from=at, reason=BikesReason("hello", 60, 40),
        condition=Condition.OVER, over_at=at + MINUTE,
    )  # fmt: skip
    return replace(event, **changes)


async def test_three_times_in_a_quarter_of_an_hour_are_one_row_and_twice_are_two(tmp_path: Path) -> None:
    seat = Seat(tmp_path)
    seat.flag(pile_up(0, 0))
    seat.flag(pile_up(1, 4))
    assert [row.times for row in (await seat.reader.board()).review] == [0, 0]
    seat.flag(pile_up(2, 8, condition=Condition.ACTIVE, over_at=None))
    (row,) = (await seat.reader.board()).review
    assert (row.times, row.times_since, set(row.events)) == (3, NOW - 14 * MINUTE, {"b0", "b1", "b2"})
    matter = await seat.reader.matter("b2")
    assert matter is not None
    assert {event.id for event in matter.events} == {"b0", "b1", "b2"}
    seat.store.close()


async def test_what_was_answered_counts_too_and_another_place_does_not(tmp_path: Path) -> None:
    seat = Seat(tmp_path)
    for number, minute in enumerate((0, 3, 6)):
        seat.flag(pile_up(number, minute))
        await seat.desk.do(OPERATOR, Acknowledge((f"b{number}",)))
    seat.flag(pile_up(3, 9, condition=Condition.ACTIVE, over_at=None))
    seat.flag(pile_up(4, 9, subject="south-gate", condition=Condition.ACTIVE, over_at=None))
    assert {row.id: row.times for row in (await seat.reader.board()).review} == {"b3": 4, "b4": 0}
    seat.clock.advance(900)
    assert {row.times for row in (await seat.reader.board()).review} == {0}
    seat.store.close()


async def test_the_eleventh_alarm_in_ten_minutes_is_a_flood_told_on_the_board(tmp_path: Path) -> None:
    seat = Seat(tmp_path)
    for number in range(11):
        at = NOW - timedelta(seconds=60 - number)
        seat.flag(zone_event(f"e{number}", f"{number:04}", queue_from=at, raised=at))
        found = (await seat.reader.board()).flood
        assert (found.newest if found is not None else None) == (11 if number == 10 else None)
    seat.store.close()


async def test_a_matter_has_all_of_its_row_whichever_of_it_is_asked_for(tmp_path: Path) -> None:
    """The row is put together for the queue from everything, and for the matter from a few: they are the same."""
    seat = Seat(tmp_path)
    reason = zone_event().reason
    hours = replace(zone_event("h2", "0417"), kind=Category.DOG_OUT_OF_HOURS, place=None)
    company = zone_event("e2", "0418", place="park-2", reason=replace(reason, together=("0417",)))
    for event in (zone_event("e1", "0417"), hours, company, zone_event("e3", "0999"), zone_event("e4", "0500")):
        seat.flag(event)
    await seat.desk.do(OPERATOR, Merge("e1", ("e3",)))
    await seat.desk.do(OPERATOR, Merge("e3", ("e4",)))
    for row in (await seat.reader.board()).review:
        for id_ in row.events:
            matter = await seat.reader.matter(id_)
            assert matter is not None
            assert [event.id for event in matter.events] == list(row.events)
    seat.store.close()

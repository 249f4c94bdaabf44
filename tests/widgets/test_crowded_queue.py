"""The queue in a flood: few lines, every alarm one key away, nobody's place lost."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace
from PySide6.QtCore import Qt

from command_center.commands import requests as ask
from command_center.figures.flood import Flood
from command_center.model.categories import Category, Priority
from command_center.model.events import DismissReason
from command_center.queries.answers import Board
from tests.widgets.conftest import Seated, until
from tests.widgets.room import NOW, board, review
from tests.widgets.test_station import Run, current, given, message, press, words_on
from widgets.case.actions import available
from widgets.station import Station

Key = Qt.Key
ZONE, PARKING = Category.DOG_IN_FORBIDDEN_ZONE, Category.ILLEGAL_PARKING


def flooded(parked: int = 30, dogs: int = 8) -> Board:
    """An urgent dog, others in one park, and cars in one bay."""
    rows = [review("u", ZONE, Priority.URGENT, 9, subject="0417", place="school", fixes=4)]
    rows += [review(f"d{n}", ZONE, Priority.HIGH, 300 - n, subject=f"{n:04}", place="park", place_name="府山公园",
                    fixes=4) for n in range(dogs)]  # fmt: skip
    rows += [review(f"p{n}", PARKING, Priority.MEDIUM, 500 - n, place="bay", place_name="上街") for n in range(parked)]
    return replace(board(rows), flood=Flood(NOW - timedelta(minutes=3), len(rows), 1))


def lines(station: Station) -> list[str]:
    return [row.id for row in station.queue.view.rows_model.rows]


async def floods(place: Seated, made: Board) -> Station:
    station = await place.sit()
    for _ in range(3):
        press(station, Key.Key_J)
    place.room.queries.now_board = board([*place.room.queries.now_board.review[3:4]])
    station.queue.set_board(made)
    station.showing._show_board(made)
    place.room.show(made)
    await until(lambda: "u" in lines(station) and station.tasks.idle)
    return station


def test_in_a_flood_rows_of_one_place_are_one_line_and_a_key_opens_and_closes_it(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await floods(place, flooded())
        await until(lambda: len(lines(station)) <= 4)
        station.queue.view.choose("u")
        place.room.show(flooded())
        await until(
            lambda: (
                lines(station) == ["u", "group:place:dog-in-forbidden-zone:park:0", "group:place:illegal-parking:bay:0"]
            )
        )
        assert "flood since" in station.banner.text
        assert "39 alarms in 3 lines" in station.queue.crowd.words.text()
        press(station, Key.Key_J)
        assert station.queue.crowd.button.isEnabled()
        press(station, Key.Key_G)
        assert lines(station)[2:10] == [f"d{n}" for n in range(8)]
        assert current(station).startswith("group")
        assert not station.queue.view.below.isVisible()  # what one opens is no news
        press(station, Key.Key_J)
        assert current(station) == "d0"
        press(station, Key.Key_G)
        assert len(lines(station)) == 3
        assert current(station).startswith("group")

    seated(body)


def test_the_row_in_hand_is_not_taken_into_a_group(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        few = board(flooded().review[:3])
        place.room.show(few)
        await until(lambda: lines(station) == ["u", "d0", "d1"])
        station.queue.view.choose("d1")
        place.room.show(flooded())
        await until(lambda: len(lines(station)) == 4)
        assert current(station) == "d1"
        assert "d1" in lines(station)

    seated(body)


def test_a_whole_group_is_dismissed_with_a_reason_and_comes_back_by_undo(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await floods(place, flooded())
        station.queue.view.choose("group:place:illegal-parking:bay:0")
        press(station, Key.Key_X)
        assert "30 rows" in words_on(station)
        press(station, Key.Key_1)
        events = tuple(f"p{n}" for n in range(30))
        await until(lambda: given(place)[-1:] == [ask.Dismiss(events, next(iter(DismissReason)))])
        await until(lambda: "group:place:illegal-parking:bay:0" not in lines(station))
        press(station, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: given(place)[-1:] == [ask.Reopen(events)])

    seated(body)


def test_nothing_goes_out_to_people_for_a_whole_group(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await floods(place, flooded())
        station.queue.view.choose("group:place:dog-in-forbidden-zone:park:0")
        for key in (Key.Key_Return, Key.Key_R, Key.Key_M):
            press(station, key)
            assert "G opens it" in message(station)
        offered = {one.id: one.enabled for one in available(station.seat.rows(), station.detail.matter)}
        assert [offered[id_] for id_ in ("remind", "merge", "dismiss", "acknowledge")] == [False, False, True, True]
        assert given(place) == []

    seated(body)


def test_an_opened_group_stays_open_and_the_place_in_it_is_kept(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await floods(place, flooded())
        station.queue.view.choose("group:place:dog-in-forbidden-zone:park:0")
        press(station, Key.Key_G)
        for _ in range(4):
            press(station, Key.Key_J)
        before = current(station)
        assert before.startswith("d")
        place.room.show(flooded(parked=60, dogs=9))
        await until(lambda: "d8" in lines(station))
        assert current(station) == before
        station.queue.reveal("p7")
        assert current(station) == "p7"

    seated(body)

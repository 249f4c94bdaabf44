"""Who stays on a row has it: the store is told, the others see it and are held off, taking over needs a reason."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from command_center.commands import requests as ask
from command_center.model.claims import Claim
from tests.widgets.conftest import Seated, until
from tests.widgets.room import NOW
from tests.widgets.test_station import Run, current, given, message, press
from widgets.queue.rows import subtitle
from widgets.station import Station

Key = Qt.Key


def claimed(place: Seated) -> list[ask.Request]:
    return list(place.room.commands.claimed)


async def sit(place: Seated, dwell_ms: int = 0) -> Station:
    """At once, or never: nobody waits in a test."""
    station = await place.sit()
    station.claiming._dwell.stop()
    station.claiming._dwell.setInterval(dwell_ms)
    station.claiming._dwell.start()
    return station


def opened(place: Seated, person: str, name: str) -> None:
    """Somebody has the first row open."""
    held = Claim("E0417", person, name, NOW, NOW)
    place.room.show(replace(place.room.queries.now_board, claims={"E0417": held}))


def test_who_stays_on_a_row_claims_it_and_lets_go_on_leaving(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await sit(place)
        await until(lambda: station.claiming.held == "E0417")
        press(station, Key.Key_J)
        await until(lambda: station.claiming.held == "E1873")
        assert claimed(place) == [ask.Claim("E0417"), ask.Release("E0417"), ask.Claim("E1873")]

    seated(body)


def test_who_goes_through_the_queue_claims_nothing_on_the_way(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await sit(place, 60_000)
        for _ in range(3):
            press(station, Key.Key_J)
        assert station.claiming._dwell.isActive() and claimed(place) == []

    seated(body)


def test_it_is_said_again_while_the_person_stays(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await sit(place)
        await until(lambda: station.claiming.held == "E0417")
        station.claiming._beat.timeout.emit()
        await until(lambda: claimed(place) == [ask.Claim("E0417")] * 2)

    seated(body)


def test_the_others_see_who_has_a_row_open_and_one_s_own_name_is_not_in_the_way(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await sit(place)
        opened(place, "li", "李强")
        await until(lambda: (row := station.queue.view.current()) is not None and row.claim is not None)
        row = station.queue.view.current()
        assert row is not None and subtitle(row).startswith("李强")
        opened(place, place.room.desk.person.id, "王敏")
        await until(lambda: (row := station.queue.view.current()) is not None and row.claim is None)

    seated(body)


def test_taking_over_asks_for_a_reason(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await sit(place)
        press(station, Key.Key_O)
        assert given(place) == []  # nobody else has it
        opened(place, "li", "李强")
        await until(lambda: (row := station.queue.view.current()) is not None and row.claim is not None)
        place.language.use("en")
        await until(lambda: any("李强" in button.text() for button in station.detail.footer.buttons))
        (button,) = [one for one in station.detail.footer.buttons if "李强" in one.text()]
        others = [one for one in station.detail.footer.buttons if one is not button]
        assert not any(button.geometry().intersects(other.geometry()) for other in others)
        press(station, Key.Key_O)
        QTest.keyClicks(station.detail.footer._field, "he is at lunch")
        press(station, Key.Key_Return)
        await until(lambda: given(place) == [ask.TakeOver("E0417", "he is at lunch")])
        assert current(station) == "E0417"

    seated(body)


def test_who_loses_a_row_is_told_by_whom(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await sit(place)
        await until(lambda: station.claiming.held == "E0417")
        place.room.commands.holder = "李强"
        station.claiming._beat.timeout.emit()
        await until(lambda: "李强" in message(station))
        assert station.claiming.held == ""

    seated(body)

"""`/` in the seat: what is typed is found and gone to, what is over is shown to read, and nothing acts unseen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from command_center.clock import to_ms
from command_center.model.cases import Step
from command_center.model.categories import Category, Priority
from command_center.queries.search.index import Hit
from command_center.queries.search.past import PastHit
from tests.widgets.conftest import Seated, until
from tests.widgets.room import NOW, case_matter, case_row
from widgets.station import Station

Key = Qt.Key
Run = Callable[[Callable[[Seated], Awaitable[None]]], None]


async def look_for(station: Station, text: str) -> list[str]:
    """Type it after `/`; the kinds and ids found once nothing more will come."""
    QTest.keyClick(station.queue.view, Key.Key_Slash)
    search = station.search
    assert search.field.hasFocus()
    if text.isascii():
        QTest.keyClicks(search.field, text)
    else:
        commit(search.field, text)
    await until(lambda: search.finder.settled)
    return [f"{hit.entry.kind}:{hit.entry.id}" for hit in search.hits.hits]


def commit(field: QWidget, text: str) -> None:
    """As an input method does it."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def sighting(id_: str, **changes: object) -> PastHit:
    base = PastHit(
        case=False, id=id_, category=Category.ILLEGAL_PARKING, priority=Priority.HIGH, subject="V-03",
        plate="浙H·6***2", place_name=None, grid=4, address="", lon=118.8615, lat=28.9602, at=NOW - timedelta(hours=3),
        end=None, by_plate=True,
    )  # fmt: skip
    return replace(base, **changes)


def test_a_tag_that_waits_goes_before_its_dot_and_enter_goes_to_the_row(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        assert (await look_for(station, "1873"))[:2] == ["row:E1873", "tag:1873"]
        QTest.keyClick(station.search.field, Key.Key_Return)
        assert station.queue.view.current().id == "E1873"
        assert station.queue.view.hasFocus() and not station.search.list.isVisible()
        x, y = station.map.projection.point(118.8712, 28.9461)
        assert abs(station.map.view.port.x - x) < 1 and abs(station.map.view.port.y - y) < 1
        await place.settled()

    seated(body)


def test_down_takes_the_next_hit_and_the_map_shows_that_tag(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        before = station.queue.view.current().id
        await look_for(station, "1873")
        QTest.keyClick(station.search.field, Key.Key_Down)
        QTest.keyClick(station.search.field, Key.Key_Return)
        assert station.map._overlay.selected == "1873" and station.queue.view.current().id == before
        await place.settled()

    seated(body)


def test_places_squads_streets_and_positions_are_found_by_initials_and_numbers(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        assert "place:no-dog-park-01" in await look_for(station, "fsgy")
        station.search.field.clear()
        assert "squad:S-M-3" in await look_for(station, "jdsb")
        station.search.field.clear()
        assert any(found.startswith("street:road") for found in await look_for(station, "hhzl"))
        station.search.field.clear()
        assert await look_for(station, "118.87,28.94") == ["spot:118.870000,28.940000"]
        QTest.keyClick(station.search.field, Key.Key_Return)
        assert abs(station.map.view.port.x) < 1 and abs(station.map.view.port.y) < 1
        assert station.search.pin.text.startswith("28.940000° N")
        await look_for(station, "1873")
        assert station.search.pin.text == ""
        await place.settled()

    seated(body)


def test_enter_pressed_before_anything_was_found_takes_the_first_that_comes(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        place.room.queries.over = [sighting("E0306")]
        QTest.keyClick(station.queue.view, Key.Key_Slash)
        QTest.keyClicks(station.search.field, "E0306")
        QTest.keyClick(station.search.field, Key.Key_Return)
        await until(lambda: station.queue.view.current().id == "E0306")
        await place.settled()

    seated(body)


def test_a_closed_case_is_shown_to_read_and_no_key_acts_meanwhile(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        row = case_row("QZ-20261101-0007", Step.CLOSED, Category.SHOP_OVERFLOW, 0, place_name="下街")
        place.room.queries.over_matters = {row.case.id: case_matter(row)}
        place.room.queries.over = [sighting(row.case.id, case=True, by_plate=False, plate=None, place_name="下街")]
        assert await look_for(station, "1101-0007") == ["case:QZ-20261101-0007"]
        QTest.keyClick(station.search.field, Key.Key_Return)
        await until(lambda: station.past.isVisible())
        assert station.past.panel.matter.case.id == row.case.id
        assert not station.past.panel.footer.isVisible()
        for key in (Key.Key_Return, Key.Key_X, Key.Key_1, Key.Key_A):
            QTest.keyClick(station.queue.view, key)
        assert place.room.commands.given == []
        QTest.keyClick(station.queue.view, Key.Key_Escape)
        assert not station.past.isVisible() and station.queue.view.hasFocus()
        QTest.keyClick(station.queue.view, Key.Key_A)
        await until(lambda: place.room.commands.given != [])
        await place.settled()

    seated(body)


def test_the_next_row_takes_the_place_of_what_was_read(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        row = case_row("QZ-20261101-0007", Step.CLOSED, Category.SHOP_OVERFLOW, 0)
        place.room.queries.over_matters = {row.case.id: case_matter(row)}
        place.room.queries.over = [sighting(row.case.id, case=True, by_plate=False, plate=None)]
        await look_for(station, "QZ-20261101-0007")
        QTest.keyClick(station.search.field, Key.Key_Return)
        await until(lambda: station.past.isVisible())
        QTest.keyClick(station.queue.view, Key.Key_J)
        assert not station.past.isVisible()
        await place.settled()

    seated(body)


def test_a_plate_typed_whole_leads_to_its_row_and_is_shown_masked(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        found = sighting("E0306")
        place.room.queries.past = lambda words: plates(words, found)  # type: ignore[method-assign]
        assert await look_for(station, "浙H6K212") == ["row:E0306"]
        hit: Hit = station.search.hits.hits[0]
        shown = station.search.hits.data(station.search.hits.index(0))
        assert hit.matched == "浙H·6***2" and "6K212" not in str(shown)
        await place.settled()

    seated(body)


async def plates(words: object, found: PastHit) -> tuple[PastHit, ...]:
    assert [word.text for word in words] == ["浙H6K212"]  # type: ignore[attr-defined]
    return (found,)


def test_chinese_is_composed_in_the_field_and_found_once_it_is_committed(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        QTest.keyClick(station.queue.view, Key.Key_Slash)
        field = station.search.field
        composing = QInputMethodEvent("fu shan", [])
        QApplication.sendEvent(field, composing)
        assert field.text() == "" and not station.search.hits.hits
        commit(field, "府山公园")
        await until(lambda: station.search.finder.settled)
        assert "no-dog-park-01" in [hit.entry.id for hit in station.search.hits.hits]
        await place.settled()

    seated(body)


def test_three_hundred_thousand_tags_do_not_hold_up_a_key(seated: Run) -> None:
    async def body(place: Seated) -> None:
        live = place.room.live.dogs
        names = [f"{n:09}" for n in range(300_000)]
        spots = np.full(len(names), 118.87), np.full(len(names), 28.94)
        live.update(names, np.full(len(names), to_ms(NOW), np.int64), *spots)
        station = await place.sit()
        QTest.keyClick(station.queue.view, Key.Key_Slash)
        await until(lambda: station.search.finder.settled)
        QTest.keyClicks(station.search.field, "000123456")
        assert [hit.entry.id for hit in station.search.hits.hits] == ["000123456"]
        await until(lambda: station.search.finder.settled)
        await place.settled()

    seated(body)

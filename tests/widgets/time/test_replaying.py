"""Looking back at the seat: on record, plainly not the present, and one key from it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from command_center.clock import to_ms
from command_center.commands.requests import WatchPast
from command_center.model.categories import Category, Priority
from command_center.queries.replay.history import PastEvent
from command_center.queries.replay.slab import Slab
from tests.widgets.conftest import Seated, until
from tests.widgets.room import NOW, ago, board, event_of, matter_of, review
from widgets.station import Station

Key = Qt.Key
Run = Callable[[Callable[[Seated], Awaitable[None]]], None]


def watched(place: Seated) -> list[str]:
    return [given.tag for given in place.room.commands.given if isinstance(given, WatchPast)]


def marks(station: Station) -> list[str]:
    return [mark.id for mark in station.map._overlay.layout().marks if mark.kind.name == "EVENT"]


def latitude(station: Station, tag: str) -> float:
    dogs = station.map._content._live.dogs
    row = dogs.row(tag)
    return float(dogs.lat[row]) if row is not None else float("nan")


async def open_line(place: Seated) -> Station:
    station = await place.sit()
    QTest.keyClick(station.queue.view, Key.Key_F4)
    assert station.replaying.panel.isVisible() and station.replaying.panel.line.hasFocus()
    await until(lambda: station.replaying.replay.histogram.most > 0)
    return station


async def look_back(place: Seated, hours: float) -> Station:
    station = await open_line(place)
    station.replaying.go(to_ms(ago(hours=hours)))
    await until(lambda: station.replaying.past and station.replaying.replay.whole)
    return station


async def quiet(place: Seated, station: Station) -> None:
    """Nothing is under way any more."""
    station.replaying.live()
    await until(lambda: station.tasks.idle)
    await place.settled()


def test_opening_the_time_line_shows_when_events_came_and_looks_at_nobody(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await open_line(place)
        assert watched(place) == [] and not station.replaying.past and not station.replaying.stage.frame.isVisible()
        assert place.room.queries.archive.read == []
        assert station.map.bottom_inset == station.replaying.panel.height() > 0
        QTest.keyClick(station.replaying.panel.line, Key.Key_Escape)
        assert not station.replaying.panel.isVisible() and station.map.bottom_inset == 0
        assert station.queue.view.hasFocus()
        await quiet(place, station)

    seated(body)


def test_the_past_is_on_record_before_it_is_seen_and_says_that_it_is_the_past(seated: Run) -> None:
    async def body(place: Seated) -> None:
        event = PastEvent(event_of(review("then", Category.DISPUTE, Priority.HIGH, 9), Category.DISPUTE, "then"),
                          ago(hours=3), ago(hours=1))  # fmt: skip
        place.room.queries.archive.events = [event]
        station = await look_back(place, 2)
        assert watched(place) == [""]
        frame = station.replaying.stage.frame
        assert frame.isVisible() and "REPLAY · 2026-11-23 05:42:16" in frame.text
        assert marks(station) == ["then"]
        assert latitude(station, "1873") == pytest.approx(28.94 + 3 * 0.006, abs=2e-5)
        assert np.isnan(latitude(station, "0399"))
        station.replaying.go(to_ms(ago(minutes=30)))
        await until(lambda: station.replaying.replay.whole)
        assert marks(station) == [] and watched(place) == [""]
        await quiet(place, station)

    seated(body)


def test_end_goes_back_to_the_present_from_anywhere(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await open_line(place)
        before = marks(station)
        station.replaying.go(to_ms(ago(hours=2)))
        await until(lambda: station.replaying.past)
        station.queue.view.setFocus()
        QTest.keyClick(station.queue.view, Key.Key_End)
        assert not station.replaying.past and not station.replaying.stage.frame.isVisible()
        assert marks(station) == before and station.map.clock.now() == NOW
        assert station.replaying.panel.isVisible() and station.queue.view.hasFocus()
        await quiet(place, station)

    seated(body)


def test_who_may_not_look_back_sees_nothing_of_it(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await open_line(place)
        place.room.commands.refuse = "not-allowed"
        station.replaying.go(to_ms(ago(hours=2)))
        await until(lambda: station.detail.footer.message.text != "")
        assert not station.replaying.past and place.room.queries.archive.read == []
        assert station.replaying.replay.clock.at_ms == station.replaying.replay.clock.end_ms
        await quiet(place, station)

    seated(body)


def test_new_alarms_announce_themselves_while_the_past_plays_and_a_click_goes_to_them(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await look_back(place, 2)
        arrivals = station.replaying.stage.arrivals
        assert not arrivals.isVisible()
        old, chosen = place.room.queries.now_board, station.queue.view.current().id
        fresh = [review("N1", Category.LITTERING, Priority.LOW, 0), review("N2", Category.DISPUTE, Priority.URGENT, 0)]
        place.room.show(board([*fresh, *old.review]))
        await until(lambda: arrivals.isVisible())
        assert arrivals.text().startswith("Urgent · 2 new")
        assert station.queue.view.current().id == chosen and "N1" not in marks(station)
        arrivals.click()
        assert not station.replaying.past and "N1" in marks(station)
        assert station.queue.view.current().id == "N2"
        await quiet(place, station)

    seated(body)


def test_it_plays_as_fast_as_asked_pauses_and_stops_at_the_end(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await look_back(place, 2)
        line, clock = station.replaying.panel.line, station.replaying.replay.clock
        line.setFocus()
        for _ in range(5):
            QTest.keyClick(line, Key.Key_Up)
        assert clock.speed == 600
        begun = clock.at_ms
        QTest.keyClick(line, Key.Key_Space)
        await until(lambda: clock.at_ms > begun + 60_000)
        QTest.keyClick(line, Key.Key_Space)
        stopped = clock.at_ms
        await until(lambda: not clock.playing)
        clock.go(clock.end_ms - 1000)
        QTest.keyClick(line, Key.Key_Space)
        await until(lambda: not clock.playing)
        assert clock.at_ms == clock.end_ms > stopped and station.replaying.past
        await until(lambda: not station.replaying._timer.isActive())
        await quiet(place, station)

    seated(body)


def test_the_line_is_scrubbed_by_mouse_and_keys_and_keeps_them_from_the_queue(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await open_line(place)
        line, clock, row = station.replaying.panel.line, station.replaying.replay.clock, station.queue.view.current().id
        QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=QPoint(line.width() * 9 // 10, 10))
        assert clock.at_ms == pytest.approx(clock.start_ms + 0.9 * 86_400_000, abs=120_000)
        await until(lambda: station.replaying.past)
        at = clock.at_ms
        QTest.keyClick(line, Key.Key_Right)
        assert clock.at_ms == at + 10_000
        QTest.keyClick(line, Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
        assert clock.at_ms == at - 50_000
        QTest.keyClick(line, Key.Key_PageUp)
        assert clock.at_ms == at - 3_650_000
        QTest.keyClick(line, Key.Key_Home)
        assert clock.at_ms == clock.start_ms
        assert station.queue.view.current().id == row and station.replaying.panel.isVisible()
        QTest.keyClick(line, Key.Key_J)
        assert station.queue.view.current().id != row
        await quiet(place, station)

    seated(body)


def test_a_clicked_dogs_way_is_drawn_once_that_is_on_record_and_gone_in_the_present(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await look_back(place, 2)
        station.map.tag_chosen.emit("1873")
        way = station.replaying.way
        await until(lambda: way.trail.fixes[0] > 0 and way.trail.fixes[1] >= 360)
        assert watched(place) == ["", "1873"]
        station.replaying.panel.alone.click()
        assert np.isnan(latitude(station, "0417")) and not np.isnan(latitude(station, "1873"))
        station.replaying.panel.lengths[list(station.replaying.panel.lengths)[1]].click()
        await until(lambda: watched(place) == ["", "1873", "", "1873"])
        await until(lambda: way.trail.fixes[0] > 0)
        station.replaying.live()
        assert way.trail.fixes == (0, 0) and not way.drawn
        await quiet(place, station)

    seated(body)


def test_a_dog_matter_offers_its_way_and_other_matters_none(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await open_line(place)
        button = station.replaying.panel.way
        assert button.isVisible() and "0417" in button.text()
        station.queue.view.choose("E0219")
        assert not button.isVisible()
        station.queue.view.choose("E1873")
        button.click()
        await until(lambda: station.replaying.way.trail.fixes[0] > 0)
        assert watched(place) == ["", "1873"]
        await quiet(place, station)

    seated(body)


def test_ones_own_time_is_taken_and_a_wrong_one_is_said_to_be_wrong(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await open_line(place)
        panel = station.replaying.panel
        panel.own.click()
        assert panel.field.hasFocus()
        QTest.keyClicks(panel.field, "99:00-12:00")
        QTest.keyClick(panel.field, Key.Key_Return)
        assert "No such time" in panel.note.text() and not station.replaying.past
        panel.field.clear()
        QTest.keyClicks(panel.field, "03:00-05:00")
        QTest.keyClick(panel.field, Key.Key_Return)
        await until(lambda: station.replaying.past)
        assert "2026-11-23 03:00:00" in station.replaying.stage.frame.text
        assert panel.line.hasFocus() and watched(place) == [""]
        await quiet(place, station)

    seated(body)


def test_an_event_of_the_past_opens_what_the_records_have_of_it(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await look_back(place, 2)
        row = review("then", Category.DISPUTE, Priority.HIGH, 9)
        old = place.room.queries.now_board
        place.room.queries.over_matters = {"then": matter_of(row)}
        assert all(one.id != "then" for one in old.review)
        station.map.row_chosen.emit("then")
        await until(lambda: station.past.isVisible())
        QTest.keyClick(station.queue.view, Key.Key_Escape)
        assert not station.past.isVisible() and station.replaying.past
        await quiet(place, station)

    seated(body)


def test_a_store_that_cannot_be_read_stops_the_playing_and_is_said_once(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await look_back(place, 2)
        told: list[str] = []
        station.tasks.failed.connect(told.append)

        async def broken(kind: str, number: int) -> Slab:
            raise OSError("the disk is gone")

        place.room.queries.archive.slab = broken  # type: ignore[method-assign]
        station.replaying.panel.line.setFocus()
        station.replaying._set_speed(600)
        station.replaying.play()
        await until(lambda: told != [])
        assert not station.replaying.replay.clock.playing and len(told) == 1 and "the disk is gone" in told[0]
        await quiet(place, station)

    seated(body)

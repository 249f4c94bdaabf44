"""Feeds that are not well: never green, said in words, and what a person can do about each, by keys alone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest

from command_center.commands import requests as ask
from command_center.model.health import FeedState
from command_center.notices import GapSeen
from command_center.queries.troubles import Sought
from tests.widgets.conftest import Seated, until
from tests.widgets.room import ago, healthy
from tests.widgets.test_station import given, press
from tests.widgets.troubled import health, trouble
from widgets.bars.explaining import explained
from widgets.bars.feedwords import stale, state_words
from widgets.bars.light import paint_light
from widgets.case.squads import SquadRow
from widgets.common.theme import tokens
from widgets.feeds.panel import FeedsPanel
from widgets.feeds.tabs import Part
from widgets.station import Station

Run = Callable[[Callable[[Seated], Awaitable[None]]], None]
Key, Shift = Qt.Key, Qt.KeyboardModifier.ShiftModifier


async def opened(place: Seated, feed: int = 4) -> tuple[Station, FeedsPanel]:
    """The panel by F6, on the nth feed."""
    trouble(place.room.queries)
    station = await place.sit()
    press(station, Key.Key_F6)
    panel = station.feeds_panel
    await until(panel.isVisible)
    press(station, Key(Key.Key_0 + feed))
    await until(lambda: station.tasks.idle)
    return station, panel


def light(state: FeedState) -> QImage:
    image = QImage(24, 24, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    paint_light(painter, QPoint(12, 12).toPointF(), 8, state)
    painter.end()
    return image


def test_every_state_has_a_shape_of_its_own_and_only_live_is_green(seated: Run) -> None:
    async def body(_place: Seated) -> None:
        pictures = [light(state) for state in FeedState]
        assert all(a != b for n, a in enumerate(pictures) for b in pictures[:n])
        green = QColor(tokens().good).rgb()
        for state, image in zip(FeedState, pictures, strict=True):
            colours = {image.pixel(x, y) for x in range(24) for y in range(24)}
            assert (green in colours) is (state is FeedState.LIVE)

    seated(body)


@pytest.mark.parametrize(
    ("state", "more", "words"),
    [
        (FeedState.LIVE, {"rate": 312.0, "lag_s": 0.4}, "312/s"),
        (FeedState.LIVE, {"rate": 312.0, "skew_s": 14.2}, "312/s · clock 14 s ahead"),
        (FeedState.LIVE, {"rate": 312.0, "skew_s": -1.9}, "312/s"),
        (FeedState.CATCHING_UP, {"rate": 8200.0, "lag_s": 413.0}, "catching up · 06:53 behind · 8200/s"),
        (FeedState.LAGGING, {"lag_s": 95.0}, "lagging · 95 s behind · 3.6/s"),
        (FeedState.GAP, {"unseen_gaps": 2}, "gap 2 · 3.6/s"),
        (FeedState.STALE, {"last_message": ago(seconds=75)}, "stale 01:15"),
        (FeedState.DOWN, {}, "cut off 04:00"),
    ],
)
def test_a_state_says_how_it_is(seated: Run, state: FeedState, more: dict[str, object], words: str) -> None:
    async def body(place: Seated) -> None:
        feed = health("dogs", "dog-tag", state, **more)
        assert state_words(feed, place.room.clock.now()) == words
        assert "(dogs)" in explained(feed, [feed], place.room.clock.now()).split("\n")[0]

    seated(body)


def test_what_a_feed_told_is_old_while_it_is_out_or_far_behind(seated: Run) -> None:
    async def body(_place: Seated) -> None:
        assert [state for state in FeedState if stale(health("x", "squad", state))] == [
            FeedState.CONNECTING, FeedState.LAGGING, FeedState.STALE, FeedState.REFUSED, FeedState.DOWN,
        ]  # fmt: skip
        assert stale(health("x", "squad", FeedState.CATCHING_UP, lag_s=90.0))

    seated(body)


def test_the_recommended_squads_are_grey_while_their_feed_is_out(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()

        def rows() -> list[SquadRow]:
            return [row for row in station.detail.squads.findChildren(SquadRow) if row.isVisible()]

        assert [row.stale for row in rows()] == [False] * 3
        green, grey = (QColor(value).rgb() for value in (tokens().good, tokens().dim))
        place.room.queries.health = [*healthy()[:3], health("squads", "squad", FeedState.STALE)]
        station.source.feeds.emit(place.room.queries.health)
        await until(lambda: [row.stale for row in rows()] == [True] * 3)
        picture = rows()[0].grab().toImage()
        colours = {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
        assert green not in colours and grey in colours
        assert "old position" in rows()[0].toolTip()

    seated(body)


def test_f6_and_a_click_on_a_feed_open_the_panel_and_the_queue_below_keeps_still(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station, panel = await opened(place)
        row = station.queue.view.current()
        for key in (Key.Key_J, Key.Key_X, Key.Key_S, Key.Key_M):
            press(station, key)
        assert station.queue.view.current() == row and not station.detail.footer.asking and given(place) == []
        press(station, Key.Key_Escape)
        assert not panel.isVisible() and station.queue.view.hasFocus()
        strip = station.top.feeds
        strip.grab()
        box = next(box for box, feed in strip._boxes if feed.name == "squads")
        QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
        assert panel.isVisible() and panel._name == "squads"
        press(station, Key.Key_F6)
        assert not panel.isVisible()

    seated(body)


def test_the_table_has_every_feed_with_its_figures(seated: Run) -> None:
    async def body(place: Seated) -> None:
        _station, panel = await opened(place)
        rows = {row[0]: row for row in panel.feeds.rows_model.sheet.rows}
        assert list(rows) == ["dogs", "dogs-2", "cameras", "urban", "squads", "traps", "south"]
        assert rows["dogs"][2] == "catching up" and rows["dogs"][4:6] == ("8200/s", "413.0 s")
        assert rows["dogs-2"][6] == "+14.2 s"
        assert rows["urban"][8:] == ("0", "4 000", "450", "2 new of 3", "0")
        assert rows["squads"][8] == "4" and rows["squads"][12] == "2"
        assert "lost for good" in panel.meaning.text()

    seated(body)


def test_gaps_are_taken_note_of_with_one_key(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station, panel = await opened(place)
        press(station, Key.Key_A)
        await until(lambda: given(place) == [ask.AcknowledgeGaps("urban")])
        await until(lambda: len(panel.list.rows_model.sheet.rows) == 3)
        assert panel.list.rows_model.sheet.rows[0][3] == "not yet"
        place.room.queries.health[3] = health("urban", "urban", FeedState.LIVE, gaps=3)
        place.room.notices.tell([GapSeen("urban")])
        await until(lambda: panel.feeds.rows_model.sheet.rows[3][2] == "live")
        press(station, Key.Key_A)
        assert "Nothing was lost" in panel.message.text and len(given(place)) == 1

    seated(body)


def test_what_was_set_aside_is_paged_filtered_shown_and_tried_again(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station, panel = await opened(place)
        assert len(panel.book.aside) == 200 and panel.list.row == 0
        press(station, Key.Key_End)
        await until(lambda: len(panel.book.aside) == 400)
        assert panel.list.row == 199
        press(station, Key.Key_Home)
        press(station, Key.Key_J, Shift)
        press(station, Key.Key_R)
        await until(lambda: given(place) == [ask.RetryQuarantined((450, 449))])
        press(station, Key.Key_R, Shift)
        await until(lambda: given(place)[-1] == ask.RetryQuarantined(feed="urban"))

        press(station, Key.Key_Slash)
        QTest.keyClicks(panel.field, "ufo")
        press(station, Key.Key_Return)
        await until(lambda: panel.book.total == 150 and station.tasks.idle)
        assert {row.reason for row in panel.book.aside} == {"no such type: 'city.ufo.landed.v1'"}
        assert "150" in panel.note.text()

        assert not panel.text.isVisible()
        press(station, Key.Key_Return)
        await until(panel.text.isVisible)
        assert given(place)[-1] == ask.RevealQuarantined(panel.book.aside[0].id)
        assert "李明华" in panel.text.toPlainText()
        for _ in range(60):
            panel.tick()
        assert not panel.text.isVisible() and panel.text.toPlainText() == ""

    seated(body)


def test_the_export_is_put_on_record_and_says_where_it_went(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station, panel = await opened(place)
        press(station, Key.Key_E)
        assert panel.field.hasFocus() and "quarantine-urban-2026" in panel.field.text()
        panel.field.setText("/tmp/x.csv")
        press(station, Key.Key_Return)
        await until(lambda: "450 written to /tmp/x.csv" in panel.message.text)
        assert given(place) == [ask.ExportQuarantined("urban")]
        assert [(sought, str(file)) for sought, file in place.room.queries.saved] == [
            (Sought(feed="urban"), "/tmp/x.csv")
        ]
        press(station, Key.Key_J, Shift)
        press(station, Key.Key_E)
        press(station, Key.Key_Return)
        await until(lambda: len(place.room.queries.saved) == 2)
        assert place.room.queries.saved[1][0] == Sought(feed="urban", ids=(450, 449))

    seated(body)


def test_what_is_not_delivered_says_since_when_and_how_often_it_was_sent(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station, panel = await opened(place, 5)
        press(station, Key.Key_L)
        assert panel.parts.part is Part.UNSENT
        await until(lambda: len(panel.list.rows_model.sheet.rows) == 2)
        first, second = panel.list.rows_model.sheet.rows
        assert first == ("07:39:16", "Task", "×3", "07:41:06", "QZ-20261123-0084", "QZ-20261123-0084-T1")
        assert second[1:4] == ("Calling back", "×0", "not yet")
        place.room.queries.unsent["squads"] = ()
        panel.tick()
        await until(lambda: panel.list.rows_model.sheet.rows == ())

    seated(body)


def test_the_panel_speaks_both_languages(seated: Run) -> None:
    async def body(place: Seated) -> None:
        _station, panel = await opened(place)
        place.language.use("zh_CN")
        await until(lambda: panel.feeds.rows_model.sheet.heads[0] == "接入")
        words = [*panel.feeds.rows_model.sheet.heads, *(text for _, text in panel.parts.texts()), panel.meaning.text()]
        words += [button.text() for button in panel.buttons.values()]
        assert [text for text in words if not any("\u4e00" <= letter <= "\u9fff" for letter in text)] == []

    seated(body)

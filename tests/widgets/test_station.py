"""The seat, by keyboard alone: what keys do, what stays where it is, what is said."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from command_center.commands import requests as ask
from command_center.model.categories import Category, Priority
from command_center.model.events import DismissReason
from command_center.model.health import FeedState
from command_center.notices import StoreTrouble
from command_center.queries.answers import Tab
from tests.widgets.conftest import Seated, until
from tests.widgets.room import NOW, board, healthy, review
from widgets.common.parts import KeyButton
from widgets.station import Station

Run = Callable[[Callable[[Seated], Awaitable[None]]], None]
Key, Shift, Control = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def press(station: Station, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key, where the focus is."""
    QTest.keyClick(QApplication.focusWidget() or station, key, modifier)


def current(station: Station) -> str:
    row = station.queue.view.current()
    return row.id if row is not None else ""


def given(place: Seated) -> list[Any]:
    return list(place.room.commands.given)


def message(station: Station) -> str:
    return station.detail.footer.message.text


def asking(station: Station) -> bool:
    return station.detail.footer.asking


def words_on(station: Station) -> str:
    """Every word a label, a button or a painted part shows."""
    labels = [label.text() for label in station.findChildren(QLabel) if label.isVisible()]
    buttons = [button.text() for button in station.findChildren(KeyButton) if button.isVisible()]
    painted = [text for _, name, state in station.top.feeds.texts() for text in (name, state)]
    painted += [text for _, text in station.top.counts.texts()]
    painted += [text for label, figure, _ in station.bottom.left() + station.bottom.right() for text in (label, figure)]
    painted += [text for line in station.help.lines() for text in line]
    return "\n".join(re.sub("<[^>]*>", " ", text) for text in (*labels, *buttons, *painted))


def test_from_alarm_to_dispatched_squad_takes_two_keys(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        assert current(station) == "E0417"
        press(station, Key.Key_J)
        await place.settled()
        press(station, Key.Key_Return)
        await until(lambda: len(given(place)) == 1)
        assert given(place) == [ask.AcceptAndDispatch(("E1873", "E1874"), "S-10-2")]
        await until(lambda: station.queue.view.rows_model.find("E1873") is None)
        assert current(station) == "E0219"

    seated(body)


def test_a_number_sends_another_squad(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        press(station, Key.Key_3)
        await until(lambda: bool(given(place)))
        assert given(place) == [ask.AcceptAndDispatch(("E0417",), "S-M-3")]

    seated(body)


def test_a_false_alarm_takes_x_and_a_reason_without_a_dialog(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        press(station, Key.Key_X)
        assert asking(station)
        assert given(place) == []
        press(station, Key.Key_1)
        await until(lambda: bool(given(place)))
        assert given(place) == [ask.Dismiss(("E0417",), DismissReason.POSITION_DRIFT)]
        assert not asking(station)
        await until(lambda: current(station) == "E1873")

    seated(body)


def test_escape_leaves_a_choice_and_digits_mean_squads_again(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        press(station, Key.Key_X)
        press(station, Key.Key_Escape)
        assert not asking(station)
        press(station, Key.Key_2)
        await until(lambda: bool(given(place)))
        assert isinstance(given(place)[0], ask.AcceptAndDispatch)

    seated(body)


def test_later_ends_with_the_shift(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        press(station, Key.Key_S)
        press(station, Key.Key_3)
        await until(lambda: bool(given(place)))
        (request,) = given(place)
        assert isinstance(request, ask.Shelve)
        assert request.until == NOW.replace(hour=7, minute=0, second=0) + timedelta(days=1)  # 15:00 in the city

    seated(body)


def test_several_selected_rows_are_dismissed_together(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        press(station, Key.Key_J, Shift)
        press(station, Key.Key_J, Shift)
        press(station, Key.Key_Return)
        assert given(place) == []
        assert "merge" in message(station)
        press(station, Key.Key_X)
        press(station, Key.Key_6)
        await until(lambda: bool(given(place)))
        assert set(given(place)[0].events) == {"E0417", "E1873", "E1874", "E0219"}

    seated(body)


def test_a_dispatch_can_be_undone_while_the_seconds_last(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        press(station, Key.Key_Return)
        await until(lambda: "Ctrl+Z" in message(station))
        press(station, Key.Key_Z, Control)
        await until(lambda: len(given(place)) == 2)
        assert isinstance(given(place)[1], ask.UndoDispatch)

    seated(body)


def test_after_its_seconds_a_dispatch_cannot_be_undone(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        press(station, Key.Key_Return)
        await until(lambda: "Ctrl+Z" in message(station))
        place.room.clock.advance(6)
        press(station, Key.Key_Z, Control)
        assert len(given(place)) == 1
        assert message(station) == "Nothing can be undone now."

    seated(body)


def test_rework_needs_a_reason_typed_inline(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        station.queue.tabs.choose(Tab.TO_CHECK)
        await place.settled()
        press(station, Key.Key_B)
        press(station, Key.Key_Return)
        assert given(place) == []
        field = QApplication.focusWidget()
        assert field is not None
        QTest.keyClicks(field, "xjk 1")
        press(station, Key.Key_Return)
        await until(lambda: bool(given(place)))
        assert given(place) == [ask.SendBack("AJ-20261123-0071", "xjk 1")]
        assert station.queue.view.hasFocus()

    seated(body)


def test_a_held_key_acts_once_but_j_runs_on(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        for shortcut in station.findChildren(QShortcut):
            repeats = shortcut.key().toString() in ("J", "K", "Shift+J", "Shift+K")
            assert shortcut.autoRepeat() is repeats, shortcut.key().toString()
        await place.settled()

    seated(body)


def test_no_button_takes_the_focus_and_the_list_wants_no_input_method(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        for button in station.findChildren(KeyButton):
            assert button.focusPolicy() is Qt.FocusPolicy.NoFocus
        view = station.queue.view
        assert view.hasFocus()
        assert not view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        assert view.inputMethodQuery(Qt.InputMethodQuery.ImEnabled) is False
        press(station, Key.Key_Slash)
        field = station.search.field
        assert field.hasFocus()
        assert field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        override = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_X, Qt.KeyboardModifier.NoModifier, "x")
        override.ignore()
        QApplication.sendEvent(field, override)
        assert override.isAccepted()

    seated(body)


def test_slash_finds_a_row_by_its_place_and_goes_there(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        press(station, Key.Key_Slash)
        QTest.keyClicks(station.search.field, "0071")
        press(station, Key.Key_Return)
        await until(lambda: current(station) in ("E0085", "AJ-20261123-0071"))
        assert station.queue.view.hasFocus()
        assert given(place) == []

    seated(body)


def test_a_new_event_moves_neither_selection_nor_list(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        view = station.queue.view
        old = place.room.queries.now_board
        many = [review(f"M{n}", Category.LITTERING, Priority.LOW, 900 + n) for n in range(30)]
        place.room.show(board([*old.review, *many]))
        await until(lambda: len(view.rows_model.rows) > 30)
        view.choose("M3")
        await place.settled()
        where = view.visualRect(view.currentIndex()).top()
        fresh = [review(f"N{n}", Category.DISPUTE, Priority.URGENT, 0) for n in range(2)]
        place.room.show(board([*fresh, *old.review, *many]))
        await until(lambda: view.rows_model.find("N1") is not None)
        assert current(station) == "M3"
        assert [row.id for row in view.selected()] == ["M3"]
        assert view.visualRect(view.currentIndex()).top() == where
        assert view.above.isVisible()
        assert view.above.text() == "↑ 2 new"
        view.above.click()
        await until(lambda: not view.above.isVisible())

    seated(body)


def test_when_another_seat_settles_the_row_the_next_takes_its_place_and_it_is_said(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        press(station, Key.Key_J)
        await place.settled()
        rows = [row for row in place.room.queries.now_board.review if row.id != "E1873"]
        place.room.show(board(rows))
        await until(lambda: current(station) == "E0219")
        assert "has left this list" in message(station)

    seated(body)


def test_an_update_of_one_row_tells_the_view_of_that_row_alone(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        model = station.queue.view.rows_model
        told: list[tuple[int, int]] = []
        resets: list[int] = []
        model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
        model.modelReset.connect(lambda: resets.append(1))
        rows = list(place.room.queries.now_board.review)
        rows[4] = replace(rows[4], count=9)
        place.room.show(board(rows))
        await until(lambda: bool(told))
        assert told == [(4, 4)]
        assert resets == []

    seated(body)


@pytest.mark.parametrize("code", ["not-allowed", "changed", "store", "too-late", "something-new"])
def test_a_refusal_is_told_in_words_and_changes_nothing(seated: Run, code: str) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        place.room.commands.refuse = code
        before = [row.id for row in station.queue.view.rows_model.rows]
        press(station, Key.Key_Return)
        await until(lambda: bool(message(station)))
        assert len(message(station)) > 30
        assert current(station) == "E0417"
        assert [row.id for row in station.queue.view.rows_model.rows] == before

    seated(body)


def test_a_silent_feed_is_not_green_and_is_told_in_the_banner(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        place.room.clock.advance(60)
        station.source.feeds.emit([replace(feed, state=FeedState.STALE) for feed in place.room.queries.feeds()])
        states = {feed.name: text for feed, _, text in station.top.feeds.texts()}
        assert states["dogs"].startswith("stale 01:0")
        assert "No data from" in station.banner.text
        assert station.banner.isVisible()
        later = place.room.clock.now()
        well = [replace(feed, state=FeedState.LIVE, last_message=later) for feed in healthy()]
        station.source.feeds.emit(well)
        assert not station.banner.isVisible()

    seated(body)


def test_store_trouble_is_told_and_taken_away(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        place.room.notices.tell([StoreTrouble("disk full")])
        await until(station.banner.isVisible)
        assert "disk full" in station.banner.text
        assert ("Store", "cannot be written", True) in station.bottom.right()
        place.room.notices.tell([StoreTrouble("")])
        await until(lambda: ("Store", "well", False) in station.bottom.right())

    seated(body)


def test_personal_data_is_masked_until_asked_for(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        assert "李**" in words_on(station)
        assert "李明华" not in words_on(station)
        station.detail.reveal_asked.emit("E0417")
        await until(lambda: "李明华" in words_on(station))
        assert given(place) == [ask.Reveal("E0417")]
        press(station, Key.Key_J)
        await place.settled()
        press(station, Key.Key_K)
        await place.settled()
        assert "李明华" not in words_on(station)

    seated(body)


def test_a_switch_of_language_leaves_no_word_behind(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        place.language.use("zh_CN")
        await until(lambda: "研判依据" in words_on(station))
        left = re.findall(r"[A-Za-z]{4,}", words_on(station))
        assert set(left) <= {"English", "Shift", "Enter", "Ctrl", "Space"}
        place.language.use("en")
        await until(lambda: "Recommended squads" in words_on(station))
        own = "衢州市综合行政执法指挥中心 紧急 误报 受理并派遣 今日建卷 数据存储 研判依据 快捷键 浅色"
        assert [word for word in own.split() if word in words_on(station)] == []

    seated(body)


def test_every_action_has_a_button_that_names_its_key(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        caps = {button.cap for button in station.detail.footer.buttons}
        assert {"Enter", "R", "X", "S", "M", "T", "A"} <= caps
        press(station, Key.Key_Question)
        assert station.help.isVisible()
        assert {"J", "Enter", "Ctrl+Z", "F11", "/", "?"} <= {cap for cap, _ in station.help.lines()}
        press(station, Key.Key_Escape)
        assert not station.help.isVisible()

    seated(body)


def test_an_unchanged_room_reads_the_board_once(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        assert place.room.queries.asked == 1
        for _ in range(50):
            place.room.show(place.room.queries.now_board)
        await until(lambda: place.room.queries.asked == 2)
        await place.settled()
        assert station.queue.view.current() is not None
        assert place.room.queries.asked <= 3

    seated(body)


def test_tabs_are_turned_from_the_keyboard(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        press(station, Key.Key_L)
        assert station.queue.tabs.tab is list(Tab)[1]
        press(station, Key.Key_H)
        press(station, Key.Key_H)
        assert station.queue.tabs.tab is list(Tab)[-1]

    seated(body)


def test_what_is_refused_says_why(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        press(station, Key.Key_V)
        assert "not reported back" in message(station)
        press(station, Key.Key_C)
        assert "accept this first" in message(station)
        assert given(place) == []

    seated(body)


def test_undo_goes_back_to_the_row_it_was_about(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        before = place.room.queries.now_board
        press(station, Key.Key_Return)
        await until(lambda: current(station) == "E1873" and not station.actor.busy)
        await until(lambda: station.queue.view.rows_model.find("E0417") is None)
        await place.settled()
        press(station, Key.Key_Z, Control)
        await until(lambda: len(given(place)) == 2)
        place.room.show(before)
        await until(lambda: current(station) == "E0417")

    seated(body)


def test_undo_leaves_the_place_alone_once_the_person_has_gone_on(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        before = place.room.queries.now_board
        press(station, Key.Key_Return)
        await until(lambda: current(station) == "E1873" and not station.actor.busy)
        await until(lambda: station.queue.view.rows_model.find("E0417") is None)
        await place.settled()
        press(station, Key.Key_Z, Control)
        press(station, Key.Key_J)
        gone_to = current(station)
        place.room.show(before)
        await until(lambda: station.queue.view.rows_model.find("E0417") is not None)
        assert current(station) == gone_to != "E0417"

    seated(body)

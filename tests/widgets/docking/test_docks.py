"""Panels dock, float, come back after a restart and after a screen has gone; keys go where they should."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QRect, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from tests.widgets.conftest import Seated, until
from tests.widgets.test_station import current, message, press
from widgets.arrange.panel import ArrangePanel
from widgets.common import theme
from widgets.docking import kept
from widgets.docking.docks import usable
from widgets.station import Station

Run = Callable[[Callable[[Seated], Awaitable[None]]], None]
Key = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # Qt's offscreen platform has no window manager


def window_of(station: Station, id_: str) -> QWidget:
    """The window a panel floats in."""
    window = station.docks.content(id_).window()
    assert window is not station and window in station.docks.windows()
    return window


async def again(place: Seated) -> Station:
    """Close the seat and sit down again."""
    await place.leave()
    return await place.sit()


def screen_gone() -> None:
    """What Qt says when a monitor is unplugged."""
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.screenRemoved.emit(QGuiApplication.primaryScreen())


def widths(station: Station) -> tuple[int, int, int]:
    return station.queue.width(), station.map.width(), station.detail.width()


@pytest.mark.parametrize("id_", ["detail", "feeds"])
def test_a_floating_panel_comes_back_after_a_restart_where_it_was(seated: Run, id_: str) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        station.docks.open(id_)
        station.docks.set_floating(id_, True)
        window_of(station, id_).setGeometry(60, 70, 520, 500)
        station = await again(place)
        assert station.docks.is_floating(id_)
        window = window_of(station, id_)
        await until(window.isVisible)
        assert window.geometry() == QRect(60, 70, 520, 500)
        assert window.windowTitle() == station.docks.panels[id_].words
        assert not station.docks.is_floating("queue")

    seated(body)


def test_the_station_takes_its_windows_with_it_when_it_closes(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        station.docks.set_floating("map", True)
        window = window_of(station, "map")
        station.close()
        assert not window.isVisible()

    seated(body)


def test_a_panel_kept_on_a_screen_that_is_gone_at_the_next_start_is_brought_back(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        station.docks.screens = lambda: [*usable(), QRect(5000, 0, 1920, 1080)]
        station.docks.set_floating("detail", True)
        window_of(station, "detail").setGeometry(5200, 100, 420, 500)
        station = await again(place)
        assert any(screen.contains(window_of(station, "detail").geometry()) for screen in usable())

    seated(body)


def test_a_panel_is_brought_back_when_its_screen_is_unplugged(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        station.docks.screens = lambda: [*usable(), QRect(5000, 0, 1920, 1080)]
        station.docks.set_floating("detail", True)
        window = window_of(station, "detail")
        window.setGeometry(5200, 100, 420, 500)
        screen_gone()
        assert window.geometry().x() == 5200
        station.docks.screens = usable
        screen_gone()
        assert any(screen.contains(window.geometry()) for screen in usable())

    seated(body)


@pytest.mark.parametrize("id_", ["queue", "map", "detail"])
def test_closing_the_window_of_a_panel_that_stays_brings_it_home(seated: Run, id_: str) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        before = widths(station)
        station.docks.set_floating(id_, True)
        window_of(station, id_).close()
        await until(lambda: not station.docks.is_floating(id_))
        assert station.docks.in_front(id_)
        await until(lambda: all(abs(now - then) <= 2 for now, then in zip(widths(station), before, strict=True)))
        xs = [part.mapTo(station, part.rect().topLeft()).x() for part in (station.queue, station.map, station.detail)]
        assert xs == sorted(xs)

    seated(body)


CHANGED: dict[str, dict[str, Any]] = {"older": {"version": 0}, "bent": {"state": "AAAA"}}


@pytest.mark.parametrize("broken", ["{", '{"version":1}', "older", "bent"])
def test_an_arrangement_that_is_broken_or_older_gives_the_first_one_and_a_message(seated: Run, broken: str) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        before = widths(station)
        station.docks.set_floating("detail", True)
        await place.leave()
        layout = kept.last()
        assert layout is not None
        changed = CHANGED.get(broken)
        text = broken if changed is None else msgspec.json.encode(msgspec.structs.replace(layout, **changed)).decode()
        QSettings().setValue(kept.LAST, text)
        station = await place.sit()
        assert not station.docks.is_floating("detail") and widths(station) == before
        assert "can't be restored" in message(station)

    seated(body)


def test_a_panel_that_was_open_is_open_again_and_alive(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        press(station, Key.Key_F6)
        station = await again(place)
        await until(lambda: station.feeds_panel.isVisible())
        assert station.docks.in_front("feeds")
        await until(lambda: bool(station.feeds_panel.book.feed))

    seated(body)


def test_the_seat_s_keys_work_while_a_floating_panel_has_the_focus(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        station.docks.set_floating("map", True)
        window = window_of(station, "map")
        window.activateWindow()
        await until(window.isActiveWindow)
        station.map.view.setFocus()
        before = current(station)
        QTest.keyClick(station.map.view, Key.Key_J)
        assert current(station) != before
        after = current(station)
        QTest.keyClick(station.map.view, Key.Key_Slash)
        field = station.search.field
        await until(field.hasFocus)
        QTest.keyClicks(field, "jk")
        assert field.text() == "jk" and current(station) == after

    seated(body)


def test_a_key_acts_once_where_the_system_passes_it_on_to_the_parent_s_window(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        tool = QWidget(station, Qt.WindowType.Tool)
        station.keys.also(tool)
        tool.show()
        tool.activateWindow()
        await until(tool.isActiveWindow)
        rows = station.queue.view.rows_model.rowCount()
        seen = [current(station)]
        for _ in range(3):
            QTest.keyClick(tool, Key.Key_J)
            seen.append(current(station))
        assert rows > 4 and len(set(seen)) == 4
        assert seen[-1] == list(station.queue.all_rows())[3].id

    seated(body)


def test_heads_are_shown_only_where_panels_share_a_place_or_are_being_arranged(seated: Run) -> None:
    def heads(station: Station) -> int:
        found = station.docks.findChildren(QWidget)
        return sum(w.isVisible() for w in found if w.metaObject().className() == "ads::CDockAreaTitleBar")

    async def body(place: Seated) -> None:
        station = await place.sit()
        assert heads(station) == 0
        press(station, Key.Key_F6)
        await until(lambda: heads(station) == 1)
        press(station, Key.Key_F6)
        await until(lambda: heads(station) == 0)
        press(station, Key.Key_F7)
        await until(lambda: heads(station) == 3)
        press(station, Key.Key_Escape)
        await until(lambda: heads(station) == 0)
        assert station.queue.view.hasFocus()

    seated(body)


def test_an_arrangement_is_kept_chosen_and_forgotten_and_the_first_one_comes_back(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        before = widths(station)
        press(station, Key.Key_F7)
        panel = station.docks.content("arrange")
        assert isinstance(panel, ArrangePanel)
        station.docks.set_floating("map", True)
        panel.setFocus()
        station.activateWindow()
        await until(station.isActiveWindow)
        QTest.keyClick(panel, Key.Key_N)
        QTest.keyClicks(panel.panels.name, "night x")
        QTest.keyClick(panel.panels.name, Key.Key_Return)
        assert kept.names() == ["night x"]
        QTest.keyClick(panel, Key.Key_0)
        assert not station.docks.is_floating("map")
        press(station, Key.Key_F7)
        await until(lambda: widths(station) == before)

        station = await again(place)
        press(station, Key.Key_F7)
        again_panel = station.docks.content("arrange")
        assert isinstance(again_panel, ArrangePanel)
        QTest.keyClick(again_panel, Key.Key_1)
        assert station.docks.is_floating("map")
        again_panel.panels.forget("night x")
        assert kept.names() == []

    seated(body)


def test_widths_a_person_chose_grow_with_the_type(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        handle = station.docks.findChild(QWidget, "qt_splithandle_")
        splitter = handle.parentWidget()
        assert isinstance(splitter, QSplitter)
        splitter.setSizes([420, 500, 446])
        splitter.splitterMoved.emit(420, 1)
        queue, _, detail = widths(station)
        station.resize(2732, 1620)
        assert theme.scale() == 1.5
        await until(lambda: abs(station.queue.width() - 1.5 * queue) <= 3)
        assert abs(station.detail.width() - 1.5 * detail) <= 3
        station.resize(2732, 800)
        await until(lambda: theme.scale() == 1.0 and abs(station.queue.width() - queue) <= 3)

    seated(body)


def test_every_panel_has_words_and_its_key_in_the_table(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        table = {key.id: key for key in station.keys.table}
        for panel in station.docks.panels.values():
            assert panel.words and (not panel.key or table[panel.id].sequences == (panel.key,))
        assert QApplication.activeWindow() is station

    seated(body)

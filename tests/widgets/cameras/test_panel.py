"""The cameras panel: which cameras it shows, that only those seen play, and what a pane says."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from command_center.clock import SystemClock
from command_center.model.categories import Device
from command_center.model.observations import CameraState
from command_center.queries.answers import CameraCard
from tests.widgets.cameras.served import Pictures, served
from tests.widgets.conftest import Seated, until
from widgets.cameras import player
from widgets.cameras.grid import SIDE, WIDE
from widgets.cameras.pane import STRIP
from widgets.cameras.panel import CamerasPanel
from widgets.cameras.still import picture
from widgets.cameras.stream import State
from widgets.cameras.video import QVideoFrame, QVideoFrameFormat

Run = Callable[[Callable[[], Awaitable[None]]], None]


def card(number: int, stream: str | None = None) -> CameraCard:
    """A camera, each further east."""
    return CameraCard(
        camera=f"C-{number:04}", name=f"Crossing {number}", device=Device.FIXED, state=CameraState.ONLINE,
        lon=118.87 + number * 0.001, lat=28.94, heading=None, stream=stream,
    )  # fmt: skip


def in_a_window(panel: CamerasPanel) -> QWidget:
    """A window around it, as the seat's docks are."""
    window = QWidget()
    window.resize(1000, 600)
    panel.setParent(window)
    panel.resize(1000, 600)
    return window


@pytest.fixture
def panel(qapp: QApplication) -> Iterator[CamerasPanel]:
    from PySide6.QtCore import QSettings

    QSettings().clear()
    window = in_a_window(made := CamerasPanel(SystemClock()))
    yield made
    window.hide()
    window.deleteLater()
    player.wait_for_all()


def test_the_nearest_to_the_selected_event_come_first(panel: CamerasPanel) -> None:
    panel.set_cameras([card(n, f"rtsp://127.0.0.1:1/{n}") for n in range(20)] + [card(99)])
    panel.set_near((118.87 + 0.0101, 28.94))
    panel.show_nearest()
    assert panel.grid.shown()[:4] == ["C-0010", "C-0011", "C-0009", "C-0012"]
    assert panel.list.item(0).text().startswith("Crossing 10\nC-0010 · 10 m")


def test_a_camera_is_found_by_its_name_and_put_into_the_chosen_pane(panel: CamerasPanel) -> None:
    panel.set_cameras([card(n) for n in range(20)])
    panel.window().show()
    panel.setFocus()
    QTest.keyClick(panel, Qt.Key.Key_9)
    QTest.keyClick(panel, Qt.Key.Key_Right)
    panel.field.setText("crossing 17")
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    assert panel.grid.shown()[:3] == ["", "C-0017", ""]
    assert panel.grid.chosen == 2
    panel.offer("C-0003")
    panel.offer("a tag")
    assert panel.grid.shown()[:3] == ["", "C-0017", "C-0003"]
    QTest.keyClick(panel, Qt.Key.Key_Left)
    QTest.keyClick(panel, Qt.Key.Key_Delete)
    assert panel.grid.shown()[:3] == ["", "C-0017", ""]


def test_what_it_shows_is_remembered(panel: CamerasPanel) -> None:
    panel.set_cameras([card(n) for n in range(5)])
    panel.grid.set_count(9)
    panel.grid.put(panel._cameras[3])
    again = CamerasPanel(SystemClock())
    again.set_cameras([card(n) for n in range(5)])
    assert (again.grid.count, again.grid.shown()[0]) == (9, "C-0003")
    again.deleteLater()


def test_only_panes_that_are_seen_play(run: Run, qapp: QApplication) -> None:
    async def body() -> None:
        async with served(Pictures()) as server:
            window = in_a_window(panel := CamerasPanel(SystemClock()))
            panel.set_cameras([card(n, f"http://127.0.0.1:{server.port}/{n}") for n in range(9)])
            panel.grid.set_count(9)
            panel.grid.fill(list(panel._cameras))
            await asyncio.sleep(0)
            assert server.watchers == 0
            window.show()
            states = [pane.stream for pane in panel.grid.panes]
            await until(lambda: all(stream.standing.state is State.PLAYING for stream in states), 10)
            panel.grid.set_count(1)
            await until(lambda: server.watchers == 1)
            window.hide()
            await until(lambda: server.watchers == 0)
            await until(lambda: player.ending() == 0)
            window.deleteLater()

    run(body)


def test_a_still_picture_is_grey(run: Run, qapp: QApplication) -> None:
    async def body() -> None:
        async with served(Pictures()) as server:
            window = in_a_window(panel := CamerasPanel(SystemClock()))
            panel.set_cameras([card(1, f"http://127.0.0.1:{server.port}/1")])
            panel.grid.set_count(1)
            panel.grid.put(panel._cameras[0])
            window.show()
            pane = panel.grid.panes[panel.grid.chosen]

            def middle() -> tuple[int, int, int]:
                at = pane.grab().toImage().pixelColor(pane.width() // 2, pane.height() // 4)
                return at.red(), at.green(), at.blue()

            await until(lambda: pane.stream.standing.state is State.PLAYING)
            assert max(middle()) - min(middle()) > 30
            server.flowing = False
            await until(lambda: pane.stream.standing.state is State.STILL)
            assert max(middle()) - min(middle()) < 12
            window.hide()
            window.deleteLater()

    run(body)


@pytest.mark.parametrize("name", ["Format_YUV420P", "Format_YUV422P", "Format_NV12"])
@pytest.mark.parametrize("size", [(64, 48), (31, 23), (400, 300)])
def test_planes_become_the_picture_they_are(name: str, size: tuple[int, int], qapp: QApplication) -> None:
    frame = QVideoFrame(QVideoFrameFormat(QSize(64, 48), QVideoFrameFormat.PixelFormat[name]))
    assert frame.map(QVideoFrame.MapMode.WriteOnly)
    for plane, values in enumerate(((81,), (90,), (240,)) if frame.planeCount() == 3 else ((81,), (90, 240))):
        bits = np.frombuffer(frame.bits(plane), np.uint8)
        bits[:] = np.resize(np.array(values, np.uint8), len(bits))
    frame.unmap()
    image = picture(frame, QSize(*size))
    assert image.size() == (QSize(64, 48) if size[0] > 64 else QSize(*size))
    shown = image.pixelColor(image.width() // 2, image.height() // 2)
    assert (shown.red(), shown.green(), shown.blue()) == pytest.approx((255, 0, 0), abs=3)


def test_the_seat_opens_it_with_f3(seated: Callable[[Callable[[Seated], Awaitable[None]]], None]) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        QTest.keyClick(station, Qt.Key.Key_F3)
        assert station.docks.is_open("cameras")
        panel = station.docks.widget("cameras")
        assert isinstance(panel, CamerasPanel)
        assert panel._near is not None
        QTest.keyClick(panel, Qt.Key.Key_Escape)
        assert not station.docks.is_open("cameras")

    seated(body)


def test_what_is_reported_off_line_comes_last_and_says_so(panel: CamerasPanel) -> None:
    from msgspec.structs import replace

    cards = [replace(card(n, "rtsp://127.0.0.1:1/x"), state=CameraState.OFFLINE if n == 1 else CameraState.ONLINE)
             for n in range(3)]  # fmt: skip
    panel.set_cameras([*cards, card(9)])
    panel.set_near((118.871, 28.94))
    panel.show_nearest()
    assert panel.grid.shown()[:4] == ["C-0000", "C-0002", "", ""]
    panel.grid.panes[0].show_camera(cards[1])
    assert "reported off line" in panel.grid.panes[0]._lacking()


def test_where_the_panel_is_narrow_the_list_lies_below_and_no_picture_has_black_bands(panel: CamerasPanel) -> None:
    panel.set_cameras([card(n) for n in range(20)])
    panel.window().show()
    panel.window().resize(720, 690)
    panel.resize(720, 690)
    for count in (4, 9):
        panel.grid.set_count(count)
        QApplication.processEvents()
        pane = panel.grid.panes[0]
        assert panel.list.parentWidget().y() >= panel.grid.geometry().bottom()
        assert pane.width() >= 720 // SIDE[count] - 4
        assert abs(pane.height() - STRIP - pane.width() / WIDE) <= 3
    panel.resize(1600, 690)
    QApplication.processEvents()
    assert panel.list.parentWidget().x() + panel.list.parentWidget().width() <= panel.grid.x()

"""The real station: a window on a running center, its feeds served by a very small city, all on one Qt loop."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
import qasync
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication

import main
from command_center.center import Center
from command_center.doors.demo import BASEMAP
from command_center.settings.toml import read_settings
from tests.smallcity import MovedClock, SmallCity, write_settings
from tests.widgets.conftest import until
from widgets import app
from widgets.common import theme
from widgets.common.language import Language
from widgets.queue.rows import Row
from widgets.station import Station


class Seat:
    """What a test works with: the city, and the station while it is open."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        self.clock = MovedClock()
        self.city = SmallCity(folder, self.clock)
        self._application, self._folder = application, folder
        self._center: Center | None = None
        self._window: Station | None = None

    @property
    def center(self) -> Center:
        assert self._center is not None
        return self._center

    @property
    def station(self) -> Station:
        assert self._window is not None
        return self._window

    async def open(self) -> Station:
        """As the door does it; then until all feeds are alive."""
        settings = read_settings(write_settings(self._folder, self.city.port))
        self._center = Center.open(settings, self.clock)
        opening = main._opening(self._center, "station", None, BASEMAP)
        window = app._window("station", opening, self._application)
        assert isinstance(window, Station)
        self._window = window
        await opening.start()
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        await until(window.isActiveWindow)
        await until(lambda: [feed.state for feed in self.center.feeds()] == ["live"] * 4)
        return window

    async def leave(self) -> None:
        """Close window and center, as the door does."""
        window, self._window = self._window, None
        if window is not None:
            window.close()
            window.deleteLater()
        center, self._center = self._center, None
        if center is not None:
            await center.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    # --- what is on the screen -----------------------------------------------------------------------------------

    def rows(self) -> dict[str, Row]:
        """The open tab's rows by what they are about."""
        found = self.station.queue.view.rows_model.rows
        return {row.review.subject if row.review else row.id: row for row in found}

    def on(self) -> str:
        """What the current row is about; "" while its matter is not on the screen yet."""
        row, detail = self.station.queue.view.current(), self.station.detail
        if row is None or detail.matter is None or detail.row_id != row.id:
            return ""
        return row.review.subject if row.review else row.id

    async def come_to(self, *subjects: str) -> None:
        """Wait until these rows are there, and the current one's matter with a squad to send."""
        await until(lambda: set(subjects) == set(self.rows()))
        await until(lambda: self.on() != "" and self.station.tasks.idle)


Body = Callable[[Seat], Awaitable[None]]
Run = Callable[[Body], None]


@pytest.fixture
def seated(qapp: QApplication, tmp_path: Path) -> Iterator[Run]:
    """Runs a test's body on a Qt loop, with a city that serves, and closes everything whatever happens."""
    QSettings().clear()
    qapp.setQuitOnLastWindowClosed(False)
    theme.apply(qapp, theme.DARK)

    def run(body: Body) -> None:
        async def whole() -> None:
            seat = Seat(qapp, tmp_path)
            await seat.city.open()
            seat.city.furnish()
            try:
                await body(seat)
            finally:
                await seat.leave()
                await seat.city.close()
                left = asyncio.all_tasks() - {asyncio.current_task()}
                if left:
                    _, left = await asyncio.wait(left, timeout=2)
            assert not left, f"tasks left running: {left}"

        loop = qasync.QEventLoop(qapp, already_running=False)
        asyncio.set_event_loop(loop)
        try:
            loop.run_until_complete(whole())
        finally:
            loop.close()
            asyncio.set_event_loop(None)
            Language(qapp).use("en")

    yield run
    gc.collect()

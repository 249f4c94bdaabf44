"""A window over an in-memory room, on Qt's own loop, closed again whatever happens."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
import qasync
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QSize
from PySide6.QtWidgets import QApplication

from tests.widgets.room import Room
from widgets.bigscreen.monitors import Monitors
from widgets.common import theme
from widgets.common.language import Language
from widgets.station import Station
from widgets.wall import Wall

BASEMAP = Path(__file__).parents[2] / "resources" / "demo" / "basemap.geojson"
WALL_SIZE = QSize(1920, 1080)
Body = Callable[["Seated"], Awaitable[None]]


async def until(holds: Callable[[], bool], seconds: float = 5.0) -> None:
    """Wait for a condition, letting the windows live meanwhile."""
    end = asyncio.get_running_loop().time() + seconds
    while not holds():
        assert asyncio.get_running_loop().time() < end, "the condition did not come true"
        await asyncio.sleep(0.01)


def showing(wall: Wall) -> bool:
    """Whether a scene is on every monitor, and everything it shows was read."""
    room = wall.room
    read = (room.board, room.figures, room.standing, room.wall)
    return all(part is not None for part in read) and all(one.view is not None for one in wall.windows.values())


class Seated:
    """What a test works with: the room, the language, and the open station or wall."""

    def __init__(self, app: QApplication) -> None:
        self.app = app
        self.room = Room()
        self.language = Language(app)
        self._station: Station | None = None
        self._wall: Wall | None = None

    async def sit(self) -> Station:
        """Open the station and wait until the first row's matter is on the screen."""
        self._station = Station(self.room.desk, BASEMAP, self.language)
        self._station.resize(1366, 768)
        self._station.show()
        self._station.activateWindow()
        await until(lambda: self._station is not None and self._station.isActiveWindow())
        await self.settled()
        return self._station

    async def settled(self) -> None:
        """The current row's matter is on the screen."""
        station = self._station
        assert station is not None

        def shown() -> bool:
            row, matter = station.queue.view.current(), station.detail.matter
            return row is not None and matter is not None and station.detail.row_id == row.id and station.tasks.idle

        await until(shown)

    async def look(self, monitors: Monitors | None = None, size: QSize = WALL_SIZE) -> Wall:
        """Open the wall and wait until the board is on it."""
        self._wall = Wall(self.room.desk, BASEMAP, monitors, size=size)
        self._wall.show()
        await until(lambda: self._wall is not None and showing(self._wall))
        return self._wall

    async def leave(self) -> None:
        """Close what is open."""
        for window in (self._station, self._wall):
            if window is not None:
                window.close()
                window.deleteLater()
        self._station = self._wall = None
        await asyncio.sleep(0)
        self.language.use("en")


@pytest.fixture
def seated(qapp: QApplication) -> Iterator[Callable[[Body], None]]:
    """Runs a test's body on a Qt loop with a room to sit in."""
    QSettings().clear()
    qapp.setQuitOnLastWindowClosed(False)
    theme.apply(qapp, theme.DARK)

    def run(body: Body) -> None:
        async def whole() -> None:
            place = Seated(qapp)
            try:
                await body(place)
            finally:
                await place.leave()
                QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

        loop = qasync.QEventLoop(qapp, already_running=False)
        asyncio.set_event_loop(loop)
        try:
            loop.run_until_complete(whole())
        finally:
            loop.close()
            asyncio.set_event_loop(None)

    yield run
    gc.collect()

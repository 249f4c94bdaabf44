"""The wall: one window on each of its monitors, showing the scenes the store says. No chrome, no mouse."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QApplication

from command_center.commands.requests import Refused, ReportMonitors
from command_center.model.walls import Monitor, shown
from command_center.queries.walls import NO_PLAN
from command_center.queries.walls import Wall as WallState
from widgets.bigscreen.monitors import Monitors, Place, RealMonitors, chosen
from widgets.bigscreen.room import WallRoom
from widgets.bigscreen.window import Dress, WallWindow
from widgets.common import theme
from widgets.common.desk import Desk
from widgets.common.tasks import Tasks
from widgets.map.panel import MapPanel

log = logging.getLogger(__name__)
REPORT_S = 20
"""So often the wall says which monitors it has."""


class Wall(QObject):
    """All windows of the wall. Signal `closed()`. Escape on any of them ends it: there is nothing else to press.

    `wanted` names monitors as `monitors.chosen` reads it; `dress` is called with every map made; `size`: windows of
    this size instead of full screen, for a system without a screen.
    """

    closed = Signal()

    def __init__(
        self, desk: Desk, basemap: Path, monitors: Monitors | None = None, wanted: str = "", size: QSize | None = None
    ) -> None:
        super().__init__()
        self.desk, self.basemap = desk, basemap
        self.tasks = Tasks(self)
        self.room = WallRoom(desk, self.tasks)
        self.monitors = monitors if monitors is not None else RealMonitors(self)
        self.dress: Dress = lambda _panel: lambda: None
        self.windows: dict[str, WallWindow] = {}
        self._wanted, self._size = wanted, size
        self._alone = len(self.monitors.there()) <= 1
        self._reported: datetime | None = None
        self._told: tuple[Monitor, ...] = ()
        self._open = False
        self.monitors.changed.connect(self.look_around)
        self.monitors.going.connect(self._leave)
        self.room.wall_read.connect(self.turn)
        self.room.source.board.connect(self.turn)
        self.room.source.ticked.connect(self._tick)

    # --- windows and monitors --------------------------------------------------------------------------------------

    def show(self) -> None:
        """Open a window on every monitor of the wall, and read everything."""
        self._open = True
        self.look_around()
        self.room.start()

    def look_around(self) -> None:
        """Windows on monitors that are there, none on those that have gone."""
        if not self._open:
            return
        places = {place.monitor.id: place for place in chosen(self.monitors.there(), self._wanted, self._alone)}
        for id_ in [id_ for id_ in self.windows if id_ not in places]:
            self._leave(id_)
        for id_, place in places.items():
            if id_ not in self.windows:
                self._enter(place)
            elif self._size is None and self.windows[id_].geometry() != place.geometry:
                self.windows[id_].setGeometry(place.geometry)
        if not places:
            log.warning("no monitor of the wall is there; it waits")
        self._report()
        self.turn()

    def _enter(self, place: Place) -> None:
        window = self.windows[place.monitor.id] = WallWindow(self.room, self._dress)
        window.left.connect(self.close)
        window.sized.connect(self._rescale)
        if self._size is not None:
            window.resize(self._size)
            window.show()
            return
        screen = next((one for one in QGuiApplication.screens() if one.name() == place.name), None)
        if screen is not None:
            window.setScreen(screen)
        window.setGeometry(place.geometry)
        window.showFullScreen()

    def _leave(self, id_: str) -> None:
        window = self.windows.pop(id_, None)
        if window is not None:
            window.end()

    def _dress(self, panel: MapPanel) -> Callable[[], None]:
        try:
            panel.set_basemap(self.basemap)
        except (OSError, ValueError) as error:
            log.warning("the basemap cannot be read: %s", error)
        return self.dress(panel)

    def _rescale(self) -> None:
        """Signs on maps have one size for all: that of the largest window, so that none is too small."""
        unit = max((window.unit for window in self.windows.values()), default=1.0)
        application = QApplication.instance()
        if abs(theme.scale() - unit) > 0.01 and isinstance(application, QApplication):
            theme.apply(application, theme.current(), unit)

    # --- what is shown ---------------------------------------------------------------------------------------------

    def turn(self, *_: object) -> None:
        """Every monitor shows what its plan says for this moment."""
        wall = self.room.wall
        if wall is None:
            return
        alarms = self.room.alarms()
        for id_, window in self.windows.items():
            window.show_scene(wall.scene(self._scene(wall, id_, alarms)))
            window.keep_only(_planned(wall, id_))

    def _scene(self, wall: WallState, monitor: str, alarms: list[datetime]) -> str:
        for card in wall.monitors:
            if card.monitor.id == monitor and card.since is not None:
                return shown(card.plan, card.since, self.desk.clock.now(), alarms)
        return NO_PLAN.scene

    def _tick(self) -> None:
        self.turn()
        now = self.desk.clock.now()
        if self._reported is None or (now - self._reported).total_seconds() >= REPORT_S:
            self._report()

    # --- what it says of itself ------------------------------------------------------------------------------------

    def _report(self) -> None:
        there = {place.monitor.id: place.monitor for place in self.monitors.there()}
        here = tuple(there[id_] for id_ in self.windows if id_ in there)
        gone = tuple(one.id for one in self._told if one.id not in self.windows)
        self._reported, self._told = self.desk.clock.now(), here
        self.tasks.start(self._say(ReportMonitors(here, gone)), "report monitors")

    async def _say(self, request: ReportMonitors) -> None:
        try:
            await self.desk.commands.do(self.desk.person, request)
        except Refused as refused:
            log.warning("the wall cannot say which monitors it has: %s", refused)

    async def farewell(self) -> None:
        """Say that all monitors are let go of; before `close`."""
        await self._say(ReportMonitors((), tuple(one.id for one in self._told)))

    def showing(self) -> dict[str, str]:
        """The scene on each monitor, by their ids."""
        return {id_: window.view.scene.id for id_, window in self.windows.items() if window.view is not None}

    def grab(self) -> QPixmap:
        """A picture of the first monitor."""
        return next(iter(self.windows.values())).grab() if self.windows else QPixmap()

    def close(self) -> None:
        """End what is under way, then tell whoever waits."""
        if not self._open:
            return
        self._open = False
        self.room.close()
        self.tasks.close()
        for id_ in list(self.windows):
            self._leave(id_)
        self.closed.emit()


def _planned(wall: WallState, monitor: str) -> set[str]:
    for card in wall.monitors:
        if card.monitor.id == monitor:
            return {card.plan.scene, *card.plan.turn, card.plan.urgent}
    return {NO_PLAN.scene}

"""Runs a window on the Qt loop: start the core, show it, and end both together.

Without a screen the same window runs on Qt's offscreen platform: a fresh screenshot in a file every few seconds,
counters on the terminal.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import qasync
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from command_center.breath import freeze_started
from command_center.model.settings import BasemapSettings
from widgets.common.collector import Collector
from widgets.common.desk import Desk
from widgets.common.language import Language
from widgets.common.theme import DARK, apply
from widgets.firstframe import FirstFrame
from widgets.map.panel import MapPanel
from widgets.map.points import engines
from widgets.map.tiles.choice import BasemapChoice
from widgets.station import Station
from widgets.wall import Wall

SHOT_EVERY_S = 5.0
OFFSCREEN_SIZE = QSize(1920, 1080)


@dataclass(frozen=True)
class Opening:
    """What the door hands over: a seat, how its core is started and ended, and where the map comes from."""

    desk: Desk
    start: Callable[[], Awaitable[None]]
    close: Callable[[], Awaitable[None]]
    counters: Callable[[], Awaitable[dict[str, Any]]]
    basemap: Path
    note: str
    language: str | None
    screenshot: Path
    basemaps: tuple[BasemapSettings, ...] = ()
    tile_cache: Path = Path()
    screens: str = ""


def choose_platform() -> bool:
    """Take Qt's offscreen platform when there is no screen; returns whether that is so. Before any window."""
    if sys.platform.startswith("linux") and "QT_QPA_PLATFORM" not in os.environ:
        if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return os.environ.get("QT_QPA_PLATFORM", "").startswith("offscreen")


def run(kind: str, opening: Opening) -> int:
    """Open the station or the wall (`kind`) and return the exit status when it is closed."""
    offscreen = choose_platform()
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("command-center")
    application.setOrganizationName("command-center")
    application.setQuitOnLastWindowClosed(False)
    apply(application, DARK)
    qasync.run(_live(kind, opening, application, offscreen))
    return 0


async def _live(kind: str, opening: Opening, application: QApplication, offscreen: bool) -> None:
    stop = asyncio.Event()
    _end_on_signals(stop)
    collector = Collector(application)
    window = _window(kind, opening, application, offscreen)
    _put_grounds(window, opening)
    window.closed.connect(stop.set)
    try:
        await opening.start()
        _show(window, offscreen)
        freeze_started()
        work = asyncio.create_task(_off_screen(window, opening, stop)) if offscreen else None
        await stop.wait()
        if work is not None:
            work.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await work
        if isinstance(window, Wall):
            await window.farewell()
    finally:
        window.close()
        await opening.close()
        collector.stop()
        application.quit()


def _window(kind: str, opening: Opening, application: QApplication, offscreen: bool = True) -> Station | Wall:
    language = Language(application)
    language.use(opening.language)
    if kind == "wall":
        size = OFFSCREEN_SIZE if offscreen and not opening.screens else None
        return Wall(opening.desk, opening.basemap, None, opening.screens, size)
    return Station(opening.desk, opening.basemap, language, opening.note)


def _put_grounds(window: Station | Wall, opening: Opening) -> None:
    """The chosen basemap under every map of the window, as long as that is there."""
    if isinstance(window, Wall):
        window.dress = lambda panel: _ground(panel, opening, wall=True)
    else:
        window.closed.connect(_ground(window.map, opening, wall=False))


def _ground(panel: MapPanel, opening: Opening, *, wall: bool) -> Callable[[], None]:
    """Put the chosen basemap under a map; returns what lets go of it."""
    choice = BasemapChoice(
        panel, opening.basemap, opening.basemaps, opening.desk.clock, opening.tile_cache, os.environ, wall=wall
    )
    FirstFrame(panel.view.viewport(), opening.desk.live, engines.begin)
    return choice.close


def _show(window: Station | Wall, offscreen: bool) -> None:
    if isinstance(window, Wall):
        window.show()
    elif offscreen:
        window.resize(OFFSCREEN_SIZE)
        window.show()
    else:
        window.showMaximized()


def _end_on_signals(stop: asyncio.Event) -> None:
    """Ctrl+C and TERM close the window properly. Qt's loop lets Python run often enough for the handler."""
    loop = asyncio.get_running_loop()

    def end(_number: int, _frame: object) -> None:
        loop.call_soon_threadsafe(stop.set)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)


async def _off_screen(window: Station | Wall, opening: Opening, stop: asyncio.Event) -> None:
    """What a station without a screen does: pictures of itself in a file, counters on the terminal."""
    file = opening.screenshot
    file.parent.mkdir(parents=True, exist_ok=True)
    print(
        f"no screen: the same window runs off screen, and its picture is in {file} (Ctrl+C ends)",
        file=sys.stderr,
        flush=True,
    )
    turn = 0
    while not stop.is_set():
        await asyncio.sleep(1.0)
        turn += 1
        counts = await opening.counters()
        if isinstance(window, Wall):
            counts["wall"] = window.showing()
        print(json.dumps(counts, ensure_ascii=False, default=str), flush=True)
        if turn % int(SHOT_EVERY_S) == 1:
            part = file.with_name(file.name + ".part")
            window.grab().save(str(part), "PNG")
            part.replace(file)

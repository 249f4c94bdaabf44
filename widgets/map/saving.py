"""Saves the map to a file for a window: on a worker thread, with progress, and stopped when asked."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject

from widgets.common import files
from widgets.common.tasks import Tasks
from widgets.map.panel import MapPanel
from widgets.map.paper import GivenUp, Page, save
from widgets.map.strip import Strip

translate = QCoreApplication.translate


class Saving(QObject):
    """Joins a map's strip to the worker."""

    def __init__(self, map_: MapPanel, strip: Strip, tasks: Tasks) -> None:
        super().__init__(strip)
        self._map, self._strip, self._tasks = map_, strip, tasks
        self._stop = threading.Event()
        strip.save_asked.connect(self._begin)
        strip.given_up.connect(self._stop_it)

    def _stop_it(self) -> None:
        self._stop.set()

    def _begin(self, file: Path) -> None:
        if file.suffix.lower() not in (".png", ".pdf"):
            self._strip.saving(None, translate("MapStrip", "Nothing was saved: the name has to end in .png or .pdf"))
            return
        self._stop.clear()
        page = self._map.page(self.window_title())
        self._tasks.start(self._save(page, file), "map to a file")

    def window_title(self) -> str:
        """The bureau's name, as the window has it."""
        return self._map.window().windowTitle()

    async def _save(self, page: Page, file: Path) -> None:
        loop = asyncio.get_running_loop()
        strip = self._strip

        def on(percent: int) -> bool:
            words = translate("MapStrip", "Saving: {n} %").format(n=percent)
            loop.call_soon_threadsafe(strip.saving, percent, words)
            return not self._stop.is_set()

        try:
            await asyncio.to_thread(save, page, file, on)
        except GivenUp:
            said = files.stopped()
        except OSError as error:
            said = files.not_saved(file, error)
        except asyncio.CancelledError:
            self._stop.set()
            raise
        else:
            said = translate("MapStrip", "Saved: {file}").format(file=file)
        strip.saving(None, said)

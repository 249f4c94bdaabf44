"""Which basemap lies under the map: the sketch, or one of settings.toml; chosen in the list of layers, and kept."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, QSettings, Qt, QTimer, Signal

from command_center.clock import Clock
from command_center.model.settings import BasemapSettings
from command_center.tiles.opening import open_source
from command_center.tiles.source import Source
from command_center.tiles.trouble import Fault, Trouble, Unreadable
from widgets.map.panel import MapPanel
from widgets.map.tiles.notice import Notice
from widgets.map.tiles.tile_map import TileMap

log = logging.getLogger(__name__)
KEY = "map/basemap"
SKETCH = ""
LASTING_MS = 4000
"""A server's trouble that passes sooner is not worth a person's reading."""


class BasemapChoice(QObject):
    """Puts the chosen basemap under `panel`; opening one happens on a thread of its own.

    `sketch` is the file of the built-in one, always to be had. `cache`: the folder for tiles of servers. Signal
    `settled(str)`: the name of the basemap now shown, "" for the sketch.
    """

    settled = Signal(str)
    _opened = Signal(str, object)

    def __init__(
        self, panel: MapPanel, sketch: Path, offered: Sequence[BasemapSettings], clock: Clock, cache: Path,
        environment: Mapping[str, str], *, wall: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(panel)
        self._panel, self._sketch, self._clock, self._cache = panel, sketch, clock, cache
        self._offered = {one.name: one for one in offered}
        self._environment = environment
        self._wanted, self.shown = SKETCH, SKETCH
        self.tiles: TileMap | None = None
        self.notice = None if wall else Notice(panel)
        self._lasting = QTimer(self, singleShot=True, interval=LASTING_MS)
        self._lasting.timeout.connect(self._tell_trouble)
        self._opened.connect(self._take, Qt.ConnectionType.QueuedConnection)
        panel.layers.offer_basemaps([(one.name, one.name_en or one.name) for one in offered])
        panel.layers.basemap_chosen.connect(self.choose)
        kept = str(QSettings().value(KEY, SKETCH))
        if kept in self._offered:
            self._open(kept)

    def choose(self, name: str) -> None:
        """Show this one ("" the sketch), now and after the next start."""
        if name == SKETCH or name in self._offered:
            QSettings().setValue(KEY, name)
            self._open(name)

    def _open(self, name: str) -> None:
        self._wanted = name
        self._tell(name, None)
        self._panel.layers.mark_basemap(name)
        if name == SKETCH:
            self._show_sketch()
            return
        settings = self._offered[name]
        threading.Thread(target=self._work, args=(settings,), name="basemap", daemon=True).start()

    def _work(self, settings: BasemapSettings) -> None:
        """A slow disk must not hold up the interface."""
        answer: Source | Trouble
        try:
            answer = open_source(settings, self._clock, self._cache, self._environment)
        except Unreadable as error:
            answer = error.trouble
        try:
            self._opened.emit(settings.name, answer)
        except RuntimeError:  # the window has gone meanwhile
            if not isinstance(answer, Trouble):
                answer.close()

    def _take(self, name: str, answer: Source | Trouble) -> None:
        if name != self._wanted:  # another one was chosen meanwhile
            if not isinstance(answer, Trouble):
                _in_background(answer.close)
            return
        if isinstance(answer, Trouble):
            log.warning("basemap %s cannot be shown: %s", name, answer.said)
            self._wanted = SKETCH
            self._panel.layers.mark_basemap(SKETCH)
            self._show_sketch()
            self._tell(name, answer)
            return
        made = TileMap(self._offered[name], answer, self._panel.projection)
        made.changed.connect(self._panel.ground_changed)
        made.troubled.connect(self._troubled)
        covered = self._panel.use_basemap(made)
        self._replace(made)
        self.shown = name
        if not covered:
            self._tell(name, Trouble(Fault.ELSEWHERE, source_name(self._offered[name])))
        self.settled.emit(name)

    def _show_sketch(self) -> None:
        if self.tiles is not None:  # else it is there already
            try:
                self._panel.set_basemap(self._sketch)
            except (OSError, ValueError) as error:
                log.warning("the sketch cannot be read: %s", error)
        self._replace(None)
        self.shown = SKETCH
        self.settled.emit(SKETCH)

    def _replace(self, made: TileMap | None) -> None:
        self._lasting.stop()
        old, self.tiles = self.tiles, made
        if old is not None:
            old.end()
            _in_background(old.close)

    def _troubled(self) -> None:
        if self.tiles is None or self.tiles.trouble is None:
            self._lasting.stop()
            self._tell(self.shown, None)
        elif not self._lasting.isActive():
            self._lasting.start()

    def _tell_trouble(self) -> None:
        if self.tiles is not None:
            self._tell(self.shown, self.tiles.trouble)

    def _tell(self, name: str, trouble: Trouble | None) -> None:
        if self.notice is not None:
            self.notice.tell(name, trouble)

    def close(self) -> None:
        """Let go of files, connections and threads."""
        self._wanted = SKETCH
        self._replace(None)


def source_name(settings: BasemapSettings) -> str:
    """The file's name or the server's, for a message."""
    return Path(settings.file).name if settings.file else urlsplit(settings.url).hostname or ""


def _in_background(close: Callable[[], None]) -> None:
    """A slow disk or server may hold a lock that closing waits for; the interface doesn't wait."""
    threading.Thread(target=close, name="basemap", daemon=True).start()

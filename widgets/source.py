"""What both windows read from the core, and when they read it again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from widgets.bridge import Batch, Bridge
from widgets.common.desk import Desk
from widgets.common.tasks import Refresher, Tasks

BOARD_MS, CARDS_MS, FIGURES_MS = 350, 1000, 5000
ANYWAY_S = 15
"""Deadlines pass and shelves end without a notice: so often everything is read again in any case."""


class Source(QObject):
    """Signals carry the answers: `board`, `figures`, `squads`, `cameras`, `places`; `feeds` every second and on
    change; `noticed(Batch)` what changed; `store_trouble(str)` "" when it is well; `ticked()` every second."""

    board = Signal(object)
    figures = Signal(object)
    squads = Signal(object)
    cameras = Signal(object)
    places = Signal(object)
    feeds = Signal(object)
    noticed = Signal(object)
    store_trouble = Signal(str)
    ticked = Signal()

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__(tasks)
        self._desk = desk
        queries = desk.queries

        def reader(name: str, load: Callable[[], Any], signal: Any, gap: int) -> Refresher[Any]:
            return Refresher(tasks, name, load, signal.emit, gap)

        self._board = reader("board", queries.board, self.board, BOARD_MS)
        self._figures = reader("figures", queries.figures, self.figures, FIGURES_MS)
        self._squads = reader("squads", queries.squads, self.squads, CARDS_MS)
        self._cameras = reader("cameras", queries.cameras, self.cameras, CARDS_MS)
        self._bridge = Bridge(desk.notices, parent=self)
        self._bridge.changed.connect(self._changed)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)
        self._read_at: datetime | None = None
        self.started = False

    def start(self) -> None:
        """Read everything, and from now on what changes."""
        self.started = True
        self._read_all()
        self.places.emit(self._desk.queries.places())
        self._tick()
        self._timer.start()

    def _read_all(self) -> None:
        self._read_at = self._desk.clock.now()
        for refresher in (self._board, self._figures, self._squads, self._cameras):
            refresher.ask()

    def _tick(self) -> None:
        now = self._desk.clock.now()
        if self._read_at is None or (now - self._read_at).total_seconds() >= ANYWAY_S:
            self._read_all()
        self.feeds.emit(self._desk.queries.feeds())
        self.ticked.emit()

    def _changed(self, batch: Batch) -> None:
        if batch.board:
            self._board.ask()
            self._figures.ask()
        if batch.squads:
            self._squads.ask()
        if batch.cameras:
            self._cameras.ask()
        if batch.quarantine:
            self._figures.ask()
        if batch.places:
            self.places.emit(self._desk.queries.places())
        if batch.feeds:
            self.feeds.emit(self._desk.queries.feeds())
        if batch.store_trouble is not None:
            self.store_trouble.emit(batch.store_trouble)
        self.noticed.emit(batch)

    def close(self) -> None:
        """Stop listening and reading."""
        self._timer.stop()
        self._bridge.close()

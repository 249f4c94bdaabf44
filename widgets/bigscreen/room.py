"""What all monitors of a wall share: one reading of the store, and what was read last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from command_center.model.health import FeedHealth
from command_center.model.places import Place
from command_center.queries.answers import Board, CameraCard, DayFigures, SquadCard
from command_center.queries.walls import Wall, WallFigures
from widgets.bridge import Batch
from widgets.common.desk import Desk
from widgets.common.tasks import Refresher, Tasks
from widgets.source import Source

WALL_MS, FIGURES_MS = 100, 5000


class WallRoom(QObject):
    """Signals: `renewed()` something may look different now; `wall_read()` scenes, plans or monitors were read."""

    renewed = Signal()
    wall_read = Signal()

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__(tasks)
        self.desk, self.tasks = desk, tasks
        self.source = Source(desk, tasks)
        self.board: Board | None = None
        self.figures: DayFigures | None = None
        self.standing: WallFigures | None = None
        self.wall: Wall | None = None
        self.squads: Sequence[SquadCard] = ()
        self.cameras: Sequence[CameraCard] = ()
        self.places: Sequence[Place] = ()
        self.feeds: Sequence[FeedHealth] = ()
        self._wall = Refresher(tasks, "wall", desk.queries.wall, self._take_wall, WALL_MS)
        self._standing = Refresher(tasks, "wall figures", desk.queries.wall_figures, self._take_standing, FIGURES_MS)
        self._connect()

    def _connect(self) -> None:
        source = self.source
        for name in ("board", "figures", "squads", "cameras", "places", "feeds"):
            getattr(source, name).connect(lambda value, name=name: self._take(name, value))
        source.noticed.connect(self._noticed)
        source.ticked.connect(self.renewed)

    def start(self) -> None:
        """Read everything, and from now on what changes."""
        self.source.start()
        self._wall.ask()
        self._standing.ask()

    def alarms(self) -> list[datetime]:
        """When each urgent alarm that nobody has answered reached the queue."""
        rows = self.board.review if self.board is not None else ()
        return [row.urgent_from for row in rows if row.urgent_from is not None]

    def _take(self, name: str, value: object) -> None:
        setattr(self, name, value)
        if name == "figures":  # asked again whenever these were: they count the same things
            self._standing.ask()
        self.renewed.emit()

    def _take_wall(self, wall: Wall) -> None:
        self.wall = wall
        self.wall_read.emit()

    def _take_standing(self, standing: WallFigures) -> None:
        self.standing = standing
        self.renewed.emit()

    def _noticed(self, batch: Batch) -> None:
        if batch.wall:
            self._wall.ask()

    def close(self) -> None:
        """Stop listening and reading."""
        self.source.close()

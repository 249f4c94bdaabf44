"""A scene on a monitor: its tiles in their grid. Who adds a kind of tile adds a line to `KINDS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from command_center.model.walls import Scene, Tile, TileKind
from widgets.bigscreen.cameras import Cameras
from widgets.bigscreen.city import City
from widgets.bigscreen.matters import Matters
from widgets.bigscreen.numbers import Categories, Hours, Numbers, Ranking
from widgets.bigscreen.room import WallRoom


class Shown(Protocol):
    """What a kind of tile is to the scene."""

    def set_unit(self, unit: float) -> None:
        """The window has another height: `unit` is pixels in 1/1080 of it."""
        ...


KINDS: Mapping[TileKind, Callable[[WallRoom, str, QWidget], QWidget]] = {
    TileKind.MAP: City,
    TileKind.ALARMS: Matters,
    TileKind.CAMERAS: Cameras,
    TileKind.FIGURES: Numbers,
    TileKind.HOURS: Hours,
    TileKind.CATEGORIES: Categories,
    TileKind.RANKING: Ranking,
}


def placed(tile: Tile, scene: Scene, wide: int, high: int, gap: int) -> QRect:
    """Where a tile stands in `wide` by `high` pixels, `gap` between tiles: edges on whole pixels, nothing overlaps."""
    left, right = (round(wide * n / scene.columns) for n in (tile.column, tile.column + tile.columns))
    top, bottom = (round(high * n / scene.rows) for n in (tile.row, tile.row + tile.rows))
    return QRect(left, top, right - left, bottom - top).adjusted(
        gap if left else 0, gap if top else 0, 0, 0
    )  # fmt: skip


class SceneView(QWidget):
    """One scene, built."""

    def __init__(self, room: WallRoom, scene: Scene, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene, self.unit = scene, 1.0
        self.tiles = [(tile, KINDS[tile.kind](room, tile.show, self)) for tile in scene.tiles]

    def set_unit(self, unit: float) -> None:
        """The window has another height."""
        self.unit = unit
        for _, part in self.tiles:
            part.set_unit(unit)  # type: ignore[attr-defined]
        self._arrange()

    def maps(self) -> list[City]:
        """Its maps."""
        return [part for _, part in self.tiles if isinstance(part, City)]

    def _arrange(self) -> None:
        gap = max(1, round(2 * self.unit))
        for tile, part in self.tiles:
            part.setGeometry(placed(tile, self.scene, self.width(), self.height(), gap))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tiles fill it."""
        super().resizeEvent(event)
        self._arrange()

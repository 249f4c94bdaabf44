"""A basemap of tiles painted into an image, the way the map's worker does it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from command_center.model.settings import BasemapKind, BasemapSettings, Tone
from command_center.tiles.address import Tile
from command_center.tiles.source import Answer, Bounds, Nothing
from command_center.tiles.trouble import Trouble
from widgets.common import theme
from widgets.map.backdrop import Canvas
from widgets.map.labels import Room
from widgets.map.palette import palette
from widgets.map.projection import Projection
from widgets.map.tiles.tile_map import TileMap
from widgets.map.viewport import Viewport

LON, LAT = 118.87, 28.94


class Drawn:
    """A source whose tiles are drawn by a function when they are asked for."""

    attribution = "© tests"
    trouble: Trouble | None = None
    wait_s = 0.0
    workers = 2
    bounds: Bounds | None = None

    def __init__(
        self, draw: Callable[[Tile], Answer], zooms: tuple[int, int] = (0, 18), size: int | None = 256,
        vector: bool = False,
    ) -> None:  # fmt: skip
        self.draw, self.tile_size, self.vector = draw, size, vector
        self.min_zoom, self.max_zoom = zooms
        self.asked: list[Tile] = []
        self.closed = False

    def get(self, tile: Tile) -> Answer:
        self.asked.append(tile)
        return self.draw(tile) if self.min_zoom <= tile.z <= self.max_zoom else Nothing.ABSENT

    def close(self) -> None:
        self.closed = True


def settings(**more: object) -> BasemapSettings:
    usual: dict[str, object] = {"name": "m", "kind": BasemapKind.TILES, "url": "http://127.0.0.1/{z}/{x}/{y}"}
    return BasemapSettings(**(usual | {"tone": Tone.PLAIN} | more))  # type: ignore[arg-type]


def paint(made: TileMap, view: Viewport, ratio: float = 1.0, english: bool = False) -> QImage:
    canvas = Canvas(view.width, view.height, ratio)
    painter = QPainter(canvas.image)
    made.paint(painter, view, palette())
    made.paint_names(painter, view, palette(), Room(), english)
    painter.end()
    return canvas.image.copy()


def painted(qtbot: QtBot, made: TileMap, view: Viewport, ratio: float = 1.0, english: bool = False) -> QImage:
    """Painted again and again until nothing more comes."""
    paint(made, view, ratio)
    while made.counts.waiting:
        qtbot.waitUntil(lambda: made.counts.waiting == 0)
        paint(made, view, ratio)
    return paint(made, view, ratio, english)


def city(mpp: float, width: int = 500, height: int = 400, *, dx: float = 0.0, dy: float = 0.0) -> Viewport:
    """A view around the city's middle."""
    x, y = Projection(LON, LAT).point(LON, LAT)
    return Viewport(x + dx, y + dy, mpp, width, height)


def dark() -> None:
    theme._state["theme"] = theme.DARK

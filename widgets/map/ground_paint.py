"""Paints the sketch: water, parks, blocks, streets, then their names. What is too small to read is left out."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPen

from widgets.common.theme import px, sized
from widgets.map.labels import Room, along, flat
from widgets.map.palette import Palette
from widgets.map.shapes import to_pixels
from widgets.map.sketch import EMPTY, Chunk, Name, Sketch
from widgets.map.unlocked import draw_path
from widgets.map.viewport import Viewport

ROADS = (("road-minor", 10.0, 1.0), ("road-secondary", 20.0, 2.0), ("road-arterial", 32.0, 3.5))
"""Class, width on the ground in metres, narrowest width in pixels."""
BLOCKS_FROM, MINOR_FROM = 9.0, 26.0
"""Map metres in a pixel below which blocks and small streets appear."""
FADE_M = 900.0
NAMES_FROM = {
    "district": (6.0, 60.0),
    "landmark": (0.0, 18.0),
    "label": (0.0, 12.0),
    "water": (0.0, 30.0),
    "road-arterial": (0.0, 16.0),
    "road-secondary": (0.0, 7.0),
    "road-minor": (0.0, 2.2),
    "park": (0.0, 8.0),
    "rail": (0.0, 8.0),
}
"""Between which scales (map metres in a pixel) a name is written; earlier ranks get the room first."""


def paint_basemap(painter: QPainter, basemap: Sketch, view: Viewport, colours: Palette) -> None:
    """Areas and lines of `basemap` in `view`, on the ground colour."""
    painter.fillRect(QRectF(0, 0, view.width, view.height), colours.ground)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setTransform(to_pixels(view), True)
    painter.setPen(Qt.PenStyle.NoPen)
    for kind, fill, coarsest in (
        ("park", colours.park, 1e9),
        ("water", colours.water, 1e9),
        ("building-block", colours.block, BLOCKS_FROM),
    ):
        if view.mpp < coarsest:
            painter.setBrush(QBrush(fill))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, kind != "building-block")  # too pale to show
            _draw(painter, basemap.chunks.get(kind, ()), view)
    _roads(painter, basemap, view, colours)
    painter.restore()
    _fade(painter, basemap, view, colours)


def _fade(painter: QPainter, basemap: Sketch, view: Viewport, colours: Palette) -> None:
    """The drawing ends softly, not with a cut."""
    if basemap.rect is None:
        return
    left, top = view.px_of(basemap.rect.left, basemap.rect.top)
    right, bottom = view.px_of(basemap.rect.right, basemap.rect.bottom)
    clear = QColor(colours.ground)
    clear.setAlpha(0)
    deep = FADE_M / view.mpp
    for ax, ay, dx, dy in ((left, top, 1, 0), (right, top, -1, 0), (left, top, 0, 1), (left, bottom, 0, -1)):
        ramp = QLinearGradient(ax, ay, ax + dx * deep, ay + dy * deep)
        ramp.setColorAt(0, colours.ground)
        ramp.setColorAt(1, clear)
        width, height = (deep, bottom - top) if dx else (right - left, deep)
        box = QRectF(ax - (width if dx < 0 else 0), ay - (height if dy < 0 else 0), width, height)
        painter.fillRect(box.intersected(QRectF(0, 0, view.width, view.height)), QBrush(ramp))


def _roads(painter: QPainter, basemap: Sketch, view: Viewport, colours: Palette) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for kind, metres, narrowest in ROADS:
        if kind == "road-minor" and view.mpp > MINOR_FROM:
            continue
        thin = kind == "road-minor" and metres / view.mpp < 3
        painter.setPen(_line(colours.minor if thin else colours.road, max(metres / view.mpp, px(narrowest))))
        _draw(painter, basemap.chunks.get(kind, ()), view)
    rail = _line(colours.rail, px(1.5))
    rail.setDashPattern([6, 4])
    painter.setPen(rail)
    _draw(painter, basemap.chunks.get("rail", ()), view)


def _line(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin if width > 3 else Qt.PenJoinStyle.BevelJoin)
    return pen


def _draw(painter: QPainter, chunks: Iterable[Chunk], view: Viewport) -> None:
    seen = view.rect(20)
    for chunk in chunks:
        if chunk.rect.touches(seen):
            draw_path(painter, chunk.path)


def paint_names(
    painter: QPainter, basemap: Sketch, view: Viewport, colours: Palette, room: Room, english: bool
) -> None:
    """The names of `basemap` in `view`, in the one language or the other, where there is room."""
    seen = view.rect()
    screen = QRectF(0, 0, view.width, view.height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for rank, (finest, coarsest) in NAMES_FROM.items():
        if finest <= view.mpp < coarsest:
            painter.setFont(sized(px(_size(rank))))
            for name in basemap.names:
                if name.rank == rank and name.rect.touches(seen):
                    _name(painter, name, view, _ink(rank, colours), room, english, screen)


def _size(rank: str) -> int:
    return {"district": 15, "landmark": 12, "water": 13, "road-arterial": 12}.get(rank, 11)


def _ink(rank: str, colours: Palette) -> QColor:
    by_rank = {"district": colours.district_name, "water": colours.water_name, "park": colours.park_name}
    return by_rank.get(rank, colours.road_name)


def _name(
    painter: QPainter, name: Name, view: Viewport, ink: QColor, room: Room, english: bool, screen: QRectF
) -> None:
    text = name.text_en if english else name.text
    x, y = view.to_px(name.x, name.y)
    if len(x) > 1:
        along(painter, room, x, y, text, ink, screen)
    else:
        flat(painter, room, QPointF(x[0], y[0]), text, ink)


class SketchMap:
    """A sketch as a basemap (`still.Basemap`): all of it is in memory, nothing more ever comes."""

    attribution = ""

    def __init__(self, sketch: Sketch = EMPTY) -> None:
        self._sketch = sketch
        self.rect, self.sketch, self.approval = sketch.rect, sketch.sketch, sketch.approval

    def paint(self, painter: QPainter, view: Viewport, colours: Palette) -> None:
        """Areas and lines."""
        paint_basemap(painter, self._sketch, view, colours)

    def paint_names(self, painter: QPainter, view: Viewport, colours: Palette, room: Room, english: bool) -> None:
        """Names, where there is room."""
        paint_names(painter, self._sketch, view, colours, room, english)

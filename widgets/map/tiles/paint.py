"""Pieces of tiles onto the map: pictures as they are or dimmed, vector tiles by the style's rules."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from command_center.model.settings import Tone
from widgets.common.theme import px, sized
from widgets.map.labels import Room, along, flat
from widgets.map.palette import Palette
from widgets.map.tiles.picture import Picture
from widgets.map.tiles.pieces import WHOLE, Piece
from widgets.map.tiles.style import Rule, Shape, Style
from widgets.map.tiles.vector import VectorTile
from widgets.map.unlocked import draw_path
from widgets.map.viewport import Viewport

DIMMED, NIGHT_DIMMED = 0.55, 0.25
"""How much of the ground's colour is laid over pictures in the dark theme."""


def dark(colours: Palette) -> bool:
    """Whether this is the dark theme's palette."""
    return colours.ground.lightness() < 128


def paint_pictures(
    painter: QPainter, pieces: Sequence[Piece[Picture]], view: Viewport, colours: Palette, tone: Tone
) -> None:
    """Pictures, the coarse ones first."""
    night = dark(colours) and tone is Tone.NIGHT
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # or the ground shines through between two tiles
    base = painter.worldTransform()
    for piece in pieces:
        image, part = piece.value.night() if night else piece.value.day, piece.part
        width, height = image.width(), image.height()
        painter.setWorldTransform(piece.place * base)
        source = QRectF(part.x() * width, part.y() * height, part.width() * width, part.height() * height)
        painter.drawImage(WHOLE, image, source)
    painter.restore()
    if dark(colours) and tone is not Tone.PLAIN and pieces:
        veil = QColor(colours.ground)
        veil.setAlphaF(NIGHT_DIMMED if night else DIMMED)
        painter.fillRect(QRectF(0, 0, view.width, view.height), veil)


def paint_vectors(
    painter: QPainter, pieces: Sequence[Piece[VectorTile]], style: Style, zoom: float, colours: Palette
) -> None:
    """Areas and lines, one rule after the other over all tiles: a neighbour's margin must not cover a road."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    base = painter.worldTransform()
    for i, rule in enumerate(style.draws):
        if not rule.shown(zoom):
            continue
        _take_up(painter, rule, zoom, colours)
        for piece in pieces:
            if not piece.value.paths[i]:
                continue
            painter.setWorldTransform(piece.place * base)
            painter.setClipRect(WHOLE, Qt.ClipOperation.ReplaceClip if not piece.exact else Qt.ClipOperation.NoClip)
            painter.setWorldTransform(piece.whole_place() * base)
            for path in piece.value.paths[i]:
                draw_path(painter, path)
    painter.restore()


def _take_up(painter: QPainter, rule: Rule, zoom: float, colours: Palette) -> None:
    colour: QColor = getattr(colours, rule.colour)
    if rule.shape is Shape.AREA:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        return
    pen = QPen(colour, max(0.6, rule.width(zoom) * px(100) / 100))
    pen.setCosmetic(True)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin if pen.widthF() > 3 else Qt.PenJoinStyle.BevelJoin)
    if rule.dash:
        pen.setDashPattern(list(rule.dash))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)


def write_names(
    painter: QPainter, pieces: Sequence[Piece[VectorTile]], style: Style, zoom: float, view: Viewport,
    colours: Palette, room: Room, english: bool,
) -> None:  # fmt: skip
    """Names, the most important first, where there is room."""
    screen = QRectF(0, 0, view.width, view.height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for i, rule in enumerate(style.names):
        if not rule.shown(zoom):
            continue
        painter.setFont(sized(px(rule.size)))
        ink: QColor = getattr(colours, rule.colour)
        for piece in pieces:
            place = piece.whole_place()
            for name in piece.value.names[i]:
                x = name.x * place.m11() + name.y * place.m21() + place.dx()
                y = name.x * place.m12() + name.y * place.m22() + place.dy()
                text = name.text_en if english else name.text
                if rule.shape is not Shape.LINE:
                    spot = QPointF(x[0], y[0])
                    if screen.contains(spot) and _in_part(piece, name.x[0], name.y[0]):
                        flat(painter, room, spot, text, ink)
                elif np.hypot(np.diff(x), np.diff(y)).sum() > 40:
                    along(painter, room, x, y, text, ink, screen)


def _in_part(piece: Piece[VectorTile], x: float, y: float) -> bool:
    return piece.exact or piece.part.contains(QPointF(x, y))

"""Pictures of dots and dogs as tables for the engines: soft-edged discs, and a dog seen from above in 32 directions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from widgets.map.points.scene import F32, F64, U8, U32, Sprites

TURNS = 32
"""Directions a dog is drawn in; one more picture for a dog that hasn't moved yet."""
PICTURES = TURNS + 1
Dot = tuple[int, float, int | None]
"""Colour 0xFFRRGGBB and diameter in device pixels; the colour of an edge around it, or none."""
EDGE = 0.2
"""Width of an edge, of the diameter."""


@lru_cache(16)
def discs(dots: tuple[Dot, ...]) -> Sprites:
    """One disc a kind."""
    return _joined([_disc(*dot) for dot in dots])


def _disc(colour: int, diameter: float, edge: int | None) -> tuple[U32, U32]:
    outer = diameter * (1 + 2 * EDGE) if edge is not None else diameter
    half = max(1, int(np.ceil(outer / 2)))
    middles = np.arange(2 * half) - half + 0.5
    away = np.hypot(*np.meshgrid(middles, middles))
    inner = np.clip(diameter / 2 - away + 0.5, 0.0, 1.0)
    cover = np.clip(outer / 2 - away + 0.5, 0.0, 1.0)
    return _tables(cover, _parts(colour) * inner + _parts(edge or 0) * (cover - inner))


def _parts(colour: int) -> F64:
    return np.array([colour >> 16 & 255, colour >> 8 & 255, colour & 255], float)[:, None, None]


@lru_cache(8)
def dogs(inks: tuple[tuple[int, int | None], ...], edge: int, size: float) -> Sprites:
    """Each ink's dog in every direction, then without one; with the ink goes the colour of a ring around it, or none.
    `size` is a dog's length in device pixels, `edge` the colour of its outline."""
    made = []
    for ink, ring in inks:
        made += [_dog(ink, edge, ring, size, turn * 360 / TURNS) for turn in range(TURNS)]
        made.append(_dog(ink, edge, ring, size, None))
    return _joined(made)


def _dog(ink: int, edge: int, ring: int | None, size: float, heading: float | None) -> tuple[U32, U32]:
    half = int(np.ceil(size * (0.78 if ring is not None else 0.6)))
    image = QImage(2 * half, 2 * half, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(half, half)
    painter.scale(size, size)
    if ring is not None:
        painter.setPen(QPen(QColor(ring), 0.07))
        painter.drawEllipse(QPointF(0, 0), 0.7, 0.7)
    shape = _still() if heading is None else _from_above()
    painter.rotate(heading or 0.0)
    painter.setPen(QPen(QColor(edge), 0.16, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(QColor(edge))
    painter.drawPath(shape)
    painter.fillPath(shape, QColor(ink))
    painter.end()
    bytes_ = np.frombuffer(image.constBits(), np.uint32).reshape(2 * half, 2 * half)
    cover = (bytes_ >> 24) / 255
    return _tables(cover, np.stack([bytes_ >> 16 & 255, bytes_ >> 8 & 255, bytes_ & 255]).astype(float))


def _still() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(0, 0), 0.3, 0.3)
    return path


def _from_above() -> QPainterPath:
    """Body, head with ears, tail; one long, its nose up."""
    path = QPainterPath()
    path.addEllipse(QPointF(0, 0.08), 0.17, 0.27)
    for part in (
        _ellipse(0, -0.24, 0.145, 0.15),
        _ellipse(0, -0.4, 0.07, 0.11),
        _ellipse(-0.15, -0.22, 0.06, 0.1),
        _ellipse(0.15, -0.22, 0.06, 0.1),
        _tail(),
    ):
        path = path.united(part)
    return path


def _ellipse(x: float, y: float, wide: float, high: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), wide, high)
    return path


def _tail() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(-0.035, 0.28, 0.07, 0.22), 0.035, 0.035)
    return path


def _tables(cover: F64, colour: F64) -> tuple[U32, U32]:
    """`cover` 0…1, `colour` red, green, blue times cover 0…255 → what stays, what is added."""
    stays = (256 - np.round(cover * 256)).astype(np.uint32)
    red, green, blue = np.floor(colour).astype(np.uint32)
    return stays, (red << 16 | green << 8 | blue).astype(np.uint32)


def _joined(pictures: Sequence[tuple[U32, U32]]) -> Sprites:
    keep, add, half, begins, end = [], [], [], [], 0
    for stays, more in pictures:
        r = len(stays) // 2
        room = ((0, 0), (0, -2 * r % 8))
        keep.append(np.pad(stays, room, constant_values=256).ravel())
        add.append(np.pad(more, room).ravel())
        half.append(r)
        begins.append(end)
        end += keep[-1].size
    return Sprites(np.concatenate(keep), np.concatenate(add), np.array(half, np.int64), np.array(begins, np.int64))


def turns(heading: F32, kind: U8) -> U8:
    """The picture in `dogs` of each of `kind` (an ink) at `heading` degrees from north, NaN unknown."""
    known = np.nan_to_num(np.round(heading * (TURNS / 360.0)), nan=0.0).astype(np.int64) % TURNS
    return (kind.astype(np.int64) * PICTURES + np.where(np.isnan(heading), TURNS, known)).astype(np.uint8)

"""The signs on the map. A priority has a shape as well as a colour; a squad is a triangle, a camera a wedge."""

from __future__ import annotations

from math import isfinite

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from widgets.common.theme import paint_shape, priority_color, px
from widgets.map.marks import Mark, MarkKind
from widgets.map.palette import Palette

RADIUS = {
    MarkKind.EVENT: 13,
    MarkKind.CASE: 10,
    MarkKind.SQUAD: 7,
    MarkKind.VEHICLE: 6,
    MarkKind.DRONE: 7,
    MarkKind.CAMERA: 3,
}
"""Radius of a sign in pixels of a 1080-line screen."""


def radius(kind: MarkKind, wall: bool) -> int:
    """A sign's radius in pixels; on the wall a third more."""
    return px(RADIUS[kind] * (1.35 if wall else 1.0))


def paint_mark(painter: QPainter, mark: Mark, at: QPointF, r: float, colours: Palette) -> None:
    """Draw the sign of `mark` around the pixel `at`."""
    if mark.kind in (MarkKind.EVENT, MarkKind.CASE):
        _matter(painter, mark, at, r, colours)
    elif mark.kind is MarkKind.SQUAD:
        _squad(painter, mark, at, r, colours)
    elif mark.kind is MarkKind.CAMERA:
        _camera(painter, mark, at, r, colours)
    elif mark.kind is MarkKind.VEHICLE:
        _vehicle(painter, mark, at, r, colours)
    else:
        _drone(painter, mark, at, r, colours)


def _matter(painter: QPainter, mark: Mark, at: QPointF, r: float, colours: Palette) -> None:
    """A ring with the priority's shape in it; a case's ring is broken and its shape hollow: somebody has it."""
    ink = priority_color(mark.priority)
    if mark.grey:
        ink.setAlphaF(0.55)
    ring = QPen(ink, px(2) if not mark.hollow else px(1.5))
    if mark.hollow:
        ring.setDashPattern([4, 2.2])
    painter.setPen(ring)
    painter.setBrush(colours.plate)
    painter.drawEllipse(at, r, r)
    core = r * 0.46
    box = QRectF(at.x() - core, at.y() - core, 2 * core, 2 * core)
    paint_shape(painter, box, mark.priority, ink)
    if mark.hollow:
        inner = core * 0.5
        hole = QRectF(at.x() - inner, at.y() - inner, 2 * inner, 2 * inner)
        paint_shape(painter, hole, mark.priority, QColor(colours.ground))


def _squad(painter: QPainter, mark: Mark, at: QPointF, r: float, colours: Palette) -> None:
    ink = colours.faint if mark.grey else colours.good
    painter.setPen(QPen(ink, px(1.6)))
    painter.setBrush(QBrush(colours.ground if mark.hollow else ink))
    painter.drawPolygon(_triangle(at, r))


def _triangle(at: QPointF, r: float) -> QPolygonF:
    return QPolygonF(
        [
            QPointF(at.x(), at.y() - r),
            QPointF(at.x() + 0.9 * r, at.y() + 0.75 * r),
            QPointF(at.x() - 0.9 * r, at.y() + 0.75 * r),
        ]
    )


def _camera(painter: QPainter, mark: Mark, at: QPointF, r: float, colours: Palette) -> None:
    ink = colours.faint if mark.grey else colours.dim
    if isfinite(mark.heading):
        wedge = QColor(ink)
        wedge.setAlphaF(0.28)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(wedge)
        reach = 4.5 * r
        box = QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)
        painter.drawPie(box, round((90 - mark.heading - 25) * 16), 50 * 16)  # Qt: from east, anticlockwise
    painter.setPen(QPen(ink, px(1.2)))
    painter.setBrush(QBrush(colours.ground if mark.grey else ink))
    painter.drawEllipse(at, r * 0.8, r * 0.8)


def _vehicle(painter: QPainter, mark: Mark, at: QPointF, r: float, colours: Palette) -> None:
    ink = colours.faint if mark.grey else colours.ink
    painter.setPen(QPen(ink, px(1.4)))
    painter.setBrush(colours.ground)
    painter.drawRoundedRect(QRectF(at.x() - r, at.y() - r * 0.62, 2 * r, 1.24 * r), 2, 2)
    painter.setBrush(ink)
    painter.drawEllipse(at, r * 0.25, r * 0.25)


def _drone(painter: QPainter, mark: Mark, at: QPointF, r: float, colours: Palette) -> None:
    ink = colours.faint if mark.grey else colours.ink
    painter.setPen(QPen(ink, px(1.4)))
    painter.drawLine(QPointF(at.x() - r, at.y() - r), QPointF(at.x() + r, at.y() + r))
    painter.drawLine(QPointF(at.x() - r, at.y() + r), QPointF(at.x() + r, at.y() - r))
    painter.setBrush(colours.ground)
    for dx, dy in ((-1, -1), (1, 1), (-1, 1), (1, -1)):
        painter.drawEllipse(QPointF(at.x() + dx * r, at.y() + dy * r), r * 0.32, r * 0.32)


def paint_selection(painter: QPainter, at: QPointF, r: float, colours: Palette) -> None:
    """Four corners around the selected thing."""
    painter.setPen(QPen(colours.info, px(2)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    reach, arm = r + px(5), px(6)
    for sx, sy in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        corner = QPointF(at.x() + sx * reach, at.y() + sy * reach)
        painter.drawPolyline(
            [QPointF(corner.x() - sx * arm, corner.y()), corner, QPointF(corner.x(), corner.y() - sy * arm)]
        )

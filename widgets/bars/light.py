"""A feed's light: a shape for each state, so that colour never speaks alone. Only what is live is green."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from command_center.model.health import FeedState
from widgets.common.theme import tokens


def paint_light(painter: QPainter, centre: QPointF, r: float, state: FeedState) -> None:
    """Disc: live; ring: connecting; two chevrons: catching up; clock: lagging; bar with a hole: gap; triangle: stale;
    no entry: refused; cross: cut off."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(centre)
    painter.setPen(QPen(QColor(tokens().ink), r * 0.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _SHAPES.get(state, _cross)(painter, r)
    painter.restore()


def _fill(painter: QPainter, colour: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))


def _disc(painter: QPainter, r: float) -> None:
    _fill(painter, tokens().good)
    painter.drawEllipse(QPointF(), r, r)


def _ring(painter: QPainter, r: float) -> None:
    painter.drawEllipse(QPointF(), r * 0.85, r * 0.85)


def _chevrons(painter: QPainter, r: float) -> None:
    for x in (-r, 0.0):
        painter.drawPolyline(QPolygonF([QPointF(x, -r), QPointF(x + r, 0), QPointF(x, r)]))


def _clock(painter: QPainter, r: float) -> None:
    painter.setPen(QPen(QColor(tokens().ink), r * 0.35))
    painter.drawEllipse(QPointF(), r, r)
    painter.drawPolyline(QPolygonF([QPointF(0, -r * 0.6), QPointF(), QPointF(r * 0.5, 0)]))


def _hole(painter: QPainter, r: float) -> None:
    _fill(painter, tokens().ink)
    for x in (-r, r * 0.3):
        painter.drawRect(QRectF(x, -r, r * 0.7, 2 * r))


def _triangle(painter: QPainter, r: float) -> None:
    _fill(painter, tokens().ink)
    painter.drawPolygon(QPolygonF([QPointF(0, -r), QPointF(r, r), QPointF(-r, r)]))


def _no_entry(painter: QPainter, r: float) -> None:
    painter.drawEllipse(QPointF(), r, r)
    painter.drawLine(QPointF(-r * 0.6, 0), QPointF(r * 0.6, 0))


def _cross(painter: QPainter, r: float) -> None:
    painter.drawLine(QPointF(-r, -r), QPointF(r, r))
    painter.drawLine(QPointF(-r, r), QPointF(r, -r))


_SHAPES: dict[FeedState, Callable[[QPainter, float], None]] = {
    FeedState.LIVE: _disc,
    FeedState.CONNECTING: _ring,
    FeedState.CATCHING_UP: _chevrons,
    FeedState.LAGGING: _clock,
    FeedState.GAP: _hole,
    FeedState.STALE: _triangle,
    FeedState.REFUSED: _no_entry,
    FeedState.DOWN: _cross,
}

"""A dog's way in the past: the whole of it thin, the last hour before the moment bright and fading with age."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from command_center.queries.replay.track import Track
from widgets.common.theme import px
from widgets.map.palette import palette
from widgets.map.projection import Projection
from widgets.map.view import MapView

SHADES = 8
APART_MS = 600_000
"""Fixes further apart in time are not joined: nobody knows the way between them."""


class Trail(QGraphicsItem):
    """Drawn over the map's dots and below its marks' labels. Nothing is kept when it is cleared."""

    def __init__(self, view: MapView, projection: Projection) -> None:
        super().__init__(view.box)
        self._view, self._projection = view, projection
        self._whole: list[Track] = []
        self._tail = Track.joined([])
        self.setZValue(1.5)
        view.looked.connect(self._looked)

    def _looked(self) -> None:
        if self._whole or len(self._tail.time_ms):
            self.prepareGeometryChange()
            self.update()

    def clear(self) -> None:
        """No way at all."""
        self._whole, self._tail = [], Track.joined([])
        self.update()

    def add(self, piece: Track) -> None:
        """A piece of the whole way has been read."""
        self._whole.append(piece)
        self.update()

    def follow(self, tail: Track) -> None:
        """The way of the last hour before the moment."""
        self._tail = tail
        self.update()

    @property
    def fixes(self) -> tuple[int, int]:
        """How many fixes are drawn: of the whole way, of its last hour."""
        return sum(len(piece.time_ms) for piece in self._whole), len(self._tail.time_ms)

    def boundingRect(self) -> QRectF:
        """The whole screen, in pixels."""
        return QRectF(0, 0, self._view.port.width, self._view.port.height)

    def paint(self, painter: QPainter, _: QStyleOptionGraphicsItem, __: QWidget | None = None) -> None:
        """Thin, then bright."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = palette().info
        thin = QColor(ink)
        thin.setAlphaF(0.35)
        for piece in self._whole:
            self._draw(painter, piece, QPen(thin, px(1)))
        number = len(self._tail.time_ms)
        edges = np.linspace(0, number, min(SHADES, max(1, number)) + 1).astype(int)
        for step, (start, end) in enumerate(pairwise(edges)):
            shade = QColor(ink)
            shade.setAlphaF(0.25 + 0.75 * (step + 1) / (len(edges) - 1))
            some = slice(max(0, start - 1), end)
            part = Track(self._tail.time_ms[some], self._tail.lon[some], self._tail.lat[some])
            pen = QPen(shade, px(3))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            self._draw(painter, part, pen)

    def _draw(self, painter: QPainter, track: Track, pen: QPen) -> None:
        if not len(track.time_ms):
            return
        x, y = self._view.port.to_px(*self._projection.to_metres(track.lon, track.lat))
        painter.setPen(pen)
        cuts = np.flatnonzero(np.diff(track.time_ms) > APART_MS) + 1
        for xs, ys in zip(np.split(x, cuts), np.split(y, cuts), strict=True):
            points = [QPointF(a, b) for a, b in zip(xs.tolist(), ys.tolist(), strict=True)]
            painter.drawPolyline(QPolygonF(points)) if len(points) > 1 else painter.drawPoint(points[0])

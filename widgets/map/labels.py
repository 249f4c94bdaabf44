"""Room for names: a name is drawn only where no other one is."""

from __future__ import annotations

from math import atan2, degrees, floor

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QTransform

from widgets.map.projection import Floats

CELL = 96.0
"""Pixels: a box is looked up in the cells it touches, so that thousands of names do not ask each other."""
SAME, AGAIN = 160.0, 700.0
"""Pixels within which one name is not written twice, and after which it is written again along a street."""
Spot = tuple[float, float]


class Room:
    """The rectangles (pixels) already taken."""

    def __init__(self) -> None:
        self._taken: list[QRectF] = []
        self._cells: dict[tuple[int, int], list[QRectF]] = {}
        self._said: dict[str, QPointF] = {}

    @property
    def taken(self) -> tuple[QRectF, ...]:
        """All of them."""
        return tuple(self._taken)

    def take(self, box: QRectF, force: bool = False) -> bool:
        """Take `box`; False, and nothing taken, when it touches another one (unless forced)."""
        touched = self._touched(box)
        if not force and any(box.intersects(other) for cell in touched for other in self._cells.get(cell, ())):
            return False
        self._taken.append(box)
        for cell in touched:
            self._cells.setdefault(cell, []).append(box)
        return True

    @staticmethod
    def _touched(box: QRectF) -> list[tuple[int, int]]:
        across = range(floor(box.left() / CELL), floor(box.right() / CELL) + 1)
        down = range(floor(box.top() / CELL), floor(box.bottom() / CELL) + 1)
        return [(i, j) for i in across for j in down]

    def says(self, text: str, near: QPointF) -> bool:
        """True when the same `text` stands within `SAME` pixels already; else it is noted as standing there."""
        if text in self._said and (self._said[text] - near).manhattanLength() < SAME:
            return True
        self._said[text] = near
        return False


def beside(x: float, y: float, width: float, height: float, gap: float) -> tuple[QRectF, ...]:
    """Boxes for a label beside a mark, best first: right, left, below, above, then the corners."""
    up, down = y - gap - height * 0.6, y + gap - height * 0.4
    return (
        QRectF(x + gap, y - height / 2, width, height),
        QRectF(x - gap - width, y - height / 2, width, height),
        QRectF(x - width / 2, y + gap, width, height),
        QRectF(x - width / 2, y - gap - height, width, height),
        QRectF(x + gap * 0.8, up, width, height),
        QRectF(x + gap * 0.8, down, width, height),
        QRectF(x - gap * 0.8 - width, up, width, height),
        QRectF(x - gap * 0.8 - width, down, width, height),
    )


def flat(painter: QPainter, room: Room, at: QPointF, text: str, ink: QColor) -> None:
    """Write `text` level, centred on `at`, if there is room."""
    metrics = QFontMetricsF(painter.font())
    width, height = metrics.horizontalAdvance(text), metrics.height()
    box = QRectF(at.x() - width / 2, at.y() - height / 2, width, height)
    if not room.says(text, at) and room.take(box.adjusted(-6, -2, 6, 2)):
        painter.setPen(ink)
        painter.drawText(QPointF(box.left(), box.top() + metrics.ascent()), text)


def along(painter: QPainter, room: Room, px: Floats, py: Floats, text: str, ink: QColor, screen: QRectF) -> None:
    """Write `text` along the line `px`, `py` (pixels) where the line is straight enough, again after a while."""
    metrics = QFontMetricsF(painter.font())
    width = metrics.horizontalAdvance(text) + 8
    run = np.concatenate(([0.0], np.cumsum(np.hypot(np.diff(px), np.diff(py)))))
    starts = np.arange(20.0, run[-1] - width - 20.0, 60.0)
    x = np.interp(starts, run, px), np.interp(starts + width, run, px)
    y = np.interp(starts, run, py), np.interp(starts + width, run, py)
    straight = np.hypot(x[1] - x[0], y[1] - y[0]) >= 0.985 * width
    across, down = (x[0] + x[1]) / 2, (y[0] + y[1]) / 2
    inside = (across > 0) & (across < screen.width()) & (down > 0) & (down < screen.height())
    last = -AGAIN
    for i in np.flatnonzero(straight & inside):
        if starts[i] - last >= AGAIN and _written(
            painter, room, (x[0][i], y[0][i]), (x[1][i], y[1][i]), text, ink, metrics
        ):
            last = float(starts[i])


def _written(
    painter: QPainter, room: Room, start: Spot, end: Spot, text: str, ink: QColor, metrics: QFontMetricsF
) -> bool:
    """Write `text` on the middle of a chord; False when there is no room."""
    turn = degrees(atan2(end[1] - start[1], end[0] - start[0]))
    turn = turn - 180 if turn > 90 else turn + 180 if turn <= -90 else turn
    place = QTransform.fromTranslate((start[0] + end[0]) / 2, (start[1] + end[1]) / 2).rotate(turn)
    width = metrics.horizontalAdvance(text)
    box = QRectF(-width / 2, -metrics.height() / 2, width, metrics.height())
    if not room.take(place.mapRect(box).adjusted(-4, -4, 4, 4)):
        return False
    painter.save()
    painter.setTransform(place, True)
    painter.setPen(ink)
    painter.drawText(QPointF(box.left(), box.top() + metrics.ascent()), text)
    painter.restore()
    return True

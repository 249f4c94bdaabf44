"""Measuring on the map: a line's length, or a ring's area and outline."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF

from command_center.model.geo import distance_m, ring_area_m2
from widgets.common.theme import px, sized
from widgets.map.palette import Palette
from widgets.map.projection import Projection
from widgets.map.viewport import Viewport

Spot = tuple[float, float]
CLOSES_PX = 10
"""A click so near the first corner closes the ring."""


def length_words(metres: float) -> str:
    """Metres below a kilometre, else kilometres."""
    return f"{metres:.0f} m" if metres < 1000 else f"{metres / 1000:.2f} km"


def area_words(square_metres: float) -> str:
    """Square metres below a tenth of a square kilometre, else those."""
    if square_metres < 100_000:
        return f"{square_metres:,.0f} m²".replace(",", "\u2009")
    return f"{square_metres / 1e6:.2f} km²"


class Measure:
    """A tool. Clicks set corners; near the first one a click closes the ring, a double click or Return ends the line;
    Backspace takes the last corner back, Escape begins anew. `view` is where the map looks now."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, projection: Projection, view: Callable[[], Viewport], changed: Callable[[], None]) -> None:
        self._projection, self._view, self._changed = projection, view, changed
        self.corners: list[Spot] = []
        self.closed = self.ended = False
        self._at: Spot | None = None

    @property
    def metres(self) -> float:
        """The length of what is set, the closing side included."""
        ring = [*self.corners, self.corners[0]] if self.closed else self.corners
        return sum(distance_m(*one, *two) for one, two in pairwise(ring))

    @property
    def square_metres(self) -> float:
        """The area, 0 while the ring is open."""
        return ring_area_m2(self.corners) if self.closed else 0.0

    def words(self) -> str:
        """What was measured, for a person; what to do while nothing is."""
        if not self.corners:
            return QCoreApplication.translate("Measure", "Click the corners; a double click ends; Esc leaves")
        if self.closed:
            outline = QCoreApplication.translate("Measure", "outline {length}").format(length=length_words(self.metres))
            return f"{area_words(self.square_metres)} · {outline}"
        ahead = distance_m(*self.corners[-1], *self._at) if self._at is not None and not self.ended else 0.0
        return length_words(self.metres + ahead)

    def press(self, at: QPointF, event: QMouseEvent) -> bool:
        """Another corner; the middle button still drags the map."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return False
        if self.ended or self.closed:
            self._begin()
        if len(self.corners) >= 3 and (self._pixel(self.corners[0]) - at).manhattanLength() <= px(CLOSES_PX):
            self.closed = True
        else:
            self.corners.append(self._spot(at))
        self._changed()
        return True

    def move(self, at: QPointF, event: QMouseEvent) -> None:
        """The line follows the pointer."""
        self._at = self._spot(at)
        if self.corners and not self.ended and not self.closed:
            self._changed()

    def release(self, at: QPointF, event: QMouseEvent) -> None:
        """Nothing: a corner is set by the press."""

    def double(self, at: QPointF, event: QMouseEvent) -> bool:
        """The end; its first press has set the last corner."""
        self._end()
        return True

    def key(self, event: QKeyEvent) -> bool:
        """Return, Backspace, Escape."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end()
        elif key == Qt.Key.Key_Backspace and self.corners:
            if self.ended or self.closed:
                self.ended = self.closed = False
            else:
                self.corners.pop()
        elif key == Qt.Key.Key_Escape and self.corners:
            self._begin()
        else:
            return False
        self._changed()
        return True

    def dropped(self) -> None:
        """Nothing is kept."""
        self._begin()

    def _begin(self) -> None:
        self.corners, self.closed, self.ended = [], False, False

    def _end(self) -> None:
        self.ended = len(self.corners) > 1
        self._changed()

    def _spot(self, at: QPointF) -> Spot:
        return self._projection.to_degrees(*self._view().to_metres(at.x(), at.y()))

    def _pixel(self, spot: Spot) -> QPointF:
        return QPointF(*self._view().px_of(*self._projection.point(*spot)))

    def paint(self, painter: QPainter, view: Viewport, colours: Palette) -> None:
        """Line, corners, and what it comes to beside the last one."""
        spots = [QPointF(*view.px_of(*self._projection.point(*spot))) for spot in self.corners]
        if self._at is not None and not self.ended and not self.closed and spots:
            spots.append(QPointF(*view.px_of(*self._projection.point(*self._at))))
        if not spots:
            return
        painter.setPen(QPen(colours.info, px(2)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.closed:
            fill = QColor(colours.info)
            fill.setAlpha(40)
            painter.setBrush(QBrush(fill))
            painter.drawPolygon(QPolygonF(spots))
        else:
            painter.drawPolyline(QPolygonF(spots))
        painter.setBrush(QBrush(colours.ground))
        for spot in spots[: len(self.corners)]:
            painter.drawEllipse(spot, px(3.5), px(3.5))
        middle = sum(spots[1:], spots[0]) / len(spots) if self.closed else spots[-1]
        _plate(painter, middle, self.words(), colours)


def _plate(painter: QPainter, at: QPointF, text: str, colours: Palette) -> None:
    font = sized(px(13), bold=True)
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    box = QRectF(at.x() + px(12), at.y() - px(24), metrics.horizontalAdvance(text) + px(12), metrics.height() + px(4))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.plate)
    painter.drawRoundedRect(box, px(3), px(3))
    painter.setPen(colours.ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

"""How an area being drawn looks on the map."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from widgets.common.theme import px, sized
from widgets.map.palette import Palette
from widgets.map.viewport import Viewport
from widgets.zones.checking import Fault
from widgets.zones.editor import Mode, State
from widgets.zones.rings import Shape, Spot, corners, sides
from widgets.zones.snapping import Snap

MOST_HANDLES = 1500
"""Corners in sight beyond which their handles would be all there is to see."""
CROWDED_PX = 9
"""Nearer to the one before a corner has no handle of its own; it can be taken hold of all the same."""
LONG_PX = 36
"""A side at least so long shows that it can be taken in the middle."""


class Picture:
    """Paints with one painter, for one view."""

    def __init__(self, painter: QPainter, view: Viewport, colours: Palette) -> None:
        self._painter, self._view, self._colours = painter, view, colours

    def at(self, spot: Spot) -> QPointF:
        """A spot in map metres, in pixels."""
        return QPointF(*self._view.px_of(*spot))

    def area(self, shape: Shape, *, ghost: bool = False) -> None:
        """A filled area, or (`ghost`) one that is only looked at."""
        path = QPainterPath()
        for part in shape:
            for ring in part:
                path.addPolygon(QPolygonF([self.at(spot) for spot in ring]))
                path.closeSubpath()
        colour = QColor(self._colours.dim if ghost else self._colours.info)
        style = Qt.PenStyle.DashLine if ghost else Qt.PenStyle.SolidLine
        self._painter.setPen(QPen(colour, px(2), style))
        colour.setAlpha(24 if ghost else 44)
        self._painter.setBrush(colour)
        self._painter.drawPath(path)

    def handles(self, state: State) -> None:
        """Corners to take hold of, and the middles of sides."""
        seen = QRectF(0, 0, self._view.width, self._view.height)
        found = [(corner, at) for corner, spot in corners(state.shape) if seen.contains(at := self.at(spot))]
        if len(found) > MOST_HANDLES:
            return
        painter, colours = self._painter, self._colours
        painter.setPen(QPen(colours.info, px(1)))
        painter.setBrush(colours.ground)
        for _, one, two in sides(state.shape):
            middle = (self.at(one) + self.at(two)) / 2
            if (self.at(one) - self.at(two)).manhattanLength() >= px(LONG_PX) and seen.contains(middle):
                painter.drawEllipse(middle, px(2.5), px(2.5))
        painter.setPen(QPen(colours.info, px(2)))
        last: QPointF | None = None
        for corner, at in found:
            crowded = last is not None and (at - last).manhattanLength() < px(CROWDED_PX)
            if crowded and corner != state.chosen:
                continue
            last = at
            painter.setBrush(colours.info if corner == state.chosen else colours.ground)
            half = px(5 if corner == state.chosen else 4)
            painter.drawRect(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half))

    def line(self, state: State, pointer: Spot | None) -> None:
        """What is being set, up to the pointer."""
        spots = [self.at(spot) for spot in state.line]
        ahead = [*spots, self.at(pointer)] if pointer is not None and spots else spots
        painter = self._painter
        painter.setPen(
            QPen(self._colours.info, px(2), Qt.PenStyle.DashLine if state.mode is Mode.SPLIT else Qt.PenStyle.SolidLine)
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(ahead))
        if state.mode is not Mode.SPLIT and len(ahead) > 2:
            painter.setPen(QPen(self._colours.info, px(1), Qt.PenStyle.DotLine))
            painter.drawLine(ahead[-1], ahead[0])
        painter.setPen(QPen(self._colours.info, px(2)))
        painter.setBrush(self._colours.ground)
        for at in spots:
            painter.drawEllipse(at, px(4), px(4))

    def snapped(self, snap: Snap) -> None:
        """What the pointer is drawn to: a ring around a corner, a cross on an edge."""
        at, far = self.at(snap.spot), px(7)
        self._painter.setPen(QPen(self._colours.ink, px(2)))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        if snap.corner:
            self._painter.drawEllipse(at, far, far)
        else:
            self._painter.drawLine(at - QPointF(far, far), at + QPointF(far, far))
            self._painter.drawLine(at - QPointF(far, -far), at + QPointF(far, -far))

    def fault(self, fault: Fault, words: str) -> None:
        """A mark where something is wrong, and what."""
        if fault.spot is None:
            return
        at = self.at(fault.spot)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((self._colours.ground, px(6)), (self._colours.ink, px(2))):
            self._painter.setPen(QPen(colour, width))
            self._painter.drawEllipse(at, px(13), px(13))
        self.plate(at + QPointF(px(18), 0), words)

    def plate(self, at: QPointF, text: str) -> None:
        """Words on a ground of their own, their left edge's middle at a pixel."""
        font = sized(px(13), bold=True)
        self._painter.setFont(font)
        metrics = QFontMetricsF(font)
        box = QRectF(at.x(), at.y() - px(12), metrics.horizontalAdvance(text) + px(12), px(24))
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._colours.plate)
        self._painter.drawRoundedRect(box, px(3), px(3))
        self._painter.setPen(self._colours.ink)
        self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def pieces(self, pieces: Iterable[Shape]) -> None:
        """What was split off, to be places of its own."""
        for number, piece in enumerate(pieces, 2):
            self.area(piece, ghost=True)
            spots = [spot for _, spot in corners(piece)]
            middle = self.at((sum(x for x, _ in spots) / len(spots), sum(y for _, y in spots) / len(spots)))
            self.plate(middle, QCoreApplication.translate("Zones", "new place ({n})").format(n=number))

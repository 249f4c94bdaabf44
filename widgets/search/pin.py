"""Marks on the map what was searched and has no mark of its own there: a position, a place, a street."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from command_center.queries.search.index import Entry
from widgets.common.theme import Size, font, px
from widgets.map.palette import palette
from widgets.map.projection import Projection
from widgets.map.view import MapView

PINNED = ("spot", "place", "street")


class Pin(QGraphicsItem):
    """A cross in a ring, its name beside it, until something else is searched."""

    def __init__(self, view: MapView, projection: Projection) -> None:
        super().__init__(view.box)
        self._view, self._projection = view, projection
        self._spot: tuple[float, float] | None = None
        self.text = ""
        self.setZValue(20)
        view.looked.connect(self._looked)

    def show_entry(self, entry: Entry | None) -> None:
        """Mark this, if it has no mark of its own and a position; else nothing."""
        self._spot, self.text = None, ""
        if entry is not None and entry.kind in PINNED and entry.lon is not None and entry.lat is not None:
            self._spot, self.text = self._projection.point(entry.lon, entry.lat), entry.title
        self._looked()

    def _looked(self) -> None:
        self.prepareGeometryChange()
        self.update()

    def boundingRect(self) -> QRectF:
        """Ring and name, in pixels; nothing while there is none."""
        if self._spot is None:
            return QRectF()
        x, y = self._view.port.px_of(*self._spot)
        wide = QFontMetricsF(font(Size.SMALL)).horizontalAdvance(self.text)
        return QRectF(x - px(16), y - px(16), px(48) + wide, px(32))

    def paint(self, painter: QPainter, _: QStyleOptionGraphicsItem, __: QWidget | None = None) -> None:
        """Ring, cross and name."""
        if self._spot is None:
            return
        colours, at, r = palette(), QPointF(*self._view.port.px_of(*self._spot)), px(9)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.info, px(2)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(at, r, r)
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            painter.drawLine(at + QPointF(dx * r * 0.5, dy * r * 0.5), at + QPointF(dx * r * 1.6, dy * r * 1.6))
        painter.setFont(font(Size.SMALL))
        metrics = QFontMetricsF(painter.font())
        box = QRectF(
            at.x() + r * 2, at.y() - metrics.height() / 2, metrics.horizontalAdvance(self.text), metrics.height()
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.plate)
        painter.drawRoundedRect(box.adjusted(-3, 0, 3, 0), 2, 2)
        painter.setPen(colours.ink)
        painter.drawText(QPointF(box.left(), box.top() + metrics.ascent()), self.text)

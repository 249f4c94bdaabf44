"""The layer of things drawn one by one, over the ground: matters, squads, vehicles, cameras and their labels."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from widgets.common.theme import px, scale, sized
from widgets.map import grid_numbers
from widgets.map.glyphs import paint_mark, paint_selection, radius
from widgets.map.layers import AT_FIRST, Layer
from widgets.map.layout import MATTERS, SPARE, Layout, label_font, laid_out
from widgets.map.marks import Mark, MarkKind
from widgets.map.matter_paint import MatterShape, paint_matter
from widgets.map.palette import Palette, palette
from widgets.map.places import Places
from widgets.map.stamps import Stamps
from widgets.map.viewport import Viewport


class Overlay(QGraphicsItem):
    """Holds the marks in drawing order and lays them out when they are next needed."""

    def __init__(self, places: Places, wall: bool, parent: QGraphicsItem | None) -> None:
        super().__init__(parent)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._places, self._wall = places, wall
        self._view = Viewport()
        self._marks: tuple[Mark, ...] = ()
        self._squads: Mapping[str, tuple[float, float]] = {}
        self._layout: Layout | None = None
        self._numbers: tuple[grid_numbers.Number, ...] | None = None
        self.shown: frozenset[Layer] = AT_FIRST
        self.written: Callable[[], Sequence[QRectF]] = tuple
        self._stamps = Stamps()
        self._stamped_for: object = None
        self.matter: MatterShape | None = None
        self.selected: str | None = None
        self.spot: tuple[float, float] | None = None
        self.private = wall
        self.colours: Palette = palette()
        self.paints = 0

    def boundingRect(self) -> QRectF:
        """The whole screen, in pixels."""
        return QRectF(0, 0, self._view.width, self._view.height)

    def look(self, view: Viewport) -> None:
        """Show another part of the city."""
        if (view.width, view.height) != (self._view.width, self._view.height):
            self.prepareGeometryChange()
        self._view = view
        self.renew()

    def set_marks(self, marks: Sequence[Mark], squads: Mapping[str, tuple[float, float]]) -> None:
        """Replace everything, in drawing order; `squads` is where squads are, for the lines to their errands."""
        self._marks, self._squads = tuple(marks), squads
        self.renew()

    def renew(self) -> None:
        """Lay out and paint again."""
        self._layout = self._numbers = None
        self.update()

    def layout(self) -> Layout:
        """Where everything is on the screen now."""
        if self._layout is None:
            self._layout = laid_out(self._marks, self._view, self.selected, self._wall)
        return self._layout

    def numbers(self) -> tuple[grid_numbers.Number, ...]:
        """The grids' numbers now in sight, where marks and names leave them room."""
        if self._numbers is None:
            found = grid_numbers.spots(self._places) if Layer.GRIDS in self.shown else grid_numbers.NONE
            self._numbers = grid_numbers.numbers(found, self._view, self._marked(), self.written())
        return self._numbers

    def boxes(self) -> list[QRectF]:
        """Where marks, their names and the grids' numbers are."""
        return [*self._marked(), *(box for _, box in self.numbers())]

    def _marked(self) -> list[QRectF]:
        layout = self.layout()
        made = [box for _, box in layout.labels]
        for i in layout.seen:
            r = radius(layout.marks[i].kind, self._wall)
            made.append(QRectF(layout.px[i] - r, layout.py[i] - r, 2 * r, 2 * r))
        return made

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw what the exposed part needs: lines, matter, marks, labels, in this order. On a widget, signs and names
        are copied from pictures; on paper they are drawn."""
        self.paints += 1
        if self._stamped_for != (self.colours, scale()):
            self._stamped_for = self.colours, scale()
            self._stamps.forget()
        layout, exposed = self.layout(), option.exposedRect.adjusted(-SPARE, -SPARE, SPARE, SPARE)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._grids(painter, exposed, widget is not None)
        self._lines(painter, layout)
        if self.matter is not None:
            paint_matter(painter, self.matter, self._places, self._view, self.colours, self.private)
        for i in layout.seen:
            at = QPointF(layout.px[i], layout.py[i])
            if exposed.contains(at):
                self._sign(painter, layout.marks[i], at, widget is not None)
        self._labels(painter, layout, exposed, widget is not None)
        self._selection(painter, layout)

    def _grids(self, painter: QPainter, exposed: QRectF, stamped: bool) -> None:
        font, ink = sized(px(grid_numbers.SIZE)), self.colours.grid_number
        for word, box in self.numbers():
            if not exposed.intersects(box):
                continue
            name = partial(_word, text=word, font=font, ink=ink, rim=self.colours.ground)
            if stamped:
                own, rim = QRectF(px(2), 0, box.width(), box.height()), 2 * px(2)
                corner = box.topLeft() - QPointF(px(2), 0)
                key = "grid", word
                self._stamps.draw(painter, key, corner, box.width() + rim, box.height(), partial(name, box=own))
            else:
                name(painter, box=box)

    def _lines(self, painter: QPainter, layout: Layout) -> None:
        """From a dispatched squad to its errand; the selected one's is brighter."""
        for i, mark in enumerate(layout.marks):
            start = self._squads.get(mark.squad) if mark.squad is not None else None
            if start is None or not np.isfinite(start[0]):
                continue
            chosen = mark.id == self.selected
            dashed = QPen(self.colours.info, px(2 if chosen else 1))
            dashed.setDashPattern([4, 3])
            painter.setPen(dashed)
            painter.setOpacity(1.0 if chosen else 0.8)
            painter.drawLine(QPointF(*self._view.px_of(*start)), QPointF(layout.px[i], layout.py[i]))
        painter.setOpacity(1.0)

    def _sign(self, painter: QPainter, mark: Mark, at: QPointF, stamped: bool) -> None:
        r = radius(mark.kind, self._wall)
        if not stamped:
            paint_mark(painter, mark, at, r, self.colours)
            return
        half = 6.0 * r if mark.kind is MarkKind.CAMERA else 2.0 * r
        middle = QPointF(half, half)
        key = mark.kind, mark.priority, mark.hollow, mark.grey, mark.heading if mark.kind is MarkKind.CAMERA else 0
        self._stamps.draw(
            painter, key, at - middle, 2 * half, 2 * half, lambda p: paint_mark(p, mark, middle, r, self.colours)
        )

    def _labels(self, painter: QPainter, layout: Layout, exposed: QRectF, stamped: bool) -> None:
        font = label_font(self._wall)
        ascent = QFontMetricsF(font).ascent()
        for i, box in layout.labels:
            if not exposed.intersects(box):
                continue
            mark = layout.marks[i]
            matter = mark.kind in MATTERS and not mark.grey
            ink = self.colours.ink if matter or mark.id == self.selected else self.colours.dim
            name = partial(_name, text=mark.label, font=font, ascent=ascent, ink=ink, plate=self.colours.plate)
            if stamped:
                own = QRectF(2, 0, box.width(), box.height())
                key = mark.label, ink.rgb()
                corner = box.topLeft() - QPointF(2, 0)
                self._stamps.draw(painter, key, corner, box.width() + 4, box.height(), partial(name, box=own))
            else:
                name(painter, box=box)

    def _selection(self, painter: QPainter, layout: Layout) -> None:
        for i in layout.seen:
            if layout.marks[i].id == self.selected:
                r = radius(layout.marks[i].kind, self._wall)
                paint_selection(painter, QPointF(layout.px[i], layout.py[i]), r, self.colours)
                return
        if self.spot is not None:
            paint_selection(painter, QPointF(*self._view.px_of(*self.spot)), px(4), self.colours)


def _name(painter: QPainter, box: QRectF, text: str, font: QFont, ascent: float, ink: QColor, plate: QColor) -> None:
    """A mark's name on its plate."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(plate)
    painter.drawRoundedRect(box.adjusted(-2, 0, 2, 0), 2, 2)
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(QPointF(box.left(), box.top() + ascent), text)


def _word(painter: QPainter, box: QRectF, text: str, font: QFont, ink: QColor, rim: QColor) -> None:
    """A word in the middle of its box, clear of what it lies on by a rim."""
    metrics, path = QFontMetricsF(font), QPainterPath()
    left = box.center().x() - metrics.horizontalAdvance(text) / 2
    path.addText(QPointF(left, box.top() + metrics.ascent()), font, text)
    painter.strokePath(
        path, QPen(rim, px(3), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    painter.fillPath(path, ink)

"""What a trial of rules would have raised, on the map: square and dashed, never in a priority's colour, under a band
that says it is not live."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsObject, QStyleOptionGraphicsItem, QWidget

from widgets.common.theme import px, sized
from widgets.map.palette import Palette, palette
from widgets.map.viewport import Viewport

translate = QCoreApplication.translate
CELL_PX = 26
"""Marks of one sort nearer than this are one, with their number: a thousand alarms of one dog stay readable."""
HALF_PX = 8
BAND_PX = 66
"""Where the band's words begin: below the field for searching."""


class Side(Enum):
    """With which rules an alarm is raised. Declared in the order of drawing: what differs lies on top."""

    BOTH = 0
    NO_LONGER = 1
    ADDED = 2


@dataclass(frozen=True, slots=True)
class WouldBe:
    """An alarm of a trial at `x`, `y` (map metres)."""

    x: float
    y: float
    side: Side


@dataclass(frozen=True, slots=True)
class Sign:
    """`count` alarms of one sort around the pixel `at`."""

    at: QPointF
    side: Side
    count: int


class WouldBeItem(QGraphicsObject):
    """Lies below what is live. Empty, it paints nothing. Signal `cleared()`: what was shown is no longer."""

    cleared = Signal()

    def __init__(self, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._view = Viewport()
        self._spots: NDArray[np.float64] = np.empty((0, 2))
        self._sides: NDArray[np.int8] = np.empty(0, np.int8)
        self.note = ""
        self.colours: Palette = palette()
        self.setVisible(False)

    @property
    def count(self) -> int:
        """How many alarms are shown, wherever they are."""
        return len(self._sides)

    def show_all(self, alarms: Sequence[WouldBe], note: str) -> None:
        """Show these in the place of those before; `note` is what the band says about them."""
        self._spots = np.array([(one.x, one.y) for one in alarms], float).reshape(-1, 2)
        self._sides = np.array([one.side.value for one in alarms], np.int8)
        self.note = note
        self.setVisible(True)
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        shown = self.isVisible()
        self._spots, self._sides, self.note = np.empty((0, 2)), np.empty(0, np.int8), ""
        self.setVisible(False)
        if shown:
            self.cleared.emit()

    def boundingRect(self) -> QRectF:
        """The whole screen, in pixels."""
        return QRectF(0, 0, self._view.width, self._view.height)

    def look(self, view: Viewport) -> None:
        """Show another part of the city."""
        if (view.width, view.height) != (self._view.width, self._view.height):
            self.prepareGeometryChange()
        self._view = view
        if self.isVisible():
            self.update()

    def signs(self) -> list[Sign]:
        """What is in sight, near ones of a sort together, in drawing order."""
        if not len(self._sides):
            return []
        view = self._view
        left, top = view.px_of(0.0, 0.0)
        right, bottom = view.px_of(1000.0, 1000.0)
        px_, py = left + self._spots[:, 0] * (right - left) / 1000, top + self._spots[:, 1] * (bottom - top) / 1000
        edge = px(CELL_PX)
        seen = (px_ > -edge) & (px_ < view.width + edge) & (py > -edge) & (py < view.height + edge)
        px_, py, sides = px_[seen], py[seen], self._sides[seen]
        # Cells hang on the map, not on the screen: what is one sign stays one while the map is dragged.
        cells = np.column_stack([sides, np.floor((px_ - left) / edge), np.floor((py - top) / edge)])
        kinds, which, counts = np.unique(cells, axis=0, return_inverse=True, return_counts=True)
        which = which.reshape(-1)
        xs, ys = np.bincount(which, px_) / counts, np.bincount(which, py) / counts
        found = zip(kinds[:, 0], xs, ys, counts, strict=True)
        return [Sign(QPointF(float(x), float(y)), Side(int(side)), int(n)) for side, x, y, n in found]

    def paint(self, painter: QPainter, _: QStyleOptionGraphicsItem, __: QWidget | None = None) -> None:
        """The signs, then the band."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for sign in self.signs():
            paint_sign(painter, sign, self.colours)
        self._band(painter)

    def _band(self, painter: QPainter) -> None:
        """Along the upper edge, in as many lines as it takes: nobody takes these for alarms."""
        if not self.note:
            return
        painter.setFont(sized(px(13)))
        metrics, flags = QFontMetricsF(painter.font()), Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter
        beside = px(2 * 210) if self._view.width > px(900) else px(2 * 34)  # the list of layers, where it is unfolded
        room = max(px(160), min(self._view.width - beside, px(760)))
        words = metrics.boundingRect(QRectF(0, 0, room, 10_000), flags, self.note)
        left = (self._view.width - words.width()) / 2
        text = QRectF(left, px(BAND_PX), words.width() + 1, words.height())
        box = text.adjusted(-px(14), -px(8), px(14), px(8))
        pen = QPen(self.colours.info, px(1.5))
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(self.colours.plate)
        painter.drawRect(box)
        painter.setPen(self.colours.ink)
        painter.drawText(text, flags, self.note)


def paint_sign(painter: QPainter, sign: Sign, colours: Palette) -> None:
    """A dashed square with + (only with the change), − (no longer) or = (both), and how many where more than one."""
    ink = QColor(colours.dim if sign.side is Side.BOTH else colours.info)
    half, at = px(HALF_PX), sign.at
    pen = QPen(ink, px(1.4))
    pen.setDashPattern([2.5, 2])
    painter.setPen(pen)
    painter.setBrush(colours.plate)
    painter.drawRect(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half))
    painter.setPen(QPen(ink, px(2)))
    arm = half * 0.5
    for dy in (-arm / 2, arm / 2) if sign.side is Side.BOTH else (0.0,):
        painter.drawLine(QPointF(at.x() - arm, at.y() + dy), QPointF(at.x() + arm, at.y() + dy))
    if sign.side is Side.ADDED:
        painter.drawLine(QPointF(at.x(), at.y() - arm), QPointF(at.x(), at.y() + arm))
    if sign.count > 1:
        _number(painter, sign, colours)


def _number(painter: QPainter, sign: Sign, colours: Palette) -> None:
    painter.setFont(sized(px(11)))
    metrics, words = QFontMetricsF(painter.font()), str(sign.count)
    left = sign.at.x() + px(HALF_PX) + px(3)
    box = QRectF(left, sign.at.y() - metrics.height() / 2, metrics.horizontalAdvance(words) + px(4), metrics.height())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.plate)
    painter.drawRect(box)
    painter.setPen(colours.ink)
    painter.drawText(QPointF(left + px(2), box.top() + metrics.ascent()), words)


def band_words(added: int, no_longer: int, both: int) -> str:
    """What the band says about the marks."""
    return translate(
        "Map",
        "Trial on recorded tracks, not live: + {added} more · − {gone} no longer · = {both} as now. Esc removes it",
    ).format(added=added, gone=no_longer, both=both)

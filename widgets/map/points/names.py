"""Tag numbers beside the dogs, where there is room: flagged ones first, then who had one a moment ago."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QStaticText
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from widgets.common.theme import px, sized
from widgets.map.palette import Palette, palette
from widgets.map.points.layer import FLAGGED_OLD, PICTURE, PointLayer
from widgets.map.points.manner import Manner
from widgets.map.viewport import Viewport

GRAIN = 4
"""Pixels of a cell in which room is kept: two names may come no nearer."""
MOST = 250
"""Names on the map at once; more nobody reads."""
SIDES = 4
KEPT_TEXTS = 2000


class Cells:
    """Which parts of the screen are taken, in cells of GRAIN pixels."""

    def __init__(self, width: float, height: float) -> None:
        self._taken: NDArray[np.bool_] = np.zeros((int(height / GRAIN) + 1, int(width / GRAIN) + 1), bool)

    def take(self, left: float, top: float, right: float, bottom: float, *, force: bool = False) -> bool:
        """Take a box; False, and nothing taken, where it is not wholly free and on the screen (unless forced)."""
        high, wide = self._taken.shape
        if not force and (left < 0 or top < 0 or right > wide * GRAIN or bottom > high * GRAIN):
            return False
        rows = slice(max(0, int(top // GRAIN)), max(0, int(bottom // GRAIN) + 1))
        columns = slice(max(0, int(left // GRAIN)), max(0, int(right // GRAIN) + 1))
        part = self._taken[rows, columns]
        if not force and part.any():
            return False
        part[:] = True
        return True


@dataclass(frozen=True)
class Named:
    """One name: the row, the upper left corner and the width of its box in pixels, and which side of the dog."""

    row: int
    x: float
    y: float
    width: float
    side: int


def laid_out(
    rows: Sequence[int], x: Sequence[float], y: Sequence[float], widths: Sequence[float], height: float, gap: float,
    before: dict[int, int], room: Cells,
) -> list[Named]:  # fmt: skip
    """Names for things at `x`, `y`, best first, where `room` has any; `before`: rows that had one, and on which side.

    A name keeps its side while there is room on it, so that it moves only with its dog.
    """
    made: list[Named] = []
    for row, at_x, at_y, width in zip(rows, x, y, widths, strict=True):
        kept = before.get(row, 0)
        for side in (kept, *(other for other in range(SIDES) if other != kept)):
            left, top = _corner(side, at_x, at_y, width, height, gap)
            if room.take(left, top, left + width, top + height):
                made.append(Named(row, left, top, width, side))
                break
        if len(made) >= MOST:
            break
    return made


def _corner(side: int, x: float, y: float, width: float, height: float, gap: float) -> tuple[float, float]:
    """Right, left, below, above."""
    return (
        (x + gap, y - height / 2),
        (x - gap - width, y - height / 2),
        (x - width / 2, y + gap),
        (x - width / 2, y - gap - height),
    )[side]


class Names(QGraphicsItem):
    """Draws the names of a layer in its nearest manner; none at all on a wall or in privacy.

    `selected`: a tag named before all but the flagged; `taken` gives the boxes (pixels) of what else is written.
    """

    def __init__(
        self, layer: PointLayer, taken: Callable[[], Iterable[QRectF]], private: bool, parent: QGraphicsItem
    ) -> None:
        super().__init__(parent)
        self._layer, self._taken = layer, taken
        self._view = Viewport()
        self._made: list[Named] | None = None
        self._before: dict[int, int] = {}
        self._texts: dict[str, QStaticText] = {}
        self._text_px = 0
        self.private = private
        self.selected: str | None = None
        self.colours: Palette = palette()

    def boundingRect(self) -> QRectF:
        """The whole screen, in pixels."""
        return QRectF(0, 0, self._view.width, self._view.height)

    def look(self, view: Viewport) -> None:
        """Show another part of the city."""
        if (view.width, view.height) != (self._view.width, self._view.height):
            self.prepareGeometryChange()
        self._view = view
        self.renew()

    def renew(self) -> None:
        """Lay out again when next painted. The ground below repaints the whole screen whenever something moves."""
        self._made = None

    def layout(self) -> Sequence[Named]:
        """The names as they are now."""
        if self._made is None:
            self._made = self._laid_out()
            self._before = {named.row: named.side for named in self._made}
        return self._made

    def _laid_out(self) -> list[Named]:
        layer, view = self._layer, self._view
        if self.private or layer.choose() is not Manner.PICTURES:
            return []
        rows, x, y, _ = layer.in_sight()
        left, top = view.to_px(x, y)
        room = Cells(view.width, view.height)
        for box in self._taken():
            room.take(box.left(), box.top(), box.right(), box.bottom(), force=True)
        half = px(PICTURE) * 0.4
        for at_x, at_y in zip(left.tolist(), top.tolist(), strict=True):
            room.take(at_x - half, at_y - half, at_x + half, at_y + half, force=True)
        had = np.array([row in self._before for row in rows.tolist()], np.bool_)
        chosen = np.array([layer.swarm.tags[row] == self.selected for row in rows.tolist()], np.bool_)
        flagged = layer.swarm.state[rows] >= FLAGGED_OLD
        order = np.lexsort((rows, ~had, ~chosen, ~flagged))
        ordered = rows[order].tolist()
        widths = [self._text(layer.swarm.tags[row]).size().width() + 4 for row in ordered]
        height = QFontMetricsF(self._font()).height()
        return laid_out(
            ordered, left[order].tolist(), top[order].tolist(), widths, height, half + GRAIN + 1, self._before, room
        )

    def _font(self) -> QFont:
        return sized(px(11))

    def _text(self, tag: str) -> QStaticText:
        if len(self._texts) > KEPT_TEXTS or self._text_px != px(11):
            self._texts.clear()
            self._text_px = px(11)
        text = self._texts.get(tag)
        if text is None:
            text = self._texts[tag] = QStaticText(tag)
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.prepare(font=self._font())
        return text

    def paint(self, painter: QPainter, _: QStyleOptionGraphicsItem, __: QWidget | None = None) -> None:
        """Plates, then figures."""
        made = self.layout()
        if not made:
            return
        painter.setFont(self._font())
        height = QFontMetricsF(painter.font()).height()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colours.plate)
        painter.drawRects([QRectF(named.x, named.y, named.width, height) for named in made])
        state, tags = self._layer.swarm.state, self._layer.swarm.tags
        for bright in (False, True):
            painter.setPen(self.colours.ink if bright else self.colours.dim)
            for named in made:
                if bright == (state[named.row] >= FLAGGED_OLD or tags[named.row] == self.selected):
                    painter.drawStaticText(QPointF(named.x + 2, named.y), self._text(tags[named.row]))

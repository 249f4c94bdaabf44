"""The `?` overlay: every key and what it does, made from the one table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from widgets.common import theme
from widgets.common.keys import Key
from widgets.common.parts import paint_cap
from widgets.common.theme import Size, px, tokens

COLUMN, ROW, ABOVE = 414, 32, 96
"""Pixels at scale 1: a column's width, a row's height, what the title and the edges take."""
FEWEST, MOST = 2, 4


def laid_out(n: int, width: float, height: float) -> tuple[int, float]:
    """Columns, and the height of a row, for `n` keys on a window of this size: few columns before low rows."""
    most = max(1, min(MOST, int((width - px(32)) // px(340))))
    columns = min(FEWEST, most)
    while columns < most and px(ROW) * -(-n // columns) + px(ABOVE) > height - px(16):
        columns += 1
    each = max(1, -(-n // columns))
    return columns, min(float(px(ROW)), (height - px(16) - px(ABOVE)) / each)


class Help(QWidget):
    """Covers its window until a click or a key takes it away."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._keys: Sequence[Key] = ()
        self.hide()

    def set_keys(self, keys: Sequence[Key]) -> None:
        """The table to show."""
        self._keys = keys

    def toggle(self) -> None:
        """Show it over everything, or hide it."""
        self.setGeometry(self._over.rect())
        self.setVisible(not self.isVisible())
        self.raise_()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """A click hides it."""
        self.hide()

    def lines(self) -> list[tuple[str, str]]:
        """Key and words, in the table's order."""
        return [(key.cap, key.words) for key in self._keys]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A card in the middle: keys in two columns."""
        painter, t, lines = QPainter(self), tokens(), self.lines()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.color(t.ground, 0.75))
        columns, row = laid_out(len(lines), self.width(), self.height())
        each = max(1, -(-len(lines) // columns))
        wide, high = min(px(COLUMN) * columns + px(32), self.width() - px(32)), row * each + px(ABOVE)
        card = QRectF((self.width() - wide) / 2, max(px(8), (self.height() - high) / 2), wide, high)
        painter.setPen(QPen(QColor(t.line), 1))
        painter.setBrush(QColor(t.panel))
        painter.drawRoundedRect(card, px(8), px(8))
        painter.setPen(QColor(t.ink))
        painter.setFont(theme.font(Size.LARGE, bold=True))
        painter.drawText(card.adjusted(px(24), px(20), 0, 0), QCoreApplication.translate("Help", "Keys"))
        column = (wide - px(32)) / columns
        for n, (cap, text) in enumerate(lines):
            x, y = card.left() + px(24) + (n // each) * column, card.top() + px(60) + (n % each) * row
            self._line(painter, QRectF(x, y, column, row), cap, text)

    def _line(self, painter: QPainter, box: QRectF, cap: str, text: str) -> None:
        """A key and its words; what is too long for one line stands small on two."""
        t, metrics = tokens(), QFontMetrics(theme.font(Size.SMALL))
        high = min(float(px(20)), box.height())
        wide = max(px(22), metrics.horizontalAdvance(cap) + px(10))
        paint_cap(painter, QRectF(box.left(), box.top() + (box.height() - high) / 2, wide, high), cap, QColor(t.ink))
        painter.setPen(QColor(t.ink))
        room = box.adjusted(px(104), 0, -px(8), 0)
        painter.setFont(theme.font(Size.BODY))
        if painter.fontMetrics().horizontalAdvance(text) <= room.width():
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
            return
        painter.setFont(theme.font(Size.SMALL))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, text)

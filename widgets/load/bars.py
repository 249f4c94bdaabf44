"""How many alarms came when: bars, the quiet ones grey."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.common.theme import px, tokens


class Bars(QWidget):
    """One bar a part of the time; `limit` is the height of the line above which it is too many."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: Sequence[int] = ()
        self._limit = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Low and wide."""
        return QSize(px(200), px(72))

    def show_parts(self, parts: Sequence[int], limit: float) -> None:
        """Other counts."""
        self._parts, self._limit = parts, limit
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Bars from the left, the oldest first, and the line."""
        painter, t = QPainter(self), tokens()
        most = max([*self._parts, self._limit, 1.0])
        wide, high = self.width() / max(1, len(self._parts)), self.height() - px(2)
        for n, count in enumerate(self._parts):
            tall = high * count / most
            painter.fillRect(QRectF(n * wide, self.height() - tall, max(1.0, wide - px(1)), tall), QColor(t.dim))
        painter.fillRect(QRectF(0, self.height() - high * self._limit / most, self.width(), 1), QColor(t.ink))
        painter.end()

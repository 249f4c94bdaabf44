"""The tabs above the queue, each with how many wait there."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from command_center.model.categories import Priority
from command_center.queries.answers import Tab
from widgets.common import theme, words
from widgets.common.theme import Size, px, tokens

COLUMNS = 3


class TabStrip(QWidget):
    """Six tabs in two rows of three: words are never cut, in either language. Signal `chosen(Tab)`."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[Tab, int] = dict.fromkeys(Tab, 0)
        self.tab = Tab.REVIEW
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Two rows."""
        return QSize(px(240), px(32) * 2 + 1)

    def set_counts(self, counts: Mapping[Tab, int]) -> None:
        """How many rows each tab has."""
        if dict(counts) != self._counts:
            self._counts = dict(counts)
            self.update()

    def choose(self, tab: Tab) -> None:
        """Open a tab."""
        self.tab = tab
        self.update()
        self.chosen.emit(tab)

    def turn(self, by: int) -> None:
        """Open the tab `by` places on, round and round."""
        order = list(Tab)
        self.choose(order[(order.index(self.tab) + by) % len(order)])

    def _box(self, number: int) -> QRect:
        row, column = divmod(number, COLUMNS)
        wide = self.width() / COLUMNS
        left, right = round(column * wide), round((column + 1) * wide)
        return QRect(left, row * px(32), right - left, px(32))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens the tab under it."""
        for number, tab in enumerate(Tab):
            if self._box(number).contains(event.position().toPoint()):
                self.choose(tab)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Words and counts; the open one underlined, lateness in the urgent colour."""
        painter, t = QPainter(self), tokens()
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(t.line))
        for number, tab in enumerate(Tab):
            box, count, is_open = self._box(number), self._counts.get(tab, 0), tab is self.tab
            late = tab is Tab.OVERDUE and count > 0
            ink = theme.priority_ink(Priority.URGENT) if late else QColor(t.ink if is_open else t.dim)
            painter.setPen(ink)
            painter.setFont(theme.font(Size.BODY, bold=is_open))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{words.word(words.TAB, tab)} {count}")
            if is_open:
                painter.fillRect(box.left() + px(12), box.bottom() - px(1), box.width() - px(24), px(2), QColor(t.info))

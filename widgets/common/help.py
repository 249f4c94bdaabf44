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

COLUMNS = 2


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
        each = -(-len(lines) // COLUMNS)
        wide, high = min(px(860), self.width() - px(32)), px(32) * each + px(96)
        card = QRectF((self.width() - wide) / 2, max(px(8), (self.height() - high) / 2), wide, high)
        painter.setPen(QPen(QColor(t.line), 1))
        painter.setBrush(QColor(t.panel))
        painter.drawRoundedRect(card, px(8), px(8))
        painter.setPen(QColor(t.ink))
        painter.setFont(theme.font(Size.LARGE, bold=True))
        painter.drawText(card.adjusted(px(24), px(20), 0, 0), QCoreApplication.translate("Help", "Keys"))
        metrics = QFontMetrics(theme.font(Size.SMALL))
        for n, (cap, text) in enumerate(lines):
            x = card.left() + px(24) + (n // each) * (wide - px(32)) / COLUMNS
            y = card.top() + px(60) + (n % each) * px(32)
            box = QRectF(x, y, max(px(22), metrics.horizontalAdvance(cap) + px(10)), px(20))
            paint_cap(painter, box, cap, QColor(t.ink))
            painter.setPen(QColor(t.ink))
            painter.setFont(theme.font(Size.BODY))
            room = QRectF(x + px(104), y, (wide - px(32)) / COLUMNS - px(112), px(20))
            short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, short)

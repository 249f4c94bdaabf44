"""A small button that is one of several, the chosen one filled."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.common import theme
from widgets.common.parts import Pressable
from widgets.common.theme import Size, px, tokens


class Choice(Pressable):
    """Checkable; whoever owns it says which one is checked."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def nextCheckState(self) -> None:
        """A click only asks: what came of it shows."""

    def sizeHint(self) -> QSize:
        """Room for the word."""
        metrics = QFontMetrics(theme.font(Size.SMALL, bold=True))
        return QSize(max(px(32), metrics.horizontalAdvance(self.text()) + px(16)), px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The word in its frame."""
        painter, t = QPainter(self), tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        painter.setPen(QPen(QColor(t.info if chosen else t.line), 1))
        painter.setBrush(
            theme.mix(t.info, t.panel, 0.25) if chosen else theme.mix(t.ink, t.raised, 0.08 * self.underMouse())
        )
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
        painter.setFont(theme.font(Size.SMALL, bold=chosen))
        painter.setPen(QColor(t.ink if self.isEnabled() else t.faint))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

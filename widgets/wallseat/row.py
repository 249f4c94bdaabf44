"""A line that can be chosen: a name, what is so about it, and a key."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from widgets.common import theme
from widgets.common.parts import paint_cap
from widgets.common.theme import Size, px, tokens


class ChoiceRow(QAbstractButton):
    """`say` sets its words; checked it has a bar at its left. It never takes the focus."""

    def __init__(self, cap: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cap, self.below = cap, ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # What is chosen is decided by the panel, not by the press alone.
        self.setAutoExclusive(False)

    def nextCheckState(self) -> None:
        """Left to the panel."""

    def say(self, text: str, below: str = "") -> None:
        """Name, and what is so about it."""
        if (text, below) != (self.text(), self.below):
            self.below = below
            self.setText(text)
            self.setToolTip(f"{text}\n{below}" if below else text)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """One or two lines."""
        return QSize(px(200), px(46) if self.below else px(30))

    def minimumSizeHint(self) -> QSize:
        """May be squeezed: words are elided then."""
        return QSize(px(80), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Bar, words, cap."""
        painter, t = QPainter(self), tokens()
        if self.isChecked():
            painter.fillRect(self.rect(), theme.mix(t.info, t.panel, 0.14))
            painter.fillRect(0, 0, px(3), self.height(), QColor(t.info))
        painter.setFont(theme.font(Size.SMALL))
        cap = painter.fontMetrics().horizontalAdvance(self.cap) + px(10) if self.cap else 0
        room = QRectF(px(10), 0, self.width() - px(20) - (cap + px(8) if cap else 0), self.height())
        if self.cap:
            place = QRectF(self.width() - px(8) - cap, (self.height() - px(18)) / 2, cap, px(18))
            paint_cap(painter, place, self.cap, QColor(t.dim))
        lines = [(self.text(), Size.BODY, t.ink)] + ([(self.below, Size.SMALL, t.dim)] if self.below else [])
        high = px(20)
        top = (self.height() - high * len(lines)) / 2
        for n, (text, size, colour) in enumerate(lines):
            painter.setFont(theme.font(size))
            painter.setPen(QColor(colour))
            short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
            line = QRectF(room.left(), top + n * high, room.width(), high)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, short)

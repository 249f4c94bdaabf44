"""A week in small: when something holds, a bar a day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from command_center.model.hours import DAY, WEEK, Span
from widgets.common import theme
from widgets.common.hours import day_word
from widgets.common.theme import Size, px, tokens

ROW, BAR = 16, 10
TICKS = (0, 6, 12, 18, 24)


class WeekView(QWidget):
    """Seven bars from midnight to midnight, the hours that hold filled; the hours of the day below."""

    def __init__(self) -> None:
        super().__init__()
        self.days: tuple[tuple[Span, ...], ...] = ((),) * 7
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_week(self, days: Sequence[Sequence[Span]]) -> None:
        """Monday to Sunday; spans within the day, minutes."""
        self.days = tuple(tuple(day) for day in days)
        self.setAccessibleName(QCoreApplication.translate("Hours", "The week"))
        self.update()

    def sizeHint(self) -> QSize:
        """Eight lines."""
        return QSize(px(200), px(ROW) * 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The days, then the scale."""
        painter, t = QPainter(self), tokens()
        painter.setFont(theme.font(Size.SMALL))
        left = max(painter.fontMetrics().horizontalAdvance(day_word(day)) for day in WEEK) + px(8)
        wide = self.width() - left - px(8)
        for day, spans in enumerate(self.days):
            top = day * px(ROW)
            painter.setPen(QColor(t.dim))
            painter.drawText(QRectF(0, top, left, px(ROW)), Qt.AlignmentFlag.AlignVCenter, day_word(day))
            bar = QRectF(left, top + (px(ROW) - px(BAR)) / 2, wide, px(BAR))
            painter.fillRect(bar, QColor(t.line))
            for span in spans:
                start, end = span.start / DAY * wide, span.end / DAY * wide
                painter.fillRect(QRectF(left + start, bar.top(), max(1.0, end - start), bar.height()), QColor(t.dim))
        painter.setPen(QColor(t.dim))
        for hour in TICKS:
            x, text = left + hour / 24 * wide, f"{hour}"
            half = painter.fontMetrics().horizontalAdvance(text) / 2
            painter.drawText(QRectF(x - half, 7 * px(ROW), 2 * half + 2, px(ROW)), Qt.AlignmentFlag.AlignVCenter, text)

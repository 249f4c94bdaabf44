"""The bottom bar: the day in figures."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from command_center.model.categories import Priority
from command_center.queries.answers import DayFigures
from widgets.common import theme
from widgets.common.theme import Size, px, tokens

translate = QCoreApplication.translate
HEIGHT = 32


def percent(share: float | None, digits: int = 1) -> str:
    """`98.9 %`, or a dash when there is nothing to divide by."""
    return "—" if share is None else f"{share * 100:.{digits}f} %"


class BottomBar(QWidget):
    """Figures left; false alarms, the store and where the map and data come from right."""

    def __init__(self, note: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = note
        self._figures: DayFigures | None = None
        self._store_well = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(px(600), px(HEIGHT))

    def set_figures(self, figures: DayFigures) -> None:
        """The newest figures."""
        if figures != self._figures:
            self._figures = figures
            self.update()

    def set_store_well(self, well: bool) -> None:
        """Whether the store can be written."""
        self._store_well = well
        self.update()

    def left(self) -> list[tuple[str, str, bool]]:
        """Label, figure, and whether it is bad news."""
        f = self._figures
        if f is None:
            return []
        return [
            (translate("Figures", "Opened today"), str(f.opened_today), False),
            (translate("Figures", "In progress"), str(f.in_progress), False),
            (translate("Figures", "Overdue"), str(f.overdue), f.overdue > 0),
            (translate("Figures", "Closed in time"), percent(f.closed_on_time), False),
            (translate("Figures", "Solved, all time"), percent(f.solved_all_time, 2), False),
        ]

    def right(self) -> list[tuple[str, str, bool]]:
        """The same for the right end."""
        f = self._figures
        store = translate("Figures", "well") if self._store_well else translate("Figures", "cannot be written")
        found = [(translate("Figures", "Store"), store, not self._store_well)]
        if f is not None:
            found.insert(0, (translate("Figures", "False alarms, 7 days"), percent(f.false_alarms_7_days), False))
            if f.quarantined:
                found.insert(1, (translate("Figures", "Messages set aside"), str(f.quarantined), False))
        return found

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Left figures, right figures, the note between them as far as it fits."""
        painter, t = QPainter(self), tokens()
        painter.fillRect(self.rect(), QColor(t.panel))
        painter.fillRect(0, 0, self.width(), 1, QColor(t.line))
        end = self._paint(painter, px(16), self.left())
        right = self.right()
        start = self.width() - px(16) - self._width(right)
        self._paint(painter, start, right)
        painter.setFont(theme.font(Size.SMALL))
        painter.setPen(QColor(t.dim))
        room = int(start - end) - px(32)
        text = painter.fontMetrics().elidedText(self._note, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(end, 0, start - end - px(16), self.height()), Qt.AlignmentFlag.AlignCenter, text)

    def _width(self, parts: list[tuple[str, str, bool]]) -> int:
        plain, bold = QFontMetrics(theme.font(Size.SMALL)), QFontMetrics(theme.font(Size.SMALL, bold=True))
        wide = sum(plain.horizontalAdvance(a) + bold.horizontalAdvance(b) + px(6) for a, b, _ in parts)
        return wide + px(20) * (len(parts) - 1)

    def _paint(self, painter: QPainter, x: float, parts: list[tuple[str, str, bool]]) -> float:
        t, middle = tokens(), Qt.AlignmentFlag.AlignVCenter
        for label, figure, bad in parts:
            painter.setFont(theme.font(Size.SMALL))
            painter.setPen(QColor(t.dim))
            painter.drawText(QRectF(x, 0, 999, self.height()), middle, label)
            x += painter.fontMetrics().horizontalAdvance(label) + px(6)
            painter.setFont(theme.font(Size.SMALL, bold=True))
            painter.setPen(theme.priority_ink(Priority.URGENT) if bad else QColor(t.ink))
            painter.drawText(QRectF(x, 0, 999, self.height()), middle, figure)
            x += painter.fontMetrics().horizontalAdvance(figure) + px(20)
        return x

    def changeEvent(self, event: QEvent) -> None:
        """New language or colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self.update()

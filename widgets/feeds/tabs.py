"""The three lists of a feed, as words in a row; the open one is underlined."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.common import theme
from widgets.common.theme import Size, px, tokens

translate = QCoreApplication.translate


class Part(Enum):
    """What is shown of the chosen feed."""

    GAPS = 0
    ASIDE = 1
    UNSENT = 2


class Parts(QWidget):
    """Signal `turned()`: another list is open."""

    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.part = Part.ASIDE
        self._counts = dict.fromkeys(Part, 0)
        self._boxes: list[tuple[QRectF, Part]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(px(400), px(34))

    def set_counts(self, gaps: int, aside: int, unsent: int) -> None:
        """How many each has."""
        self._counts = {Part.GAPS: gaps, Part.ASIDE: aside, Part.UNSENT: unsent}
        self.update()

    def turn(self, by: int) -> None:
        """The next list, or the one before."""
        self.open(list(Part)[(self.part.value + by) % len(Part)])

    def open(self, part: Part) -> None:
        """Open a list."""
        if part is not self.part:
            self.part = part
            self.update()
            self.turned.emit()

    def texts(self) -> list[tuple[Part, str]]:
        """What stands there."""
        heads = {
            Part.GAPS: translate("FeedsPanel", "Gaps not taken note of"),
            Part.ASIDE: translate("FeedsPanel", "Set aside"),
            Part.UNSENT: translate("FeedsPanel", "Not delivered"),
        }
        return [(part, f"{text} {self._counts[part]}") for part, text in heads.items()]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Words; a line under the open ones."""
        painter, t, x = QPainter(self), tokens(), float(px(16))
        self._boxes = []
        for part, text in self.texts():
            on = part is self.part
            painter.setFont(theme.font(Size.BODY, bold=on))
            wide = QFontMetrics(painter.font()).horizontalAdvance(text)
            box = QRectF(x, 0, wide, self.height())
            painter.setPen(QColor(t.ink if on else t.dim))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
            if on:
                painter.fillRect(QRectF(x, self.height() - px(3), wide, px(2)), QColor(t.info))
            self._boxes.append((box, part))
            x += wide + px(28)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens a list."""
        for box, part in self._boxes:
            if box.contains(event.position()):
                self.open(part)

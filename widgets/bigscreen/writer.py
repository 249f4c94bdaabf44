"""Writing on the wall: whole words or none. Of several ways to say it the first that fits is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from widgets.common import theme

SMALLEST = 27.0
"""1/40 of a screen of 1080 lines: nothing on the wall is written smaller."""
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True)
class Written:
    """A text that stands on the wall: where (the widget's pixels), its size in pixels, and whether it was cut."""

    text: str
    box: QRectF
    pixels: float
    cut: bool


class Writer:
    """Writes with one painter; `unit` is pixels in 1/1080 of the screen's height. `written` is what stands there."""

    def __init__(self, painter: QPainter, unit: float) -> None:
        self.painter, self.unit = painter, unit
        self.written: list[Written] = []

    def px(self, units: float) -> int:
        """Units in pixels."""
        return round(units * self.unit)

    def width(self, text: str, size: float = SMALLEST, bold: bool = False) -> float:
        """How wide a text is, pixels."""
        return QFontMetricsF(theme.sized(self._pixels(size), bold)).horizontalAdvance(text)

    def _pixels(self, size: float) -> float:
        # Rounded up: just under 1/40 would be under it.
        return float(max(1, int(size * self.unit + 0.999)))

    def write(
        self, box: QRectF, ways: str | Sequence[str], colour: str | QColor, size: float = SMALLEST, *,
        bold: bool = False, align: Qt.AlignmentFlag = LEFT,
    ) -> float:  # fmt: skip
        """Write the first of `ways` that fits into `box`, and return how wide it is; an empty one writes nothing.

        When none fits, the last is cut: a layout that lets that happen is wrong.
        """
        ways = (ways,) if isinstance(ways, str) else ways
        pixels = self._pixels(size)
        font = theme.sized(pixels, bold)
        metrics = QFontMetricsF(font)
        text = next((way for way in ways if metrics.horizontalAdvance(way) <= box.width() + 0.5), None)
        cut = text is None
        if text is None:
            text = metrics.elidedText(ways[-1], Qt.TextElideMode.ElideRight, max(0.0, box.width()))
        if not text:
            return 0.0
        wide = metrics.horizontalAdvance(text)
        self.painter.setFont(font)
        self.painter.setPen(QColor(colour))
        self.painter.drawText(box, align, text)
        left = box.left()
        if align & Qt.AlignmentFlag.AlignRight:
            left = box.right() - wide
        elif align & Qt.AlignmentFlag.AlignHCenter:
            left = box.center().x() - wide / 2
        high = metrics.ascent()
        self.written.append(Written(text, QRectF(left, box.center().y() - high / 2, wide, high), pixels, cut))
        return wide

"""Small pictures drawn again and again: a sign or a name is painted once and then copied, eight times as fast."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from math import ceil

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter

Paint = Callable[[QPainter], None]
MOST = 1000
"""Pictures kept; then all are forgotten."""


class Stamps:
    """Pictures by what they show. `forget` them when colours or sizes change."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, QImage] = {}

    def forget(self) -> None:
        """Everything is painted anew."""
        self._kept.clear()

    def draw(
        self,
        painter: QPainter,
        key: Hashable,
        at: QPointF,
        width: float,
        height: float,
        paint: Callable[[QPainter], None],
    ) -> None:
        """Copy the picture called `key`, so many pixels large, with its upper left corner at `at`, moved to the nearest
        whole device pixel. `paint` makes it, from the origin on, when there is none."""
        ratio = painter.deviceTransform().m11()
        image = self._kept.get((key, ratio))
        if image is None:
            if len(self._kept) >= MOST:
                self.forget()
            image = self._kept[(key, ratio)] = _painted(width, height, ratio, paint)
        painter.drawImage(QPointF(round(at.x() * ratio) / ratio, round(at.y() * ratio) / ratio), image)


def _painted(width: float, height: float, ratio: float, paint: Paint) -> QImage:
    image = QImage(ceil(width * ratio), ceil(height * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter)
    painter.end()
    return image

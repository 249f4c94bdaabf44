"""The one movement on the map: a ring around the newest urgent event, until somebody acknowledges it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsObject, QStyleOptionGraphicsItem, QWidget

from command_center.model.categories import Priority
from widgets.common.theme import priority_color, px

STEP_MS = 250
STEPS = 4
"""One pulse a second: far below the 3 Hz that may harm."""


class Pulse(QGraphicsObject):
    """A ring that grows and fades in a few steps; nothing runs while there is nothing to show."""

    def __init__(self, r: float, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._r, self._step = r, 0
        self._timer = QTimer(self)
        self._timer.setInterval(STEP_MS)
        self._timer.timeout.connect(self._on)
        self.setVisible(False)

    @property
    def running(self) -> bool:
        """True while something pulses."""
        return self._timer.isActive()

    def show_at(self, at: QPointF | None) -> None:
        """Pulse around a pixel, or stop."""
        self.setVisible(at is not None)
        if at is None:
            self._timer.stop()
            return
        self.setPos(at)
        if not self._timer.isActive():
            self._step = 0
            self._timer.start()

    def rest(self) -> None:
        """Let the timer rest while the map is hidden; `show_at` starts it again."""
        self._timer.stop()

    def boundingRect(self) -> QRectF:
        """The widest ring."""
        reach = self._r + px(14)
        return QRectF(-reach, -reach, 2 * reach, 2 * reach)

    def _on(self) -> None:
        self._step = (self._step + 1) % STEPS
        self.update()

    def paint(self, painter: QPainter, _: QStyleOptionGraphicsItem, __: QWidget | None = None) -> None:
        """The ring at this step."""
        ink = priority_color(Priority.URGENT)
        ink.setAlphaF(1.0 - self._step / STEPS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink, px(2)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        r = self._r + px(3) * (self._step + 1)
        painter.drawEllipse(QPointF(0, 0), r, r)

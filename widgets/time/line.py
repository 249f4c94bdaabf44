"""The line itself: how many events were raised when, what is read, and the playhead; dragged, or moved by keys."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QWidget

from command_center.clock import from_ms
from command_center.model.categories import Priority
from command_center.queries.replay.playhead import Playhead
from command_center.queries.replay.replay import Replay
from command_center.queries.replay.slab import LENGTH_MS
from widgets.common import theme, times
from widgets.common.theme import Size, px, tokens
from widgets.common.words import PRIORITY, joined, word
from widgets.time.spans import ticks

BAR = 5
"""Width of a bar of the histogram, pixels of a 1080-line screen."""
STEPS_MS: Mapping[Qt.Key, int] = {
    Qt.Key.Key_Left: -10_000,
    Qt.Key.Key_Right: 10_000,
    Qt.Key.Key_PageUp: -3_600_000,
    Qt.Key.Key_PageDown: 3_600_000,
}
ASKED: Mapping[Qt.Key, str] = {
    Qt.Key.Key_Space: "play",
    Qt.Key.Key_Up: "faster",
    Qt.Key.Key_Down: "slower",
    Qt.Key.Key_Home: "start",
    Qt.Key.Key_End: "live",
    Qt.Key.Key_Escape: "close",
}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


class TimeLine(QWidget):
    """Signals: `moved(float)` a person wants this moment, milliseconds; `asked(str)` a key of `ASKED`.

    Shift makes the steps of the arrows six times as long. It keeps its keys to itself while it has the focus.
    """

    moved = Signal(float)
    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.replay: Replay | None = None
        self.past = False
        self._pointed: float | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.fit()

    def fit(self) -> None:
        """As high as the type is large."""
        self.setFixedHeight(px(64))

    @property
    def buckets(self) -> int:
        """How many bars there is room for."""
        return max(20, self.width() // px(BAR))

    def show_replay(self, replay: Replay | None, past: bool) -> None:
        """What to draw; `past`: the playhead is not at the present."""
        self.replay, self.past = replay, past
        self.update()

    # --- where -----------------------------------------------------------------------------------------------------

    def _x(self, clock: Playhead, at_ms: float) -> float:
        return (at_ms - clock.start_ms) / (clock.end_ms - clock.start_ms) * self.width()

    def _at(self, x: float) -> float:
        assert self.replay is not None
        clock = self.replay.clock
        share = min(max(x / max(1, self.width()), 0.0), 1.0)
        return clock.start_ms + share * (clock.end_ms - clock.start_ms)

    # --- the hand --------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """To the moment under the pointer."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._drag(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or say which moment it is."""
        self._pointed = event.position().x()
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._drag(event)
        self.update()

    def _drag(self, event: QMouseEvent) -> None:
        if self.replay is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self.moved.emit(self._at(event.position().x()))
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is gone."""
        self._pointed = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A notch is a hundredth of the line."""
        if self.replay is not None and (notches := event.angleDelta().y() / 120):
            clock = self.replay.clock
            self.moved.emit(clock.at_ms - notches * (clock.end_ms - clock.start_ms) / 100)
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Its keys are its own, before the window's table."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._mine(event):
            event.accept()
            return True
        return super().event(event)

    def _mine(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return modifiers in _PLAIN and (event.key() in STEPS_MS or event.key() in ASKED)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Steps, and what is asked for. Only steps repeat."""
        key = Qt.Key(event.key())
        if not self._mine(event) or self.replay is None:
            super().keyPressEvent(event)
        elif key in STEPS_MS:
            wide = 6 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            self.moved.emit(float(self.replay.clock.at_ms + STEPS_MS[key] * wide))
        elif not event.isAutoRepeat():
            self.asked.emit(ASKED[key])

    # --- looks -----------------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Bars, scale, what is read, playhead."""
        painter, t = QPainter(self), tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        base = self.height() - px(18)
        painter.fillRect(QRectF(0, 0, self.width(), base), QColor(t.ground))
        if self.hasFocus():
            painter.fillRect(QRectF(0, 0, self.width(), 1), QColor(t.info))
        if self.replay is None:
            return
        self._read(painter, self.replay, base)
        self._bars(painter, self.replay, base)
        self._scale(painter, self.replay.clock, base)
        if self._pointed is not None:
            self._flag(painter, self._pointed, self._at(self._pointed), QColor(t.dim), base)
        self._head(painter, self.replay.clock, base)

    def _read(self, painter: QPainter, replay: Replay, base: float) -> None:
        """A thin line where positions are in memory."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().line))
        for number in replay.reels["dog"].numbers:
            left, right = (self._x(replay.clock, (number + n) * LENGTH_MS) for n in (0, 1))
            painter.drawRect(QRectF(left, base - px(2), right - left, px(2)))

    def _bars(self, painter: QPainter, replay: Replay, base: float) -> None:
        """Stacked by priority, the urgent at the bottom, where small differences are seen best."""
        found = replay.histogram
        most = found.most
        if not most:
            return
        room = base - px(8)
        number = len(next(iter(found.counts.values())))
        wide = self.width() / number
        for n in range(number):
            y = base - px(2)
            for priority in Priority:
                if count := found.counts[priority][n]:
                    high = max(1.0, count / most * room)
                    painter.setBrush(theme.priority_color(priority))
                    painter.drawRect(QRectF(n * wide + 0.5, y - high, max(1.0, wide - 1), high))
                    y -= high

    def _scale(self, painter: QPainter, clock: Playhead, base: float) -> None:
        t = tokens()
        painter.setFont(theme.font(Size.SMALL))
        for at, text in ticks(from_ms(clock.start_ms), from_ms(clock.end_ms), max(2, self.width() // px(80))):
            x = self._x(clock, at.timestamp() * 1000)
            painter.setPen(QPen(QColor(t.line), 1))
            painter.drawLine(QPointF(x, px(2)), QPointF(x, base))
            painter.setPen(QColor(t.dim))
            wide = painter.fontMetrics().horizontalAdvance(text)
            if wide / 2 < x < self.width() - wide / 2:
                painter.drawText(QPointF(x - wide / 2, self.height() - px(5)), text)

    def _head(self, painter: QPainter, clock: Playhead, base: float) -> None:
        t = tokens()
        colour = QColor(t.info if self.past else t.good)
        x = self._x(clock, clock.at_ms)
        painter.setPen(QPen(colour, px(2)))
        painter.drawLine(QPointF(x, 0), QPointF(x, base))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        reach = px(5)
        painter.drawPolygon(QPolygonF([QPointF(x - reach, 0), QPointF(x + reach, 0), QPointF(x, reach * 1.4)]))

    def _counted(self, x: float) -> list[str]:
        """How many events of which priority were raised about there."""
        found = self.replay.histogram.counts if self.replay is not None else {}
        number = len(next(iter(found.values()), ()))
        n = int(x / max(1, self.width()) * number)
        return [
            f"{word(PRIORITY, priority)} {some[n]}" for priority, some in found.items() if 0 <= n < number and some[n]
        ]

    def _flag(self, painter: QPainter, x: float, at_ms: float, colour: QColor, base: float) -> None:
        """The moment under the pointer, and what was raised then."""
        painter.setPen(QPen(colour, 1))
        painter.drawLine(QPointF(x, 0), QPointF(x, base))
        text = joined(f"{times.local(from_ms(int(at_ms))):%m-%d %H:%M:%S}", *self._counted(x))
        wide = painter.fontMetrics().horizontalAdvance(text)
        left = min(max(x + px(6), 0), self.width() - wide - px(6))
        painter.fillRect(QRectF(left - px(3), px(2), wide + px(6), px(17)), QColor(tokens().raised))
        painter.setPen(QColor(tokens().ink))
        painter.drawText(QPointF(left, px(15)), text)

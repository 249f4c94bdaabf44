"""Feeds, told honestly: a light with a shape, a word, the rate and the lag; never green unless live."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from command_center.clock import Clock
from command_center.model.health import FeedHealth, FeedState
from widgets.bars.explaining import explained
from widgets.bars.feedwords import name, state_words
from widgets.bars.light import paint_light
from widgets.common import theme, words
from widgets.common.theme import px, tokens
from widgets.common.words import word


class FeedStrip(QWidget):
    """All feeds in a row; hovering tells why. Signal `pressed(str)`: a click on the feed of this name."""

    pressed = Signal(str)

    def __init__(self, clock: Clock, pixels: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock, self._pixels = clock, pixels
        self._feeds: tuple[FeedHealth, ...] = ()
        self._boxes: list[tuple[QRectF, FeedHealth]] = []
        self.brief = self.terse = False
        self.bare = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def set_feeds(self, feeds: Sequence[FeedHealth]) -> None:
        """The newest health of each."""
        self._feeds = tuple(feeds)
        self.fit()
        self.update()

    def shorten(self, brief: bool, terse: bool, bare: int = 0) -> None:
        """Brief: words only for what is not well. Terse: names, too. Bare: 1 of that the state alone, 2 only lights."""
        if (brief, terse, bare) != (self.brief, self.terse, self.bare):
            self.brief, self.terse, self.bare = brief, terse, bare
            self.fit()
            self.update()

    def set_pixels(self, pixels: int) -> None:
        """Another type size (the wall grows with its window)."""
        self._pixels = pixels
        self.fit()

    def _size(self) -> int:
        return self._pixels if self._pixels is not None else px(13)

    def texts(self) -> list[tuple[FeedHealth, str, str]]:
        """What stands there: each feed, its name, its state in words, as far as they are not left out."""
        now = self._clock.now()
        found = []
        for feed in self._feeds:
            live = feed.state is FeedState.LIVE
            label = "" if (self.terse and live) or self.bare == 2 else name(feed, self._feeds)
            state = word(words.FEED_STATE, feed.state) if self.bare else state_words(feed, now)
            found.append((feed, label, "" if (self.brief and live) or self.bare == 2 else state))
        return found

    def fit(self) -> None:
        """As wide as the words in the language and size now in use."""
        size = self._size()
        metrics = QFontMetrics(theme.sized(size))
        wide = sum(
            round(size * 2.2) + metrics.horizontalAdvance(f"{label} ") + metrics.horizontalAdvance(text)
            for _, label, text in self.texts()
        )
        if wide != self.width():
            self.setFixedWidth(max(1, wide))

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        return QSize(self.width(), self._size() * 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Light, name, state for each."""
        painter, t, size = QPainter(self), tokens(), self._size()
        painter.setFont(theme.sized(size))
        metrics, x, mid = painter.fontMetrics(), 0.0, self.height() / 2
        self._boxes = []
        for feed, label, text in self.texts():
            paint_light(painter, QPointF(x + size * 0.35, mid), size * 0.3, feed.state)
            left = x + size
            painter.setPen(QColor(t.dim))
            painter.drawText(QPointF(left, mid + metrics.ascent() / 2 - metrics.descent() / 3), label)
            at = left + metrics.horizontalAdvance(label + " ")
            painter.setPen(QColor(t.ink))
            painter.drawText(QPointF(at, mid + metrics.ascent() / 2 - metrics.descent() / 3), text)
            end = at + metrics.horizontalAdvance(text) + size * 1.2
            self._boxes.append((QRectF(x, 0, end - x, self.height()), feed))
            x = end

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click asks for more about the feed under the mouse."""
        for box, feed in self._boxes:
            if box.contains(event.position()):
                self.pressed.emit(feed.name)

    def event(self, event: QEvent) -> bool:
        """Hovering tells everything about the feed under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            for box, feed in self._boxes:
                if box.contains(QPointF(event.pos())):
                    QToolTip.showText(event.globalPos(), explained(feed, self._feeds, self._clock.now()), self)
                    return True
        return super().event(event)

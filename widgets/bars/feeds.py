"""Feeds, told honestly: a light with a shape, a word, the rate and the lag; never green while stale."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from command_center.clock import Clock
from command_center.model.health import FeedHealth, FeedState
from widgets.common import theme, times, words
from widgets.common.theme import px, tokens
from widgets.common.words import joined, word

translate = QCoreApplication.translate
SILENT_S = 30.0
"""The contract: 30 s of silence is a dead connection, whatever the state still says."""
LAG_SHOWN_S = 2.0


def shown_state(feed: FeedHealth, now: datetime) -> FeedState:
    """The state to show: one that says `live` but has been silent too long is stale."""
    if feed.state is not FeedState.LIVE:
        return feed.state
    heard = feed.last_message or feed.since
    return FeedState.STALE if (now - heard).total_seconds() > SILENT_S else FeedState.LIVE


def silence(feed: FeedHealth, now: datetime) -> timedelta:
    """How long it has been in the state that is shown."""
    if feed.state is FeedState.LIVE and shown_state(feed, now) is FeedState.STALE:
        return now - (feed.last_message or feed.since)
    return now - feed.since


def name(feed: FeedHealth, feeds: Sequence[FeedHealth]) -> str:
    """Its kind's word; with its own name when there are several of the kind."""
    kind = word(words.FEED_KIND, feed.kind)
    return joined(kind, feed.name) if sum(other.kind == feed.kind for other in feeds) > 1 else kind


def rate_words(feed: FeedHealth) -> str:
    """`312/s`, or by the minute when it is slow."""
    if feed.rate >= 10:
        return f"{feed.rate:.0f}/s"
    if feed.rate >= 1:
        return f"{feed.rate:.1f}/s"
    return translate("Feeds", "{n}/min").format(n=f"{feed.rate * 60:.0f}")


def state_words(feed: FeedHealth, now: datetime) -> str:
    """Alive: rate and, when worth a word, lag. Else the state and for how long."""
    state = shown_state(feed, now)
    if state is FeedState.LIVE:
        lag = feed.lag_s or 0.0
        behind = translate("Feeds", "{n} s behind").format(n=f"{lag:.0f}") if lag >= LAG_SHOWN_S else ""
        return joined(rate_words(feed), behind)
    if state is FeedState.CATCHING_UP:
        return joined(word(words.FEED_STATE, state), rate_words(feed))
    return f"{word(words.FEED_STATE, state)} {times.span(silence(feed, now))}"


def explained(feed: FeedHealth, feeds: Sequence[FeedHealth], now: datetime) -> str:
    """Everything known, for the tool tip."""
    state = shown_state(feed, now)
    lines = [
        f"{name(feed, feeds)} ({feed.name}): {word(words.FEED_STATE, state)}",
        translate("Feeds", "Since {time}").format(time=times.clock(feed.since, now)),
    ]
    if feed.why and state is not FeedState.LIVE:
        lines.append(translate("Feeds", "Why: {why}").format(why=feed.why))
    if feed.lag_s is not None:
        lines.append(translate("Feeds", "Newest data is {n} s old on arrival").format(n=f"{feed.lag_s:.1f}"))
    lines.append(
        translate("Feeds", "Received {n}, set aside {q}, gaps {g}, reconnects {r}, not sent yet {u}").format(
            n=feed.received, q=feed.quarantined, g=feed.gaps, r=feed.reconnects, u=feed.unsent
        )
    )
    return "\n".join(lines)


def paint_light(painter: QPainter, centre: QPointF, r: float, state: FeedState) -> None:
    """Disc: live; ring: connecting or catching up; triangle: stale; cross: refused or cut off."""
    t = tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if state is FeedState.LIVE:
        painter.setBrush(QColor(t.good))
        painter.drawEllipse(centre, r, r)
    elif state in (FeedState.CONNECTING, FeedState.CATCHING_UP):
        painter.setPen(QPen(QColor(t.ink), r * 0.5))
        painter.drawEllipse(centre, r * 0.85, r * 0.85)
    elif state is FeedState.STALE:
        painter.setBrush(QColor(t.ink))
        painter.drawPolygon(QPolygonF([centre + QPointF(0, -r), centre + QPointF(r, r), centre + QPointF(-r, r)]))
    else:
        painter.setPen(QPen(QColor(t.ink), r * 0.55))
        painter.drawLine(centre + QPointF(-r, -r), centre + QPointF(r, r))
        painter.drawLine(centre + QPointF(-r, r), centre + QPointF(r, -r))
    painter.restore()


class FeedStrip(QWidget):
    """All feeds in a row. `tick` asks to be drawn anew; hovering tells why."""

    def __init__(self, clock: Clock, pixels: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock, self._pixels = clock, pixels
        self._feeds: tuple[FeedHealth, ...] = ()
        self._boxes: list[tuple[QRectF, FeedHealth]] = []
        self.brief = self.terse = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def set_feeds(self, feeds: Sequence[FeedHealth]) -> None:
        """The newest health of each."""
        self._feeds = tuple(feeds)
        self._fit()
        self.update()

    def shorten(self, brief: bool, terse: bool) -> None:
        """Brief: words only for what is out. Terse: names, too, only for what is out."""
        if (brief, terse) != (self.brief, self.terse):
            self.brief, self.terse = brief, terse
            self._fit()
            self.update()

    def set_pixels(self, pixels: int) -> None:
        """Another type size (the wall grows with its window)."""
        self._pixels = pixels
        self._fit()

    def _size(self) -> int:
        return self._pixels if self._pixels is not None else px(13)

    def texts(self) -> list[tuple[FeedHealth, str, str]]:
        """What stands there: each feed, its name, its state in words, as far as they are not left out."""
        now = self._clock.now()
        found = []
        for feed in self._feeds:
            live = shown_state(feed, now) is FeedState.LIVE
            label = "" if self.terse and live else name(feed, self._feeds)
            found.append((feed, label, "" if self.brief and live else state_words(feed, now)))
        return found

    def _fit(self) -> None:
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
        painter, t, size, now = QPainter(self), tokens(), self._size(), self._clock.now()
        painter.setFont(theme.sized(size))
        metrics, x, mid = painter.fontMetrics(), 0.0, self.height() / 2
        self._boxes = []
        for feed, label, text in self.texts():
            state = shown_state(feed, now)
            paint_light(painter, QPointF(x + size * 0.35, mid), size * 0.3, state)
            left = x + size
            painter.setPen(QColor(t.dim))
            painter.drawText(QPointF(left, mid + metrics.ascent() / 2 - metrics.descent() / 3), label)
            at = left + metrics.horizontalAdvance(label + " ")
            painter.setPen(QColor(t.ink))
            painter.drawText(QPointF(at, mid + metrics.ascent() / 2 - metrics.descent() / 3), text)
            end = at + metrics.horizontalAdvance(text) + size * 1.2
            self._boxes.append((QRectF(x, 0, end - x, self.height()), feed))
            x = end

    def event(self, event: QEvent) -> bool:
        """Hovering tells everything about the feed under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            for box, feed in self._boxes:
                if box.contains(QPointF(event.pos())):
                    QToolTip.showText(event.globalPos(), explained(feed, self._feeds, self._clock.now()), self)
                    return True
        return super().event(event)

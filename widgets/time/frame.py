"""What says that the map does not show the present: a frame, a banner with the moment, and what came in meanwhile."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from command_center.model.categories import Priority
from command_center.queries.answers import Board
from command_center.queries.replay.replay import Replay
from widgets.common import theme, times
from widgets.common.theme import Size, paint_shape, px, tokens
from widgets.common.words import PRIORITY, joined, word

translate = QCoreApplication.translate
EDGE = 4


class Frame(QWidget):
    """Laid over the whole map; the mouse goes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._text = ""
        self.inset = 0
        self.top = 0
        """How far below the map's upper edge the banner lies."""
        self.hide()

    @property
    def text(self) -> str:
        """What the banner says."""
        return self._text

    def say(self, replay: Replay) -> None:
        """The moment now shown."""
        clock = replay.clock
        how = f"{clock.speed}×" if clock.playing else translate("TimeLine", "paused")
        reading = "" if replay.whole else translate("TimeLine", "reading, up to 10 min old")
        when = f"{times.local(clock.now()):%Y-%m-%d %H:%M:%S}"
        text = joined(translate("TimeLine", "REPLAY"), when, how, reading)
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Frame and banner."""
        painter, t = QPainter(self), tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = px(EDGE)
        painter.setPen(QPen(QColor(t.info), wide))
        painter.drawRect(QRectF(wide / 2, wide / 2, self.width() - wide, self.height() - self.inset - wide))
        painter.setFont(theme.font(Size.LARGE, bold=True))
        room = painter.fontMetrics().horizontalAdvance(self._text) + px(32)
        box = QRectF((self.width() - room) / 2, self.top, room, px(34))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.action))
        painter.drawRoundedRect(box, px(4), px(4))
        painter.setPen(QColor(t.on_action))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._text)


class Arrivals(QAbstractButton):
    """At the map's left edge: what reached the queue while the past is looked at. A press goes back to the present."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._known: frozenset[str] = frozenset()
        self._new: dict[str, Priority] = {}
        self.clicked.connect(lambda: self.chosen.emit(next(iter(self._new), "")))
        self.hide()

    def begin(self, board: Board | None) -> None:
        """From now on what comes in is new."""
        self._known = frozenset(_rows(board))
        self._new = {}
        self.hide()

    def look(self, board: Board) -> None:
        """The queue as it is now: the worst of what is new leads."""
        here = _rows(board)
        new = {id_: priority for id_, priority in here.items() if id_ not in self._known}
        self._new = dict(sorted(new.items(), key=lambda one: one[1].rank))
        self.setText(self._words())
        self.setAccessibleName(self.text())
        self.adjustSize()
        self.setVisible(bool(self._new))
        self.update()

    def _words(self) -> str:
        if not self._new:
            return ""
        worst = next(iter(self._new.values()))
        new = translate("TimeLine", "{n} new").format(n=len(self._new))
        return joined(word(PRIORITY, worst), new, translate("TimeLine", "End: back to live"))

    def sizeHint(self) -> QSize:
        """Room for shape and words."""
        metrics = QFontMetrics(theme.font(Size.BODY, bold=True))
        return QSize(metrics.horizontalAdvance(self.text()) + px(48), px(36))

    def changeEvent(self, event: QEvent) -> None:
        """New language: new words."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_new"):
            self.setText(self._words())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Shape, word and number, framed in the worst one's colour."""
        if not self._new:
            return
        painter, t = QPainter(self), tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        worst = next(iter(self._new.values()))
        painter.setPen(QPen(theme.priority_color(worst), px(2)))
        painter.setBrush(QColor(t.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(4), px(4))
        side = px(14)
        paint_shape(painter, QRectF(px(12), (self.height() - side) / 2, side, side), worst)
        painter.setFont(theme.font(Size.BODY, bold=True))
        painter.setPen(QColor(t.ink))
        painter.drawText(self.rect().adjusted(px(34), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())


def _rows(board: Board | None) -> Mapping[str, Priority]:
    """Each event in the queue, not the row it is in: one that joins a row is new, too."""
    if board is None:
        return {}
    return {id_: row.priority for row in board.review for id_ in row.events}

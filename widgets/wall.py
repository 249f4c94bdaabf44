"""The wall, seen from across the room: the city, what matters now, the day in figures. No chrome, no mouse."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDate, QEvent, QLocale, QRectF, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from command_center.clock import Clock
from command_center.model.health import FeedHealth
from command_center.queries.answers import Board
from widgets.bars.feeds import FeedStrip
from widgets.bars.feedwords import stale
from widgets.bigscreen.matters import Matters
from widgets.bigscreen.numbers import Numbers
from widgets.common import theme, times
from widgets.common.desk import Desk
from widgets.common.tasks import Tasks
from widgets.common.theme import tokens
from widgets.common.words import bureau_name
from widgets.map.panel import MapPanel
from widgets.source import Source

log = logging.getLogger(__name__)
HEAD, FOOT, SIDE = 60, 214, 600
"""Heights and width at 1080 lines; all grows with the window's height."""


class Head(QWidget):
    """The room's name, and the time without seconds."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self.unit, self.trouble = 1.0, ""
        self.feeds = FeedStrip(clock, 22, self)
        self.feeds.shorten(brief=True, terse=False)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Name left; time and date right; the feeds stand between."""
        painter, t, unit = QPainter(self), tokens(), self.unit
        painter.fillRect(self.rect(), QColor(t.panel))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(t.line))
        line = QRectF(self.rect()).adjusted(24 * unit, 0, -24 * unit, 0)
        painter.setPen(QColor(t.ink))
        painter.setFont(theme.sized(29 * unit, bold=True))
        # The feeds' words may grow when they are out: the name gives way, they never overlap.
        room = self.feeds.x() - line.left() - 16 * unit if self.feeds.width() > 1 else line.width()
        name = painter.fontMetrics().elidedText(bureau_name(), Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, name)
        now = times.local(self._clock.now())
        english = QCoreApplication.translate("Wall", "d MMMM, dddd")
        locale = QLocale("en") if english == "d MMMM, dddd" else QLocale("zh_CN")
        date = locale.toString(QDate(now.year, now.month, now.day), english)
        painter.setFont(theme.sized(22 * unit))
        painter.setPen(QColor(t.dim))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(line, right, date)
        wide = painter.fontMetrics().horizontalAdvance(date) + 22 * unit
        painter.setFont(theme.sized(40 * unit))
        painter.setPen(QColor(t.ink))
        painter.drawText(line.adjusted(0, 0, -wide, 0), right, f"{now:%H:%M}")
        wide += painter.fontMetrics().horizontalAdvance("00:00") + 22 * unit
        self.feeds.setGeometry(
            int(self.width() - 24 * unit - wide - self.feeds.width()), 0, self.feeds.width(), self.height()
        )


class Wall(QWidget):
    """The wall's window. Signal `closed()`. Escape closes it: there is nothing to press."""

    closed = Signal()

    def __init__(self, desk: Desk, basemap: Path) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.desk = desk
        self.tasks = Tasks(self)
        self.source = Source(desk, self.tasks)
        self.head, self.matters = Head(desk.clock, self), Matters(desk.clock, self)
        self.numbers = Numbers(desk.clock, self)
        self.map = MapPanel(desk.live, desk.clock, wall=True, parent=self)
        self.map.privacy = True
        self.setWindowTitle(bureau_name())
        self._connect()
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.close)
        try:
            self.map.set_basemap(basemap)
        except (OSError, ValueError) as error:
            log.warning("the basemap cannot be read: %s", error)

    def _connect(self) -> None:
        source = self.source
        source.board.connect(self._show_board)
        source.figures.connect(self.numbers.set_figures)
        source.squads.connect(self.map.set_squads)
        source.cameras.connect(self.map.set_cameras)
        source.places.connect(lambda places: self.map.set_places(places, self.desk.in_force))
        source.feeds.connect(self._show_feeds)
        source.ticked.connect(self._tick)

    def _show_board(self, board: Board) -> None:
        self.map.set_board(board)
        self.matters.set_board(board)

    def _show_feeds(self, feeds: Sequence[FeedHealth]) -> None:
        self.head.feeds.set_feeds(feeds)
        self.map.set_stale({feed.kind for feed in feeds if stale(feed)})
        self.head.update()

    def _tick(self) -> None:
        self.map.tick()
        self.head.update()
        self.matters.update()

    def showEvent(self, event: QShowEvent) -> None:
        """The first time, everything is read."""
        super().showEvent(event)
        if not self.source.started:
            self.source.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything in proportion to the height; on a very narrow window the side column gives way."""
        super().resizeEvent(event)
        wide, high = self.width(), self.height()
        unit = high / 1080
        if abs(theme.scale() - unit) > 0.01:
            app = QApplication.instance()
            assert isinstance(app, QApplication)
            theme.apply(app, theme.current(), unit)
        for part in (self.head, self.matters, self.numbers):
            part.unit = unit
        self.head.feeds.set_pixels(round(22 * unit))
        columns = 2 if wide > 2.6 * high else 1  # a row of panels has room for two columns of matters
        head, foot, side = round(HEAD * unit), round(FOOT * unit), min(round(SIDE * unit * columns), round(wide * 0.42))
        self.head.setGeometry(0, 0, wide, head)
        self.numbers.setGeometry(0, high - foot, wide, foot)
        self.matters.setGeometry(wide - side, head, side, high - head - foot)
        self.map.setGeometry(0, head, wide - side, high - head - foot)

    def changeEvent(self, event: QEvent) -> None:
        """New language or colours: everything is painted anew."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange) and hasattr(self, "numbers"):
            self.setWindowTitle(bureau_name())
            for part in (self.head, self.matters, self.numbers):
                part.update()

    def closeEvent(self, event: QCloseEvent) -> None:
        """End what is under way, then tell whoever waits."""
        self.source.close()
        self.tasks.close()
        super().closeEvent(event)
        self.closed.emit()

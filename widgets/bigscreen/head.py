"""The strip over a scene: the room's name, the scene's, the feeds, the time without seconds."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QRectF
from PySide6.QtGui import QColor, QPainter, QResizeEvent

from command_center.model.walls import Scene
from widgets.bars.feeds import FeedStrip
from widgets.bigscreen.room import WallRoom
from widgets.bigscreen.tile import EDGE, PaintedTile
from widgets.bigscreen.words import scene_name
from widgets.bigscreen.writer import RIGHT, SMALLEST, Writer
from widgets.common import times
from widgets.common.theme import tokens
from widgets.common.words import bureau_name

GAP = 24
SHORTER = ((True, False, 0), (True, True, 0), (True, True, 1), (True, True, 2))
"""Ways to say how the feeds are, the longest first."""


class Head(PaintedTile):
    """Name left; time and date right; the feeds stand between. What has no room is left out, the least needed first."""

    def __init__(self, room: WallRoom) -> None:
        super().__init__(room, "")
        self.scene: Scene | None = None
        self.feeds = FeedStrip(room.desk.clock, round(SMALLEST), self)
        self.feeds.shorten(brief=True, terse=False)
        self.feeds.set_feeds(room.feeds)
        room.source.feeds.connect(self._set_feeds)

    def _set_feeds(self, feeds: object) -> None:
        self.feeds.set_feeds(feeds)  # type: ignore[arg-type]
        self.arrange()

    def set_unit(self, unit: float) -> None:
        """The window has another height."""
        super().set_unit(unit)
        self.feeds.set_pixels(int(SMALLEST * unit + 0.999))
        self.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The feeds keep their place."""
        super().resizeEvent(event)
        self.arrange()

    def _date(self) -> str:
        now = times.local(self.room.desk.clock.now())
        english = QCoreApplication.translate("Wall", "d MMMM, dddd")
        locale = QLocale("en") if english == "d MMMM, dddd" else QLocale("zh_CN")
        return locale.toString(QDate(now.year, now.month, now.day), english)

    def _right(self, writer: Writer, date: str) -> float:
        dated = writer.width(date) + writer.px(GAP) if date else 0
        return dated + writer.width("00:00", 40) + 2 * writer.px(GAP)

    def arrange(self) -> None:
        """How much the feeds may say beside the name, the date and the time."""
        painter = QPainter()
        writer = Writer(painter, self.unit)
        room = self.width() - 2 * writer.px(EDGE) - writer.width(bureau_name(), 29, True) - writer.px(GAP)
        room -= self._right(writer, self._date())
        for way in SHORTER:
            self.feeds.shorten(*way)
            if self.feeds.width() <= room:
                break
        self.update()

    def draw(self, writer: Writer, box: QRectF) -> None:
        """Words, and the feeds beside them."""
        t, px = tokens(), writer.px
        writer.painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(t.line))
        feeds = self.feeds.width() + px(GAP)
        dates = [self._date(), ""] if box.width() - feeds > self._right(writer, self._date()) else [""]
        taken = writer.write(box, dates, t.dim, align=RIGHT)
        if taken:
            taken += px(GAP)
        clock = f"{times.local(self.room.desk.clock.now()):%H:%M}"
        taken += writer.write(box.adjusted(0, 0, -taken, 0), clock, t.ink, 40, align=RIGHT) + px(GAP)
        self.feeds.setGeometry(
            int(box.right() - taken - self.feeds.width()), 0, self.feeds.width(), self.height()
        )  # fmt: skip
        room = box.adjusted(0, 0, -taken - self.feeds.width() - px(GAP), 0)
        named = writer.write(room, [bureau_name(), ""], t.ink, 29, bold=True)
        if named and self.scene is not None:
            writer.write(room.adjusted(named + px(GAP), 0, 0, 0), [scene_name(self.scene), ""], t.dim)

"""The operator's window: arranges queue, map, detail and bars, and joins them to the desk."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QVBoxLayout, QWidget

from command_center.model.health import FeedHealth
from command_center.model.places import Place
from command_center.queries.answers import Board, CameraCard, DayFigures, Matter, SquadCard
from command_center.queries.search.index import PAST, Hit
from widgets.bars.bottom import BottomBar
from widgets.bars.feedwords import stale
from widgets.bars.top import Banner, TopBar
from widgets.bars.trouble import feed_words, store_words
from widgets.bridge import Batch
from widgets.case.panel import DetailPanel
from widgets.common import theme
from widgets.common.actor import Actor
from widgets.common.desk import Desk
from widgets.common.help import Help
from widgets.common.keys import Keys
from widgets.common.language import Language
from widgets.common.rescale import rescale
from widgets.common.tasks import Refresher, Tasks
from widgets.common.theme import px
from widgets.common.words import bureau_name
from widgets.feeds.panel import FeedsPanel
from widgets.map.panel import MapPanel
from widgets.map.saving import Saving
from widgets.map.strip import Strip
from widgets.queue.panel import QueuePanel
from widgets.queue.rows import Row
from widgets.search.finder import Finder
from widgets.search.panel import Search
from widgets.search.past import PastSheet
from widgets.seat import Seat
from widgets.source import Source
from widgets.table import CAPS, seat_table
from widgets.time.replaying import Replaying

log = logging.getLogger(__name__)
SIDES, NARROW = (340, 400), (304, 340)
"""Widths of queue and detail at scale 1, in a wide and in a narrow window."""
SMALLEST = QSize(1024, 640)
MATTER_MS = 120


class Station(QMainWindow):
    """The seat. Signal `closed()` once it has been closed; `note` stays in sight at the bottom."""

    closed = Signal()

    def __init__(self, desk: Desk, basemap: Path, language: Language | None = None, note: str = "") -> None:
        super().__init__()
        self.desk, self._language = desk, language
        self.tasks = Tasks(self)
        self.actor = Actor(desk, self.tasks)
        self.source = Source(desk, self.tasks)
        self.top, self.banner = TopBar(desk.clock, desk.person), Banner()
        self.queue = QueuePanel(desk.clock)
        self.map = MapPanel(desk.live, desk.clock)
        self.strip = Strip(self.map)
        self.saving = Saving(self.map, self.strip, self.tasks)
        self.replaying = Replaying(desk, self.tasks, self.map)
        self.strip.add(self.replaying.stage.button)
        self.detail = DetailPanel(desk, self.tasks, CAPS)
        self.bottom = BottomBar(note)
        self.seat = Seat(desk, self.actor, self.queue, self.detail)
        self.past = PastSheet(desk, self.tasks, self.actor, self.detail)
        self.seat.refused_here = self.past.refuse
        finder = Finder(desk, self.tasks, self.queue.all_rows, basemap)
        self.search = Search(finder, desk.clock, self._middle, self.map)
        self._feeds: Sequence[FeedHealth] = ()
        self._store_reason = ""
        self._following = False
        self._made = theme.scale()
        self._kept: tuple[int, int] | None = None
        self._matter = Refresher(self.tasks, "matter", self._load_matter, self._show_matter, MATTER_MS)
        self._lay_out()
        self.feeds_panel = FeedsPanel(desk, self.tasks, self)
        self.help = Help(self)
        self._connect()
        self.keys = Keys(self, seat_table(self._handlers(), self.seat.number))
        self.help.set_keys(self.keys.table)
        self.setWindowTitle(bureau_name())
        self._load_basemap(basemap)
        self._restore()

    # --- arranging -------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        for part in (self.queue, self.map, self.detail):
            self.split.addWidget(part)
        self.split.setStretchFactor(1, 1)
        centre = QWidget()
        centre.setObjectName("ground")
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.banner)
        column.addWidget(self.split, 1)
        column.addWidget(self.bottom)
        self.setCentralWidget(centre)
        self.setMinimumSize(SMALLEST)
        self.search.move(px(12), px(12))

    def _sizes(self) -> None:
        """The panels' widths in proportion to the type, as they were left; the map takes what is over."""
        narrow = self.width() < px(1500)
        kept = self._kept if self._kept is not None and not narrow else (NARROW if narrow else SIDES)
        left, right = (px(side) for side in kept)
        self.queue.setMinimumWidth(px(260))
        self.detail.setMinimumWidth(px(300))
        self.map.setMinimumWidth(px(320))
        self.split.setSizes([left, max(px(320), self.width() - left - right), right])

    def _restore(self) -> None:
        settings = QSettings()
        geometry, theme_name = settings.value("station/geometry"), settings.value("station/theme")
        left, right = settings.value("station/left"), settings.value("station/right")
        self._kept = (int(str(left)), int(str(right))) if left is not None and right is not None else None
        if geometry is not None:
            self.restoreGeometry(geometry)
        else:
            self.resize(1600, 900)
        if theme_name == theme.LIGHT.value.name and theme.current() is not theme.LIGHT:
            self._dress(theme.LIGHT)

    def showEvent(self, event: QShowEvent) -> None:
        """The first time: sizes as they were left, then everything is read."""
        super().showEvent(event)
        if not event.spontaneous() and not self.source.started:
            self._sizes()
            self.source.start()
            self.queue.view.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A taller window gets larger type, in steps, so that nothing is tiny on a wall of panels."""
        super().resizeEvent(event)
        wanted = min(3.0, max(1.0, int(self.height() / 1080 * 4 + 0.35) / 4))
        if wanted != theme.scale():
            self._dress(theme.current(), wanted)
            rescale(self, self._made, wanted)
            self.map.rescaled()
            self.replaying.stage.rescaled()
            self.search.fit()
            self.search.move(px(12), px(12))
            self._sizes()
        if self.help.isVisible():
            self.help.setGeometry(self.rect())
        self._place_feeds()

    def _dress(self, wanted: theme.Theme, scale: float | None = None) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, wanted, theme.scale() if scale is None else scale)

    # --- joining ---------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        source = self.source
        source.board.connect(self._show_board)
        source.figures.connect(self._show_figures)
        source.squads.connect(self._show_squads)
        source.cameras.connect(self._show_cameras)
        source.places.connect(self._show_places)
        source.feeds.connect(self._show_feeds)
        source.noticed.connect(self._noticed)
        source.store_trouble.connect(self._store_trouble)
        source.ticked.connect(self._tick)
        self.tasks.failed.connect(self._failed)
        self.queue.chosen.connect(self._chosen)
        self.queue.selection_changed.connect(lambda: self.detail.select(self.seat.rows()))
        self.map.row_chosen.connect(self._open_matter)
        self.map.squad_chosen.connect(self.map.set_selected)
        self.map.tag_chosen.connect(self.map.set_selected)
        self.map.following.connect(self._set_following)
        self.search.chosen.connect(self._go_to)
        self.search.left.connect(self._focus_queue)
        self.past.left.connect(self._leave_past)
        self.replaying.went_live.connect(self._went_live)
        self.replaying.closed.connect(self._focus_queue)
        self.replaying.refused.connect(self.actor.refused)
        self.top.language_asked.connect(self._other_language)
        self.top.theme_asked.connect(self._other_theme)
        self.top.help_asked.connect(self.help.toggle)
        self.top.feeds.pressed.connect(self._open_feeds)
        self.feeds_panel.left.connect(self._focus_queue)
        self.strip.left.connect(self._focus_queue)

    def _handlers(self) -> dict[str, Callable[[], None]]:
        actions = [id_ for id_ in CAPS if id_ != "undo"]
        table: dict[str, Callable[[], None]] = {id_: partial(self.seat.do, id_) for id_ in actions}
        return table | {
            "next": lambda: self.queue.view.step(1),
            "previous": lambda: self.queue.view.step(-1),
            "extend-next": lambda: self.queue.view.step(1, extend=True),
            "extend-previous": lambda: self.queue.view.step(-1, extend=True),
            "next-tab": lambda: self._turn(1),
            "previous-tab": lambda: self._turn(-1),
            "undo": self.seat.undo,
            "search": self.search.open,
            "follow": lambda: self.map.follow(not self._following),
            "leave": self._leave,
            "full-screen": self._full_screen,
            "help": self.help.toggle,
            "feeds": self._toggle_feeds,
            "time-line": self.replaying.toggle,
            "live": self.replaying.live,
            "measure": self.strip.toggle_measure,
            "copy-position": self.strip.copy_spot,
            "save-map": self.strip.ask_file,
        }

    def _load_basemap(self, basemap: Path) -> None:
        try:
            self.map.set_basemap(basemap)
        except (OSError, ValueError) as error:
            log.warning("the basemap cannot be read: %s", error)
            text = QCoreApplication.translate("Station", "The basemap cannot be read: {why}").format(why=error)
            self.detail.footer.message.say(text, trouble=True, seconds=None)

    def _leave(self) -> None:
        self.help.hide()
        self.past.leave()
        self.seat.leave()

    def _turn(self, by: int) -> None:
        """Another tab; what was asked about the row before is no longer asked."""
        self.seat.leave()
        self.queue.tabs.turn(by)

    def _toggle_feeds(self) -> None:
        if self.feeds_panel.isVisible():
            self.feeds_panel.hide()
            self._focus_queue()
        else:
            self._open_feeds()

    def _open_feeds(self, feed: str = "") -> None:
        self._place_feeds()
        self.feeds_panel.open(feed)

    def _place_feeds(self) -> None:
        """Over everything but the bars."""
        top, bottom = self.split.mapTo(self, self.split.rect().topLeft()), self.split.size()
        self.feeds_panel.setGeometry(top.x(), top.y(), bottom.width(), bottom.height())

    def _full_screen(self) -> None:
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    def _focus_queue(self) -> None:
        self.queue.view.setFocus()

    def _set_following(self, on: bool) -> None:
        self._following = on

    # --- showing ---------------------------------------------------------------------------------------------------

    def _show_board(self, board: Board) -> None:
        self.queue.set_board(board)
        self.map.set_board(board)
        self.replaying.set_board(board)
        self.top.counts.set_counts(board.by_priority)

    def _show_figures(self, figures: DayFigures) -> None:
        self.bottom.set_figures(figures)

    def _show_squads(self, squads: Sequence[SquadCard]) -> None:
        self.search.finder.set_squads(squads)
        self.map.set_squads(squads)

    def _show_cameras(self, cameras: Sequence[CameraCard]) -> None:
        self.search.finder.set_cameras(cameras)
        self.map.set_cameras(cameras)

    def _show_places(self, places: Sequence[Place]) -> None:
        self.map.set_places(places, self.desk.in_force)
        self.detail.set_places(places)

    def _show_feeds(self, feeds: Sequence[FeedHealth]) -> None:
        self._feeds = feeds
        self.top.set_feeds(feeds)
        self.feeds_panel.set_feeds(feeds)
        old = {feed.kind for feed in feeds if stale(feed)}
        self.map.set_stale(old)
        self.detail.set_stale(old)
        self._show_trouble()

    def _store_trouble(self, reason: str) -> None:
        self._store_reason = reason
        self.bottom.set_store_well(not reason)
        self._show_trouble()

    def _show_trouble(self) -> None:
        """The store's trouble before the feeds': it is the graver one."""
        text = store_words(self._store_reason) if self._store_reason else ""
        self.banner.say(text or feed_words(self._feeds, self.desk.clock.now()), grave=bool(text))

    def _failed(self, why: str) -> None:
        text = QCoreApplication.translate(
            "Station", "Something went wrong inside ({why}). What you see may be old; it is tried again by itself."
        )
        self.detail.footer.message.say(text.format(why=why), trouble=True, seconds=20)

    def _tick(self) -> None:
        self.top.tick()
        self.queue.tick()
        self.map.tick()
        self.detail.tick()
        self.past.tick()
        self.replaying.tick()
        self.seat.tick()
        self._place_feeds()
        self.feeds_panel.tick()

    # --- the selected row ------------------------------------------------------------------------------------------

    def _chosen(self, row: Row | None) -> None:
        changed = row is None or self.detail.matter is None or self.detail.row_id != row.id
        self.detail.select(self.seat.rows())
        self.map.set_selected(row.id if row is not None else None)
        if changed:
            self.past.leave()
            self.replaying.way.offer(row.dog if row is not None else "")
            self.map.set_matter(None)
            if self.detail.footer.asking:
                self.seat.leave()
        if row is not None:
            self._matter.ask()

    async def _load_matter(self) -> tuple[str, Matter | None]:
        row = self.queue.view.current()
        if row is None:
            return "", None
        return row.id, await self.desk.queries.matter(row.id)

    def _show_matter(self, answer: tuple[str, Matter | None]) -> None:
        """The answer to a question that may be out of date by now: then it is dropped."""
        id_, matter = answer
        row = self.queue.view.current()
        if row is None or row.id != id_ or matter is None:
            return
        self.detail.show_matter(matter)
        self.map.set_matter(matter)

    def _noticed(self, batch: Batch) -> None:
        if batch.quarantine or batch.feeds or batch.cases:
            self.feeds_panel.refresh()
        row = self.queue.view.current()
        if row is None:
            return
        if row.id in batch.cases or batch.events.intersection(row.events) or batch.squads or batch.dogs:
            self._matter.ask()

    # --- search, language, theme -----------------------------------------------------------------------------------

    def _middle(self) -> tuple[float, float]:
        """What the map looks at, degrees."""
        return self.map.projection.to_degrees(self.map.view.port.x, self.map.view.port.y)

    def _go_to(self, hit: Hit) -> None:
        found = hit.entry
        self.past.leave()
        if found.kind == "row" or found.kind in PAST:
            self._open_matter(found.id)
        else:
            self.map.set_selected(found.id)
            self.replaying.way.offer(found.id if found.kind == "tag" else "")
        if found.lon is not None and found.lat is not None:
            self.map.go_to(found.lon, found.lat, 800.0)
        self.queue.view.setFocus()

    def _open_matter(self, id_: str) -> None:
        """The row of an event or case; when it is in no list (any more), what the records have of it."""
        if not self.queue.reveal(id_):
            self.past.open(id_, self.map.set_matter)

    def _went_live(self, wanted: str) -> None:
        """The present is on the map again; `wanted` came in meanwhile."""
        if wanted:
            self.queue.reveal(wanted)
        self._focus_queue()

    def _leave_past(self) -> None:
        """The queue's row is on the map again."""
        self.map.set_matter(self.detail.matter)
        self.queue.view.setFocus()

    def _other_language(self) -> None:
        if self._language is not None:
            self._language.use(self._language.other())

    def _other_theme(self) -> None:
        wanted = theme.LIGHT if theme.current() is theme.DARK else theme.DARK
        self._dress(wanted)
        QSettings().setValue("station/theme", wanted.value.name)

    def changeEvent(self, event: QEvent) -> None:
        """New language: the window's own words."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.setWindowTitle(bureau_name())
            if hasattr(self, "banner"):
                self._show_trouble()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Sizes are kept, everything under way is ended, then whoever waits is told."""
        settings = QSettings()
        settings.setValue("station/geometry", self.saveGeometry())
        if self.width() >= px(1500):
            settings.setValue("station/left", round(self.queue.width() / theme.scale()))
            settings.setValue("station/right", round(self.detail.width() / theme.scale()))
        self.replaying.close()
        self.source.close()
        self.tasks.close()
        super().closeEvent(event)
        self.closed.emit()

"""The operator's window: queue, map, detail and whatever else is opened, in docks between two bars."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QSize, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from widgets.bars.bottom import BottomBar
from widgets.bars.top import Banner, TopBar
from widgets.case.claiming import Claiming
from widgets.case.evidence import evidence_part
from widgets.case.panel import DetailPanel
from widgets.common import theme
from widgets.common.actor import Actor
from widgets.common.desk import Desk
from widgets.common.help import Help
from widgets.common.keys import Keys
from widgets.common.language import Language
from widgets.common.rescale import rescale
from widgets.common.tasks import Tasks
from widgets.common.theme import px
from widgets.common.words import bureau_name
from widgets.docking import kept
from widgets.docking.docks import Docks
from widgets.feeds.panel import FeedsPanel
from widgets.joining import Joining
from widgets.map.panel import MapPanel
from widgets.map.saving import Saving
from widgets.map.strip import Strip
from widgets.panels import PANELS
from widgets.queue.panel import QueuePanel
from widgets.search.finder import Finder
from widgets.search.panel import Search
from widgets.search.past import PastSheet
from widgets.seat import Seat
from widgets.showing import Showing
from widgets.source import Source
from widgets.table import CAPS, seat_table
from widgets.time.replaying import Replaying

if TYPE_CHECKING:
    from widgets.cameras.clip import ClipView

log = logging.getLogger(__name__)
SMALLEST = QSize(1024, 640)
"""In the screen's own pixels: on a small screen with a large scale factor the type gives way instead."""
LAPTOP = QSize(1366, 768)
"""The smallest window in which everything has room at scale 1."""


class Station(QMainWindow):
    """The seat. Signal `closed()` once it has been closed; `note` stays in sight at the bottom."""

    closed = Signal()
    queue: QueuePanel
    map: MapPanel
    detail: DetailPanel
    docks: Docks
    clip: ClipView | None = None

    def __init__(self, desk: Desk, basemap: Path, language: Language | None = None, note: str = "") -> None:
        super().__init__()
        self.desk, self._language = desk, language
        self.tasks = Tasks(self)
        self.actor = Actor(desk, self.tasks)
        self.source = Source(desk, self.tasks)
        self._made = theme.scale()
        self._make_parts(basemap, note)
        self._lay_out()
        self.help = Help(self)
        self.showing, self.joining = Showing(self), Joining(self)
        self.keys = Keys(self, seat_table(self.joining.handlers(), self.seat.number, PANELS))
        self.help.set_keys(self.keys.table)
        self.setWindowTitle(bureau_name())
        self._load_basemap(basemap)
        self._restore()

    def _make_parts(self, basemap: Path, note: str) -> None:
        desk = self.desk
        self.top, self.banner, self.bottom = TopBar(desk.clock, desk.person), Banner(), BottomBar(note)
        self.queue = QueuePanel(desk.clock)
        self.map = MapPanel(desk.live, desk.clock)
        self.strip = Strip(self.map)
        self.saving = Saving(self.map, self.strip, self.tasks)
        self.replaying = Replaying(desk, self.tasks, self.map)
        self.strip.add(self.replaying.stage.button)
        self.detail = DetailPanel(desk, self.tasks, CAPS)
        self.seat = Seat(desk, self.actor, self.queue, self.detail)
        self.evidence = evidence_part(desk, self.actor, self.tasks, self.detail, self.seat.question)
        self.claiming = Claiming(desk, self.tasks, self.queue)
        self.claiming.lost.connect(self.seat.warn)
        self.past = PastSheet(desk, self.tasks, self.actor, self.detail)
        self.seat.refused_here = self.past.refuse
        finder = Finder(desk, self.tasks, self.queue.all_rows, basemap)
        self.search = Search(finder, desk.clock, self._middle, self.map)

    def _middle(self) -> tuple[float, float]:
        """What the map looks at, degrees."""
        return self.map.projection.to_degrees(self.map.view.port.x, self.map.view.port.y)

    @property
    def feeds_panel(self) -> FeedsPanel:
        """The feeds panel, made when it is asked for first."""
        panel = self.docks.content("feeds")
        assert isinstance(panel, FeedsPanel)
        return panel

    # --- arranging -------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        centre = QWidget()
        centre.setObjectName("ground")
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.docks = Docks(PANELS, lambda panel: panel.make(self), theme.scale(), centre)
        for part, share in ((self.top, 0), (self.banner, 0), (self.docks, 1), (self.bottom, 0)):
            column.addWidget(part, share)
        self.setCentralWidget(centre)
        self.setMinimumSize(SMALLEST / self.devicePixelRatioF())
        self.search.move(px(12), px(12))
        self._smallest()

    def _smallest(self) -> None:
        """How narrow the parts may become, in proportion to the type."""
        self.queue.setMinimumWidth(px(260))
        self.detail.setMinimumWidth(px(300))
        self.map.setMinimumWidth(px(320))

    def _restore(self) -> None:
        settings = QSettings()
        geometry, theme_name = settings.value("station/geometry"), settings.value("station/theme")
        if geometry is not None:
            self.restoreGeometry(geometry)
        else:
            self.resize(1600, 900)
        if theme_name == theme.LIGHT.value.name and theme.current() is not theme.LIGHT:
            self._dress(theme.LIGHT)

    def _restore_panels(self) -> None:
        try:
            layout = kept.last()
            if layout is not None:
                self.docks.restore(layout)
        except kept.Unusable as error:
            log.warning("the arrangement of the panels cannot be restored: %s", error)
            text = QCoreApplication.translate(
                "Station", "How the panels stood can't be restored: they stand as at first."
            )
            self.detail.footer.message.say(text, trouble=True, seconds=20)

    def showEvent(self, event: QShowEvent) -> None:
        """The first time: panels as they were left, then everything is read."""
        super().showEvent(event)
        if not event.spontaneous() and not self.source.started:
            self.docks.fit()
            self._restore_panels()
            self.source.start()
            self.joining.focus_queue()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A taller window gets larger type, in steps, so that nothing is tiny on a wall of panels."""
        super().resizeEvent(event)
        wanted = wanted_scale(self.size(), self.devicePixelRatioF())
        if wanted != theme.scale():
            self._dress(theme.current(), wanted)
            rescale(self, self._made, wanted)
            self.map.rescaled()
            self.replaying.stage.rescaled()
            self.search.fit()
            self.search.move(px(12), px(12))
            self._smallest()
            self.docks.rescaled(wanted)
            self.top.fit()
        self.docks.fit()
        self.detail.picture.updateGeometry()  # low in a low window
        if self.clip is not None:
            self.clip.place()
        if self.help.isVisible():
            self.help.setGeometry(self.rect())

    def _dress(self, wanted: theme.Theme, scale: float | None = None) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, wanted, theme.scale() if scale is None else scale)

    def _load_basemap(self, basemap: Path) -> None:
        try:
            self.map.set_basemap(basemap)
        except (OSError, ValueError) as error:
            log.warning("the basemap cannot be read: %s", error)
            text = QCoreApplication.translate("Station", "The basemap cannot be read: {why}").format(why=error)
            self.detail.footer.message.say(text, trouble=True, seconds=None)

    # --- language, theme, closing ----------------------------------------------------------------------------------

    def other_language(self) -> None:
        """From one to the other."""
        if self._language is not None:
            self._language.use(self._language.other())

    def other_theme(self) -> None:
        """From dark to light or back, and so at the next start."""
        wanted = theme.LIGHT if theme.current() is theme.DARK else theme.DARK
        self._dress(wanted)
        QSettings().setValue("station/theme", wanted.value.name)

    def changeEvent(self, event: QEvent) -> None:
        """New language: the window's own words."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.setWindowTitle(bureau_name())
            if hasattr(self, "showing"):
                self.showing.say_trouble()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Sizes are kept, everything under way is ended, then whoever waits is told."""
        QSettings().setValue("station/geometry", self.saveGeometry())
        kept.keep_last(self.docks.layout_now())
        self.docks.close_windows()
        if self.clip is not None:
            self.clip.leave()
        self.replaying.close()
        self.source.close()
        self.tasks.close()
        super().closeEvent(event)
        self.closed.emit()


def wanted_scale(size: QSize, ratio: float) -> float:
    """How large the type is in a window of this size (logical pixels) on a screen with so many pixels in one of them.

    Never smaller than 1 in the screen's own pixels: there a smaller window would be unreadable, not handy."""
    room = min(size.width() / LAPTOP.width(), size.height() / LAPTOP.height())
    if room < 1:
        return max(1 / ratio, int(room * 32) / 32)
    return min(3.0, max(1.0, int(min(size.height() / 1080, room) * 4 + 0.35) / 4))

"""Joins the seat's parts to one another: what a key, a button or a click in one does in the others."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtWidgets import QWidget

from command_center.queries.search.index import PAST, Hit
from widgets.common.theme import px
from widgets.table import CAPS

if TYPE_CHECKING:
    from widgets.station import Station


class Joining(QObject):
    """Made once the station's parts are there."""

    def __init__(self, station: Station) -> None:
        super().__init__(station)
        self._station = station
        self._following = False
        station.queue.selection_changed.connect(lambda: station.detail.select(station.seat.rows()))
        station.map.row_chosen.connect(self._open_matter)
        station.map.squad_chosen.connect(station.map.set_selected)
        station.map.tag_chosen.connect(station.map.set_selected)
        station.map.following.connect(self._set_following)
        station.search.chosen.connect(self._go_to)
        station.search.left.connect(self.focus_queue)
        station.past.left.connect(self._leave_past)
        station.replaying.went_live.connect(self._went_live)
        station.replaying.closed.connect(self.focus_queue)
        station.replaying.refused.connect(station.actor.refused)
        station.top.language_asked.connect(station.other_language)
        station.top.theme_asked.connect(station.other_theme)
        station.top.help_asked.connect(station.help.toggle)
        station.top.panels_asked.connect(lambda: station.docks.toggle("arrange"))
        station.top.feeds.pressed.connect(self._open_feed)
        station.docks.left.connect(self.focus_queue)
        station.docks.floated.connect(self._floated)
        station.strip.left.connect(self.focus_queue)
        station.seat.clip_asked.connect(self._play_clip)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What each key of the table does; a panel's key opens and closes it."""
        station = self._station
        actions = [id_ for id_ in CAPS if id_ != "undo"]
        table: dict[str, Callable[[], None]] = {id_: partial(station.seat.do, id_) for id_ in actions}
        table |= {id_: partial(station.docks.toggle, id_) for id_ in station.docks.panels}
        return table | {
            "next": lambda: station.queue.view.step(1),
            "previous": lambda: station.queue.view.step(-1),
            "extend-next": lambda: station.queue.view.step(1, extend=True),
            "extend-previous": lambda: station.queue.view.step(-1, extend=True),
            "next-tab": lambda: self._turn(1),
            "previous-tab": lambda: self._turn(-1),
            "silence": station.seat.silence,
            "group": station.seat.toggle_group,
            "undo": station.seat.undo,
            "search": self._search,
            "follow": lambda: station.map.follow(not self._following),
            "leave": self._leave,
            "full-screen": self._full_screen,
            "help": station.help.toggle,
            "time-line": self._time_line,
            "live": station.replaying.live,
            "measure": station.strip.toggle_measure,
            "copy-position": station.strip.copy_spot,
            "save-map": station.strip.ask_file,
        }

    def _play_clip(self, event: str, title: str) -> None:
        station = self._station
        if station.clip is None:
            from widgets.cameras.clip import ClipView  # loads the player's libraries: not before somebody wants a film

            station.clip = ClipView(station.desk.clips, station.tasks, station, self._middle)
            station.clip.left.connect(self.focus_queue)
        station.clip.show_clip(event, title)

    def _middle(self) -> QRect | None:
        """Between queue and detail, None while they are elsewhere and leave too little."""
        station, docks = self._station, self._station.docks
        room = QRect(docks.mapTo(station, QPoint(0, 0)), docks.size())
        for side in (station.queue, station.detail):
            if side.window() is station and side.isVisible():
                box = QRect(side.mapTo(station, QPoint(0, 0)), side.size())
                if box.center().x() < room.center().x():
                    room.setLeft(max(room.left(), box.right() + 1))
                else:
                    room.setRight(min(room.right(), box.left() - 1))
        return room if room.width() >= px(480) and room.height() >= px(360) else None

    def focus_queue(self) -> None:
        """The keys are the queue's."""
        self._station.queue.view.setFocus()

    def _floated(self, window: QWidget) -> None:
        """A window of its own: the seat's keys work there, too."""
        self._station.keys.also(window)

    def _leave(self) -> None:
        self._station.help.hide()
        self._station.map.would_be.clear()
        self._station.past.leave()
        self._station.seat.leave()

    def _turn(self, by: int) -> None:
        """Another tab; what was asked about the row before is no longer asked."""
        self._station.seat.leave()
        self._station.queue.tabs.turn(by)

    def _search(self) -> None:
        """The field lies on the map: it has to be in sight."""
        self._station.docks.open("map")
        self._station.search.open()

    def _time_line(self) -> None:
        self._station.docks.open("map")
        self._station.replaying.toggle()

    def _open_feed(self, feed: str) -> None:
        self._station.docks.open("feeds")
        self._station.feeds_panel.open(feed)

    def _full_screen(self) -> None:
        self._station.showNormal() if self._station.isFullScreen() else self._station.showFullScreen()

    def _set_following(self, on: bool) -> None:
        self._following = on

    # --- going somewhere -------------------------------------------------------------------------------------------

    def _go_to(self, hit: Hit) -> None:
        station, found = self._station, hit.entry
        station.past.leave()
        if found.kind == "row" or found.kind in PAST:
            self._open_matter(found.id)
        else:
            station.map.set_selected(found.id)
            station.replaying.way.offer(found.id if found.kind == "tag" else "")
        if found.lon is not None and found.lat is not None:
            station.map.go_to(found.lon, found.lat, 800.0)
        self.focus_queue()

    def _open_matter(self, id_: str) -> None:
        """The row of an event or case; when it is in no list (any more), what the records have of it."""
        if not self._station.queue.reveal(id_):
            self._station.past.open(id_, self._station.map.set_matter)

    def _went_live(self, wanted: str) -> None:
        """The present is on the map again; `wanted` came in meanwhile."""
        if wanted:
            self._station.queue.reveal(wanted)
        self.focus_queue()

    def _leave_past(self) -> None:
        """The queue's row is on the map again."""
        self._station.map.set_matter(self._station.detail.matter)
        self.focus_queue()

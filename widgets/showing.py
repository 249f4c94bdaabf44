"""Takes the core's answers to the seat's parts that show them, and the selected row's matter to map and detail."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QObject, QTimer

from command_center.figures.flood import Flood
from command_center.model.health import FeedHealth
from command_center.model.places import Place
from command_center.queries.answers import Board, CameraCard, DayFigures, Matter, SquadCard
from widgets.bars.feedwords import stale
from widgets.bars.trouble import feed_words, store_words
from widgets.bridge import Batch
from widgets.common.tasks import Refresher
from widgets.queue import groupwords
from widgets.queue.rows import Row

if TYPE_CHECKING:
    from widgets.station import Station

MATTER_MS = 120
CROWD = 300
"""Rows to review from which on a snapshot is shown in two turns."""


class Showing(QObject):
    """Joins the station's source to what shows its answers. `feeds` is the newest health of each,
    `cameras` is every camera there is."""

    def __init__(self, station: Station) -> None:
        super().__init__(station)
        self._station, self._desk = station, station.desk
        self.feeds: Sequence[FeedHealth] = ()
        self.cameras: Sequence[CameraCard] = ()
        self._store_reason = ""
        self._flood: Flood | None = None
        self._matter = Refresher(station.tasks, "matter", self._load_matter, self._show_matter, MATTER_MS)
        source = station.source
        source.board.connect(self._show_board)
        source.figures.connect(self._show_figures)
        source.squads.connect(self._show_squads)
        source.cameras.connect(self._show_cameras)
        source.places.connect(self._show_places)
        source.feeds.connect(self._show_feeds)
        source.noticed.connect(self._noticed)
        source.store_trouble.connect(self._store_trouble)
        source.ticked.connect(self._tick)
        station.tasks.failed.connect(self._failed)
        station.queue.chosen.connect(self._chosen)

    # --- answers ---------------------------------------------------------------------------------------------------

    def _show_board(self, board: Board) -> None:
        mine = self._desk.person.id
        others = {id_: claim for id_, claim in board.claims.items() if claim.person != mine}
        self._station.queue.set_board(replace(board, claims=others))
        if len(board.review) > CROWD:
            # The queue first, the map in a turn of its own: a key pressed now need not wait for both.
            QTimer.singleShot(0, self, partial(self._show_on_map, board))
        else:
            self._show_on_map(board)
        self._station.top.counts.set_counts(board.by_priority)
        self._flood = board.flood
        self.say_trouble()

    def _show_on_map(self, board: Board) -> None:
        self._station.map.set_board(board)
        self._station.replaying.set_board(board)

    def _show_figures(self, figures: DayFigures) -> None:
        self._station.bottom.set_figures(figures)

    def _show_squads(self, squads: Sequence[SquadCard]) -> None:
        self._station.search.finder.set_squads(squads)
        self._station.map.set_squads(squads)

    def _show_cameras(self, cameras: Sequence[CameraCard]) -> None:
        self.cameras = cameras
        self._station.search.finder.set_cameras(cameras)
        self._station.map.set_cameras(cameras)

    def _show_places(self, places: Sequence[Place]) -> None:
        self._station.map.set_places(places, self._desk.in_force)
        self._station.detail.set_places(places)

    def _show_feeds(self, feeds: Sequence[FeedHealth]) -> None:
        self.feeds = feeds
        self._station.top.set_feeds(feeds)
        old = {feed.kind for feed in feeds if stale(feed)}
        self._station.map.set_stale(old)
        self._station.detail.set_stale(old)
        self.say_trouble()

    def _store_trouble(self, reason: str) -> None:
        self._store_reason = reason
        self._station.bottom.set_store_well(not reason)
        self.say_trouble()

    def say_trouble(self) -> None:
        """The store's trouble before the feeds', the graver first, and these before a flood of alarms."""
        text = store_words(self._store_reason) if self._store_reason else ""
        now, flood = self._desk.clock.now(), self._flood
        more = feed_words(self.feeds, now) or (groupwords.flood(flood, now) if flood is not None else "")
        self._station.banner.say(text or more, grave=bool(text))

    def _failed(self, why: str) -> None:
        text = QCoreApplication.translate(
            "Station", "Something went wrong inside ({why}). What you see may be old; it is tried again by itself."
        )
        self._station.detail.footer.message.say(text.format(why=why), trouble=True, seconds=20)

    def _tick(self) -> None:
        for part in (
            self._station.top,
            self._station.queue,
            self._station.map,
            self._station.detail,
            self._station.past,
            self._station.replaying,
            self._station.seat,
            self._station.docks,
        ):
            part.tick()

    # --- the selected row ------------------------------------------------------------------------------------------

    def _chosen(self, row: Row | None) -> None:
        station = self._station
        changed = row is None or station.detail.matter is None or station.detail.row_id != row.first.id
        station.detail.select(station.seat.rows())
        station.map.set_selected(row.first.id if row is not None else None)
        if changed:
            station.past.leave()
            station.replaying.way.offer(row.dog if row is not None else "")
            station.map.set_matter(None)
            if station.detail.footer.asking:
                station.seat.leave()
        if row is not None:
            self._matter.ask()

    async def _load_matter(self) -> tuple[str, Matter | None]:
        row = self._station.queue.view.current()
        if row is None:
            return "", None
        return row.first.id, await self._desk.queries.matter(row.first.id)

    def _show_matter(self, answer: tuple[str, Matter | None]) -> None:
        """The answer to a question that may be out of date by now: then it is dropped."""
        id_, matter = answer
        row = self._station.queue.view.current()
        if row is None or row.first.id != id_ or matter is None:
            return
        self._station.detail.show_matter(matter)
        self._station.map.set_matter(matter)

    def _noticed(self, batch: Batch) -> None:
        row = self._station.queue.view.current()
        if row is None:
            return
        row = row.first
        if row.id in batch.cases or batch.events.intersection(row.events) or batch.squads or batch.dogs:
            self._matter.ask()

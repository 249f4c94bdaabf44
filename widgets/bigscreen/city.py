"""The wall's tile of the city: all of it, one grid, or what is most urgent."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from command_center.model.health import FeedHealth
from command_center.model.places import PlaceKind
from command_center.model.walls import GRID, URGENT
from command_center.queries.answers import ReviewRow
from widgets.bars.feedwords import stale
from widgets.bigscreen.room import WallRoom
from widgets.map.follow import kept_in_view
from widgets.map.panel import MapPanel

NEAR_M = 1800.0
"""How much of the city is seen around an urgent alarm, from side to side."""


class City(QWidget):
    """A map with everybody's privacy kept: no tag number, no track, and a matter's place only where it is public."""

    def __init__(self, room: WallRoom, show_: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.room, self.show_ = room, show_
        self.map = MapPanel(room.desk.live, room.desk.clock, wall=True, parent=self)
        self.map.privacy = True
        self._at: str | None = None
        source = room.source
        source.board.connect(self._board)
        source.squads.connect(self.map.set_squads)
        source.cameras.connect(self.map.set_cameras)
        source.places.connect(self._places)
        source.feeds.connect(self._feeds)
        source.ticked.connect(self._tick)
        self._catch_up()

    def _catch_up(self) -> None:
        room = self.room
        if room.places:
            self._places(room.places)
        if room.board is not None:
            self._board(room.board)
        self.map.set_squads(room.squads)
        self.map.set_cameras(room.cameras)
        self._feeds(room.feeds)

    def _tick(self) -> None:
        if self.isVisible():  # a scene that waits for its turn costs nothing
            self.map.tick()

    def set_unit(self, _unit: float) -> None:
        """Signs and names follow the window's height."""
        self.map.rescaled()

    def _board(self, board: object) -> None:
        self.map.set_board(board)  # type: ignore[arg-type]
        if self.show_ == URGENT:
            self.look()

    def _places(self, places: object) -> None:
        self.map.set_places(places, self.room.desk.in_force)  # type: ignore[arg-type]
        self._at = None
        self.look()

    def _feeds(self, feeds: object) -> None:
        assert isinstance(feeds, tuple | list)
        self.map.set_stale({feed.kind for feed in feeds if isinstance(feed, FeedHealth) and stale(feed)})

    # --- where it looks --------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Look at what it is to show, if that is another thing than before."""
        if self.show_ == URGENT:
            row = self.urgent()
            if (row.id if row is not None else "") == self._at:
                if row is not None:  # a dog walks on
                    spot = self.map.projection.point(row.lon, row.lat)
                    self.map.view.look(kept_in_view(self.map.view.port, *spot))
                return
            self._at = row.id if row is not None else ""
            if row is None:
                self.map.fit_city()
            else:
                self.map.go_to(row.lon, row.lat, self._wide(NEAR_M, NEAR_M))
        elif self.show_.startswith(GRID) and (area := self._grid(int(self.show_.removeprefix(GRID)))) is not None:
            self._at = self.show_
            lon, lat = self.map.projection.to_degrees(area.center().x(), area.center().y())
            self.map.go_to(lon, lat, self._wide(area.width() * 1.15, area.height() * 1.15))
        else:
            self.map.fit_city()

    def urgent(self) -> ReviewRow | None:
        """The urgent alarm that came last and nobody has answered."""
        rows = self.room.board.review if self.room.board is not None else ()
        waiting = [(row.urgent_from, row.id, row) for row in rows if row.urgent_from is not None]
        return max(waiting, key=lambda one: one[:2])[2] if waiting else None

    def _wide(self, wide: float, high: float) -> float:
        """So many metres from side to side that `wide` by `high` are in view."""
        return max(wide, high * self.width() / max(1, self.height()))

    def _grid(self, number: int) -> QRectF | None:
        for place in self.room.places:
            if place.kind is PlaceKind.GRID and place.grid == number:
                west, south, east, north = place.geometry.bounds
                (x, y), (x2, y2) = self.map.projection.point(west, south), self.map.projection.point(east, north)
                return QRectF(min(x, x2), min(y, y2), abs(x2 - x), abs(y2 - y))
        return None

    def showEvent(self, event: QShowEvent) -> None:
        """Its turn has come: what moved meanwhile is taken over."""
        super().showEvent(event)
        self.map.tick()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The map fills it."""
        super().resizeEvent(event)
        self.map.setGeometry(self.rect())
        self._at = None
        QTimer.singleShot(0, self, self.look)

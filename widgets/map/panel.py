"""The map as a panel: give it places, the board and cards; it tells which row, squad or tag a person chose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from command_center.clock import Clock
from command_center.live import Live
from command_center.model.places import Place
from command_center.queries.answers import Board, CameraCard, Matter, SquadCard
from widgets.common import times
from widgets.common.theme import px
from widgets.map.content import Content
from widgets.map.follow import kept_in_view, subject
from widgets.map.ground_paint import SketchMap
from widgets.map.layer_list import LayerList
from widgets.map.layers import AT_FIRST, Layer
from widgets.map.marks import MarkKind
from widgets.map.matter_paint import MatterShape
from widgets.map.palette import palette
from widgets.map.paper import RATIO, Page, Words, public_overlay
from widgets.map.past import Past
from widgets.map.pointer import Target
from widgets.map.pointing import Pointing
from widgets.map.projection import Projection
from widgets.map.sketch import read
from widgets.map.stack import Stack
from widgets.map.still import Basemap, Still
from widgets.map.tool import Tool
from widgets.map.under import Under
from widgets.map.view import MapView

ROOMY = 900
"""Pixels of width below which the list of layers starts folded, so as not to cover the city."""


class MapPanel(QWidget):
    """The city. Signals: `row_chosen(id)` an event's row or a case, `squad_chosen(id)`, `tag_chosen(tag)`, and
    `following(bool)` when following began or ended.

    On a `wall` no pointer, no list of layers, larger type, and `privacy`: no tag number, no track.
    """

    row_chosen = Signal(str)
    squad_chosen = Signal(str)
    tag_chosen = Signal(str)
    following = Signal(bool)
    tool_taken = Signal(object)
    sized = Signal()

    def __init__(self, live: Live, clock: Clock, *, wall: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clock, self._wall, self._follow, self._whole = clock, wall, False, True
        self._present_clock = clock
        self.bottom_inset = 0
        self._projection = Projection()
        self._under = Under(self._projection, SketchMap())
        self._places = self._under.places
        self._content = Content(live, clock, self._projection, wall)
        self._shown: frozenset[Layer] = AT_FIRST
        self._seen_movers: object = None
        self._seen_dogs: object = None
        self._minute = -1
        self._matter: Matter | None = None
        self._colours = palette()
        self.view = MapView(self, mouse=not wall)
        self._stack = Stack(self.view, self._places, self._still, lambda: QRectF(self.layers.geometry()), wall)
        self.points, self._ground, self._overlay = self._stack.points, self._stack.ground, self._stack.overlay
        self._names, self._pulse, self._furniture = self._stack.names, self._stack.pulse, self._stack.furniture
        self.keep_corner, self.would_be = self._furniture.keep_corner, self._stack.would_be
        self.pointing = Pointing(self, self.view, self.points, self._places, self._overlay, wall)
        self.layers = LayerList(self)
        self.layers.setVisible(not wall)
        self._connect()
        self._recolour()
        self.retranslate()

    def _connect(self) -> None:
        self.view.looked.connect(self._looked)
        self.view.settled.connect(self._ground.settle)
        self.view.panned.connect(lambda: self.follow(False))
        self.view.touched.connect(self._touched)
        self.view.let_go.connect(lambda: self.take_tool(None))
        self.pointing.chosen.connect(self._chosen)
        self.layers.changed.connect(self._layers_changed)
        self.layers.folded.connect(self._place_list)

    # what it is given

    def set_basemap(self, path: Path) -> None:
        """Draw this GeoJSON under everything. Raises OSError or ValueError when it cannot be read."""
        self.use_basemap(SketchMap(read(path, self._projection)))

    def use_basemap(self, basemap: Basemap) -> bool:
        """Draw this under everything; call `ground_changed` when it has more to show. False: it is of elsewhere."""
        self._under.basemap = basemap
        self._furniture.tell_of(basemap)
        self._ground_changed()
        return self._under.covered

    def ground_changed(self) -> None:
        """The basemap has more to show than when it was painted last."""
        self._ground.redraw()

    def set_places(self, places: Sequence[Place], in_force: Callable[[Place], bool]) -> None:
        """Replace the places; `in_force` says whether a place's rule holds now, and is asked again every minute."""
        self._places.take(places, in_force)
        self._ground_changed()
        self._overlay.renew()
        self._count()

    def set_board(self, board: Board) -> None:
        """Another snapshot of the queue."""
        self._content.take_board(board)
        self._furniture.counts = board.by_priority
        self._furniture.update()
        self._renew_marks()

    def set_matter(self, matter: Matter | None) -> None:
        """The selected matter's place, track and fixes; None for nothing."""
        self._matter = matter
        shown = matter is not None and not self._content.in_the_past
        self._overlay.matter = MatterShape(matter, self._projection) if matter is not None and shown else None
        self._overlay.update()

    def show_past(self, past: Past | None) -> None:
        """Show a moment of the past instead of the present (None: the present again). What is told of the present
        meanwhile is kept, and shown when it comes back."""
        turned = self._content.in_the_past is not (past is not None)
        self.clock = past.clock if past is not None else self._present_clock
        self._content.take_past(past)
        if turned:
            self.set_matter(self._matter)
        if turned or self._content.counts(self._places)[Layer.DOGS] != self._furniture.dogs:
            self._count()
        self._renew_dogs()
        self._spot_selected()
        self._renew_marks()
        self._keep_in_view()

    def set_squads(self, cards: Sequence[SquadCard]) -> None:
        """The squads' standing; where they are stands in the live table."""
        self._content.take_squads(cards)
        self._renew_marks()
        self._count()

    def set_cameras(self, cards: Sequence[CameraCard]) -> None:
        """Cameras, capture vehicles and drones."""
        self._content.take_cameras(cards)
        self._renew_marks()
        self._count()

    def set_stale(self, kinds: set[str]) -> None:
        """Kinds of feed that have stopped: their things are greyed."""
        if frozenset(kinds) != self._content.stale:
            self._content.stale = frozenset(kinds)
            self._renew_marks()
            self._renew_dogs()
            self._count()

    def set_selected(self, chosen: str | None) -> None:
        """Highlight a row, squad or tag. The map does not move, unless it is following."""
        if chosen != self._overlay.selected:
            self._overlay.selected = self._names.selected = chosen
            self._names.renew()
            self._spot_selected()
            self._overlay.renew()
            self._keep_in_view()

    @property
    def privacy(self) -> bool:
        """True when no tag number and no track is shown."""
        return self._content.private

    @privacy.setter
    def privacy(self, on: bool) -> None:
        self._content.private = self._overlay.private = self._names.private = on
        self._content.reword()
        self._renew_marks()

    @property
    def projection(self) -> Projection:
        """Degrees to map metres and back."""
        return self._projection

    def take_tool(self, tool: Tool | None) -> None:
        """Put a tool into the hand, or none. The one before is told it was dropped. Signal `tool_taken`."""
        self._stack.tool.tool = tool
        self.view.take(tool)
        self._stack.tool.update()
        self.tool_taken.emit(tool)

    def renew_tool(self) -> None:
        """What the tool draws has changed."""
        self._stack.tool.update()

    def page(self, title: str) -> Page:
        """What is in view, for `paper.save`: as it is now, and named as on a wall."""
        view = self.view.port
        wanted = self._content.marks(self._shown, public=True)
        overlay = public_overlay(
            self._places.snapshot(), wanted, self._content.squad_spots(), view, self._colours, self._shown
        )
        dots = self._content.dots(view.mpp, RATIO, self._colours) if Layer.DOGS in self._shown else ()
        scale = self._projection.true_scale(view.y)
        words = Words(title, times.local(self.clock.now()), self._furniture.note())
        return Page(self._still().paint, view, scale, tuple(dots), overlay, self._colours, words)

    def set_bottom_inset(self, pixels: int) -> None:
        """Keep scale bar and legend so far above the lower edge."""
        self._furniture.inset = self.bottom_inset = pixels
        self.sized.emit()
        self._furniture.look(self.view.port, self._projection.true_scale(self.view.port.y))

    # moving about

    def go_to(self, lon: float, lat: float, zoom_m: float | None = None) -> None:
        """Look at a position in degrees; with `zoom_m`, so close that the screen is so many metres wide."""
        x, y = self._projection.point(lon, lat)
        self._whole = False
        self.view.look(self.view.port.centred(x, y, zoom_m / self.view.port.width if zoom_m else None))

    def fit_city(self) -> None:
        """All grids in view (or the whole basemap when there are none)."""
        if (area := self._under.area) is not None:
            self._whole = True
            self.view.look(self.view.port.fitted(area))

    def follow(self, on: bool) -> None:
        """Keep the selected thing in view until a person moves the map."""
        if on != self._follow:
            self._follow = on
            self.following.emit(on)
            self._keep_in_view()

    # time

    def tick(self) -> None:
        """Once a second: take over what moved. Paints nothing when nothing did."""
        now = self.clock.now()
        if now.minute != self._minute:
            self._minute = now.minute
            if self._places.look_at_hours():
                self._ground.redraw()
        if self._content.dogs_key() != self._seen_dogs:
            self._renew_dogs()
            self._count()
            self._spot_selected()
        if self._content.movers_key() != self._seen_movers:
            self._renew_marks()
        self._keep_in_view()

    def _renew_dogs(self) -> None:
        self._seen_dogs = self._content.dogs_key()
        self.points.take(self._content.swarm() if Layer.DOGS in self._shown else None)
        self._names.renew()
        self._ground.renew()

    def _renew_marks(self) -> None:
        self._seen_movers = self._content.movers_key()
        self._overlay.set_marks(self._content.marks(self._shown), self._content.squad_spots())
        self._names.renew()
        self._place_pulse()

    def _count(self) -> None:
        counts = self._content.counts(self._places)
        self.layers.set_counts(counts)
        self._furniture.on_duty, self._furniture.dogs = counts[Layer.SQUADS], counts[Layer.DOGS]
        self._place_list()

    def _place_pulse(self) -> None:
        self._pulse.show_at(self._overlay.layout().pulsing() if self.isVisible() else None)

    def _spot_selected(self) -> None:
        chosen = self._overlay.selected
        spot = self._content.dog_spot(chosen) if chosen is not None and not self.privacy else None
        if spot != self._overlay.spot:
            self._overlay.spot = spot
            self._overlay.update()

    def _keep_in_view(self) -> None:
        if self._follow and (spot := subject(self._content, self._overlay)) is not None:
            self.view.look(kept_in_view(self.view.port, *spot))

    # painting

    def _still(self) -> Still:
        return self._under.still(self._shown, self._colours)

    def _ground_changed(self) -> None:
        self.view.city = self._under.city
        self._ground.know(self._under.painted)
        self._ground.redraw()
        if self._whole:
            self.fit_city()

    def _looked(self) -> None:
        port = self.view.port
        self._stack.look(port, self._projection.true_scale(port.y))
        self._place_pulse()
        self.pointing.hint.hide()

    def _touched(self) -> None:
        self._whole = False

    def _recolour(self) -> None:
        self._colours = palette()
        self._stack.recolour(self._colours)
        self.layers.restyle()
        self.pointing.hint.restyle()
        self._renew_dogs()

    def retranslate(self) -> None:
        """Every word anew, in the language now installed."""
        self._content.reword()
        self.layers.retranslate()
        self._place_list()
        self._ground.redraw()
        self._renew_marks()
        self._furniture.update()
        self.setAccessibleName(QCoreApplication.translate("Map", "Map of the city"))

    # the pointer and Qt's events

    def _chosen(self, target: Target) -> None:
        if target.kind in (MarkKind.EVENT, MarkKind.CASE):
            self.row_chosen.emit(target.id)
        elif target.kind is MarkKind.SQUAD:
            self.squad_chosen.emit(target.id)
        else:
            self.tag_chosen.emit(target.id)

    def _layers_changed(self) -> None:
        self._shown = self.pointing.shown = self._overlay.shown = self.layers.shown()
        self._ground.redraw()
        self._renew_dogs()
        self._renew_marks()

    def _place_list(self) -> None:
        self.layers.adjustSize()
        self.layers.move(self.width() - self.layers.width() - px(12), px(12))

    def rescaled(self) -> None:
        """The type has another size: the list's colours and sizes are set anew."""
        self.layers.restyle()
        self.pointing.hint.restyle()
        self._place_list()
        self._overlay.renew()
        self._furniture.look(self.view.port, self._projection.true_scale(self.view.port.y))

    def sizeHint(self) -> QSize:
        """As much as there is."""
        return QSize(1100, 800)

    def resizeEvent(self, _: QResizeEvent) -> None:
        """The view fills the panel; the whole city stays in view until a person moves the map."""
        self.view.resize(self.size())
        self.view.look(self.view.port.sized(self.width(), self.height()))
        self.layers.unfold(self.width() >= ROOMY)
        self.sized.emit()
        self._place_list()
        if self._whole:
            self.fit_city()

    def hideEvent(self, _: QHideEvent) -> None:
        """Nothing runs while nobody sees it."""
        self._pulse.rest()
        self.view.rest()
        self._ground.rest()

    def showEvent(self, _: QShowEvent) -> None:
        """Take up again."""
        self._place_pulse()
        self._ground.settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F follows, Home shows the whole city; keys ignore auto-repeat."""
        if event.isAutoRepeat() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif event.key() == Qt.Key.Key_F:
            self.follow(not self._follow)
        elif event.key() == Qt.Key.Key_Home:
            self.fit_city()
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Language and theme."""
        if event.type() is QEvent.Type.LanguageChange and hasattr(self, "layers"):
            self.retranslate()
        elif event.type() is QEvent.Type.PaletteChange and hasattr(self, "layers"):
            self._recolour()
        super().changeEvent(event)

"""The map's side of the zone editor: which tool is in hand, and what it shows."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication
from shapely.geometry.base import BaseGeometry

from widgets.map.panel import MapPanel
from widgets.map.projection import Rect
from widgets.zones.degrees import on_map
from widgets.zones.editor import Editor
from widgets.zones.rings import Shape, corners
from widgets.zones.snapping import Neighbours
from widgets.zones.tool import Looker, ZoneTool

SMALL_PX = 60
"""An area smaller than this on the screen is gone to before it is edited."""


class Drawing(QObject):
    """Signals: `changed()` the area, or whether the tool is in hand; `said(object)` why a step was not taken, None
    when it was; `asked(str)` an action's key was pressed on the map."""

    changed = Signal()
    said = Signal(object)
    asked = Signal(str)

    def __init__(self, map_: MapPanel, keys: Iterable[tuple[str, str]]) -> None:
        super().__init__(map_)
        self._map = map_
        self.editor = Editor()
        self.tool: ZoneTool | None = None
        self._neighbours = Neighbours((), map_.projection)
        self._looker: Looker | None = None
        self._keys = [self._key(action, sequence) for action, sequence in keys]

    def _key(self, action: str, sequence: str) -> QShortcut:
        made = QShortcut(QKeySequence(sequence), self._map.view)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.setAutoRepeat(False)
        made.setEnabled(False)
        made.activated.connect(lambda: self.asked.emit(action))
        return made

    @property
    def in_hand(self) -> bool:
        """Whether clicks on the map draw."""
        return self.tool is not None

    def begin(self, geometry: BaseGeometry | None, neighbours: Iterable[BaseGeometry]) -> None:
        """Edit the areas of a geometry in degrees, or (None) a new one."""
        projection = self._map.projection
        shape = on_map(geometry, projection) if geometry is not None else ()
        self._neighbours = Neighbours(neighbours, projection)
        self.editor = Editor(shape, self._edited)
        if shape:
            self.bring_in_sight(shape_rect(shape))

    def take(self) -> None:
        """Put the tool into the hand, the map has the keys."""
        if self.tool is None:
            map_ = self._map
            self.tool = ZoneTool(
                self.editor, self._neighbours, lambda: map_.view.port, map_.renew_tool, self.said.emit, self._let_go
            )
            map_.take_tool(self.tool)
        self._map.view.setFocus()
        self._tell()

    def look_at(self, geometry: BaseGeometry) -> None:
        """Show an area on the map without taking the pointer; keys stay where they are."""
        shape = on_map(geometry, self._map.projection)
        focus, looker = QApplication.focusWidget(), Looker(shape, self._looked)
        self._map.take_tool(looker)
        self._looker = looker  # the one before has been told it was dropped
        if focus is not None:
            focus.setFocus()
        if shape:
            self.bring_in_sight(shape_rect(shape))

    def end(self) -> None:
        """Nothing of this is on the map any more."""
        if self.tool is not None or self._looker is not None:
            self._map.take_tool(None)

    def bring_in_sight(self, area: Rect) -> None:
        """Look there, unless it is in sight and large enough already."""
        port = self._map.view.port
        seen = port.rect()
        inside = (
            seen.left <= area.left and area.right <= seen.right and seen.bottom <= area.bottom and area.top <= seen.top
        )
        large = max(area.right - area.left, area.top - area.bottom) >= SMALL_PX * port.mpp
        if not (inside and large):
            self._map.view.look(port.fitted(area, 0.25))
            self._map.view.touched.emit()

    def _edited(self) -> None:
        self._map.renew_tool()
        self.changed.emit()

    def _let_go(self) -> None:
        self.tool = None
        self._tell()

    def _looked(self) -> None:
        self._looker = None

    def _tell(self) -> None:
        for key in self._keys:
            key.setEnabled(self.tool is not None)
        self.changed.emit()


def shape_rect(shape: Shape) -> Rect:
    """The bounds of a shape that has corners."""
    spots = [spot for _, spot in corners(shape)]
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    return Rect(min(xs), min(ys), max(xs), max(ys))

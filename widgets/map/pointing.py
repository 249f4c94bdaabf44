"""What the pointer does on the map while no tool is in hand: names what is under it, chooses what is clicked."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from widgets.map.hint import Hint
from widgets.map.layers import AT_FIRST, Layer
from widgets.map.marks import MarkKind
from widgets.map.overlay import Overlay
from widgets.map.places import Places
from widgets.map.pointer import Target, dog_at, mark_at, place_at
from widgets.map.points.layer import PointLayer
from widgets.map.view import MapView

CHOSEN = (MarkKind.EVENT, MarkKind.CASE, MarkKind.SQUAD, "tag")
"""What a click chooses. Places only say their name."""


class Pointing(QObject):
    """Signals: `chosen(Target)`; `at(x, y)` where the pointer is, pixels; `left()`. `shown`: the layers on."""

    chosen = Signal(object)
    at = Signal(float, float)
    left = Signal()

    def __init__(
        self, parent: QWidget, view: MapView, points: PointLayer, places: Places, overlay: Overlay, wall: bool
    ) -> None:
        super().__init__(parent)
        self._view, self._points, self._places, self._overlay, self._wall = view, points, places, overlay, wall
        self.shown: frozenset[Layer] = AT_FIRST
        self.hint = Hint(parent)
        view.clicked.connect(self._clicked)
        view.hovered.connect(self._hovered)
        view.left.connect(self._left)

    def target(self, x: float, y: float) -> Target | None:
        """What lies at a pixel."""
        port = self._view.port
        found = mark_at(self._overlay.layout(), x, y, self._overlay.selected, self._wall)
        if found is None and Layer.DOGS in self.shown and not self._overlay.private:
            found = dog_at(self._points, port, x, y, self._overlay.selected)
        return found or place_at(self._places, port, self.shown, x, y)

    def _clicked(self, x: float, y: float) -> None:
        target = self.target(x, y)
        if target is not None and target.kind in CHOSEN:
            self.chosen.emit(target)

    def _hovered(self, x: float, y: float) -> None:
        self.at.emit(x, y)
        if self._view.tool is not None:
            self.hint.say("", x, y)
            return
        target = self.target(x, y)
        self.hint.say(target.tip if target is not None else "", x, y)
        able = target is not None and target.kind in CHOSEN
        self._view.viewport().setCursor(Qt.CursorShape.PointingHandCursor if able else Qt.CursorShape.ArrowCursor)

    def _left(self) -> None:
        self.hint.say("", 0, 0)
        self.left.emit()

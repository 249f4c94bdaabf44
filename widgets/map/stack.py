"""What the map paints, one over another, from the ground to a tool in hand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF

from widgets.map.furniture import Furniture
from widgets.map.glyphs import radius
from widgets.map.ground import Ground
from widgets.map.marks import MarkKind
from widgets.map.overlay import Overlay
from widgets.map.palette import Palette
from widgets.map.places import Places
from widgets.map.points.layer import PointLayer
from widgets.map.points.names import Names
from widgets.map.pulse import Pulse
from widgets.map.still import Still
from widgets.map.tool import ToolItem
from widgets.map.view import MapView
from widgets.map.viewport import Viewport
from widgets.map.wouldbe import WouldBeItem


class Stack:
    """The items of a view in their order; `covered` says what lies over the view, where dogs' names have no room."""

    def __init__(
        self,
        view: MapView,
        places: Places,
        still: Callable[[], Still],
        covered: Callable[[], QRectF],
        wall: bool,
    ) -> None:
        self._view, self._covered = view, covered
        self.points = PointLayer(wall)
        self.ground = Ground(still, self.points, lambda: view.exposed, view.box)
        self.overlay = Overlay(places, wall, view.box)
        self.names = Names(self.points, self._written, wall, view.box)
        self.overlay.written = self.ground.written
        self.ground.rewritten = self._rewritten
        self.would_be = WouldBeItem(view.box)
        self.pulse = Pulse(radius(MarkKind.EVENT, wall), view.box)
        self.furniture = Furniture(wall, view.box)
        self.tool = ToolItem(view.box)
        items = self.ground, self.names, self.would_be, self.overlay, self.pulse, self.furniture, self.tool
        for z, item in enumerate(items):
            item.setZValue(z + 1)

    def _rewritten(self) -> None:
        """Names on the ground stand elsewhere."""
        self.overlay.renew()
        self.names.renew()

    def _written(self) -> list[QRectF]:
        """Where dogs' names have no room."""
        written = [*self.overlay.boxes(), *self.ground.written()]
        return [*written, self.furniture.boundingRect(), self._covered()]

    def look(self, port: Viewport, true_scale: float) -> None:
        """The view has moved; `true_scale`: metres on the ground in a map metre."""
        self.ground.look(port, self._view.devicePixelRatioF())
        self.names.look(port)
        self.overlay.look(port)
        self.would_be.look(port)
        self.tool.look(port)
        self.furniture.look(port, true_scale)

    def recolour(self, colours: Palette) -> None:
        """Another theme."""
        self.overlay.colours = self.furniture.colours = self.tool.colours = self.would_be.colours = colours
        self.points.colours = self.names.colours = colours
        self.ground.blank = colours.ground
        self.ground.redraw()
        self.overlay.renew()
        self.furniture.update()

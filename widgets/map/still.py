"""Everything on the map that stands still, as it is at one moment: basemap, places, names. Painted off the loop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from widgets.map.labels import Room
from widgets.map.layers import Layer
from widgets.map.palette import Palette
from widgets.map.places import Places
from widgets.map.places_paint import paint_places
from widgets.map.projection import Rect
from widgets.map.viewport import Viewport

Steps = Iterator[tuple[QRectF, ...]]
"""A painting in steps: between two of them it may be given up. Each gives the boxes (pixels) of what is written so
far."""
Painting = Callable[[QPainter, Viewport], Steps]


class Basemap(Protocol):
    """What lies under everything: the sketch, or tiles.

    Both methods are called on a worker thread, never two at once for one map, and paint what is in memory at that
    moment. A basemap that fetches more says so to the panel, which has it painted again. `rect` map metres, None for
    all the world; `sketch` not a survey; `approval` the map's approval number (审图号) or ""; `attribution` who made
    it, or "".
    """

    rect: Rect | None
    sketch: bool
    approval: str
    attribution: str

    def paint(self, painter: QPainter, view: Viewport, colours: Palette) -> None:
        """Fill the whole of `view`, areas and lines."""
        ...

    def paint_names(self, painter: QPainter, view: Viewport, colours: Palette, room: Room, english: bool) -> None:
        """Names, where `room` has any."""
        ...


@dataclass(frozen=True)
class Still:
    """A snapshot to paint: nothing of it changes any more. `english`: names in English where there are any."""

    basemap: Basemap
    places: Places
    shown: frozenset[Layer]
    colours: Palette
    english: bool

    def paint_unnamed(self, painter: QPainter, view: Viewport) -> Steps:
        """The basemap alone, without names."""
        self.basemap.paint(painter, view, self.colours)
        yield ()

    def paint(self, painter: QPainter, view: Viewport) -> Steps:
        """All of it, in steps."""
        room = Room()
        self.basemap.paint(painter, view, self.colours)
        yield ()
        paint_places(painter, self.places, self.shown, view, self.colours, room)
        yield room.taken
        self.basemap.paint_names(painter, view, self.colours, room, self.english)
        yield room.taken

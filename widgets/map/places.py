"""Places made ready to draw: one path and one spot each, sorted onto layers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass

import numpy as np
import shapely
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from command_center.model.places import Place, PlaceKind
from widgets.map.layers import LAYER_OF, Layer
from widgets.map.projection import Floats, Projection, Rect
from widgets.map.shapes import path, rect


@dataclass(frozen=True)
class Drawn:
    """A place with its path (empty for a point), bounds and a spot inside it, all in map metres.

    `path` is the worker's that paints the ground, `outline` the same for the interface's thread: Qt makes notes in a
    path while it draws it, and two threads must not do so at once.
    """

    place: Place
    layer: Layer
    path: QPainterPath
    outline: QPainterPath
    rect: Rect
    x: float
    y: float


class Places:
    """All places now known, and which of their rules hold at this moment."""

    def __init__(self, projection: Projection) -> None:
        self._projection = projection
        self._drawn: dict[str, Drawn] = {}
        self._in_force: Callable[[Place], bool] = lambda _: True
        self._resting: frozenset[str] = frozenset()
        self._counts: Counter[Layer] = Counter()
        self._small: tuple[Drawn, ...] = ()
        self.grid_lines: tuple[tuple[QPainterPath, Rect], ...] = ()
        self._spots: tuple[Floats, Floats] = (np.empty(0), np.empty(0))

    def take(self, places: Sequence[Place], in_force: Callable[[Place], bool]) -> None:
        """Replace everything. Places without a shape are left out."""
        self._drawn = {place.id: self._made(place) for place in places if not place.geometry.is_empty}
        self._counts = Counter(drawn.layer for drawn in self._drawn.values())
        self._in_force = in_force
        self._small = tuple(d for d in self._drawn.values() if d.layer in (Layer.POINTS, Layer.BAYS, Layer.SERVICES))
        grids = [place.geometry.boundary for place in places if place.kind is PlaceKind.GRID]
        self.grid_lines = tuple(
            (path(line, self._projection), rect(line, self._projection))
            for line in shapely.get_parts(shapely.line_merge(shapely.union_all(grids))).tolist()
        )
        self._spots = np.array([d.x for d in self._small], float), np.array([d.y for d in self._small], float)
        self.look_at_hours()

    def snapshot(self) -> Places:
        """All this as it is now. Cheap: everything here is replaced, never changed."""
        return copy(self)

    def _made(self, place: Place) -> Drawn:
        spot = place.geometry.representative_point()
        x, y = self._projection.point(spot.x, spot.y)
        return Drawn(
            place,
            LAYER_OF[place.kind],
            path(place.geometry, self._projection),
            path(place.geometry, self._projection),
            rect(place.geometry, self._projection),
            x,
            y,
        )

    def look_at_hours(self) -> bool:
        """Ask again which zones' hours hold now; True when that changed."""
        zones = [d.place for d in self._drawn.values() if d.place.kind is PlaceKind.NO_DOG]
        resting = frozenset(place.id for place in zones if not self._in_force(place))
        changed, self._resting = resting != self._resting, resting
        return changed

    def resting(self, place: str) -> bool:
        """True for a no-dog zone whose hours do not hold now."""
        return place in self._resting

    def get(self, place: str | None) -> Drawn | None:
        """A place by its id."""
        return self._drawn.get(place) if place is not None else None

    def on(self, layer: Layer) -> Iterable[Drawn]:
        """The places of a layer."""
        return (drawn for drawn in self._drawn.values() if drawn.layer is layer)

    def count(self, layer: Layer) -> int:
        """How many places a layer has."""
        return self._counts[layer]

    def small(self) -> tuple[tuple[Drawn, ...], Floats, Floats]:
        """Points, bays and services, with their spots in map metres: for the pointer."""
        return self._small, *self._spots

    def around(self, x: float, y: float, shown: frozenset[Layer]) -> Drawn | None:
        """The innermost zone, run, street or grid (of the layers `shown`) around a spot in map metres."""
        wanted = (Layer.NO_DOG, Layer.RUNS, Layer.STREETS, Layer.COMPOUNDS, Layer.GRIDS)
        for layer in (each for each in wanted if each in shown):
            for drawn in self.on(layer):
                if drawn.rect.touches(Rect(x, y, x, y)) and drawn.outline.contains(QPointF(x, y)):
                    return drawn
        return None

    def rect(self) -> Rect | None:
        """The bounds of the grids, or of everything when there are none; None when there is nothing."""
        found: Rect | None = None
        for drawn in list(self.on(Layer.GRIDS)) or self._drawn.values():
            found = drawn.rect if found is None else found.joined(drawn.rect)
        return found

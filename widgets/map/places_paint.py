"""Paints the places that stand still: grids, zones, areas, points and bays. Never in a priority's colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from command_center.model.places import PlaceKind
from widgets.common.theme import px, sized
from widgets.map.grid_numbers import middle
from widgets.map.labels import Room, flat
from widgets.map.layers import Layer
from widgets.map.palette import Palette
from widgets.map.places import Drawn, Places
from widgets.map.shapes import to_pixels
from widgets.map.unlocked import draw_path
from widgets.map.viewport import Viewport

SMALL_FROM = 20.0
"""Map metres in a pixel below which points and bays appear."""
SHAPES_FROM = 1.0
"""… below which bays and markets show their true outline."""
NAMES_FROM = {Layer.NO_DOG: 7.0, Layer.RUNS: 7.0, Layer.STREETS: 7.0, Layer.COMPOUNDS: 4.0}
SMALL_NAMES_FROM = 1.3


def paint_places(
    painter: QPainter, places: Places, shown: frozenset[Layer], view: Viewport, colours: Palette, room: Room
) -> None:
    """Every layer in `shown` that has places, areas first."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for layer in (Layer.CONTROL, Layer.COMPOUNDS, Layer.STREETS, Layer.GRIDS, Layer.RUNS, Layer.NO_DOG):
        if layer in shown:
            _areas(painter, places, layer, view, colours)
    _names(painter, places, shown, view, colours, room)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for layer in (Layer.SERVICES, Layer.POINTS, Layer.BAYS):
        if layer in shown and view.mpp < SMALL_FROM:
            _small(painter, places, layer, view, colours, room)


def pen(colour: QColor, width: float, dashes: tuple[float, ...] = ()) -> QPen:
    """A pen of so many pixels at any scale."""
    made = QPen(colour, width)
    made.setCosmetic(True)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashes:
        made.setDashPattern(list(dashes))
    return made


def style(drawn: Drawn, resting: bool, colours: Palette) -> tuple[QPen, QBrush]:
    """Outline and fill of an area. A ban that does not hold now is dotted and empty."""
    none = QBrush(Qt.BrushStyle.NoBrush)
    if drawn.layer is Layer.NO_DOG:
        if resting:
            return pen(colours.zone_rest, px(1), (1.5, 4)), none
        return pen(colours.zone, px(1.4), (5, 3)), QBrush(colours.zone_fill)
    if drawn.layer is Layer.RUNS:
        return pen(colours.run, px(1.2)), QBrush(colours.park)
    if drawn.layer is Layer.STREETS:
        return pen(colours.bay_edge, px(1)), QBrush(
            QColor(colours.info.red(), colours.info.green(), colours.info.blue(), 22)
        )
    if drawn.layer is Layer.CONTROL:
        return pen(colours.dim, px(1.4), (10, 4, 2, 4)), none
    return pen(colours.rail, px(1), (4, 2)), none


def _areas(painter: QPainter, places: Places, layer: Layer, view: Viewport, colours: Palette) -> None:
    seen = view.rect(20)
    painter.save()
    painter.setTransform(to_pixels(view), True)
    if layer is Layer.GRIDS:  # neighbours share borders: drawn once, or the dashes close up
        painter.setPen(pen(colours.grid, px(1), (3, 4)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for line, bounds in places.grid_lines:
            if bounds.touches(seen):
                draw_path(painter, line)
    for drawn in places.on(layer) if layer is not Layer.GRIDS else ():
        if drawn.rect.touches(seen):
            outline, fill = style(drawn, places.resting(drawn.place.id), colours)
            painter.setPen(outline)
            painter.setBrush(fill)
            draw_path(painter, drawn.path)
    painter.restore()


def _names(
    painter: QPainter, places: Places, shown: frozenset[Layer], view: Viewport, colours: Palette, room: Room
) -> None:
    painter.setFont(sized(px(12)))
    for layer, coarsest in NAMES_FROM.items():
        if layer in shown and view.mpp < coarsest:
            for drawn in places.on(layer):
                if drawn.rect.touches(view.rect()):
                    ink = colours.zone_rest if places.resting(drawn.place.id) else colours.dim
                    flat(painter, room, QPointF(*view.px_of(drawn.x, drawn.y)), drawn.place.name, ink)
    if Layer.GRIDS in shown:
        for drawn in places.on(Layer.GRIDS):
            if drawn.place.grid is not None and drawn.rect.touches(view.rect()):
                spot = QPointF(*view.px_of(drawn.x, drawn.y))
                room.take(middle(spot.x(), spot.y()))  # the number stands above the marks (grid_numbers.py)


def _small(painter: QPainter, places: Places, layer: Layer, view: Viewport, colours: Palette, room: Room) -> None:
    seen = view.rect(10)
    half = px(2.5) if view.mpp > 8 else px(3.5) if view.mpp > 2 else px(5)
    painter.setFont(sized(px(11)))
    for drawn in places.on(layer):
        if not drawn.rect.touches(seen):
            continue
        edge, fill = _ink(drawn, view.mpp > 6, colours)
        painter.setPen(edge)
        painter.setBrush(fill)
        if view.mpp < SHAPES_FROM and not drawn.path.isEmpty():
            painter.save()
            painter.setTransform(to_pixels(view), True)
            painter.setPen(pen(edge, 1))
            draw_path(painter, drawn.path)
            painter.restore()
        else:
            x, y = view.px_of(drawn.x, drawn.y)
            painter.drawRect(QRectF(round(x) - half, round(y) - half, 2 * half, 2 * half - 1))
        if view.mpp < SMALL_NAMES_FROM:
            x, y = view.px_of(drawn.x, drawn.y)
            flat(painter, room, QPointF(x, y + half + px(10)), drawn.place.name, colours.dim)


def _ink(drawn: Drawn, far: bool, colours: Palette) -> tuple[QColor, QBrush]:
    """Bays are filled, regulated points hollow (and fainter from far), services filled grey."""
    if drawn.layer is Layer.BAYS:
        return colours.bay_edge, QBrush(colours.bay)
    if drawn.place.kind in (PlaceKind.VET, PlaceKind.SHELTER, PlaceKind.STUDIO, PlaceKind.COMMUNITY):
        return colours.faint, QBrush(colours.faint)
    return colours.point_far if far else colours.point, QBrush(colours.ground)

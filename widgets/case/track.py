"""The small picture of a dog's fixes in the zone, drawn from the evidence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF
from shapely.geometry.base import BaseGeometry

from command_center.model.events import FixEvidence, HoursReason, ZoneReason
from command_center.model.geo import LocalGrid
from command_center.model.places import Place
from command_center.queries.answers import Matter
from widgets.common import theme
from widgets.common.theme import Size, px, tokens

SMALLEST_M = 60.0
"""The picture never shows less than this across, so that jitter does not look like a walk."""


def fixes_of(matter: Matter) -> tuple[FixEvidence, ...]:
    """The fixes behind the matter's worst dog event; empty when it is about something else."""
    for event in matter.events:
        if isinstance(event.reason, ZoneReason | HoursReason):
            return event.reason.fixes
    return ()


def rings(geometry: BaseGeometry) -> list[list[tuple[float, float]]]:
    """The outer rings of a polygon or several, as lon, lat."""
    parts = getattr(geometry, "geoms", [geometry])
    return [[(x, y) for x, y, *_ in part.exterior.coords] for part in parts if hasattr(part, "exterior")]


class TrackSketch:
    """Fits a matter's fixes and zone into a box and paints them."""

    def __init__(self, matter: Matter, place: Place | None, box: QRectF) -> None:
        self._fixes = fixes_of(matter)
        self._matter, self._place = matter, place
        origin = self._fixes[-1]
        self._grid = LocalGrid(origin.lon, origin.lat)
        self._box = box
        spots = [(fix.lon, fix.lat) for fix in self._fixes]
        across = self._metres(spots + self._zone_near(spots))
        low, high = across.min(axis=0), across.max(axis=0)
        self._centre = (low + high) / 2
        width, height = np.maximum(high - low, SMALLEST_M) * 1.35
        self._scale = min(box.width() / width, box.height() / height)

    def _zone_near(self, spots: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        """The zone's corners, when the zone is not so large that the fixes would vanish in it."""
        if self._place is None:
            return []
        corners = [spot for ring in rings(self._place.geometry) for spot in ring]
        if not corners:
            return []
        extent = np.ptp(self._metres(corners), axis=0).max()
        walk = max(float(np.ptp(self._metres(spots), axis=0).max()), SMALLEST_M)
        return corners if extent < 12 * walk else []

    def _metres(self, spots: Sequence[tuple[float, float]]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
        at = np.array(spots, np.float64)
        x, y = self._grid.to_metres(at[:, 0], at[:, 1])
        return np.column_stack((x, y))

    def _pixels(self, spots: Sequence[tuple[float, float]]) -> list[QPointF]:
        at = (self._metres(spots) - self._centre) * self._scale
        middle = self._box.center()
        return [QPointF(middle.x() + x, middle.y() - y) for x, y in at.tolist()]

    def paint(self, painter: QPainter) -> None:
        """Zone, track so far, fixes with their accuracy, and a scale."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self._box)
        self._paint_zone(painter)
        colour = theme.priority_color(self._matter.events[0].priority)
        track = [(point.lon, point.lat) for point in self._matter.track]
        if len(track) > 1:
            pen = QPen(theme.color(colour.name(), 0.55), px(2))
            pen.setStyle(Qt.PenStyle.DotLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF(self._pixels(track)))
        self._paint_fixes(painter, colour)
        self._paint_scale(painter)

    def _paint_zone(self, painter: QPainter) -> None:
        t = tokens()
        if self._place is None:
            return
        path = QPainterPath()
        for ring in rings(self._place.geometry):
            path.addPolygon(QPolygonF(self._pixels(ring)))
        painter.setPen(QPen(QColor(t.dim), px(1), Qt.PenStyle.DashLine))
        painter.setBrush(theme.color(t.dim, 0.12))
        painter.drawPath(path)

    def _paint_fixes(self, painter: QPainter, colour: QColor) -> None:
        spots = self._pixels([(fix.lon, fix.lat) for fix in self._fixes])
        painter.setPen(QPen(colour, px(2)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(spots))
        painter.setPen(Qt.PenStyle.NoPen)
        for fix, spot in zip(self._fixes, spots, strict=True):
            if fix.accuracy_m is not None:
                painter.setBrush(theme.color(colour.name(), 0.16))
                radius = max(fix.accuracy_m * self._scale, px(5))
                painter.drawEllipse(spot, radius, radius)
            painter.setBrush(colour)
            painter.drawEllipse(spot, px(4), px(4))

    def _paint_scale(self, painter: QPainter) -> None:
        length = next((m for m in (10, 20, 50, 100, 200, 500, 1000) if m * self._scale > px(36)), 2000)
        wide, t = length * self._scale, tokens()
        y, x = self._box.bottom() - px(12), self._box.left() + px(12)
        painter.setPen(QPen(QColor(t.dim), 1))
        painter.drawLine(QPointF(x, y), QPointF(x + wide, y))
        painter.setFont(theme.font(Size.SMALL))
        painter.drawText(QPointF(x, y - px(4)), f"{length} m")

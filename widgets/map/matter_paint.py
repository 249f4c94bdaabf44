"""What belongs to the selected matter: its place outlined, its track fading with age, the fixes behind the alarm."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from command_center.model.events import HoursReason, ZoneReason
from command_center.queries.answers import Matter
from widgets.common.theme import priority_color, px
from widgets.map.palette import Palette
from widgets.map.places import Places
from widgets.map.places_paint import pen
from widgets.map.projection import Floats, Projection
from widgets.map.shapes import to_pixels
from widgets.map.viewport import Viewport

STEPS = 6
"""Shades of a fading track."""


class MatterShape:
    """A matter's positions made ready: map metres, oldest first."""

    def __init__(self, matter: Matter, projection: Projection) -> None:
        leading = matter.events[0] if matter.events else None
        self.priority = leading.priority if leading else matter.case.priority if matter.case else None
        self.places = tuple({event.place: None for event in matter.events if event.place})
        self.subject = leading.subject if leading else None
        points = sorted(matter.track, key=lambda point: point.time)
        self.track = projection.to_metres(
            np.array([point.lon for point in points], float), np.array([point.lat for point in points], float)
        )
        fixes = [
            fix
            for event in matter.events
            if isinstance(event.reason, ZoneReason | HoursReason)
            for fix in event.reason.fixes
        ]
        self.fixes = projection.to_metres(
            np.array([fix.lon for fix in fixes], float), np.array([fix.lat for fix in fixes], float)
        )
        self.accuracy = [fix.accuracy_m for fix in fixes]


def paint_matter(
    painter: QPainter, shape: MatterShape, places: Places, view: Viewport, colours: Palette, private: bool
) -> None:
    """Outline, and (unless `private`) track and fixes."""
    painter.save()
    painter.setTransform(to_pixels(view), True)
    fill = QColor(colours.ink)
    fill.setAlphaF(0.06)
    for name in shape.places:
        if (drawn := places.get(name)) is not None:
            painter.setPen(pen(colours.ink, px(2), (6, 3)))
            painter.setBrush(fill)
            painter.drawPath(drawn.outline)
    painter.restore()
    if not private and shape.priority is not None:
        ink = priority_color(shape.priority)
        _track(painter, *view.to_px(*shape.track), ink)
        _fixes(painter, shape, view, ink)


def _track(painter: QPainter, x: Floats, y: Floats, ink: QColor) -> None:
    """Dotted, in a few shades: the older the fainter."""
    keep = np.isfinite(x) & np.isfinite(y)
    points = [QPointF(a, b) for a, b in zip(x[keep].tolist(), y[keep].tolist(), strict=True)]
    edges = np.linspace(0, len(points), STEPS + 1).astype(int)
    for step, (start, end) in enumerate(pairwise(edges)):
        shade = QColor(ink)
        shade.setAlphaF(0.2 + 0.8 * (step + 1) / STEPS)
        dotted = QPen(shade, px(2))
        dotted.setDashPattern([1, 2.2])
        dotted.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(dotted)
        if len(part := points[max(start - 1, 0) : end]) > 1:
            painter.drawPolyline(part)


def _fixes(painter: QPainter, shape: MatterShape, view: Viewport, ink: QColor) -> None:
    """Each fix a dot; its accuracy (68 %) a pale disc."""
    pale = QColor(ink)
    pale.setAlphaF(0.12)
    painter.setPen(Qt.PenStyle.NoPen)
    x, y = view.to_px(*shape.fixes)
    for a, b, accuracy in zip(x.tolist(), y.tolist(), shape.accuracy, strict=True):
        if not (np.isfinite(a) and np.isfinite(b)):
            continue
        if accuracy is not None and 4 < accuracy / view.mpp < 400:
            painter.setBrush(pale)
            painter.drawEllipse(QPointF(a, b), accuracy / view.mpp, accuracy / view.mpp)
        painter.setBrush(ink)
        painter.drawEllipse(QPointF(a, b), px(2.6), px(2.6))

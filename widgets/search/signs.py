"""The sign of each kind of hit: the map's own, so that it is known again there."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from command_center.model.categories import Priority
from command_center.queries.search.index import PAST, Hit
from widgets.common.theme import px
from widgets.map.glyphs import paint_mark
from widgets.map.marks import Mark, MarkKind
from widgets.map.palette import Palette

_MARKS = {
    "row": MarkKind.EVENT,
    "case": MarkKind.CASE,
    "event": MarkKind.EVENT,
    "squad": MarkKind.SQUAD,
    "camera": MarkKind.CAMERA,
}


def paint_sign(painter: QPainter, box: QRectF, hit: Hit, colours: Palette) -> None:
    """Draw the sign in a square box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    at, r, kind = box.center(), box.width() / 2, hit.entry.kind
    if kind in _MARKS:
        over = kind in PAST
        mark = Mark(_MARKS[kind], "", 0, 0, "", "", hit.entry.priority or Priority.LOW, hollow=over, grey=over)
        paint_mark(painter, mark, at, r * (0.6 if kind == "camera" else 0.9), colours)
    else:
        _plain(painter, at, r, kind, colours)
    painter.restore()


def _plain(painter: QPainter, at: QPointF, r: float, kind: str, colours: Palette) -> None:
    painter.setPen(QPen(colours.dim, px(1.6)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if kind == "tag":
        painter.setBrush(colours.dog)
        painter.drawEllipse(at, r * 0.45, r * 0.45)
    elif kind == "place":
        painter.drawRect(QRectF(at.x() - r * 0.7, at.y() - r * 0.55, r * 1.4, r * 1.1))
    elif kind == "street":
        painter.drawLine(QPointF(at.x() - r * 0.8, at.y() + r * 0.5), QPointF(at.x() + r * 0.8, at.y() - r * 0.5))
    else:
        painter.drawLine(QPointF(at.x() - r * 0.8, at.y()), QPointF(at.x() + r * 0.8, at.y()))
        painter.drawLine(QPointF(at.x(), at.y() - r * 0.8), QPointF(at.x(), at.y() + r * 0.8))

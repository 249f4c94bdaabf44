"""Where marks and their labels lie on the screen. No two labels overlap; the most urgent get room first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from widgets.common.theme import px, sized
from widgets.map.glyphs import radius
from widgets.map.labels import Room, beside
from widgets.map.marks import Mark, MarkKind
from widgets.map.projection import Floats
from widgets.map.viewport import Viewport

SQUAD_NAMES_FROM = 15.0
"""Map metres in a pixel below which squads and vehicles are named; matters always are."""
CAMERA_NAMES_FROM = 1.6
SPARE = 40.0
"""Pixels beyond the screen's edge where a mark still counts as seen."""


@dataclass(frozen=True)
class Layout:
    """`marks` in drawing order, `px` `py` their pixels, `labels` the index of a mark and the box of its text."""

    marks: tuple[Mark, ...]
    px: Floats
    py: Floats
    labels: tuple[tuple[int, QRectF], ...]
    seen: tuple[int, ...]


def label_font(wall: bool) -> QFont:
    """The type of labels; on the wall 1/40 of the screen's height."""
    return sized(px(27 if wall else 12))


def laid_out(marks: Sequence[Mark], view: Viewport, selected: str | None, wall: bool) -> Layout:
    """Place `marks` and as many labels as find room in `view`."""
    x, y = view.to_px(np.array([mark.x for mark in marks], float), np.array([mark.y for mark in marks], float))
    inside = (x > -SPARE) & (x < view.width + SPARE) & (y > -SPARE) & (y < view.height + SPARE)
    seen = tuple(np.flatnonzero(inside).tolist())
    order = sorted(seen, key=lambda i: (marks[i].id != selected, marks[i].kind.value > 1, -i))
    room = Room()
    for i in order:
        if marks[i].kind is not MarkKind.CAMERA:
            r = radius(marks[i].kind, wall)
            room.take(QRectF(x[i] - r, y[i] - r, 2 * r, 2 * r), force=True)
    metrics = QFontMetricsF(label_font(wall))
    labels = [
        (i, box)
        for i in order
        if _named(marks[i], view, selected, wall) and (box := _box(marks[i], x[i], y[i], metrics, room, wall))
    ]
    return Layout(tuple(marks), x, y, tuple(labels), seen)


def _named(mark: Mark, view: Viewport, selected: str | None, wall: bool) -> bool:
    if not mark.label:
        return False
    if mark.kind in (MarkKind.EVENT, MarkKind.CASE) or mark.id == selected:
        return True
    return not wall and view.mpp < (CAMERA_NAMES_FROM if mark.kind is MarkKind.CAMERA else SQUAD_NAMES_FROM)


def _box(mark: Mark, x: float, y: float, metrics: QFontMetricsF, room: Room, wall: bool) -> QRectF | None:
    gap = radius(mark.kind, wall) + px(4)
    width, height = metrics.horizontalAdvance(mark.label), metrics.height()
    return next((box for box in beside(x, y, width, height, gap) if room.take(box)), None)

"""Where marks and their labels lie on the screen. No two labels overlap; the most urgent get room first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from command_center.model.categories import Priority
from widgets.common.theme import px, sized
from widgets.map.glyphs import radius
from widgets.map.labels import Room, beside
from widgets.map.marks import Mark, MarkKind
from widgets.map.projection import Floats
from widgets.map.viewport import Viewport

SQUAD_NAMES_FROM = 15.0
"""Map metres in a pixel below which squads and vehicles are named; matters always are."""
CAMERA_NAMES_FROM = 1.6
Rows = NDArray[np.intp]
MATTERS = (MarkKind.EVENT, MarkKind.CASE)
CROWD, COVERED = 400, 8.0
"""From so many marks in sight on, one within as many pixels of a more urgent one is not drawn: it could not be seen."""
NAMED_AT_MOST = 80
"""More names are a wall of text; the most urgent matters have theirs."""
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

    def pulsing(self) -> QPointF | None:
        """Where the first mark that pulses is, pixels."""
        for i, mark in enumerate(self.marks):
            if mark.pulsing:
                return QPointF(self.px[i], self.py[i])
        return None


def label_font(wall: bool) -> QFont:
    """The type of labels; on the wall 1/40 of the screen's height."""
    return sized(px(27 if wall else 12))


def laid_out(marks: Sequence[Mark], view: Viewport, selected: str | None, wall: bool) -> Layout:
    """Place `marks` and as many labels as find room in `view`."""
    x, y = view.to_px(np.array([mark.x for mark in marks], float), np.array([mark.y for mark in marks], float))
    inside = (x > -SPARE) & (x < view.width + SPARE) & (y > -SPARE) & (y < view.height + SPARE)
    seen = tuple(_uncovered(np.flatnonzero(inside), marks, x, y, selected).tolist())
    order = sorted(seen, key=lambda i: (marks[i].id != selected, -i))
    room, labels = Room(), []
    for matters in (True, False):  # a squad's sign never takes the room of a matter's label
        some = [i for i in order if (marks[i].kind in MATTERS) is matters and marks[i].kind is not MarkKind.CAMERA]
        for i in some:
            r = radius(marks[i].kind, wall)
            room.take(QRectF(x[i] - r, y[i] - r, 2 * r, 2 * r), force=True)
        metrics = QFontMetricsF(label_font(wall))
        for i in some[:NAMED_AT_MOST] if matters else order:
            if (marks[i].kind in MATTERS) is matters and _named(marks[i], view, selected, wall):
                box = _box(marks[i], x[i], y[i], metrics, room, wall, must=_first(marks[i], selected))
                labels += [(i, box)] if box is not None else []
    return Layout(tuple(marks), x, y, tuple(labels), seen)


def _uncovered(inside: Rows, marks: Sequence[Mark], x: Floats, y: Floats, selected: str | None) -> Rows:
    """Of many marks those that are not wholly under another one: in each cell the one drawn last, and the selected."""
    if len(inside) <= CROWD:
        return inside
    cells = np.floor(x[inside] / COVERED) * 65536 + np.floor(y[inside] / COVERED)
    _, last = np.unique(cells[::-1], return_index=True)
    kept = set((len(inside) - 1 - last).tolist())
    kept |= {n for n, i in enumerate(inside.tolist()) if marks[i].id == selected or marks[i].kind is not MarkKind.EVENT}
    return inside[sorted(kept)]


def _first(mark: Mark, selected: str | None) -> bool:
    """True for what is named even where there is no room: the selected one, and what is urgent."""
    return mark.id == selected or (mark.kind is MarkKind.EVENT and mark.priority is Priority.URGENT)


def _named(mark: Mark, view: Viewport, selected: str | None, wall: bool) -> bool:
    if not mark.label:
        return False
    if mark.kind in MATTERS or mark.id == selected:
        return True
    return not wall and view.mpp < (CAMERA_NAMES_FROM if mark.kind is MarkKind.CAMERA else SQUAD_NAMES_FROM)


def _box(mark: Mark, x: float, y: float, metrics: QFontMetricsF, room: Room, wall: bool, must: bool) -> QRectF | None:
    gap = radius(mark.kind, wall) + px(4)
    width, height = metrics.horizontalAdvance(mark.label), metrics.height()
    boxes = beside(x, y, width, height, gap)
    return next((box for box in boxes if room.take(box)), boxes[0] if must else None)

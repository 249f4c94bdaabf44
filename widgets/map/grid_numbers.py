"""The grids' numbers: in the middle of a grid, or beside what stands there; never half behind a mark."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from widgets.common.theme import px, sized
from widgets.map.layers import Layer
from widgets.map.places import Places
from widgets.map.projection import Floats
from widgets.map.viewport import Viewport

Number = tuple[str, QRectF]
Spots = tuple[tuple[str, ...], Floats, Floats]
NONE: Spots = (), np.empty(0), np.empty(0)
STEPS = ((0.0, 0.0), (0.0, 1.0), (0.0, -1.0), (1.0, 0.0), (-1.0, 0.0))
"""Where a number may stand, in its own widths and heights from the middle of its grid, best first."""
SIZE = 12


def spots(places: Places) -> Spots:
    """Every grid's number and the spot it belongs to, map metres."""
    grids = [drawn for drawn in places.on(Layer.GRIDS) if drawn.place.grid is not None]
    words = tuple(f"{drawn.place.grid:02d}" for drawn in grids)
    return words, np.array([drawn.x for drawn in grids], float), np.array([drawn.y for drawn in grids], float)


def middle(x: float, y: float) -> QRectF:
    """The box of a number around a spot, pixels: the same for all, so that they look alike."""
    metrics = QFontMetricsF(sized(px(SIZE)))
    width, height = metrics.horizontalAdvance("00"), metrics.height()
    return QRectF(x - width / 2, y - height / 2, width, height)


def numbers(found: Spots, view: Viewport, marks: Sequence[QRectF], written: Sequence[QRectF]) -> tuple[Number, ...]:
    """The numbers in sight and their boxes (pixels), clear of marks and their labels, and of what else is `written`
    on the ground (where room was kept for each number, around its own spot). Left out where there is no room."""
    words, (x, y) = found[0], view.to_px(*found[1:])
    inside = (x > 0) & (x < view.width) & (y > 0) & (y < view.height)
    over, under = _edges(marks), _edges(written)
    size = middle(0.0, 0.0).size()
    across, down = size.width() + px(5), size.height()
    made: list[Number] = []
    for i in np.flatnonzero(inside).tolist():
        box = middle(float(x[i]), float(y[i]))
        others = np.concatenate((over, under[_away(under, float(x[i]), float(y[i]))]))
        tried = (box.translated(right * across, below * down) for right, below in STEPS)
        free = next((one for one in tried if _free(one, others)), None)
        made += [(words[i], free)] if free is not None else []
    return tuple(made)


def _edges(boxes: Sequence[QRectF]) -> Floats:
    return np.array([box.getCoords() for box in boxes], float).reshape(-1, 4)


def _away(edges: Floats, x: float, y: float) -> npt.NDArray[np.bool_]:
    """Which boxes have another middle."""
    off = np.abs(edges[:, 0] + edges[:, 2] - 2 * x) + np.abs(edges[:, 1] + edges[:, 3] - 2 * y)
    return np.asarray(off > 2.0)


def _free(box: QRectF, edges: Floats) -> bool:
    left, top, right, bottom = box.left(), box.top(), box.right(), box.bottom()
    hit = (edges[:, 0] < right) & (edges[:, 2] > left) & (edges[:, 1] < bottom) & (edges[:, 3] > top)
    return not bool(hit.any())

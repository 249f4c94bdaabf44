"""The moving things of one map: how they are drawn now, into whatever frame the ground gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
from PySide6.QtGui import QColor

from widgets.common.theme import px, scale
from widgets.map.palette import Palette, palette
from widgets.map.points.density import Density
from widgets.map.points.engines import engine
from widgets.map.points.index import Index
from widgets.map.points.manner import CELL_PX, Manner, choose
from widgets.map.points.scene import F32, F64, I64, U8, Frame, Haze, Points, Raster, Sprites
from widgets.map.points.sprites import discs, dogs, turns
from widgets.map.viewport import Viewport

OLD, FRESH, FLAGGED_OLD, FLAGGED = 0, 1, 2, 3
"""States, in drawing order: the last lies on top. Odd: heard of lately."""
DOT_SIZES = ((14.0, 2), (4.0, 3), (1.5, 4), (0.0, 6))
"""From so many map metres in a pixel on, how many pixels across (both of a 1080-line screen)."""
FLAGGED_MORE = 2
PICTURE = 24
"""Length of a dog's picture, pixels of a 1080-line screen."""


@dataclass(frozen=True)
class Swarm:
    """Things by row: `x`, `y` map metres (NaN nowhere), `state`, `heading` degrees from north (NaN unknown), `tags`.

    `index` is that of the spots; `revision` differs whenever anything of it does.
    """

    x: F64
    y: F64
    state: U8
    heading: F32
    tags: Sequence[str]
    index: Index
    revision: int

    def stopped(self) -> bool:
        """Nothing of it was heard of lately."""
        return not (self.state & 1).any()


def _none() -> Swarm:
    nothing = np.zeros(0)
    return Swarm(nothing, nothing, nothing.astype(np.uint8), nothing.astype(np.float32), (), Index(), 0)


class PointLayer:
    """Draws a swarm as density, dots or pictures. `manner`: which of them; `pin` holds one."""

    def __init__(self, wall: bool = False) -> None:
        self._more = 1 if wall else 0
        self.swarm = _none()
        self._view, self._ratio = Viewport(), 1.0
        self.colours: Palette = palette()
        self.manner = Manner.DOTS
        self._pinned: tuple[Manner, float | None] | None = None
        self._chosen_for: object = None
        self._density = Density()
        self._sight: tuple[object, I64, F64, F64, U8] | None = None

    def take(self, swarm: Swarm | None) -> None:
        """Replace the things; None for none."""
        self.swarm = swarm if swarm is not None else _none()
        self._sight = None

    def look(self, view: Viewport, ratio: float) -> None:
        """Another part of the city, or other device pixels a pixel."""
        self._view, self._ratio = view, ratio
        self._sight = None

    def pin(self, manner: Manner | None, dot_px: float | None = None) -> None:
        """Always draw like this, dots so many device pixels across (all states alike); None: by the room there is."""
        self._pinned = (manner, dot_px) if manner is not None else None
        self._chosen_for = None

    def dot_px(self) -> float:
        """Diameter of a dot, device pixels."""
        if self._pinned is not None and self._pinned[1] is not None:
            return self._pinned[1]
        reach = self._view.mpp * scale()
        return (px(next(size for least, size in DOT_SIZES if reach > least)) + self._more) * self._ratio

    def choose(self) -> Manner:
        """Choose the manner anew, when scale or things are others than before."""
        view, ratio, now = self._view, self._ratio, self.swarm
        key = (now.revision, view.mpp, view.width, view.height, ratio, self._more)
        if self._pinned is not None:
            self.manner = self._pinned[0]
        elif key != self._chosen_for:
            size = CELL_PX * view.mpp / ratio
            cells = ceil(view.height * ratio / CELL_PX), ceil(view.width * ratio / CELL_PX)
            seen = view.rect()
            counted = engine().count(now.x, now.y, seen.left, seen.top, size, cells)
            picture = px(PICTURE) * ratio
            self.manner = choose(self.manner, counted, self.dot_px(), picture, view.mpp * scale())
        self._chosen_for = key
        return self.manner

    def compose(self, frame: Frame, ground: Raster | None) -> None:
        """Draw ground (or not) and things into a frame of the view."""
        now, draws, manner = self.swarm, engine(), self.choose()
        haze: Haze | None = None
        x, y, kind = now.x, now.y, now.state
        if manner is Manner.PICTURES:
            _, x, y, kind = self.in_sight()
            sprites = self._dogs()
        else:
            sprites = self._discs()
        if manner is Manner.DENSITY:
            ink = rgb(self.colours.faint if now.stopped() else self.colours.ink)
            haze = self._density.haze(draws, x, y, now.revision, self._view, self._ratio, ink)
        draws.compose(frame, ground, haze, self._placed(x, y, kind, FLAGGED_OLD if haze is not None else OLD), sprites)

    def _placed(self, x: F64, y: F64, kind: U8, lowest: int) -> Points:
        view, by = self._view, self._ratio / self._view.mpp
        left = (view.width / 2 - view.x / view.mpp) * self._ratio
        top = (view.height / 2 + view.y / view.mpp) * self._ratio
        return Points(x, y, kind, by, left, top, lowest)

    def in_sight(self) -> tuple[I64, F64, F64, U8]:
        """Rows, map metres and pictures of what is in view, for pictures and names."""
        if self._sight is None or self._sight[0] is not self.swarm:
            now, seen = self.swarm, self._view.rect(px(PICTURE))
            on = (now.x > seen.left) & (now.x < seen.right) & (now.y > seen.bottom) & (now.y < seen.top)
            rows: I64 = np.flatnonzero(on)
            kinds = turns(now.heading[rows], now.state[rows])
            self._sight = now, rows, now.x[rows], now.y[rows], kinds
        return self._sight[1:]

    def _discs(self) -> Sprites:
        size, more = self.dot_px(), px(FLAGGED_MORE) * self._ratio
        if self._pinned is not None and self._pinned[1] is not None:
            more = 0.0
        c, edge = self.colours, rgb(self.colours.ground) if self.manner is Manner.DENSITY else None
        plain = (rgb(c.dog_old), size, None), (rgb(c.dog), size, None)
        return discs((*plain, (rgb(c.dog), size + more, edge), (rgb(c.dog_flagged), size + more, edge)))

    def _dogs(self) -> Sprites:
        c = self.colours
        inks = (
            (rgb(c.dog_old), None),
            (rgb(c.dog), None),
            (rgb(c.dog), rgb(c.dog)),
            (rgb(c.dog_flagged), rgb(c.dog_flagged)),
        )
        return dogs(inks, rgb(c.ground), px(PICTURE) * self._ratio)

    def near(self, view: Viewport, at_x: float, at_y: float, reach: float) -> I64:
        """Rows of what is drawn one by one at most `reach` pixels from a pixel: first what covers it, as it lies
        uppermost, then by distance. Of what is drawn as density only the flagged ones."""
        now, (x, y) = self.swarm, view.to_metres(at_x, at_y)
        found = engine().near(now.index, now.x, now.y, x, y, reach * view.mpp)
        state = now.state[found]
        if self.manner is Manner.DENSITY and engine().exact:
            found, state = found[state >= FLAGGED_OLD], state[state >= FLAGGED_OLD]
        if self.manner is Manner.PICTURES:
            return found
        radius = (self.dot_px() / self._ratio + px(FLAGGED_MORE) * (state >= FLAGGED_OLD)) / 2 * view.mpp
        over = np.hypot(now.x[found] - x, now.y[found] - y) <= radius
        return found[np.argsort(np.where(over, -state.astype(np.int64), 1), kind="stable")]


def rgb(colour: QColor) -> int:
    """A colour as 0xFFRRGGBB."""
    return int(colour.rgb()) & 0xFFFFFFFF

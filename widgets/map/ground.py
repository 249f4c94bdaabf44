"""The lowest layer: basemap and places from a raster kept a little larger than the screen, dots set into a copy.

Panning copies pixels, a zoom shows the old raster scaled until a fresh one has been painted on a worker thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from widgets.map.backdrop import Backdrop, Canvas, Painted
from widgets.map.dots import splat
from widgets.map.projection import Floats, Rect
from widgets.map.still import Still
from widgets.map.viewport import Viewport

MARGIN = 160
"""Logical pixels the raster reaches beyond the screen on every side."""
OVERVIEW_PX = 1024
"""Width of the painting of the whole city."""


@dataclass(frozen=True)
class Dots:
    """Some dots of one colour: map metres, 0xAARRGGBB, and the pixels of one dot around its middle."""

    x: Floats
    y: Floats
    colour: int
    offsets: Sequence[tuple[int, int]]


class Ground(QGraphicsItem):
    """Draws itself lazily: nothing is composed unless something changed since the last paint.

    `still` gives what is to be painted, as it is now. What was painted last stays, moved or scaled, until what was
    asked for is there; beyond its edge a small painting of the whole city shows.
    """

    def __init__(self, still: Callable[[], Still], parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._still = still
        self._view = Viewport()
        self._ratio = 1.0
        self._backdrop, self._far = Backdrop(), Backdrop()
        self._backdrop.painted.connect(self._took)
        self._far.painted.connect(self._took_overview)
        self._raster: Painted | None = None
        self._overview: Painted | None = None
        self._whole: Rect | None = None
        self._outdated = True
        self._frame = Canvas(1, 1, 1.0)
        self._dots: tuple[Dots, ...] = ()
        self._stale_frame = True
        self.blank = QColor(0, 0, 0)
        self.frames = 0
        self.rasters = 0

    def boundingRect(self) -> QRectF:
        """The whole screen, in pixels."""
        return QRectF(0, 0, self._view.width, self._view.height)

    def look(self, view: Viewport, ratio: float) -> None:
        """Show another part of the city."""
        if (view.width, view.height) != (self._view.width, self._view.height):
            self.prepareGeometryChange()
        if ratio != self._ratio:
            self._outdated = True
        self._view, self._ratio = view, ratio
        self.renew()

    def set_dots(self, dots: Sequence[Dots]) -> None:
        """Replace the dots."""
        self._dots = tuple(dots)
        self.renew()

    def redraw(self) -> None:
        """What stands still has changed: have it painted afresh when we are next painted."""
        self._outdated = True
        self.renew()

    def renew(self) -> None:
        """Compose and paint again."""
        self._stale_frame = True
        self.update()

    def settle(self) -> None:
        """The view has come to rest: have a raster of this scale, with this view well inside it."""
        if not self._fits():
            self.redraw()

    def know(self, whole: Rect | None) -> None:
        """The bounds of the city, for the overview."""
        self._whole = whole

    def rest(self) -> None:
        """Stop painting while nobody looks."""
        if self._backdrop.busy or self._far.busy:
            self._outdated = True
        self._backdrop.rest()
        self._far.rest()

    @property
    def settled(self) -> bool:
        """True when everything asked for is painted, and `settle` would change nothing."""
        return not self._outdated and not self._backdrop.busy and not self._far.busy and self._fits()

    def _fits(self) -> bool:
        """The raster has our scale, and we are well inside it."""
        raster = self._raster
        same = raster is not None and raster.view.mpp == self._view.mpp and raster.canvas.ratio == self._ratio
        return same and self._inside(MARGIN / 2)

    def _inside(self, reach: float) -> bool:
        """Every edge of the view lies at least `MARGIN` - `reach` pixels inside the raster, when it has our size."""
        assert self._raster is not None
        old = self._raster.view
        same = (old.width, old.height) == (self._view.width + 2 * MARGIN, self._view.height + 2 * MARGIN)
        return same and max(abs(step) for step in self._offset()) <= reach

    def _offset(self) -> tuple[float, float]:
        """Where the raster's middle lies, in logical pixels from the screen's."""
        assert self._raster is not None
        old = self._raster.view
        return (old.x - self._view.x) / self._view.mpp, (self._view.y - old.y) / self._view.mpp

    def paint(self, painter: QPainter, _: QStyleOptionGraphicsItem, __: QWidget | None = None) -> None:
        """Blit the frame, composed first if need be."""
        if self._stale_frame:
            self._compose()
        painter.drawImage(0, 0, self._frame.image)

    def _compose(self) -> None:
        view, ratio = self._view, self._ratio
        shape = (max(1, round(view.height * ratio)), max(1, round(view.width * ratio)))
        if self._frame.pixels.shape != shape or self._frame.ratio != ratio:
            self._frame = Canvas(view.width, view.height, ratio)
        self._have_painted()
        if not self._copied():
            self._scaled()
        for dots in self._dots:
            x, y = view.to_px(dots.x, dots.y)
            splat(self._frame.pixels, x * ratio, y * ratio, dots.colour, dots.offsets)
        self._stale_frame = False
        self.frames += 1

    def _have_painted(self) -> None:
        """Ask for a raster when there is none, when what it shows has changed, or when we have moved out of it."""
        moved_out = (
            self._raster is not None and self._raster.view.mpp == self._view.mpp and not self._inside(MARGIN - 1)
        )
        if self._outdated or (moved_out and not self._backdrop.busy):
            view = self._view
            around = replace(view, width=view.width + 2 * MARGIN, height=view.height + 2 * MARGIN)
            self._backdrop.ask(self._still().paint, around, self._ratio, urgent=self._outdated)
        self._outdated = False

    def _took(self, painted: Painted) -> None:
        self._raster = painted
        self.rasters += 1
        self.renew()
        self._have_overview()

    def _have_overview(self) -> None:
        """After the raster, now and then: a small painting of the whole city, without names."""
        if self._whole is None:
            return
        wide, high = self._whole.right - self._whole.left, self._whole.top - self._whole.bottom
        view = Viewport(width=OVERVIEW_PX, height=max(1.0, OVERVIEW_PX * high / max(wide, 1.0)))
        self._far.ask(self._still().paint_unnamed, view.fitted(self._whole, 0.0), 1.0)

    def _took_overview(self, painted: Painted) -> None:
        self._overview = painted

    def _copied(self) -> bool:
        """Copy the part of the raster in view into the frame; False when it is not all there."""
        raster = self._raster
        if raster is None or raster.view.mpp != self._view.mpp or raster.canvas.ratio != self._ratio:
            return False
        dx, dy = self._offset()
        height, width = self._frame.pixels.shape
        left = round(((raster.view.width - self._view.width) / 2 - dx) * self._ratio)
        top = round(((raster.view.height - self._view.height) / 2 - dy) * self._ratio)
        part = raster.canvas.pixels[max(top, 0) : top + height, max(left, 0) : left + width]
        if left < 0 or top < 0 or part.shape != (height, width):
            return False
        self._frame.pixels[:] = part
        return True

    def _scaled(self) -> None:
        """What there is, scaled: first the overview, then the raster over it."""
        painter = QPainter(self._frame.image)
        painter.fillRect(self.boundingRect(), self.blank)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        for painted in (self._overview, self._raster):
            if painted is not None:
                old, new = painted.view, self._view
                x, y = new.px_of(old.x, old.y)
                w, h = old.width * old.mpp / new.mpp, old.height * old.mpp / new.mpp
                painter.drawImage(QRectF(x - w / 2, y - h / 2, w, h), painted.canvas.image)
        painter.end()


def rgb(colour: QColor) -> int:
    """A colour as 0xFFRRGGBB."""
    return int(colour.rgb()) & 0xFFFFFFFF

"""The lowest layer: basemap and places from a raster kept a little larger than the screen, dots set into a copy.

Panning copies pixels, a zoom shows the old raster scaled until it has been drawn afresh a moment later.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import hypot

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from widgets.map.dots import Pixels, splat
from widgets.map.projection import Floats
from widgets.map.viewport import Viewport

MARGIN = 160
"""Logical pixels the raster reaches beyond the screen on every side."""


@dataclass(frozen=True)
class Dots:
    """Some dots of one colour: map metres, 0xAARRGGBB, and the pixels of one dot around its middle."""

    x: Floats
    y: Floats
    colour: int
    offsets: Sequence[tuple[int, int]]


class Canvas:
    """An image whose pixels NumPy sees too: `pixels` is height × width, 0xAARRGGBB, in device pixels."""

    def __init__(self, width: float, height: float, ratio: float) -> None:
        w, h = max(1, round(width * ratio)), max(1, round(height * ratio))
        self.pixels: Pixels = np.zeros((h, w), np.uint32)
        self.image = QImage(self.pixels.data, w, h, w * 4, QImage.Format.Format_RGB32)
        self.image.setDevicePixelRatio(ratio)


class Ground(QGraphicsItem):
    """Draws itself lazily: nothing is composed unless something changed since the last paint."""

    def __init__(self, draw: Callable[[QPainter, Viewport], None], parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._draw = draw
        self._view = Viewport()
        self._ratio = 1.0
        self._raster: Canvas | None = None
        self._raster_view = Viewport()
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
            self._raster = None
        self._view, self._ratio = view, ratio
        self.renew()

    def set_dots(self, dots: Sequence[Dots]) -> None:
        """Replace the dots."""
        self._dots = tuple(dots)
        self.renew()

    def redraw(self) -> None:
        """Basemap or places changed: draw the raster afresh when next painted."""
        self._raster = None
        self.renew()

    def renew(self) -> None:
        """Compose and paint again."""
        self._stale_frame = True
        self.update()

    def settle(self) -> None:
        """The view has come to rest: have a raster of this scale, with this view well inside it."""
        away = hypot(*self._offset())
        if self._raster is None or self._raster_view.mpp != self._view.mpp or away > MARGIN / 2:
            self.redraw()

    @property
    def settled(self) -> bool:
        """True when `settle` would change nothing."""
        return (
            self._raster is not None
            and self._raster_view.mpp == self._view.mpp
            and hypot(*self._offset()) <= MARGIN / 2
        )

    def _offset(self) -> tuple[float, float]:
        """Where the raster's middle lies, in logical pixels from the screen's."""
        return (
            (self._raster_view.x - self._view.x) / self._view.mpp,
            (self._view.y - self._raster_view.y) / self._view.mpp,
        )

    def paint(self, painter: QPainter, _: QStyleOptionGraphicsItem, __: QWidget | None = None) -> None:
        """Blit the frame, composed first if need be."""
        if self._stale_frame:
            self._compose()
        painter.drawImage(0, 0, self._frame.image)

    def _compose(self) -> None:
        view, ratio = self._view, self._ratio
        shape = (max(1, round(view.height * ratio)), max(1, round(view.width * ratio)))
        if self._frame.pixels.shape != shape or self._frame.image.devicePixelRatio() != ratio:
            self._frame = Canvas(view.width, view.height, ratio)
        if self._raster is None or (self._raster_view.mpp == view.mpp and not self._covered()):
            self._rasterise()
        if self._raster_view.mpp != view.mpp or not self._copied():
            self._scaled()
        for dots in self._dots:
            x, y = view.to_px(dots.x, dots.y)
            splat(self._frame.pixels, x * ratio, y * ratio, dots.colour, dots.offsets)
        self._stale_frame = False
        self.frames += 1

    def _covered(self) -> bool:
        dx, dy = self._offset()
        same = (self._raster_view.width, self._raster_view.height) == (
            self._view.width + 2 * MARGIN,
            self._view.height + 2 * MARGIN,
        )
        return same and max(abs(dx), abs(dy)) <= MARGIN - 1

    def _rasterise(self) -> None:
        view = replace(self._view, width=self._view.width + 2 * MARGIN, height=self._view.height + 2 * MARGIN)
        raster = self._raster if self._raster is not None else Canvas(view.width, view.height, self._ratio)
        if raster.pixels.shape != (round(view.height * self._ratio), round(view.width * self._ratio)):
            raster = Canvas(view.width, view.height, self._ratio)
        painter = QPainter(raster.image)
        self._draw(painter, view)
        painter.end()
        self._raster, self._raster_view = raster, view
        self.rasters += 1

    def _copied(self) -> bool:
        """Copy the part of the raster in view into the frame; False when it is not all there."""
        assert self._raster is not None
        dx, dy = self._offset()
        left, top = round((MARGIN - dx) * self._ratio), round((MARGIN - dy) * self._ratio)
        height, width = self._frame.pixels.shape
        part = self._raster.pixels[max(top, 0) : top + height, max(left, 0) : left + width]
        if part.shape != (height, width):
            return False
        self._frame.pixels[:] = part
        return True

    def _scaled(self) -> None:
        assert self._raster is not None
        old, new = self._raster_view, self._view
        x, y = new.px_of(old.x, old.y)
        w, h = old.width * old.mpp / new.mpp, old.height * old.mpp / new.mpp
        painter = QPainter(self._frame.image)
        painter.fillRect(self.boundingRect(), self.blank)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.drawImage(QRectF(x - w / 2, y - h / 2, w, h), self._raster.image)
        painter.end()


def rgb(colour: QColor) -> int:
    """A colour as 0xFFRRGGBB."""
    return int(colour.rgb()) & 0xFFFFFFFF

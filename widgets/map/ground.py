"""The lowest layer: basemap and places from a raster kept a little larger than the screen, and over it what moves.

Panning copies pixels, a zoom shows the old raster scaled until a fresh one has been painted on a worker thread.
Ground and points go straight into the pixels the view is painted on, band by band, where Qt lets us have them
(points/surface.py): nothing is composed in between and nothing copied twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import ceil, floor

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QRegion
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from widgets.common.theme import px
from widgets.map.backdrop import Backdrop, Canvas, Painted
from widgets.map.points.layer import PointLayer
from widgets.map.points.scene import Frame, Raster
from widgets.map.points.surface import frames
from widgets.map.projection import Rect
from widgets.map.still import Still
from widgets.map.viewport import Viewport

MARGIN = 160
"""Pixels of a 1080-line screen the raster reaches beyond the screen on every side."""
AHEAD = 0.3
"""Moved by this share of it, a raster around the new place is asked for: in time for a hand that moves on."""
OVERVIEW_PX = 1024
"""Width of the painting of the whole city."""


class Ground(QGraphicsItem):
    """Draws ground and points whenever it is painted, only what is exposed.

    `still` gives what is to be painted, as it is now; `exposed` which parts of the view are being painted, none when
    it isn't the view that is painting. What was painted last stays, moved or scaled, until what was
    asked for is there; beyond its edge a small painting of the whole city shows. `rewritten` is called when names
    (`written`) stand elsewhere.
    """

    def __init__(
        self,
        still: Callable[[], Still],
        points: PointLayer,
        exposed: Callable[[], Sequence[QRect]],
        parent: QGraphicsItem,
    ) -> None:
        super().__init__(parent)
        self._still, self.points, self._exposed = still, points, exposed
        self._view = Viewport()
        self._ratio = 1.0
        self._backdrop, self._far = Backdrop(), Backdrop()
        self._backdrop.painted.connect(self._took)
        self._far.painted.connect(self._took_overview)
        self._raster: Painted | None = None
        self._overview: Painted | None = None
        self._whole: Rect | None = None
        self._outdated = self._overview_outdated = True
        self._canvas: Canvas | None = None
        self._stale_frame = True
        self.blank = QColor(0, 0, 0)
        self.rewritten: Callable[[], None] = lambda: None
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
        self.points.look(view, ratio)
        self.renew()

    def redraw(self) -> None:
        """What stands still has changed: have it painted afresh when we are next painted."""
        self._outdated = self._overview_outdated = True
        self.renew()

    def renew(self) -> None:
        """Paint again."""
        self._stale_frame = True
        self.update()

    def settle(self) -> None:
        """The view has come to rest: have a raster of this scale, with this view well inside it."""
        if not self._fits():
            self._outdated = True
            self.renew()

    def know(self, whole: Rect | None) -> None:
        """The bounds of the city, for the overview."""
        self._whole = whole
        self._overview_outdated = True

    def rest(self) -> None:
        """Stop painting while nobody looks."""
        self._outdated = self._outdated or self._backdrop.busy
        self._overview_outdated = self._overview_outdated or self._far.busy
        self._backdrop.rest()
        self._far.rest()

    @property
    def settled(self) -> bool:
        """True when everything asked for is painted, and `settle` would change nothing."""
        return not self._outdated and not self._backdrop.busy and not self._far.busy and self._fits()

    def written(self) -> list[QRectF]:
        """Boxes of the names now in sight, pixels; none while the raster is shown scaled."""
        raster = self._raster
        if raster is None or raster.view.mpp != self._view.mpp:
            return []
        dx, dy = self._offset()
        left = (self._view.width - raster.view.width) / 2 + dx
        top = (self._view.height - raster.view.height) / 2 + dy
        return [box.translated(left, top) for box in raster.written]

    def _fits(self) -> bool:
        """The raster has our scale, and we are well inside it."""
        raster = self._raster
        same = raster is not None and raster.view.mpp == self._view.mpp and raster.canvas.ratio == self._ratio
        return same and self._inside(0.5)

    def _around(self) -> Viewport:
        """What a raster made now shows."""
        more = 2 * px(MARGIN)
        return replace(self._view, width=self._view.width + more, height=self._view.height + more)

    def _inside(self, share: float) -> bool:
        """The view has moved by at most this share of the margin since the raster was asked for, and has its size."""
        assert self._raster is not None
        old, new = self._raster.view, self._around()
        same = (old.width, old.height) == (new.width, new.height)
        return same and max(abs(step) for step in self._offset()) <= share * px(MARGIN)

    def _offset(self) -> tuple[float, float]:
        """Where the raster's middle lies, in logical pixels from the screen's."""
        assert self._raster is not None
        old = self._raster.view
        return (old.x - self._view.x) / self._view.mpp, (self._view.y - old.y) / self._view.mpp

    def paint(self, painter: QPainter, _: QStyleOptionGraphicsItem, __: QWidget | None = None) -> None:
        """Draw what is exposed: into the painter's own pixels, or else compose all of it and draw that."""
        self._have_painted()
        height, width = self._size()
        parts = frames(painter, self._exposed(), self._ratio, (width, height))
        ground = self._at_hand()
        if parts and ground is None:
            self._scaled(painter)
        for part in parts:
            self.points.compose(part, ground)
        if not parts:
            painter.drawImage(0, 0, self._composed(ground).image)
        self.frames += self._stale_frame
        self._stale_frame = False

    def _size(self) -> tuple[int, int]:
        """Height and width in device pixels."""
        return max(1, round(self._view.height * self._ratio)), max(1, round(self._view.width * self._ratio))

    def _composed(self, ground: Raster | None) -> Canvas:
        """A picture of all of it."""
        canvas, (height, width) = self._canvas, self._size()
        if canvas is None or canvas.pixels.shape != (height, width) or canvas.ratio != self._ratio:
            canvas = self._canvas = Canvas(self._view.width, self._view.height, self._ratio)
        if ground is None:
            painter = QPainter(canvas.image)
            self._scaled(painter)
            painter.end()
        self.points.compose(Frame(canvas.pixels.reshape(-1), width, (0, 0, width, height)), ground)
        return canvas

    def _have_painted(self) -> None:
        """Ask for a raster when there is none, when what it shows has changed, or when we have moved out of it."""
        moved_out = self._raster is not None and self._raster.view.mpp == self._view.mpp and not self._inside(AHEAD)
        if self._outdated or (moved_out and not self._backdrop.busy):
            self._backdrop.ask(self._still().paint, self._around(), self._ratio, urgent=self._outdated)
        self._outdated = False

    def _took(self, painted: Painted) -> None:
        self._raster = painted
        self.rasters += 1
        self.rewritten()
        self.renew()
        self._have_overview()

    def _have_overview(self) -> None:
        """After the raster, when it shows what has changed: a small painting of the whole city, without names."""
        if self._whole is None or not self._overview_outdated:
            return
        self._overview_outdated = False
        wide, high = self._whole.right - self._whole.left, self._whole.top - self._whole.bottom
        view = Viewport(width=OVERVIEW_PX, height=max(1.0, OVERVIEW_PX * high / max(wide, 1.0)))
        self._far.ask(self._still().paint_unnamed, view.fitted(self._whole, 0.0), 1.0)

    def _took_overview(self, painted: Painted) -> None:
        self._overview = painted

    def _at_hand(self) -> Raster | None:
        """The raster and where in it the view begins; None when not all of the view is in it at this scale."""
        raster = self._raster
        if raster is None or raster.view.mpp != self._view.mpp or raster.canvas.ratio != self._ratio:
            return None
        dx, dy = self._offset()
        height, width = self._size()
        left = round(((raster.view.width - self._view.width) / 2 - dx) * self._ratio)
        top = round(((raster.view.height - self._view.height) / 2 - dy) * self._ratio)
        high, wide = raster.canvas.pixels.shape
        inside = 0 <= left <= wide - width and 0 <= top <= high - height
        return Raster(raster.canvas.pixels, left, top) if inside else None

    def _scaled(self, painter: QPainter) -> None:
        """What there is, scaled: the raster, and around it the overview."""
        painter.save()
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        bare = QRegion(self.boundingRect().toAlignedRect())
        for painted in (self._raster, self._overview):
            if painted is not None:
                old, new = painted.view, self._view
                x, y = new.px_of(old.x, old.y)
                w, h = old.width * old.mpp / new.mpp, old.height * old.mpp / new.mpp
                box = QRectF(x - w / 2, y - h / 2, w, h)
                painter.setClipRegion(bare)
                painter.drawImage(box, painted.canvas.image)
                bare -= QRegion(
                    QRect(
                        QPoint(ceil(box.left()), ceil(box.top())),
                        QPoint(floor(box.right()) - 1, floor(box.bottom()) - 1),
                    )
                )
        painter.setClipRegion(bare)
        painter.fillRect(self.boundingRect(), self.blank)
        painter.restore()

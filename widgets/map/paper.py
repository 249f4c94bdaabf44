"""The map on paper or in a picture: what is in view, with title, time, scale bar, north and who made the map.

Nothing personal is on it: no tag's number, no plate, no track; it leaves the room.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QStyleOptionGraphicsItem

from widgets.common.theme import px, sized
from widgets.map.backdrop import Canvas
from widgets.map.dots import Dots, splat
from widgets.map.furniture import round_length
from widgets.map.layers import Layer
from widgets.map.marks import Mark
from widgets.map.overlay import Overlay
from widgets.map.palette import Palette
from widgets.map.places import Places
from widgets.map.still import Painting
from widgets.map.viewport import Viewport

HEAD, FOOT = 44, 40
"""Heights of the bands above and below the map, pixels of a 1080-line screen."""
PDF_WIDTH_MM = 420.0
"""A3 across; its height follows the picture."""
RATIO = 2.0
"""Device pixels a pixel: 200 dots an inch and more on A3."""


@dataclass(frozen=True)
class Words:
    """What is written around the map; `at` local time."""

    title: str
    at: datetime
    note: str


@dataclass(frozen=True)
class Page:
    """All that goes onto the page, as it was when it was asked for. `true_scale`: metres on the ground in a map metre.
    `dots` are for `RATIO`."""

    still: Painting
    view: Viewport
    true_scale: float
    dots: Sequence[Dots]
    overlay: Overlay
    colours: Palette
    words: Words

    @property
    def size(self) -> QSizeF:
        """Of the whole page, in pixels."""
        return QSizeF(self.view.width, px(HEAD) + self.view.height + px(FOOT))


def public_overlay(
    places: Places,
    marks: Sequence[Mark],
    squads: Mapping[str, tuple[float, float]],
    view: Viewport,
    colours: Palette,
    shown: frozenset[Layer],
) -> Overlay:
    """The marks of a page, on an item of its own that stands in no scene."""
    overlay = Overlay(places, False, None)
    overlay.private, overlay.colours, overlay.shown = True, colours, shown
    overlay.look(view)
    overlay.set_marks(marks, squads)
    return overlay


class GivenUp(Exception):
    """The person took it back while it was being made."""


def save(page: Page, file: Path, on: Callable[[int], bool]) -> None:
    """Write the page to a new file: PDF or PNG by its name. Blocks: call it on a worker thread.

    `on(percent)` is told how far it is and says whether to go on. Raises FileExistsError, OSError, ValueError for
    another ending, and GivenUp; then nothing is left behind.
    """
    kind = file.suffix.lower()
    if kind not in (".png", ".pdf"):
        raise ValueError(kind)
    file.open("xb").close()
    try:
        ground = _ground(page, on)
        if not (_pdf if kind == ".pdf" else _png)(page, ground, file):
            raise OSError(f"{file} cannot be written")
        if not on(100):
            raise GivenUp
    except BaseException:
        file.unlink(missing_ok=True)
        raise


def _ground(page: Page, on: Callable[[int], bool]) -> Canvas:
    canvas = Canvas(page.view.width, page.view.height, RATIO)
    painter = QPainter(canvas.image)
    try:
        for step, _ in enumerate(page.still(painter, page.view)):
            if not on(min(10 + 20 * step, 70)):
                raise GivenUp
    finally:
        painter.end()
    for dots in page.dots:
        x, y = page.view.to_px(dots.x, dots.y)
        splat(canvas.pixels, x * RATIO, y * RATIO, dots.colour, dots.offsets)
    if not on(75):
        raise GivenUp
    return canvas


def _png(page: Page, ground: Canvas, file: Path) -> bool:
    size = page.size
    image = QImage(round(size.width() * RATIO), round(size.height() * RATIO), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(RATIO)
    image.setDotsPerMeterX(round(size.width() * RATIO / PDF_WIDTH_MM * 1000))
    image.setDotsPerMeterY(image.dotsPerMeterX())
    painter = QPainter(image)
    try:
        _compose(painter, page, ground)
    finally:
        painter.end()
    return bool(image.save(str(file)))


def _pdf(page: Page, ground: Canvas, file: Path) -> bool:
    size = page.size
    writer = QPdfWriter(str(file))
    writer.setTitle(page.words.title)
    writer.setCreator("command-center")
    millimetres = QSizeF(PDF_WIDTH_MM, PDF_WIDTH_MM * size.height() / size.width())
    writer.setPageLayout(
        QPageLayout(
            QPageSize(millimetres, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch),
            QPageLayout.Orientation.Portrait,
            QMarginsF(0, 0, 0, 0),
        )
    )
    painter = QPainter()
    if not painter.begin(writer):
        return False
    try:
        scale = writer.width() / size.width()
        painter.scale(scale, scale)
        _compose(painter, page, ground)
    finally:
        painter.end()
    return True


def _compose(painter: QPainter, page: Page, ground: Canvas) -> None:
    """Head, map, foot."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    size, view, colours = page.size, page.view, page.colours
    painter.fillRect(QRectF(QPointF(0, 0), size), colours.ground)
    painter.save()
    painter.translate(0, px(HEAD))
    frame = QRectF(0, 0, view.width, view.height)
    painter.setClipRect(frame)
    painter.drawImage(frame, ground.image)
    option = QStyleOptionGraphicsItem()
    option.exposedRect = frame
    page.overlay.paint(painter, option)
    painter.restore()
    _head(painter, page)
    _foot(painter, page)


def _head(painter: QPainter, page: Page) -> None:
    band = QRectF(px(16), 0, page.view.width - 2 * px(16), px(HEAD))
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.setPen(page.colours.ink)
    painter.setFont(sized(px(17), bold=True))
    painter.drawText(band, middle | Qt.AlignmentFlag.AlignLeft, page.words.title)
    painter.setPen(page.colours.dim)
    painter.setFont(sized(px(13)))
    painter.drawText(band, middle | Qt.AlignmentFlag.AlignRight, f"{page.words.at:%Y-%m-%d %H:%M:%S}")


def _foot(painter: QPainter, page: Page) -> None:
    """Scale bar and north on the left, what must be said about the map on the right."""
    top, colours = px(HEAD) + page.view.height, page.colours
    base = top + px(FOOT) / 2
    metre = page.view.mpp * page.true_scale
    length = round_length(px(180) * metre)
    left, right = float(px(16)), px(16) + length / metre
    painter.setPen(QPen(colours.dim, px(1.5)))
    tick = px(5)
    painter.drawPolyline(
        [QPointF(left, base - tick), QPointF(left, base), QPointF(right, base), QPointF(right, base - tick)]
    )
    painter.setFont(sized(px(12)))
    metrics = QFontMetricsF(painter.font())
    text = f"{length / 1000:g} km" if length >= 1000 else f"{length:g} m"
    painter.drawText(QPointF(right + px(8), base), text)
    _north(
        painter,
        QPointF(right + px(28) + metrics.horizontalAdvance(text), base),
        QCoreApplication.translate("Map", "N", "north"),
        colours.dim,
    )
    band = QRectF(px(16), top, page.view.width - 2 * px(16), px(FOOT))
    painter.setPen(colours.dim)
    painter.drawText(band, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, page.words.note)


def _north(painter: QPainter, at: QPointF, letter: str, ink: QColor) -> None:
    """An arrow that points up (the map is never turned), and the letter."""
    half, high = px(5), px(14)
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(at.x(), at.y() - high),
                QPointF(at.x() + half, at.y()),
                QPointF(at.x(), at.y() - px(4)),
                QPointF(at.x() - half, at.y()),
            ]
        )
    )
    painter.setPen(ink)
    painter.drawText(QPointF(at.x() + px(9), at.y()), letter)
    painter.restore()

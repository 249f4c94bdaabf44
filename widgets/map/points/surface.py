"""The pixels a painter paints on, when they can be written to directly: saves composing a frame and copying it.

Qt's raster engine paints into an image in memory and at once, so what we write between two of its calls lies between
them. Anything else (a printer, a graphics card, a turned painter) is said to have no pixels; then a frame is composed
in an image and drawn.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPaintEngine, QPainter, QTransform

from widgets.map.points.scene import U32, Frame

_FORMATS = (QImage.Format.Format_RGB32, QImage.Format.Format_ARGB32_Premultiplied)
MOST_PARTS = 4
"""Of a frame in more parts than this, one is composed and drawn: every part sorts the points once."""


def frames(painter: QPainter, exposed: Iterable[QRect], ratio: float, size: tuple[int, int]) -> list[Frame]:
    """The painter's own pixels, one frame for each part of the view exposed; none when they are not to be had.

    `exposed` in the view's logical pixels, whose upper left corner the painter's origin is; `ratio` device pixels a
    logical one; `size` the view's, device pixels.
    """
    engine, at = painter.paintEngine(), painter.deviceTransform()
    if engine.type() != QPaintEngine.Type.Raster or not _plain(at, ratio) or painter.opacity() < 1:
        return []
    image = engine.paintDevice()
    parts = [_device(part, at) for part in exposed]
    if not isinstance(image, QImage) or image.format() not in _FORMATS or len(parts) > MOST_PARTS:
        return []
    if None in parts or (painter.hasClipping() and not _covers(painter.clipBoundingRect(), size, ratio)):
        return []
    left, top = round(at.dx()), round(at.dy())
    whole = QRect(left, top, *size) & image.rect()
    pixels, stride = _pixels(image)
    made = [part & whole for part in parts if part is not None]
    return [
        Frame(pixels, stride, (r.left(), r.top(), r.left() + r.width(), r.top() + r.height()), left, top) for r in made
    ]


def _plain(at: QTransform, ratio: float) -> bool:
    """Enlarged by `ratio` and moved by whole pixels, no more."""
    return (
        at.type().value <= QTransform.TransformationType.TxScale.value
        and at.m11() == at.m22() == ratio
        and at.dx() == round(at.dx())
        and at.dy() == round(at.dy())
    )


def _device(part: QRect, at: QTransform) -> QRect | None:
    """The part in device pixels; None when its edges lie between them."""
    edges = QRectF(part.x() * at.m11(), part.y() * at.m22(), part.width() * at.m11(), part.height() * at.m22())
    whole = edges.toRect()
    return whole.translated(round(at.dx()), round(at.dy())) if QRectF(whole) == edges else None


def _covers(clip: QRectF, size: tuple[int, int], ratio: float) -> bool:
    """The painter's clip leaves all of the view."""
    wide, high = size[0] / ratio, size[1] / ratio
    return clip.left() <= 0 and clip.top() <= 0 and clip.right() >= wide - 1 and clip.bottom() >= high - 1


def _pixels(image: QImage) -> tuple[U32, int]:
    """The image's memory, for writing, without the copy Qt would make of an image it shares."""
    seen = np.frombuffer(image.constBits(), np.uint32)
    ours = (ctypes.c_uint32 * seen.size).from_address(seen.ctypes.data)
    return np.ctypeslib.as_array(ours), image.bytesPerLine() // 4

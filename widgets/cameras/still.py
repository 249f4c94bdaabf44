"""One frame as a picture of the size it is shown at: converted once, only the pixels that are needed.

Qt's own conversion makes the whole picture first, and on a screen with a software renderer takes it through that.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from widgets.cameras.video import QVideoFrame, QVideoFrameFormat

U8 = NDArray[np.uint8]
I16 = NDArray[np.int16]
_Format = QVideoFrameFormat.PixelFormat
_HALVED = {_Format.Format_YUV420P: (1, 1), _Format.Format_YUV422P: (1, 0), _Format.Format_NV12: (1, 1)}
"""By how many bits colour is coarser than brightness, across and down."""


def picture(frame: QVideoFrame, size: QSize) -> QImage:
    """The frame at `size` pixels (it is never made larger than it is: the painter does that); a null image when it
    cannot be read."""
    whole = frame.size()
    wanted = size if size.width() < whole.width() else whole
    if wanted.isEmpty():
        return QImage()
    if frame.pixelFormat() in _HALVED and frame.map(QVideoFrame.MapMode.ReadOnly):
        try:
            return _from_planes(frame, wanted)
        finally:
            frame.unmap()
    image = frame.toImage()
    return image if image.size() == wanted else image.scaled(wanted, mode=Qt.TransformationMode.SmoothTransformation)


def _from_planes(frame: QVideoFrame, size: QSize) -> QImage:
    across, down = _HALVED[frame.pixelFormat()]
    rows = _steps(frame.height(), size.height())
    columns = _steps(frame.width(), size.width())
    light = _plane(frame, 0)[rows][:, columns]
    coarse_rows, coarse = rows >> down, columns >> across
    if frame.pixelFormat() is _Format.Format_NV12:
        both = _plane(frame, 1)[coarse_rows]
        blue, red = both[:, coarse * 2], both[:, coarse * 2 + 1]
    else:
        blue, red = _plane(frame, 1)[coarse_rows][:, coarse], _plane(frame, 2)[coarse_rows][:, coarse]
    full = frame.surfaceFormat().colorRange() is QVideoFrameFormat.ColorRange.ColorRange_Full
    return _mixed(light, blue, red, full)


def _mixed(light: U8, blue: U8, red: U8, full: bool) -> QImage:
    y, red_v, green_u, green_v, blue_u = _tables(full)
    base = y[light]
    height, width = light.shape
    pixels = np.empty((height, width, 4), np.uint8)
    pixels[..., 3] = 255
    pixels[..., 2] = np.clip(base + red_v[red], 0, 255)
    pixels[..., 1] = np.clip(base - green_u[blue] - green_v[red], 0, 255)
    pixels[..., 0] = np.clip(base + blue_u[blue], 0, 255)
    return QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGB32).copy()


def _plane(frame: QVideoFrame, number: int) -> U8:
    stride = frame.bytesPerLine(number)
    flat: U8 = np.frombuffer(frame.bits(number), np.uint8)
    return flat[: len(flat) // stride * stride].reshape(-1, stride)


@lru_cache(64)
def _steps(of: int, wanted: int) -> NDArray[np.intp]:
    """Which of `of` lines the `wanted` ones are."""
    return ((np.arange(wanted) + 0.5) * of / wanted).astype(np.intp)


@lru_cache(2)
def _tables(full: bool) -> tuple[I16, I16, I16, I16, I16]:
    """ITU-R BT.601, of which a street scene is near enough to BT.709: brightness, and what each colour adds."""
    at = np.arange(256, dtype=np.float64)
    gain = 1.0 if full else 255 / 224
    light = at if full else (at - 16) * 255 / 219
    off = (at - 128) * gain
    parts = (light, 1.402 * off, 0.344136 * off, 0.714136 * off, 1.772 * off)
    y, rv, gu, gv, bu = (np.rint(part).astype(np.int16) for part in parts)
    return y, rv, gu, gv, bu

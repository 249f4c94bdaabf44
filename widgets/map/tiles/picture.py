"""A tile that is a picture: decoded within bounds, and turned into one for the night."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader

from command_center.tiles.source import picture as is_picture

LARGEST = 2048
"""Pixels of a side beyond which it is no tile."""


class Picture:
    """A decoded tile. `night()` is the same with light and dark exchanged, colours kept."""

    def __init__(self, image: QImage) -> None:
        self.day = image
        self._night: QImage | None = None

    @property
    def weight(self) -> int:
        """Bytes of memory, as if both were used: so that it never changes."""
        return int(self.day.sizeInBytes()) * 2

    def night(self) -> QImage:
        """Made when it is first asked for."""
        if self._night is None:
            self._night = _exchanged(self.day)
        return self._night


def decode(raw: bytes) -> Picture:
    """PNG, JPEG or WebP. Raises ValueError when it is none, damaged, or far too large."""
    if not is_picture(raw):  # nothing else is handed to Qt's readers: an SVG could name files
        raise ValueError("neither PNG, JPEG nor WebP")
    device = QBuffer()
    device.setData(QByteArray(raw))
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(device)
    reader.setDecideFormatFromContent(True)
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > LARGEST:
        raise ValueError(f"a picture of {size.width()}×{size.height()} pixels")
    image = reader.read()
    if image.isNull():
        raise ValueError(reader.errorString())
    clear = image.hasAlphaChannel()
    return Picture(image.convertToFormat(_CLEAR if clear else QImage.Format.Format_RGB32))


_CLEAR = QImage.Format.Format_ARGB32_Premultiplied


def _exchanged(image: QImage) -> QImage:
    """Lightness turned round, hue and saturation kept: c' = c + (255 - max - min) for each channel (HSL)."""
    plain = image.convertToFormat(QImage.Format.Format_ARGB32)
    whole = np.frombuffer(plain.bits(), np.uint8).reshape(plain.height(), plain.bytesPerLine() // 4, 4)
    colours = whole[..., :3].astype(np.int16)
    turned = colours + (255 - colours.max(2) - colours.min(2))[..., None]
    made = np.concatenate([turned.astype(np.uint8), whole[..., 3:]], axis=2)
    copy = QImage(made.tobytes(), plain.width(), plain.height(), plain.bytesPerLine(), QImage.Format.Format_ARGB32)
    return copy.convertToFormat(image.format())

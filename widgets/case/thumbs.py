"""A strip of small pictures: what the squad photographed on the scene."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.common.theme import px, tokens

MOST = 4


class Thumbs(QWidget):
    """Pictures by digest, in order; each appears once it has been read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._digests: list[str] = []
        self._images: dict[str, QImage] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def sizeHint(self) -> QSize:
        """One strip."""
        return QSize(px(200), px(76))

    def expect(self, digests: Sequence[str]) -> list[str]:
        """Show these; returns which have to be read first."""
        self._digests = list(dict.fromkeys(digests))[-MOST:]
        self._images = {digest: image for digest, image in self._images.items() if digest in self._digests}
        self.setVisible(bool(self._digests))
        self.update()
        return [digest for digest in self._digests if digest not in self._images]

    def show_image(self, digest: str, image: QImage) -> None:
        """One has been read."""
        if digest in self._digests:
            self._images[digest] = image
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Side by side, whole pictures."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        wide = (self.width() - px(8) * (MOST - 1)) / MOST
        for n, digest in enumerate(self._digests):
            box = QRectF(n * (wide + px(8)), 0, wide, self.height() - px(4))
            painter.fillRect(box, QColor(tokens().ground))
            image = self._images.get(digest)
            if image is not None and not image.isNull():
                size = image.size().scaled(box.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
                at = QRectF(0, 0, size.width(), size.height())
                at.moveCenter(box.center())
                painter.drawImage(at, image)

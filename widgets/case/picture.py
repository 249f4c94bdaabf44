"""The picture on top of the detail panel: the snapshot with its boxes, or the track in the zone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from command_center.model.events import DetectionReason
from command_center.model.observations import DetectedObject
from command_center.model.places import Place
from command_center.queries.answers import Matter
from widgets.case.track import TrackSketch, fixes_of
from widgets.common import theme, words
from widgets.common.theme import Size, px, tokens
from widgets.common.words import word

HEIGHT, LOW_HEIGHT = 176, 116
"""The lower one for a laptop's screen: the words below matter more."""


class Picture(QWidget):
    """Shows one matter's picture; hidden when there is nothing to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._matter: Matter | None = None
        self._place: Place | None = None
        self._image: QImage | None = None
        self._scaled: QImage | None = None
        self._objects: Sequence[DetectedObject] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A strip across the panel."""
        low = self.window().height() < px(900)
        return QSize(px(320), px(LOW_HEIGHT if low else HEIGHT))

    def show_matter(self, matter: Matter, place: Place | None) -> None:
        """A new matter, or news of the one shown. Its snapshot follows with `show_image`."""
        if self._matter is None or self._matter.pictures != matter.pictures:
            self._image = self._scaled = None
        self._matter, self._place = matter, place
        reasons = [event.reason for event in matter.events]
        self._objects = next((r.objects for r in reasons if isinstance(r, DetectionReason) and r.objects), ())
        self.setVisible(bool(matter.pictures or fixes_of(matter) or matter.missing_pictures))
        self.update()

    def show_image(self, image: QImage) -> None:
        """The snapshot has been read."""
        self._image, self._scaled = image, None
        self.update()

    @property
    def has_image(self) -> bool:
        """True once the snapshot is on the screen."""
        return self._image is not None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Snapshot, track, or why there is none."""
        painter, t = QPainter(self), tokens()
        painter.fillRect(self.rect(), QColor(t.ground))
        if self._matter is None:
            return
        if self._image is not None:
            self._paint_image(painter, self._image)
        elif fixes_of(self._matter):
            TrackSketch(self._matter, self._place, QRectF(self.rect())).paint(painter)
        else:
            self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        assert self._matter is not None
        text = QCoreApplication.translate("Picture", "Reading the picture…")
        if not self._matter.pictures and self._matter.missing_pictures:
            why = self._matter.missing_pictures[0]
            text = QCoreApplication.translate("Picture", "The picture could not be fetched: {why}").format(why=why)
        painter.setPen(QColor(tokens().dim))
        painter.setFont(theme.font(Size.SMALL))
        box = self.rect().adjusted(px(16), 0, -px(16), 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)

    def _at_size(self, image: QImage, size: QSize) -> QImage:
        """The picture made as small as it is shown, every pixel of it counted: else fine writing in it breaks up."""
        ratio = self.devicePixelRatioF()
        wanted = QSize(round(size.width() * ratio), round(size.height() * ratio))
        if self._scaled is None or self._scaled.size() != wanted:
            smooth = Qt.TransformationMode.SmoothTransformation
            self._scaled = image.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        return self._scaled

    def _paint_image(self, painter: QPainter, image: QImage) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRectF(
            (self.width() - size.width()) / 2, (self.height() - size.height()) / 2, size.width(), size.height()
        )
        painter.drawImage(box, self._at_size(image, size))
        painter.setFont(theme.font(Size.SMALL))
        written: list[QRectF] = []
        for seen in self._objects:
            x, y, w, h = seen.box
            frame = QRectF(box.x() + x * box.width(), box.y() + y * box.height(), w * box.width(), h * box.height())
            painter.setPen(QPen(QColor("#FFFFFF"), px(2)))
            painter.drawRect(frame)
            text = f"{word(words.OBJECT, seen.label)} {seen.score:.2f}"
            wide = painter.fontMetrics().horizontalAdvance(text) + px(8)
            tag = _clear(QRectF(frame.left(), max(frame.top() - px(18), 0), wide, px(18)), written)
            written.append(tag)
            painter.fillRect(tag, QColor(14, 19, 24, 210))
            painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, text)


def _clear(tag: QRectF, written: Sequence[QRectF]) -> QRectF:
    """The tag, moved up or down until it covers no other one; as it is where it can't be."""
    steps = (0, -1, 1, -2, 2)
    tried = (tag.translated(0, step * tag.height()) for step in steps)
    return next((one for one in tried if one.top() >= 0 and not any(one.intersects(w) for w in written)), tag)

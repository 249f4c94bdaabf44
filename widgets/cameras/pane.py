"""One camera: its picture, letterboxed, its name, how the stream stands, and when the frame came."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from command_center.clock import Clock
from command_center.model.observations import CameraState
from command_center.queries.answers import CameraCard
from widgets.cameras import words
from widgets.cameras.still import picture
from widgets.cameras.stream import State, Stream
from widgets.common import theme, times
from widgets.common.theme import Size, mix, px, tokens

STRIP = 24
GREYED = 0.45


class Pane(QWidget):
    """Signals: `pressed()`, `enlarged()` pressed twice."""

    pressed = Signal()
    enlarged = Signal()

    def __init__(
        self, clock: Clock, folders: Sequence[str] = (), parent: QWidget | None = None, stream: Stream | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self.stream = stream if stream is not None else Stream(clock, folders)
        self.stream.setParent(self)
        self.stream.changed.connect(self._changed)
        self.camera: CameraCard | None = None
        self.chosen = False
        self._image = QImage()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(px(120), px(80))

    def sizeHint(self) -> QSize:
        """Sixteen to nine, and the strip."""
        return QSize(px(320), px(180 + STRIP))

    def show_camera(self, camera: CameraCard | None) -> None:
        """Another camera, or news of the one shown."""
        if camera is None or self.camera is None or camera.camera != self.camera.camera:
            self._image = QImage()
        self.camera = camera
        self.stream.show(camera.stream if camera is not None else None)
        self.setAccessibleName(self.title())
        self.update()

    def title(self) -> str:
        """The camera's name and number."""
        return "" if self.camera is None else f"{self.camera.name} {self.camera.camera}".strip()

    def beat(self) -> None:
        """Show the newest frame, if there is a new one."""
        if self.stream.beat():
            self._renew()
            self.update()

    def tick(self) -> None:
        """A second has passed: times and countdowns are said anew."""
        if self.stream.standing.state is not State.PLAYING:
            self.update()

    def set_chosen(self, on: bool) -> None:
        """Whether the next camera goes here."""
        if on != self.chosen:
            self.chosen = on
            self.update()

    def close_pane(self) -> None:
        """Let go of the player."""
        self.stream.close()

    # --- inside ----------------------------------------------------------------------------------------------------

    def _changed(self) -> None:
        if self.stream.frame is None:
            self._image = QImage()
        self.update()

    def _box(self) -> QRectF:
        return QRectF(0, 0, self.width(), self.height() - px(STRIP))

    def _room(self, of: QSize) -> QRectF:
        """Where a picture of this size goes: as large as it fits, in the middle."""
        box = self._box()
        size = of.scaled(box.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        room = QRectF(0, 0, size.width(), size.height())
        room.moveCenter(box.center())
        return room.toAlignedRect().toRectF()

    def _renew(self) -> None:
        frame = self.stream.frame
        if frame is None:
            return
        ratio = self.devicePixelRatioF()
        room = self._room(frame.size())
        self._image = picture(frame, QSize(round(room.width() * ratio), round(room.height() * ratio)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Picture, or why there is none, over the strip."""
        painter, t = QPainter(self), tokens()
        painter.fillRect(self.rect(), QColor(t.ground))
        standing = self.stream.standing
        if not self._image.isNull():
            self._paint_picture(painter, greyed=standing.state is not State.PLAYING)
        self._paint_words(painter)
        self._paint_strip(painter)
        if self.chosen:
            painter.setPen(QPen(QColor(t.info), px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(px(1) // 2, px(1) // 2, -px(1), -px(1)))

    def _paint_picture(self, painter: QPainter, greyed: bool) -> None:
        room = self._room(self._image.size())
        image = self._image.convertToFormat(QImage.Format.Format_Grayscale8) if greyed else self._image
        larger = room.width() * self.devicePixelRatioF() > image.width() + 1
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, larger)
        painter.setOpacity(GREYED if greyed else 1.0)
        painter.drawImage(room, image)
        painter.setOpacity(1.0)

    def _paint_words(self, painter: QPainter) -> None:
        text = (
            words.explained(self.stream.standing, self._clock.now())
            if self.camera is not None and self.stream.standing.state in (State.PLAYING, State.STILL)
            else self._lacking()
            if self.camera is not None
            else QCoreApplication.translate("Cameras", "Empty: choose a camera from the list or on the map.")
        )
        if not text:
            return
        painter.setFont(theme.font(Size.SMALL))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        room = self._box().toRect().adjusted(px(12), px(8), -px(12), -px(8))
        if not self._image.isNull():  # words on a picture need a ground of their own
            needed = painter.boundingRect(room, flags, text).adjusted(-px(8), -px(4), px(8), px(4))
            painter.fillRect(needed, theme.color(tokens().ground, 0.86))
        painter.setPen(QColor(tokens().ink if not self._image.isNull() else tokens().dim))
        painter.drawText(room, flags, text)

    def _lacking(self) -> str:
        """Why there is no picture; what the feed says of the camera comes first."""
        assert self.camera is not None
        text = words.explained(self.stream.standing, self._clock.now())
        if self.camera.state is CameraState.OFFLINE:
            off = QCoreApplication.translate("Cameras", "This camera is reported off line.")
            return f"{off}\n{text}"
        return text

    def _paint_strip(self, painter: QPainter) -> None:
        t, high = tokens(), px(STRIP)
        strip = QRectF(0, self.height() - high, self.width(), high)
        painter.fillRect(strip, QColor(t.raised))
        if self.camera is None:
            return
        painter.setFont(theme.font(Size.SMALL, bold=True))
        standing = self.stream.standing
        text = words.badge(standing)
        alive = standing.state is State.PLAYING and not standing.recording
        wide = painter.fontMetrics().horizontalAdvance(text) + px(12)
        tag = QRectF(px(6), strip.top() + px(4), wide, high - px(8))
        painter.fillRect(tag, mix(t.good if alive else t.dim, t.raised, 0.28))
        painter.setPen(QColor(t.ink))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, text)
        painter.setFont(theme.font(Size.SMALL))
        when = times.clock(self.stream.taken, self._clock.now()) if self.stream.taken is not None else ""
        metrics = painter.fontMetrics()
        clock_wide = metrics.horizontalAdvance(when)
        room = QRectF(tag.right() + px(8), strip.top(), strip.width() - tag.right() - clock_wide - px(24), high)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, middle, metrics.elidedText(self.title(), Qt.TextElideMode.ElideRight, int(room.width())))
        painter.setPen(QColor(t.dim))
        painter.drawText(strip.adjusted(0, 0, -px(8), 0), middle | Qt.AlignmentFlag.AlignRight, when)

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody sees it: it plays."""
        super().showEvent(event)
        self.stream.look(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody does: nothing is read, nothing decoded."""
        super().hideEvent(event)
        self.stream.look(False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The next camera goes here."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """This one alone, or all again."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.enlarged.emit()

    def changeEvent(self, event: QEvent) -> None:
        """New language or colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self.update()

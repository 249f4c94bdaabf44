"""The clip of an event: over the window, with play and pause, a line to drag along, and a mark where it was flagged."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from command_center.queries.clips import Clip, ClipSource, Lacking, NoClip
from widgets.cameras import words
from widgets.cameras.grid import BEAT_MS
from widgets.cameras.player import Player
from widgets.cameras.still import picture
from widgets.common import theme
from widgets.common.parts import KeyButton, Words
from widgets.common.tasks import Tasks
from widgets.common.theme import Size, px, tokens

translate = QCoreApplication.translate
STEP_MS = 1000


class Screen(QWidget):
    """The picture, as large as it fits; or a few words."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self.text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(px(200), px(112))

    def room(self, of: QSize) -> QSize:
        """How large a picture of this size is shown, in real pixels."""
        return of.scaled(self.size() * self.devicePixelRatioF(), Qt.AspectRatioMode.KeepAspectRatio)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Picture or words."""
        painter, t = QPainter(self), tokens()
        painter.fillRect(self.rect(), QColor(t.ground))
        if not self.image.isNull():
            size = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            box = QRectF(0, 0, size.width(), size.height())
            box.moveCenter(QRectF(self.rect()).center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(box, self.image)
        elif self.text:
            painter.setPen(QColor(t.dim))
            painter.setFont(theme.font(Size.BODY))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(px(16), 0, -px(16), 0), flags, self.text)


class Line(QWidget):
    """Where it stands, from beginning to end. Signal `asked(int)` milliseconds: a person wants to be there."""

    asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.length, self.at, self.mark = 0, 0, -1
        self.setFixedHeight(px(22))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line, the part that was played, and the mark."""
        painter, t = QPainter(self), tokens()
        middle, thick = self.height() // 2, px(4)
        painter.fillRect(0, middle - thick // 2, self.width(), thick, QColor(t.line))
        if not self.length:
            return
        here = round(self.width() * min(1.0, self.at / self.length))
        painter.fillRect(0, middle - thick // 2, here, thick, QColor(t.info))
        if self.mark >= 0:
            there = round(self.width() * min(1.0, self.mark / self.length))
            painter.fillRect(there - px(1), px(3), px(2), self.height() - px(6), QColor(t.ink))
        painter.fillRect(here - px(2), middle - px(7), px(4), px(14), QColor(t.ink))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """There."""
        self._ask(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """And on, while the button is held."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._ask(event)

    def _ask(self, event: QMouseEvent) -> None:
        share = event.position().x() / max(1, self.width())
        self.asked.emit(round(min(1.0, max(0.0, share)) * self.length))


class ClipView(QWidget):
    """Hidden until `show_clip`. While it is shown the keys are its own. Signal `left()`: it was closed."""

    left = Signal()

    def __init__(
        self, clips: ClipSource | None, tasks: Tasks, parent: QWidget, room: Callable[[], QRect | None]
    ) -> None:
        """`room` is the part of its parent that it may cover, None for nearly all of it."""
        super().__init__(parent)
        self._room = room
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._clips, self._tasks = clips, tasks
        self._player: Player | None = None
        self._event = ""
        self.playing = self.at_end = False
        self.screen_, self.line = Screen(), Line()
        self.title, self.time = Words(Size.LARGE, "ink", bold=True), Words(Size.BODY, "dim")
        self.go, self.back = KeyButton("Space", primary=True), KeyButton("Esc")
        self._lay_out()
        self._beat = QTimer(self)
        self._beat.setInterval(BEAT_MS)
        self._beat.timeout.connect(self._on_beat)
        self.line.asked.connect(self.seek)
        self.go.clicked.connect(self.toggle)
        self.back.clicked.connect(self.leave)
        self.hide()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self.time, 1)
        buttons.addWidget(self.go, 1)
        buttons.addWidget(self.back, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(8))
        column.addWidget(self.title)
        column.addWidget(self.screen_, 1)
        column.addWidget(self.line)
        column.addLayout(buttons)

    # --- opening and closing ---------------------------------------------------------------------------------------

    def show_clip(self, event: str, title: str) -> None:
        """Play the clip of this event."""
        self._end()
        self._event = event
        self.title.say(title)
        self._say(translate("Clip", "Fetching the clip…"))
        self._place()
        self.show()
        self.raise_()
        self.setFocus()
        self._tasks.start(self._fetch(event), "clip")

    async def _fetch(self, event: str) -> None:
        try:
            if self._clips is None:
                raise NoClip(Lacking.NONE)
            clip = await self._clips.clip(event)
        except NoClip as error:
            if event == self._event:
                self._say(lacking(error))
            return
        if event == self._event and self.isVisible():
            self._open(clip)

    def _open(self, clip: Clip) -> None:
        self.line.length, self.line.at = 0, 0
        self.line.mark = -1 if clip.flagged_at_s is None else round(clip.flagged_at_s * 1000)
        player = self._player = Player()
        player.length_known.connect(self._length)
        player.moved.connect(self._moved)
        player.ended.connect(self._ended)
        player.failed.connect(self._failed)
        player.open(clip.address)
        self.playing, self.at_end = True, False
        self._beat.start()
        self._word()

    def leave(self) -> None:
        """Close it."""
        if self.isHidden():
            return
        self._end()
        self.hide()
        self.left.emit()

    def _end(self) -> None:
        player, self._player = self._player, None
        self._beat.stop()
        self._event = ""
        self.playing = self.at_end = False
        self.screen_.image = QImage()
        if player is not None:
            player.close()

    def _say(self, text: str) -> None:
        self.screen_.text, self.screen_.image = text, QImage()
        self.screen_.update()
        self.line.length = self.line.at = 0
        self._word()

    # --- playing ---------------------------------------------------------------------------------------------------

    def toggle(self) -> None:
        """Play, or stand still; at the end, from the beginning."""
        if self._player is None:
            return
        self.playing = not self.playing
        if self.playing:
            self.at_end = False
            self._player.play()
        else:
            self._player.pause()
        self._word()

    def seek(self, milliseconds: int) -> None:
        """Go there."""
        if self._player is not None and self.line.length:
            to = min(max(0, milliseconds), self.line.length - 1)
            if self.at_end:
                self.at_end = False
                self._player.pause()
            self._player.seek(to)
            self._moved(to)

    def _on_beat(self) -> None:
        frame = self._player.take() if self._player is not None else None
        if frame is not None:
            self.screen_.image = picture(frame, self.screen_.room(frame.size()))
            self.screen_.update()

    def _length(self, milliseconds: int) -> None:
        self.line.length = milliseconds
        self.line.update()
        self._word()

    def _moved(self, milliseconds: int) -> None:
        if not self.at_end:
            self.line.at = milliseconds
            self.line.update()
            self._word()

    def _ended(self) -> None:
        self.playing, self.at_end = False, True
        self.line.at = self.line.length
        self.line.update()
        self._word()

    def _failed(self, why: str) -> None:
        reason = QCoreApplication.translate("Cameras", words.WHY.get(why, ""))
        self._end()
        self._say(translate("Clip", "The clip cannot be played: {why}.").format(why=reason))

    # --- keys, words, place ----------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Claims keys before the window's table does: the queue below must not act on them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() != Qt.Key.Key_F11:
                event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space plays and pauses, the arrows go a second, Home and End to the ends, Esc or P closes it."""
        key, at = Qt.Key(event.key()), self.line.at
        places = {Qt.Key.Key_Left: at - STEP_MS, Qt.Key.Key_Right: at + STEP_MS, Qt.Key.Key_Home: 0,
                  Qt.Key.Key_End: self.line.length}  # fmt: skip
        if key in places:
            self.seek(places[key])
        elif not event.isAutoRepeat() and key is Qt.Key.Key_Space:
            self.toggle()
        elif not event.isAutoRepeat() and key in (Qt.Key.Key_Escape, Qt.Key.Key_P):
            self.leave()

    def _word(self) -> None:
        self.go.setText(translate("Clip", "Pause") if self.playing else translate("Clip", "Play"))
        self.go.setEnabled(self._player is not None)
        self.back.setText(translate("Clip", "Close"))
        times = f"{_clock(self.line.at)} / {_clock(self.line.length)}" if self.line.length else ""
        at_end = translate("Clip", "end") if self.at_end else ""
        self.time.say(f"{times}  {at_end}".strip())

    def place(self) -> None:
        """The window has another size."""
        if self.isVisible():
            self._place()

    def _place(self) -> None:
        window = self.parentWidget()
        assert window is not None
        room = self._room() or window.rect().adjusted(px(80), px(60), -px(80), -px(60))
        wide = min(room.width() - px(24), px(1280), round((room.height() - px(144)) * 16 / 9))
        high = min(round(wide * 9 / 16) + px(120), room.height() - px(24))
        box = QRect(0, 0, wide, high)
        box.moveCenter(room.center())
        self.setGeometry(box)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A thin edge: what lies below is as dark."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().panel))
        painter.setPen(QColor(tokens().info))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def changeEvent(self, event: QEvent) -> None:
        """New language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_beat"):
            self._word()


def _clock(milliseconds: int) -> str:
    seconds = milliseconds // 1000
    return f"{seconds // 60:02}:{seconds % 60:02}"


def lacking(error: NoClip) -> str:
    """Why there is no clip, in words."""
    if error.why is Lacking.REFUSED:
        return translate("Clip", "The clip's address is not one that may be opened.")
    if error.why is Lacking.TOO_LARGE:
        return translate("Clip", "The clip is larger than 300 MiB: it is not fetched.")
    if error.why is Lacking.NO_FILM:
        return translate("Clip", "What the server sent is no film.")
    if error.why is Lacking.NOT_FETCHED:
        return translate("Clip", "The clip could not be fetched: {why}").format(why=error.detail)
    return translate("Clip", "There is no clip.")

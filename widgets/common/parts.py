"""Small parts every panel uses: a button with its key on it, an inline message, a separator, a section's title."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from widgets.common import theme
from widgets.common.theme import Size, px, tokens


class Pressable(QAbstractButton):
    """Painted by whoever inherits it. It lights up under the mouse, and never takes the focus: it can't eat a key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Lights up under the mouse."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """And down again."""
        self.update()
        super().leaveEvent(event)


class KeyButton(Pressable):
    """A button that shows the key which does the same."""

    def __init__(self, cap: str, primary: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cap, self._primary = cap, primary
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _cap_width(self) -> int:
        return QFontMetrics(theme.font(Size.SMALL)).horizontalAdvance(self.cap) + px(10) if self.cap else 0

    def sizeHint(self) -> QSize:
        """Room for the words, the key and the edges."""
        metrics = QFontMetrics(theme.font(Size.BODY, bold=self._primary))
        width = metrics.horizontalAdvance(self.text()) + self._cap_width() + px(34)
        return QSize(width, px(34) if self._primary else px(30))

    def room(self) -> int:
        """Pixels there are for the words."""
        return self.width() - self._cap_width() - (px(8) if self.cap else 0) - px(16)

    def minimumSizeHint(self) -> QSize:
        """May be squeezed: the words are elided then."""
        return QSize(px(60), self.sizeHint().height())

    def _colours(self) -> tuple[QColor, QColor, QColor]:
        t = tokens()
        if not self.isEnabled():
            return QColor(t.panel), QColor(t.line), QColor(t.faint)
        if self._primary:
            fill = theme.mix(t.ink, t.action, 0.14) if self.underMouse() else QColor(t.action)
            return (
                (theme.mix(t.ground, t.action, 0.25) if self.isDown() else fill),
                QColor(t.action),
                QColor(t.on_action),
            )
        fill = theme.mix(t.ink, t.raised, 0.08) if self.underMouse() else QColor(t.raised)
        return (QColor(t.ground) if self.isDown() else fill), QColor(t.line), QColor(t.ink)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Words and key cap, centred together."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, edge, ink = self._colours()
        painter.setPen(QPen(edge, 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
        painter.setFont(theme.font(Size.BODY, bold=self._primary))
        cap, gap, room = self._cap_width(), px(8) if self.cap else 0, self.room()
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        wide = painter.fontMetrics().horizontalAdvance(text)
        left = (self.width() - wide - gap - cap) / 2
        painter.setPen(ink)
        painter.drawText(QRectF(left, 0, wide + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
        if self.cap:
            paint_cap(painter, QRectF(left + wide + gap, (self.height() - px(18)) / 2, cap, px(18)), self.cap, ink)


def paint_cap(painter: QPainter, box: QRectF, cap: str, ink: QColor) -> None:
    """A key cap: the key's name in a thin frame."""
    painter.save()
    edge = QColor(ink)
    edge.setAlphaF(0.45)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), px(3), px(3))
    painter.setPen(ink)
    painter.setFont(theme.font(Size.SMALL))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, cap)
    painter.restore()


class Line(QFrame):
    """A separator, one pixel."""

    def __init__(self, parent: QWidget | None = None, upright: bool = False) -> None:
        super().__init__(parent)
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """In the theme's line colour."""
        QPainter(self).fillRect(self.rect(), QColor(tokens().line))


class Words(QLabel):
    """A label in one of the three sizes and one of the token colours; follows theme and scale."""

    def __init__(self, size: Size = Size.BODY, colour: str = "ink", bold: bool = False, wrap: bool = False) -> None:
        super().__init__()
        self._size, self._colour, self._bold = size, colour, bold
        self.setWordWrap(wrap)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._dress()

    def say(self, text: str, colour: str | None = None) -> None:
        """Show `text`, if it is another one; `colour` names a token."""
        if colour is not None and colour != self._colour:
            self._colour = colour
            self._dress()
        if text != self.text():
            self.setText(text)

    def changeEvent(self, event: QEvent) -> None:
        """A new theme or scale dresses it anew."""
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        wanted = f"color: {getattr(tokens(), self._colour)};"
        if self.styleSheet() != wanted:
            self.setStyleSheet(wanted)
        font = theme.font(self._size, self._bold)
        if self.font() != font:
            self.setFont(font)


class Message(QWidget):
    """One inline message, calm: words on a tinted ground, gone by itself after a while (or when the next comes)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = Words(Size.BODY, wrap=True)
        self._colour = "info"
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), px(8), px(12), px(8))
        row.addWidget(self._text)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, text: str, trouble: bool = False, seconds: float | None = 8) -> None:
        """Show `text`; `trouble` marks it at the edge; `seconds` None keeps it until it is taken away."""
        self._colour = "high" if trouble else "info"
        self._text.say(text)
        self.setVisible(bool(text))
        self.update()
        self._timer.stop()
        if seconds is not None:
            self._timer.start(int(seconds * 1000))

    @property
    def text(self) -> str:
        """What it says now, "" when hidden."""
        return "" if self.isHidden() else self._text.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A tinted ground and an edge."""
        painter, t = QPainter(self), tokens()
        colour = getattr(t, self._colour)
        painter.fillRect(self.rect(), theme.mix(colour, t.panel, 0.10))
        painter.fillRect(0, 0, px(3), self.height(), QColor(colour))

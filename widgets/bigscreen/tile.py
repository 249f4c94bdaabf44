"""A tile of the wall that is painted: a title, and under it what its kind shows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from widgets.bigscreen.room import WallRoom
from widgets.bigscreen.writer import RIGHT, Writer, Written
from widgets.common.theme import tokens

EDGE, HEAD = 24, 60
"""Units kept free at the sides; height of the title."""


class PaintedTile(QWidget):
    """`unit` is pixels in 1/1080 of the screen's height; `show_` what of its kind it shows; `written` the words that
    stand there."""

    def __init__(self, room: WallRoom, show_: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.room, self.show_ = room, show_
        self.unit = 1.0
        self.written: Sequence[Written] = ()
        room.renewed.connect(self.update)

    def set_unit(self, unit: float) -> None:
        """The window has another height."""
        self.unit = unit
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A calm ground, then the kind's own."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().panel))
        writer = Writer(painter, self.unit)
        edge = writer.px(EDGE)
        self.draw(writer, QRectF(self.rect()).adjusted(edge, 0, -edge, 0))
        self.written = tuple(writer.written)

    def draw(self, writer: Writer, box: QRectF) -> None:
        """Paint into `box`."""
        raise NotImplementedError

    def head(self, writer: Writer, box: QRectF, title: str, aside: Sequence[str] = ()) -> QRectF:
        """The title, `aside` at the right where there is room for it; returns what is left below."""
        line = QRectF(box.left(), box.top(), box.width(), writer.px(HEAD))
        taken = writer.write(line, title, tokens().dim)
        if aside:
            rest = line.adjusted(taken + writer.px(20), 0, 0, 0)
            writer.write(rest, [*aside, ""], tokens().dim, align=RIGHT)
        return box.adjusted(0, writer.px(HEAD), 0, 0)

    def changeEvent(self, event: QEvent) -> None:
        """New language or colours: painted anew."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self.update()

"""The words beside the pointer: what is under it, at once."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

from widgets.common.theme import px, tokens


class Hint(QLabel):
    """A small label that never takes the pointer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._within = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setTextFormat(Qt.TextFormat.PlainText)  # names come from outside
        self.hide()
        self.restyle()

    def restyle(self) -> None:
        """Colours from the theme now in use."""
        t = tokens()
        self.setStyleSheet(
            f"background: {t.raised}; color: {t.ink}; border: 1px solid {t.line};"
            f" border-radius: {px(3)}px; padding: {px(3)}px {px(8)}px; font-size: {px(12)}px;"
        )

    def say(self, text: str, x: float, y: float) -> None:
        """Show `text` beside a pixel of the parent, or hide when there is none."""
        if not text:
            self.hide()
            return
        if text != self.text():
            self.setText(text)
            self.adjustSize()
        room = self._within.size()
        left = x + px(14) if x + px(14) + self.width() < room.width() else x - px(10) - self.width()
        top = min(y + px(14), room.height() - self.height() - px(4))
        self.move(QPoint(round(max(left, 0)), round(top)))
        self.show()
        self.raise_()

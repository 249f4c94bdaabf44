"""Fields of the zone editor's form: a label above, and what is wrong below."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.common.keys import Field
from widgets.common.parts import Words
from widgets.common.theme import Size, px, tokens


class FormField(Field):
    """A text field that leaves Ctrl with the letters of the panel's actions to the panel. Signals: `taken()` Return,
    `left()` Escape."""

    taken = Signal()
    left = Signal()
    OWN = frozenset({Qt.Key.Key_S, Qt.Key.Key_D, Qt.Key.Key_H, Qt.Key.Key_L, Qt.Key.Key_R, Qt.Key.Key_M, Qt.Key.Key_F})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return and Escape; the panel's own."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.modifiers() == Qt.KeyboardModifier.ControlModifier and key in self.OWN:
            event.ignore()
        else:
            super().keyPressEvent(event)


class Labelled(QWidget):
    """A part of the form under its name, with room for what is wrong with it."""

    def __init__(self, part: QWidget) -> None:
        super().__init__()
        self.part = part
        self.label, self.wrong = Words(Size.SMALL, "dim"), Words(Size.SMALL, "high", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        for each in (self.label, part, self.wrong):
            column.addWidget(each)
        self.complain("")

    def name(self, words: str) -> None:
        """What it is called, on the screen and to a screen reader."""
        self.label.say(words)
        self.part.setAccessibleName(words)

    def complain(self, words: str) -> None:
        """What is wrong with it; "" for nothing."""
        self.wrong.say(words)
        self.wrong.setVisible(bool(words))


def combo_style() -> str:
    """How a list to choose from looks, in the theme now in use."""
    t = tokens()
    return (
        f"QComboBox {{ background: {t.ground}; color: {t.ink}; border: 1px solid {t.line};"
        f" border-radius: {px(4)}px; padding: {px(4)}px {px(8)}px; }}"
        f"QComboBox:focus {{ border-color: {t.info}; }}"
        f"QComboBox QAbstractItemView {{ background: {t.raised}; color: {t.ink};"
        f" selection-background-color: {t.line}; selection-color: {t.ink}; border: 1px solid {t.line}; }}"
    )

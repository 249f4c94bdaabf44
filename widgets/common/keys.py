"""The one table of keys: what each does, its words for the button and the `?` overlay, and who carries it out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget


@dataclass(frozen=True)
class Key:
    """One action's key. `text` is a literal of the context "Keys"; of several `sequences` any does it, and
    `handler` is told which (0 the first). Held down, a key acts once, unless it may `repeat`."""

    id: str
    cap: str
    sequences: tuple[str, ...]
    text: str
    handler: Callable[[int], None]
    repeat: bool = False

    @property
    def words(self) -> str:
        """What it does, in the language now shown."""
        return QCoreApplication.translate("Keys", self.text)


class Keys:
    """The table, working on one window: before any focused button or list sees a key, but after a text field."""

    def __init__(self, window: QWidget, table: Iterable[Key]) -> None:
        self.table = tuple(table)
        self.also(window)

    def also(self, window: QWidget) -> None:
        """Work on this window, too. Where the system passes a tool window's keys on to its parent a key is found
        twice; it acts once all the same."""
        for key in self.table:
            for number, sequence in enumerate(key.sequences):
                shortcut = QShortcut(QKeySequence(sequence), window)
                shortcut.setAutoRepeat(key.repeat)
                shortcut.activated.connect(lambda key=key, number=number: key.handler(number))
                shortcut.activatedAmbiguously.connect(lambda key=key, number=number: key.handler(number))


class Field(QLineEdit):
    """A text field that keeps every key to itself while it has the focus, but F11."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)

    def event(self, event: QEvent) -> bool:
        """Claims keys before the window's table does."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() != Qt.Key.Key_F11:
                event.accept()
            return True
        return super().event(event)


class Entry(Field):
    """A field for one word or line. Signals: `taken(str)` Return, `left()` Escape."""

    taken = Signal(str)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return takes it, Escape leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit(self.text())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

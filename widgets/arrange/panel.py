"""The panel behind F7: the seat's panels."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from widgets.arrange.panels import PanelsPart
from widgets.common.parts import Line, Words
from widgets.common.theme import Size, px
from widgets.docking.docks import Docks

translate = QCoreApplication.translate
OWN = {*(Qt.Key(Qt.Key.Key_0 + n) for n in range(10)), Qt.Key.Key_N, Qt.Key.Key_Escape}
"""Keys that mean something here while the panel has the focus; all others stay the seat's."""


class ArrangePanel(QWidget):
    """Signal `left()`: Escape. While it is in sight every panel shows its head, to be dragged by it."""

    left = Signal()

    def __init__(self, docks: Docks) -> None:
        super().__init__()
        self._docks = docks
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = Words(Size.LARGE, bold=True)
        self._title.setContentsMargins(px(16), px(10), px(16), px(10))
        self.panels = PanelsPart(docks)
        self.panels.name.left.connect(self.setFocus)
        self.panels.name.taken.connect(self.setFocus)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.panels)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(Line())
        column.addWidget(area, 1)
        self._word()

    def open(self) -> None:
        """The keys are its own."""
        self._docks.arrange(True)
        self.setFocus()

    def close_panel(self) -> None:
        """The heads go again."""
        self._docks.arrange(False)

    def event(self, event: QEvent) -> bool:
        """Claims its few keys before the window's table does."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in OWN and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, N, Escape."""
        key = event.key()
        if event.isAutoRepeat() or key not in OWN:
            event.ignore()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key == Qt.Key.Key_N:
            self.panels.ask_name()
        elif key == Qt.Key.Key_0:
            self.panels.go_back()
        else:
            self.panels.use_number(key - Qt.Key.Key_0)

    def changeEvent(self, event: QEvent) -> None:
        """New language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "panels"):
            self._word()

    def _word(self) -> None:
        self._title.say(translate("Arrange", "Panels"))

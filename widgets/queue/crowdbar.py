"""Above a crowded queue: how many alarms stand in how many lines, and the key that opens a group."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from widgets.common.parts import KeyButton, Words
from widgets.common.theme import Size, px
from widgets.queue import groupwords
from widgets.queue.rows import Row


class CrowdBar(QWidget):
    """Signal `toggled()`: open or close the group."""

    toggled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._alarms, self._lines = 0, 0
        self._row: Row | None = None
        self.words, self.button = Words(Size.SMALL, "dim"), KeyButton("G")
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(lambda *_: self.toggled.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(6), px(12), px(6))
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self._word()
        self.hide()

    def show_crowd(self, alarms: int, lines: int) -> None:
        """So many alarms in so many lines; none: nothing is to be said."""
        self._alarms, self._lines = alarms, lines
        self._word()
        self.setVisible(alarms > 0)

    def show_current(self, row: Row | None) -> None:
        """What the key would do with this row."""
        self._row = row
        self._word()

    def _word(self) -> None:
        row = self._row
        self.words.say(groupwords.crowd(self._alarms, self._lines))
        group = row is not None and row.group is not None
        inside = row is not None and (row.inside or row.opened)
        self.button.setText(
            QCoreApplication.translate("Groups", "Close group")
            if inside
            else QCoreApplication.translate("Groups", "Open group")
        )
        self.button.setEnabled(group or inside)
        self.button.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """New language: new words."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "button"):
            self._word()

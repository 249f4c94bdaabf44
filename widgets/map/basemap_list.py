"""The part of the list of layers in which the basemap is chosen. Empty while there is only the sketch."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLabel, QRadioButton, QVBoxLayout, QWidget

from widgets.common.theme import px

LONGEST = 24
"""Letters of a name before it is cut off."""


class BasemapList(QWidget):
    """Signal `chosen(name)`: a person chose this one; "" is the sketch."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, px(4), 0, 0)
        self._column.setSpacing(px(3))
        self._head = QLabel(self)
        self._column.addWidget(self._head)
        self._offered: dict[str, str] = {}
        self.buttons: dict[str, QRadioButton] = {}
        self._open = True
        self.retranslate(True)

    def offer(self, names: Sequence[tuple[str, str]]) -> None:
        """Besides the sketch these, by name and English name."""
        for button in self.buttons.values():
            button.deleteLater()
        self._offered = {"": "", **dict(names)}
        self.buttons = {name: self._button(name) for name in self._offered}
        self.mark("")
        self.retranslate(self._open)

    def _button(self, name: str) -> QRadioButton:
        button = QRadioButton(self)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Space and Enter belong to the queue
        button.clicked.connect(lambda: self.chosen.emit(name))
        self._column.addWidget(button)
        return button

    def mark(self, name: str) -> None:
        """This one is chosen now; tells nobody."""
        if name in self.buttons:
            self.buttons[name].setChecked(True)

    def retranslate(self, is_open: bool) -> None:
        """Words anew; `is_open`: the list is unfolded."""
        self._open = is_open
        self._head.setText(QCoreApplication.translate("Map", "Basemap"))
        # Translators: which of a place's two names the map writes: name_en, or name for the Chinese one.
        english = QCoreApplication.translate("Map", "name_en") == "name_en"
        for name, button in self.buttons.items():
            shown = (self._offered[name] if english else name) or QCoreApplication.translate("Map", "Sketch")
            button.setText((shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…").replace("&", "&&"))
            button.setToolTip(shown)
        self.setVisible(is_open and len(self.buttons) > 1)

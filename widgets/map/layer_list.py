"""The list of layers in the map's corner: what is shown, and how many there are of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QRadioButton, QToolButton, QVBoxLayout, QWidget

from widgets.common.theme import px, tokens
from widgets.map.basemap_list import BasemapList
from widgets.map.layers import AT_FIRST, Layer, layer_word


class LayerList(QFrame):
    """Signals: `changed()` the set of layers `shown` is another one; `folded()` its size changed;
    `basemap_chosen(name)` a person chose what lies under everything, "" for the sketch."""

    changed = Signal()
    folded = Signal()
    basemap_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("layers")
        column = QVBoxLayout(self)
        column.setSpacing(px(3))
        column.setContentsMargins(px(12), px(6), px(12), px(8))
        self._head = QToolButton(self)
        self._head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._head.clicked.connect(self._fold)
        column.addWidget(self._head)
        self._boxes: dict[Layer, QCheckBox] = {}
        for layer in Layer:
            box = QCheckBox(self)
            box.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Space and Enter belong to the queue
            box.setChecked(layer in AT_FIRST)
            box.toggled.connect(self.changed)
            self._boxes[layer] = box
            column.addWidget(box)
        self._basemaps = BasemapList(self)
        self._basemaps.chosen.connect(self.basemap_chosen)
        column.addWidget(self._basemaps)
        self._counts: dict[Layer, int] = {}
        self._open = True
        self.restyle()
        self.retranslate()

    def shown(self) -> frozenset[Layer]:
        """The layers switched on."""
        return frozenset(layer for layer, box in self._boxes.items() if box.isChecked())

    def box(self, layer: Layer) -> QCheckBox:
        """The switch of a layer."""
        return self._boxes[layer]

    def offer_basemaps(self, names: Sequence[tuple[str, str]]) -> None:
        """Maps to choose from besides the sketch, by name and English name."""
        self._basemaps.offer(names)
        self.retranslate()
        self.folded.emit()

    def mark_basemap(self, name: str) -> None:
        """This one lies under everything now."""
        self._basemaps.mark(name)

    def basemap_button(self, name: str) -> QRadioButton:
        """The button of a basemap."""
        return self._basemaps.buttons[name]

    def set_counts(self, counts: Mapping[Layer, int]) -> None:
        """How many each layer has; one with none and never any is left out of the list."""
        if dict(counts) != self._counts:
            self._counts = dict(counts)
            self.retranslate()

    def retranslate(self) -> None:
        """Words and counts anew."""
        word = QCoreApplication.translate("Map", "Layers")
        self._head.setText(f"{word} {'▾' if self._open else '▸'}")
        for layer, box in self._boxes.items():
            count = self._counts.get(layer, 0)
            box.setText(f"{layer_word(layer)} {count:,}".replace(",", "\u2009") if count else layer_word(layer))
            box.setVisible(self._open)
        self._basemaps.retranslate(self._open)
        self.adjustSize()

    def restyle(self) -> None:
        """Colours from the theme now in use."""
        t = tokens()
        self.setStyleSheet(
            f"QFrame#layers {{ background: {t.panel}; border: 1px solid {t.line}; border-radius: {px(3)}px; }}"
            f"QCheckBox {{ color: {t.dim}; spacing: {px(7)}px; font-size: {px(12)}px; }}"
            f"QLabel {{ color: {t.faint}; font-size: {px(12)}px; }}"
            f"QRadioButton {{ color: {t.dim}; spacing: {px(7)}px; font-size: {px(12)}px; }}"
            f"QCheckBox:checked, QRadioButton:checked {{ color: {t.ink}; }}"
            f"QCheckBox::indicator, QRadioButton::indicator"
            f" {{ width: {px(9)}px; height: {px(9)}px; border: 1px solid {t.faint}; }}"
            f"QRadioButton::indicator {{ border-radius: {px(5)}px; }}"
            f"QCheckBox::indicator:checked, QRadioButton::indicator:checked"
            f" {{ background: {t.ink}; border-color: {t.ink}; }}"
            f"QToolButton {{ color: {t.dim}; border: 0; padding: 0; font-size: {px(12)}px; }}"
            f"QToolButton:hover {{ color: {t.ink}; }}"
        )
        self.adjustSize()

    def unfold(self, is_open: bool) -> None:
        """Show all layers, or the head alone."""
        if is_open != self._open:
            self._open = is_open
            self.retranslate()
            self.folded.emit()

    def _fold(self) -> None:
        self.unfold(not self._open)

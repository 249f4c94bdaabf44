"""A basemap that cannot be shown says so on the map, until it can or a person has read it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton

from command_center.tiles.trouble import Trouble
from widgets.common.theme import px, tokens
from widgets.map.panel import MapPanel
from widgets.map.tiles.words import meaning, mend, what

WIDTH, ABOVE_EDGE = 420, 56
"""Pixels of a 1080-line screen."""


class Notice(QFrame):
    """At the lower edge of the map, in its middle. Never on a wall: nobody mends anything there."""

    def __init__(self, map_: MapPanel) -> None:
        super().__init__(map_)
        self._map = map_
        self._told: tuple[str, Trouble] | None = None
        self.setObjectName("basemap-notice")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(px(12), px(8), px(8), px(8))
        self.label = QLabel(self)
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self._away = QToolButton(self)
        self._away.setText("×")
        self._away.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._away.clicked.connect(self.hide)
        row.addWidget(self.label, 1)
        row.addWidget(self._away, 0, Qt.AlignmentFlag.AlignTop)
        map_.sized.connect(self.place)
        self.restyle()
        self.hide()

    def tell(self, name: str, trouble: Trouble | None) -> None:
        """Say what is wrong with the map called `name`; None: nothing any more."""
        self._told = None if trouble is None else (name, trouble)
        self._word()
        self.setVisible(self._told is not None)
        self.raise_()

    def _word(self) -> None:
        self._away.setToolTip(QCoreApplication.translate("Basemap", "Close"))
        self._away.setAccessibleName(self._away.toolTip())
        if self._told is not None:
            name, trouble = self._told
            head = QCoreApplication.translate("Basemap", "Map “{name}” ({where})").format(
                name=name, where=trouble.where
            )
            self.label.setText("\n".join((head, what(trouble), meaning(trouble), mend(trouble))))
        self.place()

    def place(self) -> None:
        """In the middle, above the scale bar and whatever lies there."""
        width = min(px(WIDTH), max(1, self._map.width() - px(24)))
        self._row.activate()
        self.setFixedSize(width, self._row.totalHeightForWidth(width))
        lower = self._map.height() - self._map.bottom_inset - px(ABOVE_EDGE)
        self.move((self._map.width() - self.width()) // 2, max(0, lower - self.height()))

    def restyle(self) -> None:
        """Colours from the theme now in use."""
        t = tokens()
        sheet = (
            f"QFrame#basemap-notice {{ background: {t.panel}; border: 1px solid {t.faint}; border-radius: {px(3)}px; }}"
            f"QLabel {{ color: {t.ink}; font-size: {px(12)}px; }}"
            f"QToolButton {{ color: {t.dim}; border: 0; font-size: {px(15)}px; }}"
        )
        if sheet != self.styleSheet():  # setting one is itself a change of palette
            self.setStyleSheet(sheet)

    def changeEvent(self, event: QEvent) -> None:
        """Another language, other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._word()
        elif event.type() == QEvent.Type.PaletteChange:
            self.restyle()

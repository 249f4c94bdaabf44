"""What the time line puts on and over the map, and where it lies there."""

from __future__ import annotations

from PySide6.QtCore import QObject

from widgets.common.theme import px
from widgets.map.panel import MapPanel
from widgets.time.frame import Arrivals, Frame
from widgets.time.panel import OpenButton, TimePanel

ROOMY = 1240
"""Width of the map, pixels of a 1080-line screen, from which the banner has room beside the search field."""


class Stage(QObject):
    """`button` belongs wherever there is room for it; the rest lies on the map."""

    def __init__(self, map_: MapPanel) -> None:
        super().__init__(map_)
        self._map = map_
        self.panel, self.frame, self.arrivals = TimePanel(map_), Frame(map_), Arrivals(map_)
        self.button = OpenButton()
        map_.sized.connect(self.place)

    @property
    def open(self) -> bool:
        """Whether the time line is there."""
        return self.panel.isVisibleTo(self._map)

    def show(self, on: bool) -> None:
        """The time line, or none."""
        self.panel.setVisible(on)
        self.place()
        self._map.set_bottom_inset(self.panel.height() if on else 0)

    def place(self) -> None:
        """The time line along the lower edge; the frame around the rest, its banner clear of what lies at the top."""
        self.panel.setFixedWidth(self._map.width())
        self.panel.adjustSize()
        self.panel.move(0, self._map.height() - self.panel.height())
        self.frame.setGeometry(self._map.rect())
        self.frame.inset = self.panel.height() if self.open else 0
        self.frame.top = px(12) if self._map.width() > px(ROOMY) else px(54)
        self.arrivals.move(px(12), px(100))
        for part in (self.frame, self.arrivals, self.panel):
            part.raise_()

    def rescaled(self) -> None:
        """The type has another size."""
        self.panel.fit()
        if self.open:
            self.show(True)

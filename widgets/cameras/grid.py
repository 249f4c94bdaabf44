"""Up to nine cameras side by side, all moved on by one beat; only those that are seen play."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from command_center.queries.answers import CameraCard
from widgets.cameras.pane import STRIP, Pane
from widgets.common.theme import px

BEAT_MS = 40
"""Frames are looked for 25 times a second; what came in between is never converted."""
COUNTS = (1, 4, 9)
MOST = COUNTS[-1]
SIDE = {1: 1, 4: 2, 9: 3}
"""Columns of a grid that is about as wide as high."""
WIDE = 16 / 9
"""Shape of most cameras' pictures."""


class Grid(QWidget):
    """Signal `changed()`: what it shows, or how, is another now. `chosen` is the pane the next camera goes to."""

    changed = Signal()

    def __init__(self, make: Callable[[], Pane], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count, self.chosen, self._before = 4, 0, 4
        self.panes = [make() for _ in range(MOST)]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(px(2))
        for number, pane in enumerate(self.panes):
            pane.setParent(self)
            pane.hide()
            pane.pressed.connect(lambda number=number: self.choose(number))
            pane.enlarged.connect(lambda number=number: self._enlarge(number))
        self._beat = QTimer(self)
        self._beat.setTimerType(Qt.TimerType.PreciseTimer)
        self._beat.setInterval(BEAT_MS)
        self._beat.timeout.connect(self._on_beat)
        self.arrange()

    def set_count(self, count: int) -> None:
        """Show so many panes: one of `COUNTS`. One alone is the chosen one."""
        if count in COUNTS and count != self.count:
            self._before, self.count = self.count, count
            self.arrange()
            self.changed.emit()

    def choose(self, number: int) -> None:
        """The next camera goes into this pane."""
        self.chosen = number % (MOST if self.count == 1 else self.count)
        self.arrange()

    def put(self, camera: CameraCard | None) -> None:
        """Show a camera in the chosen pane; the choice goes on to the next. One that is shown already is chosen."""
        shown = self.shown()
        if camera is not None and camera.camera in shown[: MOST if self.count == 1 else self.count]:
            self.choose(shown.index(camera.camera))
            return
        self.panes[self.chosen].show_camera(camera)
        if self.count > 1 and camera is not None:
            self.choose(self.chosen + 1)
        self.changed.emit()

    def fill(self, cameras: Sequence[CameraCard]) -> None:
        """Show these, as far as there is room, from the first pane on."""
        room = range(self.chosen, self.chosen + 1) if self.count == 1 else range(self.count)
        for number, at in enumerate(room):
            self.panes[at].show_camera(cameras[number] if number < len(cameras) else None)
        self.changed.emit()

    def renew(self, known: Sequence[CameraCard]) -> None:
        """News of the cameras: those shown take it over."""
        cards = {card.camera: card for card in known}
        for pane in self.panes:
            if pane.camera is not None and pane.camera.camera in cards:
                pane.show_camera(cards[pane.camera.camera])

    def shown(self) -> list[str]:
        """The cameras' ids by pane, "" for an empty one."""
        return [pane.camera.camera if pane.camera is not None else "" for pane in self.panes]

    def tick(self) -> None:
        """A second has passed."""
        for pane in self.panes:
            if pane.isVisible():
                pane.tick()

    def close_grid(self) -> None:
        """Let go of all players."""
        self._beat.stop()
        for pane in self.panes:
            pane.close_pane()

    def _on_beat(self) -> None:
        for pane in self.panes:
            if pane.isVisible():
                pane.beat()

    def _enlarge(self, number: int) -> None:
        self.choose(number)
        self.set_count(1 if self.count > 1 else max(self._before, COUNTS[1]))

    def height_for(self, width: int) -> int:
        """Pixels of height in which the panes, side by side as usual, have no room to spare above their pictures."""
        side = SIDE[self.count]
        return side * (round(width / side / WIDE) + px(STRIP)) + (side - 1) * px(2)

    def picture_in(self, width: int, height: int) -> float:
        """How wide a picture would be, pixels, if the grid had this size."""
        return self._picture(self._columns(width, height), width, height)

    def _picture(self, columns: int, width: int, height: int) -> float:
        rows = ceil(self.count / columns)
        return min(width / columns, (height / rows - px(STRIP)) * WIDE)

    def _columns(self, width: int, height: int) -> int:
        """As many as make the largest pictures; as usual, where others gain little."""
        usual = SIDE[self.count]
        made = {columns: self._picture(columns, width, height) for columns in range(1, self.count + 1)}
        best = max(made, key=made.__getitem__)
        return best if made[best] > 1.08 * made[usual] else usual

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other panes side by side, where that makes them larger."""
        super().resizeEvent(event)
        self.arrange()

    def _trim(self, columns: int) -> None:
        """What is left over lies below the panes, not as black bands in each of them."""
        rows = ceil(self.count / columns)
        needed = rows * (round(self.width() / columns / WIDE) + px(STRIP)) + (rows - 1) * px(2)
        spare = max(0, self.height() - needed) if self.count > 1 else 0
        self._grid.setContentsMargins(0, 0, 0, spare)

    def arrange(self) -> None:
        """Every pane in its place, for the size the grid and its type have now."""
        alone = self.count == 1
        if not alone:
            self.chosen %= self.count
        side = self._columns(self.width(), self.height())
        self._trim(side)
        for number, pane in enumerate(self.panes):
            seen = number == self.chosen if alone else number < self.count
            self._grid.removeWidget(pane)
            if seen:
                at = 0 if alone else number
                self._grid.addWidget(pane, at // side, at % side)
            pane.set_chosen(seen and not alone and number == self.chosen)
            pane.setVisible(seen)

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody sees it."""
        super().showEvent(event)
        self._beat.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody does."""
        super().hideEvent(event)
        self._beat.stop()

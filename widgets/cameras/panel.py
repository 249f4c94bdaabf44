"""The cameras panel: a grid of live pictures, and the list to choose them from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from command_center.clock import Clock
from command_center.queries.answers import CameraCard
from widgets.cameras.choosing import Spot, line, seen_now, sought
from widgets.cameras.grid import COUNTS, MOST, Grid
from widgets.cameras.pane import Pane
from widgets.case.footer import ReasonField
from widgets.common import theme
from widgets.common.parts import KeyButton
from widgets.common.theme import Size, px, tokens
from widgets.time.choice import Choice

translate = QCoreApplication.translate
LIST_WIDE, LIST_HIGH = 250, 190
"""The list beside the pictures, or below where that makes them larger; pixels of a 1080-line screen."""
MOST_HIGH = 16_777_215
"""Qt's own: no limit."""
_OWN = frozenset({Qt.Key.Key_1, Qt.Key.Key_4, Qt.Key.Key_9, Qt.Key.Key_N, Qt.Key.Key_Slash, Qt.Key.Key_Delete,
                  Qt.Key.Key_Escape, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down,
                  Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})  # fmt: skip


class _Search(ReasonField):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ends here: the panel below must not take it a second time."""
        super().keyPressEvent(event)
        event.accept()


class CamerasPanel(QWidget):
    """Signal `left()`: it asks to be closed. Which cameras it shows is remembered."""

    left = Signal()

    def __init__(self, clock: Clock, folders: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._cameras: Sequence[CameraCard] = ()
        self._near: Spot | None = None
        self._wanted = _kept()
        self.grid = Grid(lambda: Pane(clock, folders))
        self.field, self.list = _Search(), QListWidget()
        self.counts = [Choice(str(count)) for count in COUNTS]
        self.nearest = KeyButton("N")
        self._lay_out()
        self._connect()
        kept = str(QSettings().value("cameras/count", 4))
        self.grid.set_count(int(kept) if kept.isdigit() else 4)
        self._show_count()
        self._word()

    def _lay_out(self) -> None:
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(px(4))
        for choice in self.counts:
            self._buttons.addWidget(choice)
        self._buttons.addWidget(self.nearest, 1)
        self._head = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._head.setSpacing(px(6))
        self._head.addLayout(self._buttons)
        self._head.addWidget(self.field, 1)
        self.list.setSpacing(px(2))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._side = QWidget()
        column = QVBoxLayout(self._side)
        column.setContentsMargins(px(8), px(8), px(8), px(4))
        column.setSpacing(px(6))
        column.addLayout(self._head)
        column.addWidget(self.list, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._side)
        self._row.addWidget(self.grid, 1)
        self._fit()

    def _connect(self) -> None:
        for count, choice in zip(COUNTS, self.counts, strict=True):
            choice.clicked.connect(lambda _=False, count=count: self.grid.set_count(count))
        self.nearest.clicked.connect(self.show_nearest)
        self.field.textChanged.connect(lambda _text: self._fill())
        self.field.returnPressed.connect(self._take)
        self.field.left.connect(self._leave_field)
        self.list.itemClicked.connect(self._clicked)
        self.grid.changed.connect(self._changed)

    # --- what it is told -------------------------------------------------------------------------------------------

    def set_cameras(self, cameras: Sequence[CameraCard]) -> None:
        """Every camera there is."""
        self._cameras = cameras
        if self._wanted and cameras:
            cards = {card.camera: card for card in cameras}
            wanted, self._wanted = self._wanted, []
            for pane, id_ in zip(self.grid.panes, wanted, strict=False):
                if id_ in cards:
                    pane.show_camera(cards[id_])
        self.grid.renew(cameras)
        self._fill()

    def set_near(self, near: Spot | None) -> None:
        """Where the selected event is: the cameras nearest to it come first."""
        if near != self._near:
            self._near = near
            self._fill()

    def offer(self, id_: str) -> None:
        """Something on the map was pressed: if it is a camera, it is shown."""
        card = next((one for one in self._cameras if one.camera == id_), None)
        if card is not None and self.isVisible():
            self.grid.put(card)

    def show_nearest(self) -> None:
        """The cameras nearest to the selected event, in all panes; with nothing selected, the first of the list."""
        self.grid.fill([one for one in sought(self._cameras, "", self._near) if seen_now(one)])

    # --- what docks call -------------------------------------------------------------------------------------------

    def open(self) -> None:
        """Opened by a person: the keys are its own; shown for the first time, it shows the nearest."""
        self.setFocus()
        if not any(self.grid.shown()) and not self._wanted:
            self.show_nearest()

    def tick(self) -> None:
        """A second has passed."""
        self.grid.tick()

    def rescaled(self) -> None:
        """The type has another size."""
        self._fit()
        self.grid.arrange()
        self._fill()

    @property
    def _below(self) -> bool:
        """Whether the list lies below the pictures."""
        return self._row.direction() is QBoxLayout.Direction.BottomToTop

    def _fit(self) -> None:
        wide, high = self.width(), self.height()
        beside = self.grid.picture_in(wide - px(LIST_WIDE), high)
        below = self.grid.picture_in(wide, high - px(LIST_HIGH)) > 1.1 * beside
        if below != self._below:
            way = QBoxLayout.Direction
            self._row.setDirection(way.BottomToTop if below else way.LeftToRight)
            self._head.setDirection(way.LeftToRight if below else way.TopToBottom)
            self._fill()
        if below:
            self._side.setFixedWidth(self.width())
            self._side.setFixedHeight(max(px(LIST_HIGH), self.height() - self.grid.height_for(self.width())))
        else:
            self._side.setFixedWidth(px(LIST_WIDE))
            self._side.setMinimumHeight(0)
            self._side.setMaximumHeight(MOST_HIGH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list lies where there is room."""
        super().resizeEvent(event)
        self._fit()

    def close_panel(self) -> None:
        """It was closed. The players have ended with the panes being hidden."""

    # --- choosing --------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        found = sought(self._cameras, self.field.text(), self._near)
        at = self.list.currentRow()
        self.list.clear()
        shown = set(self.grid.shown())
        for card in found:
            item = QListWidgetItem(line(card, self._near, " " if self._below else "\n"))
            item.setFont(theme.font(Size.SMALL, bold=card.camera in shown))
            item.setData(Qt.ItemDataRole.UserRole, card.camera)
            item.setToolTip(f"{card.name} {card.camera}")
            if not seen_now(card):
                item.setForeground(QColor(tokens().dim))
            self.list.addItem(item)
        self.list.setCurrentRow(min(max(at, 0), len(found) - 1))

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._clicked(item)
            self._leave_field()

    def _clicked(self, item: QListWidgetItem) -> None:
        id_ = item.data(Qt.ItemDataRole.UserRole)
        card = next((one for one in self._cameras if one.camera == id_), None)
        if card is not None:
            self.grid.put(card)

    def _leave_field(self) -> None:
        self.field.clear()
        self.setFocus()

    def _changed(self) -> None:
        self._fit()
        settings = QSettings()
        settings.setValue("cameras/count", self.grid.count)
        settings.setValue("cameras/shown", "\n".join(self.grid.shown()))
        self._show_count()
        self._fill()

    def _show_count(self) -> None:
        for count, choice in zip(COUNTS, self.counts, strict=True):
            choice.setChecked(count == self.grid.count)

    # --- keys and words --------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Claims its own keys before the window's table does."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _mine(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 4, 9 how many; Left and Right the pane; Up, Down, Enter the list; N nearest; / search; Delete empties."""
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if not _mine(event):
            super().keyPressEvent(event)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.grid.set_count(int(key) - int(Qt.Key.Key_0))
        elif key in steps:
            self.grid.choose((self.grid.chosen + steps[key]) % (MOST if self.grid.count == 1 else self.grid.count))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if key is Qt.Key.Key_Down else -1
            self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), self.list.count() - 1))
        elif not event.isAutoRepeat():
            self._press(key)

    def _press(self, key: Qt.Key) -> None:
        if key is Qt.Key.Key_N:
            self.show_nearest()
        elif key is Qt.Key.Key_Slash:
            self.field.setFocus()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif key is Qt.Key.Key_Delete:
            self.grid.put(None)
        elif key is Qt.Key.Key_Escape:
            self.left.emit()

    def _word(self) -> None:
        self.nearest.setText(translate("Cameras", "Nearest"))
        self.nearest.setToolTip(translate("Cameras", "The cameras nearest to the selected event"))
        self.field.setPlaceholderText(translate("Cameras", "Find a camera ( / )"))
        for count, choice in zip(COUNTS, self.counts, strict=True):
            choice.setToolTip(translate("Cameras", "{n} pictures (key {n})").format(n=count))

    def changeEvent(self, event: QEvent) -> None:
        """New language or colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange) and hasattr(self, "nearest"):
            self._word()
            self._fill()


def _mine(event: QKeyEvent) -> bool:
    return event.key() in _OWN and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def _kept() -> list[str]:
    """The cameras shown last, by pane."""
    return str(QSettings().value("cameras/shown", "")).split("\n")[:MOST]

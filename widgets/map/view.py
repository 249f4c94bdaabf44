"""The pyqtgraph view the map stands on, and how the pointer and keys move it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

from widgets.map.projection import Rect
from widgets.map.tool import Tool
from widgets.map.viewport import Viewport

SETTLE_MS = 110
"""So long after the last movement the raster is drawn at its true scale."""
NOTCH = 1.3
"""How much one notch of the wheel enlarges."""
KEY_STEP_PX = 120
_TOOLS_KEYS = frozenset(
    {
        (Qt.KeyboardModifier.NoModifier, Qt.Key.Key_Return),
        (Qt.KeyboardModifier.NoModifier, Qt.Key.Key_Enter),
        (Qt.KeyboardModifier.NoModifier, Qt.Key.Key_Escape),
        (Qt.KeyboardModifier.NoModifier, Qt.Key.Key_Backspace),
        (Qt.KeyboardModifier.NoModifier, Qt.Key.Key_Delete),
        (Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Z),
        (Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Y),
        (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_Z),
    }
)
"""While a tool is in hand and the map has the focus, these are the tool's and not the window's."""


class MapView(pg.GraphicsView):  # type: ignore[misc]
    """A raster GraphicsView with one ViewBox, aspect locked, moved by a `Viewport`.

    pyqtgraph's own mouse machinery is bypassed: it asks every item on every move.
    Signals: `looked()` another part or size is shown; `panned()` a person moved it, `touched()` moved or zoomed it;
    `settled()` at rest; `let_go()` Escape, with a tool in hand that had no use for it;
    `clicked(x, y)`, `hovered(x, y)` in pixels; `left()` the pointer is gone.
    """

    looked = Signal()
    panned = Signal()
    touched = Signal()
    settled = Signal()
    let_go = Signal()
    clicked = Signal(float, float)
    hovered = Signal(float, float)
    left = Signal()

    def __init__(self, parent: QWidget, mouse: bool = True) -> None:
        super().__init__(parent, useOpenGL=False)
        self.exposed: tuple[QRect, ...] = ()
        self._bare()
        self.port = Viewport()
        self.city: Rect | None = None
        self.tool: Tool | None = None
        self._focus_before: QWidget | None = None
        self._held = False  # a press the tool took and has not let go of
        self._mouse = mouse
        self._press: QPointF | None = None
        self._from: QPointF | None = None
        self.box = pg.ViewBox(lockAspect=True, enableMouse=False, enableMenu=False, border=None)
        self.box.setDefaultPadding(0)
        self.setCentralItem(self.box)
        self._rest = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._rest.timeout.connect(self.settled)
        if not mouse:
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _bare(self) -> None:
        """The ground covers every pixel: nothing is filled before it, and no copy of a background kept."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCacheMode(self.CacheModeFlag.CacheNone)
        self.setBackgroundBrush(Qt.BrushStyle.NoBrush)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Note which parts are painted: `exposed`, empty again afterwards."""
        self.exposed = tuple(cast(Iterable[QRect], event.region()))
        super().paintEvent(event)
        self.exposed = ()

    def look(self, port: Viewport) -> None:
        """Show this part of the city (its centre kept within the city's bounds)."""
        port = port.kept_in(self.city) if self.city is not None else port
        if port == self.port:
            return
        self.port = port
        seen = port.rect()
        self.box.setRange(xRange=(seen.left, seen.right), yRange=(seen.bottom, seen.top), padding=0)
        self._rest.start()
        self.looked.emit()

    def take(self, tool: Tool | None) -> None:
        """Put a tool into the hand, or none; the one before is told."""
        before, self.tool, self._held = self.tool, tool, False
        self.viewport().setCursor(tool.cursor if tool is not None else Qt.CursorShape.ArrowCursor)
        if before is not None and before is not tool:
            before.dropped()
        if tool is not None:
            self._focus_before = self._focus_before or QApplication.focusWidget()
            self.setFocus()
        else:
            if self._focus_before is not None and isValid(self._focus_before):
                self._focus_before.setFocus()
            self._focus_before = None

    def rest(self) -> None:
        """Wait for nothing while the map is hidden."""
        self._rest.stop()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Keep centre and scale."""
        super().resizeEvent(event)
        if event is not None:  # pyqtgraph calls this with None while it is still being made
            self.look(self.port.sized(self.width(), self.height()))

    def by_hand(self, port: Viewport) -> None:
        """A person moved the map."""
        self.look(port)
        self.touched.emit()
        self.panned.emit()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Larger (above 1) or smaller, around a pixel or the middle."""
        at = at if at is not None else QPointF(self.port.width / 2, self.port.height / 2)
        self.look(self.port.zoomed(factor, at.x(), at.y()))
        self.touched.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag, unless the tool in hand takes it."""
        self._held = self.tool is not None and self.tool.press(event.position(), event)
        if self._held:
            event.accept()
            return
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._press = self._from = event.position()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or look what is under the pointer."""
        at = event.position()
        if self._held:
            if self.tool is not None:
                self.tool.move(at, event)
            return
        if self._press is None or not event.buttons():
            self.hovered.emit(at.x(), at.y())
            if self.tool is not None:
                self.tool.move(at, event)
            return
        if self._from is self._press and not self._far(at):
            return
        assert self._from is not None
        step, self._from = at - self._from, at
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self.by_hand(self.port.moved(step.x(), step.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press that did not move is a click."""
        if self._held:
            self._held = False
            if self.tool is not None:
                self.tool.release(event.position(), event)
            event.accept()
            return
        pressed, self._press = self._press, None
        self.viewport().setCursor(self.tool.cursor if self.tool is not None else Qt.CursorShape.ArrowCursor)
        at = event.position()
        if pressed is not None and self._from is pressed and event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit(at.x(), at.y())
        self._from = None
        event.accept()

    def _far(self, at: QPointF) -> bool:
        assert self._press is not None
        return (at - self._press).manhattanLength() >= QApplication.startDragDistance()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Twice as large, around the pointer, unless the tool takes it."""
        if self.tool is not None and self.tool.double(event.position(), event):
            event.accept()
            return
        self.zoom(2.0, event.position())
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer; fine wheels and touch pads in proportion."""
        notches = event.angleDelta().y() / 120
        if notches:
            self.zoom(NOTCH**notches, event.position())
        event.accept()

    def leaveEvent(self, _: QEvent) -> None:
        """The pointer is gone."""
        self.left.emit()

    def event(self, event: QEvent) -> bool:
        """Claims the tool's keys before the window's table does."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.tool is not None:
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if (modifiers, Qt.Key(event.key())) in _TOOLS_KEYS:
                event.accept()
                return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The tool's; then arrows pan, + and - zoom; everything else is somebody else's."""
        if self.tool is not None:
            used = self.tool.key(event)
            if not used and event.key() == Qt.Key.Key_Escape:
                self.let_go.emit()
                used = True
            if used:
                event.accept()
                return
        key = Qt.Key(event.key())
        ways = {
            Qt.Key.Key_Left: (KEY_STEP_PX, 0),
            Qt.Key.Key_Right: (-KEY_STEP_PX, 0),
            Qt.Key.Key_Up: (0, KEY_STEP_PX),
            Qt.Key.Key_Down: (0, -KEY_STEP_PX),
        }
        if key in ways:
            self.by_hand(self.port.moved(*ways[key]))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1.6)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.zoom(1 / 1.6)
        else:
            event.ignore()
            return
        event.accept()

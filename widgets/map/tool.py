"""What takes the pointer over from the map while it is in a person's hand, and the layer it draws on."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from widgets.map.palette import Palette, palette
from widgets.map.viewport import Viewport


class Tool(Protocol):
    """Measuring, drawing a zone. Positions are pixels of the map's view.

    `press`, `double` and `key` return True when the tool took the event: then the map does nothing with it. A press
    that was taken keeps the map from being dragged until the release. `move` comes while no button is held, and while
    one is that the tool took. The map has the focus while a tool is in hand; Return, Escape, Backspace, Delete, Ctrl+Z
    and Ctrl+Y are the tool's then, all other keys stay the window's. Escape that is not taken lets go of the tool.
    """

    cursor: Qt.CursorShape

    def press(self, at: QPointF, event: QMouseEvent) -> bool:
        """A button went down."""
        ...

    def move(self, at: QPointF, event: QMouseEvent) -> None:
        """The pointer moved."""
        ...

    def release(self, at: QPointF, event: QMouseEvent) -> None:
        """The button came up whose press was taken."""
        ...

    def double(self, at: QPointF, event: QMouseEvent) -> bool:
        """A double click; its first press came as a press."""
        ...

    def key(self, event: QKeyEvent) -> bool:
        """A key while the map has the focus."""
        ...

    def paint(self, painter: QPainter, view: Viewport, colours: Palette) -> None:
        """Draw what is being made, in pixels, over everything."""
        ...

    def dropped(self) -> None:
        """Another tool was taken, or none: nothing more comes."""
        ...


class ToolItem(QGraphicsItem):
    """Draws the tool in hand."""

    def __init__(self, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._view = Viewport()
        self.tool: Tool | None = None
        self.colours: Palette = palette()

    def boundingRect(self) -> QRectF:
        """The whole screen, in pixels."""
        return QRectF(0, 0, self._view.width, self._view.height)

    def look(self, view: Viewport) -> None:
        """Show another part of the city."""
        if (view.width, view.height) != (self._view.width, self._view.height):
            self.prepareGeometryChange()
        self._view = view
        if self.tool is not None:
            self.update()

    def paint(self, painter: QPainter, _: QStyleOptionGraphicsItem, __: QWidget | None = None) -> None:
        """What the tool draws."""
        if self.tool is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.tool.paint(painter, self._view, self.colours)

"""The zone editor in a person's hand: drawing on the map, snapping, and what is wrong marked on the spot."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

from widgets.common.theme import px
from widgets.map.palette import Palette
from widgets.map.viewport import Viewport
from widgets.zones.checking import Wrong
from widgets.zones.editor import Editor, Mode, Said
from widgets.zones.picture import Picture
from widgets.zones.rings import CORNERS, Shape, Spot, apart, corner_near, side_near
from widgets.zones.snapping import Neighbours, Snap

NEAR_PX = 10
"""So near something is taken hold of, or snapped to."""
Modifier = Qt.KeyboardModifier


class ZoneTool:
    """A tool. `view` is where the map looks now; `renew` is called when the picture is another one, `say` with why a
    step was not taken (None: it was), `let_go` when the tool is out of the hand."""

    def __init__(
        self,
        editor: Editor,
        neighbours: Neighbours,
        view: Callable[[], Viewport],
        renew: Callable[[], None],
        say: Callable[[Said | None], None],
        let_go: Callable[[], None],
    ) -> None:
        self.cursor = Qt.CursorShape.CrossCursor
        self.editor, self._neighbours, self._view = editor, neighbours, view
        self._renew, self._say, self._let_go = renew, say, let_go
        self.snap: Snap | None = None
        self.ghost: Shape = ()
        self._pointer: Spot | None = None
        self._holding = False

    def press(self, at: QPointF, event: QMouseEvent) -> bool:
        """Another corner, or one taken hold of; beside all of them the map is dragged."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return False
        editor = self.editor
        if editor.state.mode is Mode.CORNERS:
            return self._take_hold(self._spot(at))
        line, spot = editor.state.line, self._drawn_to(at, event)
        closes = editor.state.mode is not Mode.SPLIT and len(line) >= CORNERS
        if closes and apart(line[0], self._spot(at)) <= self._near():
            self._say(editor.finish())
        else:
            editor.add(spot)
        return True

    def _take_hold(self, spot: Spot) -> bool:
        editor, near = self.editor, self._near()
        corner = corner_near(editor.shape, spot, near)
        if corner is not None:
            editor.grab(corner)
        elif (side := side_near(editor.shape, spot, near)) is not None:
            editor.insert(*side)
        else:
            return False
        self._holding = True
        return True

    def move(self, at: QPointF, event: QMouseEvent) -> None:
        """What is held follows, drawn to the neighbours."""
        mode = self.editor.state.mode
        if mode is Mode.CORNERS and not self._holding:
            self.snap = None
            return
        self._pointer = self._drawn_to(at, event)
        if self._holding:
            self.editor.drag(self._pointer)
        self._renew()

    def release(self, at: QPointF, event: QMouseEvent) -> None:
        """What was held stays there."""
        if self._holding:
            self._holding, self.snap = False, None
            self.editor.drop()
            self._renew()

    def double(self, at: QPointF, event: QMouseEvent) -> bool:
        """The end of what is being set; its first press has set the last corner."""
        if self.editor.state.mode is not Mode.CORNERS:
            self._say(self.editor.finish())
        return True

    def key(self, event: QKeyEvent) -> bool:
        """Enter, Backspace, Delete, Escape, Ctrl+Z, Ctrl+Shift+Z, Ctrl+Y."""
        key, editor = event.key(), self.editor
        if event.modifiers() & Modifier.ControlModifier:
            if key == Qt.Key.Key_Z and not event.modifiers() & Modifier.ShiftModifier:
                editor.undo()
            elif key in (Qt.Key.Key_Z, Qt.Key.Key_Y):
                editor.redo()
            else:
                return False
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._say(editor.finish())
        elif key == Qt.Key.Key_Backspace:
            editor.shorten()
        elif key == Qt.Key.Key_Delete:
            editor.delete()
        elif key == Qt.Key.Key_Escape:
            return self._leave()
        else:
            return False
        return True

    def _leave(self) -> bool:
        """Leave what is being set; with nothing to leave the tool itself is left."""
        state = self.editor.state
        if state.line or (state.mode is not Mode.CORNERS and state.shape):
            self.editor.turn(Mode.CORNERS if state.shape else Mode.OUTLINE)
            return True
        return False

    def dropped(self) -> None:
        """Out of the hand; what is drawn stays in the editor."""
        self.editor.drop()
        self._holding, self.snap, self._pointer = False, None, None
        self._let_go()

    def paint(self, painter: QPainter, view: Viewport, colours: Palette) -> None:
        """The area, its handles, what is being set, what it snaps to, what is wrong with it."""
        picture, state = Picture(painter, view, colours), self.editor.state
        if self.ghost:
            picture.area(self.ghost, ghost=True)
        picture.pieces(state.aside)
        picture.area(state.shape)
        if state.mode is Mode.CORNERS:
            picture.handles(state)
        picture.line(state, self._pointer)
        if self.snap is not None:
            picture.snapped(self.snap)
        fault = self.editor.fault
        if fault is not None and fault.wrong is Wrong.CROSSING:
            picture.fault(fault, QCoreApplication.translate("Zones", "lines cross here"))

    def _near(self) -> float:
        return px(NEAR_PX) * self._view().mpp

    def _spot(self, at: QPointF) -> Spot:
        return self._view().to_metres(at.x(), at.y())

    def _drawn_to(self, at: QPointF, event: QMouseEvent) -> Spot:
        free = bool(event.modifiers() & Modifier.ShiftModifier)
        self.snap = None if free else self._neighbours.snap(self._spot(at), self._near())
        return self.snap.spot if self.snap is not None else self._spot(at)


class Looker:
    """A tool that takes nothing: it shows an area while another part of the screen is worked with."""

    def __init__(self, shape: Shape, let_go: Callable[[], None]) -> None:
        self.cursor = Qt.CursorShape.ArrowCursor
        self.shape, self._let_go = shape, let_go

    def press(self, at: QPointF, event: QMouseEvent) -> bool:
        """The map's."""
        return False

    def move(self, at: QPointF, event: QMouseEvent) -> None:
        """Nothing."""

    def release(self, at: QPointF, event: QMouseEvent) -> None:
        """Nothing."""

    def double(self, at: QPointF, event: QMouseEvent) -> bool:
        """The map's."""
        return False

    def key(self, event: QKeyEvent) -> bool:
        """The map's; Escape lets go."""
        return False

    def paint(self, painter: QPainter, view: Viewport, colours: Palette) -> None:
        """The area."""
        Picture(painter, view, colours).area(self.shape, ghost=True)

    def dropped(self) -> None:
        """Out of the hand."""
        self._let_go()

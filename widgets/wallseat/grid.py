"""A scene as a drawing: its tiles by name in their grid. Read-only it is the preview; else tiles are dragged."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from command_center.model.walls import Scene, faults
from widgets.bigscreen.words import show_word, tile_word
from widgets.common import theme
from widgets.common.theme import Size, px, tokens
from widgets.wallseat import editing

GRIP = 10
"""Pixels at a tile's lower right corner that change its size."""


class SceneGrid(QWidget):
    """Signals: `changed(Scene)` a drag did so, a cell at a time; `chosen(int)` a tile was pressed."""

    changed = Signal(object)
    chosen = Signal(int)

    def __init__(self, editable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editable = editable
        self.scene: Scene | None = None
        self.selected = 0
        self._hold: tuple[int, int, int, bool] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_scene(self, scene: Scene | None, selected: int = 0) -> None:
        """Another scene, or another state of it."""
        self.scene, self.selected = scene, selected
        self.update()

    def hasHeightForWidth(self) -> bool:
        """As a monitor is."""
        return True

    def heightForWidth(self, width: int) -> int:
        """16 to 9."""
        return round(width * 9 / 16)

    def sizeHint(self) -> QSize:
        """A panel's width."""
        return QSize(px(260), self.heightForWidth(px(260)))

    def box(self, n: int) -> QRect:
        """Where tile `n` is drawn."""
        assert self.scene is not None
        tile = self.scene.tiles[n]
        wide, high = self.width() - 1, self.height() - 1
        left, right = (round(wide * c / self.scene.columns) for c in (tile.column, tile.column + tile.columns))
        top, bottom = (round(high * r / self.scene.rows) for r in (tile.row, tile.row + tile.rows))
        return QRect(left, top, right - left, bottom - top)

    def _cell(self, at: QPointF) -> tuple[int, int]:
        assert self.scene is not None
        row = int(at.y() * self.scene.rows // max(1, self.height()))
        return row, int(at.x() * self.scene.columns // max(1, self.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Cells faint, tiles with their words; what is wrong with one is hatched."""
        painter, t = QPainter(self), tokens()
        painter.fillRect(self.rect(), QColor(t.ground))
        if self.scene is None:
            return
        painter.setPen(QPen(QColor(t.line), 1, Qt.PenStyle.DotLine))
        for row in range(self.scene.rows + 1):
            y = round((self.height() - 1) * row / self.scene.rows)
            painter.drawLine(0, y, self.width(), y)
        for column in range(self.scene.columns + 1):
            x = round((self.width() - 1) * column / self.scene.columns)
            painter.drawLine(x, 0, x, self.height())
        wrong = {int(code.split(":")[1]) for code in faults(self.scene) if ":" in code}
        order = sorted(range(len(self.scene.tiles)), key=lambda n: n == self.selected)
        for n in order:
            self._tile(painter, n, n in wrong)

    def _tile(self, painter: QPainter, n: int, wrong: bool) -> None:
        assert self.scene is not None
        t, box, tile = tokens(), self.box(n), self.scene.tiles[n]
        held = self._editable and n == self.selected
        painter.fillRect(box.adjusted(1, 1, 0, 0), QColor(t.raised))
        if wrong:
            painter.fillRect(box, Qt.BrushStyle.BDiagPattern)
        painter.setPen(QPen(QColor(t.info if held else t.dim), 2 if held else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(1, 1, -1, -1))
        inner = QRectF(box.adjusted(px(5), px(2), -px(5), -px(2)))
        painter.setFont(theme.font(Size.SMALL))
        metrics, line = painter.fontMetrics(), painter.fontMetrics().height()
        name, show = tile_word(tile.kind), show_word(tile)
        lines = [(name, t.ink)] + ([(show, t.dim)] if show and inner.height() >= 2 * line else [])
        top = inner.center().y() - line * len(lines) / 2
        for at, (text, colour) in enumerate(lines):
            painter.setPen(QColor(colour))
            short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(inner.width()))
            place = QRectF(inner.left(), top + at * line, inner.width(), line)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, short)
        if held:
            painter.fillRect(QRectF(box.right() - px(6), box.bottom() - px(6), px(6), px(6)), QColor(t.info))

    # --- dragging --------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Takes hold of a tile: by its corner to size it, else to move it."""
        if not self._editable or self.scene is None:
            return
        hit = [n for n in range(len(self.scene.tiles)) if self.box(n).contains(event.position().toPoint())]
        if not hit:
            return
        n = self.selected if self.selected in hit else hit[-1]
        corner = self.box(n).bottomRight()
        near = corner.x() - event.position().x() < px(GRIP) and corner.y() - event.position().y() < px(GRIP)
        row, column = self._cell(event.position())
        self._hold = (n, row, column, near)
        self.chosen.emit(n)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A cell at a time."""
        if self._hold is None or self.scene is None:
            return
        n, row, column, sizing = self._hold
        to_row, to_column = self._cell(event.position())
        if (to_row, to_column) == (row, column):
            return
        change = editing.sized if sizing else editing.moved
        made = change(self.scene, n, to_row - row, to_column - column)
        self._hold = (n, to_row, to_column, sizing)
        if made != self.scene:
            self.changed.emit(made)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Lets go."""
        self._hold = None

"""A list of two lines a row: what it is, and below what is to be said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from widgets.common import theme
from widgets.common.theme import Size, px, tokens

Index = QModelIndex | QPersistentModelIndex
HEIGHT = 48
LINE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True)
class TwoLines:
    """One row. `id` finds it again; `right` stands at the end of the first line; `faint` is not in force now."""

    id: str
    first: str
    right: str
    second: str
    faint: bool = False


class LinesModel(QAbstractListModel):
    """The rows, for the view."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[TwoLines, ...] = ()

    def show(self, lines: Sequence[TwoLines]) -> None:
        """Others."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A row, or its words."""
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return f"{line.first} {line.right}\n{line.second}"
        return None


class LineDelegate(QStyledItemDelegate):
    """Draws them."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All rows are equally high."""
        return QSize(px(200), px(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One row."""
        line, box, t = index.data(LINE), option.rect, tokens()
        state: QStyle.StateFlag = option.state
        if not isinstance(line, TwoLines):
            return
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.mix(t.info, t.panel, 0.16))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), QColor(t.line))
        inner = box.adjusted(px(16), px(6), -px(12), -px(6))
        upper, lower = QRect(inner), QRect(inner)
        upper.setHeight(inner.height() // 2)
        lower.setTop(upper.bottom() + 1)
        side = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font(Size.SMALL))
        painter.setPen(QColor(t.dim))
        painter.drawText(upper, side | Qt.AlignmentFlag.AlignRight, line.right)
        metrics = painter.fontMetrics()
        painter.drawText(lower, side, metrics.elidedText(line.second, Qt.TextElideMode.ElideRight, lower.width()))
        upper.setWidth(upper.width() - metrics.horizontalAdvance(line.right) - px(8))
        painter.setFont(theme.font(Size.BODY))
        painter.setPen(QColor(t.dim if line.faint else t.ink))
        words = painter.fontMetrics().elidedText(line.first, Qt.TextElideMode.ElideRight, upper.width())
        painter.drawText(upper, side, words)
        painter.restore()


class LinesView(QListView):
    """Signal `moved()`: another row is the current one. It never takes the focus."""

    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines_model = LinesModel()
        self.setModel(self.lines_model)
        self.setItemDelegate(LineDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setMinimumHeight(px(3 * HEIGHT))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentRowChanged.connect(lambda _new, _old: self.moved.emit())

    @property
    def id(self) -> str:
        """The current row's id, "" when there is none."""
        row = self.currentIndex().row()
        return self.lines_model.lines[row].id if 0 <= row < len(self.lines_model.lines) else ""

    def show_lines(self, lines: Sequence[TwoLines]) -> None:
        """Other rows; the current one stays, by its id."""
        if tuple(lines) == self.lines_model.lines:
            return
        before, scrolled = self.id, self.verticalScrollBar().value()
        self.lines_model.show(lines)
        if not self.go_to(before):
            self.go(0)
        self.verticalScrollBar().setValue(scrolled)

    def go(self, row: int) -> None:
        """Make a row the current one."""
        last = len(self.lines_model.lines) - 1
        if last >= 0:
            self.setCurrentIndex(self.lines_model.index(min(max(row, 0), last)))

    def step(self, by: int) -> None:
        """So many rows on."""
        self.go(self.currentIndex().row() + by)

    def go_to(self, id_: str) -> bool:
        """The row with this id; False when there is none."""
        found = next((n for n, line in enumerate(self.lines_model.lines) if line.id == id_), None)
        if found is not None:
            self.go(found)
            self.scrollTo(self.currentIndex())
        return found is not None

    def changeEvent(self, event: QEvent) -> None:
        """New colours or scale."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.setMinimumHeight(px(3 * HEIGHT))
            self.scheduleDelayedItemsLayout()

"""A dense table of words: rows keep their place and selection while their words change."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from command_center.model.health import FeedState
from widgets.bars.light import paint_light
from widgets.common import theme
from widgets.common.theme import Size, px, tokens
from widgets.feeds.columns import Sheet

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT, LIGHT_COLUMN = 26, 2


class SheetModel(QAbstractTableModel):
    """A sheet, for the view."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet = Sheet((), ())

    def show(self, sheet: Sheet) -> None:
        """Take another one: only what is another table begins anew."""
        old, self.sheet = self.sheet, sheet
        same = len(old.rows) == len(sheet.rows) and len(old.heads) == len(sheet.heads)
        if not same:
            self.beginResetModel()
            self.endResetModel()
        elif sheet != old:
            last = self.index(len(sheet.rows) - 1, len(sheet.heads) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(sheet.heads) - 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows."""
        return 0 if parent.isValid() else len(self.sheet.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many columns."""
        return 0 if parent.isValid() else len(self.sheet.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, and on which side they stand."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.sheet.rows[index.row()][index.column()]
        return self._side(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The columns' heads."""
        if orientation is Qt.Orientation.Horizontal and section < len(self.sheet.heads):
            if role == Qt.ItemDataRole.DisplayRole:
                return self.sheet.heads[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return self._side(section)
        return None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in self.sheet.right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class Lights(QStyledItemDelegate):
    """Draws a feed's light before the word for its state."""

    def __init__(self, parent: SheetView) -> None:
        super().__init__(parent)
        self.states: tuple[FeedState, ...] = ()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell, moved to the right; the light in the room before it."""
        super().paint(painter, option, index)
        if index.column() == LIGHT_COLUMN and index.row() < len(self.states):
            box = option.rect
            paint_light(painter, QPointF(box.left() + px(10), box.center().y()), px(5), self.states[index.row()])

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Room for the light."""
        super().initStyleOption(option, index)
        if index.column() == LIGHT_COLUMN:
            option.text = f"      {option.text}"


class SheetView(QTableView):
    """Signals: `moved(int)` another current row; `near_end()` the last rows are in sight. It never takes the focus."""

    moved = Signal(int)
    near_end = Signal()

    def __init__(self, several: bool = False) -> None:
        super().__init__()
        self.rows_model = SheetModel()
        self.setModel(self.rows_model)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.selectionModel().currentRowChanged.connect(lambda new, _old: self.moved.emit(new.row()))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._dress()

    def show_sheet(self, sheet: Sheet) -> None:
        """Newer words; the current row stays."""
        at, heads = self.row, self.rows_model.sheet.heads
        chosen = self.chosen()
        fresh = heads != sheet.heads or not self.rows_model.sheet.rows
        self.rows_model.show(sheet)
        if sheet.rows and self.row < 0:
            self.go(min(max(at, 0), len(sheet.rows) - 1))
            model = self.selectionModel()
            for row in chosen:
                if row < len(sheet.rows):
                    model.select(self.rows_model.index(row, 0), model.SelectionFlag.Select | model.SelectionFlag.Rows)
        if sheet.wide < 0:
            self._share(sheet)
        elif fresh and sheet.heads:
            self._fit(sheet)

    def _fit(self, sheet: Sheet) -> None:
        header, mode = self.horizontalHeader(), QHeaderView.ResizeMode
        for column in range(len(sheet.heads)):
            header.setSectionResizeMode(column, mode.Stretch if column == sheet.wide else mode.ResizeToContents)

    def _share(self, sheet: Sheet) -> None:
        """Every column as wide as its words and an equal part of what is left; what has no room is left out."""
        header, room = self.horizontalHeader(), self.viewport().width()
        needed = {
            column: max(header.sectionSizeHint(column), self.sizeHintForColumn(column) + 1)
            for column in range(len(sheet.heads))
        }
        for column in sheet.spare:
            if sum(needed.values()) > room:
                del needed[column]
        more = max(0, room - sum(needed.values())) // max(1, len(needed))
        for column in range(len(sheet.heads)):
            self.setColumnHidden(column, column not in needed)
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            if column in needed:
                header.resizeSection(column, needed[column] + more)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share another width."""
        super().resizeEvent(event)
        if self.rows_model.sheet.heads and self.rows_model.sheet.wide < 0:
            self._share(self.rows_model.sheet)

    @property
    def row(self) -> int:
        """The current row, -1 when there is none."""
        return self.currentIndex().row()

    def chosen(self) -> list[int]:
        """The selected rows, in order."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def go(self, row: int, extend: bool = False) -> None:
        """Make a row the current one and bring it in sight."""
        count = self.rows_model.rowCount()
        if not count:
            return
        row = min(max(row, 0), count - 1)
        model = self.selectionModel()
        flag = model.SelectionFlag.Select if extend else model.SelectionFlag.ClearAndSelect
        model.setCurrentIndex(self.rows_model.index(row, 0), flag | model.SelectionFlag.Rows)
        if row >= count - 20:
            self.near_end.emit()

    def _scrolled(self, value: int) -> None:
        if value >= self.verticalScrollBar().maximum() - self.height():
            self.near_end.emit()

    def _dress(self) -> None:
        self.setFont(theme.font(Size.BODY))
        self.horizontalHeader().setFont(theme.font(Size.SMALL))
        self.verticalHeader().setDefaultSectionSize(px(ROW_HEIGHT))
        t = tokens()
        self.setStyleSheet(
            f"QTableView {{ background: {t.panel}; color: {t.ink}; border: 0; selection-color: {t.ink};"
            f" selection-background-color: {theme.mix(t.info, t.panel, 0.22).name()}; }}"
            f"QTableView::item {{ padding: 0 {px(6)}px; }}"
            f"QHeaderView::section {{ background: {t.panel}; color: {t.dim}; border: 0;"
            f" border-bottom: 1px solid {t.line}; padding: {px(2)}px {px(6)}px; }}"
            f"QHeaderView {{ background: {QColor(t.panel).name()}; }}"
        )

    def changeEvent(self, event: QEvent) -> None:
        """New colours or scale."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "rows_model"):
            wanted = theme.font(Size.BODY)
            if self.font() != wanted or tokens().panel not in self.styleSheet():
                self._dress()

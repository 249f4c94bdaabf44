"""The list of one tab: the reader's place is never lost, news announces itself at the edge."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QPushButton, QWidget

from command_center.clock import Clock
from widgets.common.theme import px, tokens
from widgets.queue.delegate import RowDelegate
from widgets.queue.model import QueueModel
from widgets.queue.rows import Row

FLAG = QItemSelectionModel.SelectionFlag
MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End)


class QueueView(QListView):
    """Signals: `chosen(object)` the current Row, or None; `lost()` the current row has left the list, by nobody here.
    Hidden, it keeps the newest rows until it is shown."""

    chosen = Signal(object)
    lost = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows_model = QueueModel()
        self.setModel(self.rows_model)
        self.setItemDelegate(RowDelegate(clock, self))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self._pending: Sequence[Row] | None = None
        self._unseen: set[str] = set()
        self._known: set[str] = set()
        self._filled = False
        self._told: str | None = None
        self.above, self.below = self._pill(), self._pill()
        self.above.clicked.connect(self.scrollToTop)
        self.below.clicked.connect(self.scrollToBottom)
        self.verticalScrollBar().valueChanged.connect(self._announce)
        self.selectionModel().currentChanged.connect(self._tell)

    def _pill(self) -> QPushButton:
        made = QPushButton(self)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.hide()
        return made

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Take the newest rows; if hidden, when next shown."""
        if not self.isVisible():
            self._pending = rows
            return
        self._pending = None
        anchor = self._anchor()
        current, told, was = self.currentIndex().row(), self._told, self.current()
        came = set(self.rows_model.show(rows))
        here, known = {row.id for row in rows}, self._known
        self._known = {id_ for row in rows for id_ in _members(row)}
        news = {row.id for row in rows if row.id in came and not known.issuperset(_members(row))}
        self._unseen = (self._unseen & here) | (news if self._filled else set())
        self._filled = True
        self.doItemsLayout()
        self._hold(anchor)
        self._keep_current(current, told, was)
        self._announce()
        self._tell()

    def _anchor(self) -> tuple[str, int] | None:
        """The first row wholly in sight and where it stands, if there is anything to scroll."""
        if self.verticalScrollBar().maximum() == 0:
            return None
        at = self.indexAt(self.viewport().rect().topLeft())
        if not at.isValid():
            return None
        current = self.currentIndex()
        if current.isValid() and self.viewport().rect().intersects(self.visualRect(current)):
            at = current
        return self.rows_model.rows[at.row()].id, self.visualRect(at).top()

    def _hold(self, anchor: tuple[str, int] | None) -> None:
        at = self.rows_model.find(anchor[0]) if anchor is not None else None
        if anchor is None or at is None:
            return
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.visualRect(self.rows_model.index(at)).top() - anchor[1])

    def _keep_current(self, before: int, told: str | None, was: Row | None) -> None:
        """When the current row has left the list, the one that took its place is next; the first at the start. A group
        that is none any more is followed to the first of its rows."""
        chosen = self.selectionModel().selectedRows()
        if told is not None and was is not None and was.group is not None and self.rows_model.find(told) is None:
            left = (self.rows_model.find(row.id) for row in was.group.rows)
            heir = next((at for at in left if at is not None), None)
            if heir is not None:
                self._put(heir)
                return
        if told is not None and self.rows_model.find(told) is None:
            self._put(min(max(before, 0), len(self.rows_model.rows) - 1))
            self.lost.emit()
        elif not chosen and self.rows_model.rows:
            self._put(max(self.currentIndex().row(), 0))

    def _put(self, at: int) -> None:
        if at >= 0:
            self.selectionModel().setCurrentIndex(self.rows_model.index(at), FLAG.ClearAndSelect)

    def current(self) -> Row | None:
        """The current row."""
        at = self.currentIndex().row()
        return self.rows_model.rows[at] if 0 <= at < len(self.rows_model.rows) else None

    def selected(self) -> list[Row]:
        """All selected rows, in order."""
        chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.rows_model.rows[at] for at in chosen if at < len(self.rows_model.rows)]

    def choose(self, id_: str) -> bool:
        """Make the row with this id current and bring it in sight; False when it isn't here."""
        at = self.rows_model.find(id_)
        if at is None:
            return False
        self._put(at)
        self.scrollTo(self.rows_model.index(at))
        return True

    def step(self, by: int, extend: bool = False) -> None:
        """Go `by` rows down (negative: up); `extend` keeps what is selected, too."""
        if not self.rows_model.rows:
            return
        to = min(max(self.currentIndex().row() + by, 0), len(self.rows_model.rows) - 1)
        index = self.rows_model.index(to)
        self.selectionModel().setCurrentIndex(index, FLAG.Select if extend else FLAG.ClearAndSelect)
        self.scrollTo(index)

    def pass_over(self, ids: set[str]) -> None:
        """After something was done with these rows: on to the next one below that is none of them, else above."""
        rows, at = self.rows_model.rows, self.currentIndex().row()
        order = [*range(at, len(rows)), *range(min(at, len(rows)) - 1, -1, -1)]
        for n in order:
            if 0 <= n < len(rows) and not ids.issuperset(_members(rows[n])):
                self._put(n)
                return
        self.selectionModel().select(QItemSelection(), FLAG.Clear)
        self._told = None

    def _tell(self, *_: object) -> None:
        row = self.current()
        self._told = row.id if row is not None else None
        self.chosen.emit(row)

    def _announce(self, *_: object) -> None:
        """Say how many new rows are out of sight, above and below; what is in sight is news no more."""
        sight, above, below = self.viewport().rect(), 0, 0
        first = self.visualRect(self.rows_model.index(0))
        where = {row.id: at for at, row in enumerate(self.rows_model.rows)} if self._unseen else {}
        for id_ in tuple(self._unseen):
            at = where.get(id_)
            y = first.center().y() + at * first.height() if at is not None else None  # all are equally high
            if y is not None and y < sight.top():
                above += 1
            elif y is not None and y > sight.bottom():
                below += 1
            else:
                self._unseen.discard(id_)
        self._word(self.above, "↑", above)
        self._word(self.below, "↓", below)

    def _word(self, pill: QPushButton, arrow: str, count: int) -> None:
        pill.setVisible(count > 0)
        if not count:
            return
        t = tokens()
        pill.setText(f"{arrow} " + QCoreApplication.translate("Queue", "{n} new").format(n=count))
        shape = f"border: 0; border-radius: {px(11)}px; padding: 0 {px(14)}px;"
        pill.setStyleSheet(f"background: {t.action}; color: {t.on_action}; {shape}")
        pill.resize(pill.sizeHint().width(), px(22))
        y = px(6) if pill is self.above else self.viewport().height() - px(28)
        pill.move((self.viewport().width() - pill.width()) // 2, y)
        pill.raise_()

    def tick(self) -> None:
        """A second has passed: ages are drawn anew."""
        if self.isVisible():
            self.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what came while hidden."""
        super().showEvent(event)
        if self._pending is not None:
            self.show_rows(self._pending)
        else:
            self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pills stay at the edges."""
        super().resizeEvent(event)
        self._announce()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Only moving keys are the list's own; the rest belongs to the window's table."""
        if event.key() in MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """No input method here: a pinyin one would swallow the keys."""
        super().focusInEvent(event)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        """Asked by the platform's input method: not wanted."""
        return False if query == Qt.InputMethodQuery.ImEnabled else super().inputMethodQuery(query)

    def changeEvent(self, event: QEvent) -> None:
        """New words or colours: the rows are drawn anew."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange) and hasattr(self, "above"):
            self.doItemsLayout()
            self._announce()


def _members(row: Row) -> Sequence[str]:
    """The ids of the rows a line stands for."""
    return (row.id,) if row.group is None else [one.id for one in row.group.rows]

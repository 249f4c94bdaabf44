"""The queue panel: tabs, and one list a tab."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from command_center.clock import Clock
from command_center.queries.answers import Board, Tab
from command_center.queries.grouping import crowded
from widgets.common.parts import Words
from widgets.common.theme import Size, px
from widgets.queue.crowdbar import CrowdBar
from widgets.queue.rows import Row, count_of, lines_of, rows_of
from widgets.queue.tabs import TabStrip
from widgets.queue.view import QueueView
from widgets.sound.bar import SoundBar


class QueuePanel(QWidget):
    """Signals: `chosen(object)` the current Row of the open tab or None; `selection_changed()`."""

    chosen = Signal(object)
    selection_changed = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = TabStrip()
        self.views = {tab: QueueView(clock) for tab in Tab}
        self._board: Board | None = None
        self._awaited: tuple[str, str] | None = None
        self._opened: set[str] = set()
        self.crowd = CrowdBar()
        self.crowd.toggled.connect(self.toggle_group)
        self._empty = Words(Size.BODY, "dim", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._empty.setContentsMargins(px(24), px(32), px(24), 0)
        pages = QWidget()
        self._stack = QStackedLayout(pages)
        for view in self.views.values():
            self._stack.addWidget(view)
            view.chosen.connect(lambda row, view=view: self._told(view, row))
            view.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.crowd)
        column.addWidget(self._empty)
        column.addWidget(pages, 1)
        self.sound = SoundBar(clock)
        column.addWidget(self.sound)
        self.tabs.chosen.connect(self._open)
        self._word()

    @property
    def view(self) -> QueueView:
        """The list of the open tab."""
        return self.views[self.tabs.tab]

    def _told(self, view: QueueView, row: Row | None) -> None:
        if view is self.view:
            self.crowd.show_current(row)
            self.chosen.emit(row)

    def _open(self, tab: Tab) -> None:
        self._awaited = None
        self._stack.setCurrentWidget(self.views[tab])
        self.view.setFocus()
        self._word()
        self._told(self.view, self.view.current())

    def set_board(self, board: Board) -> None:
        """Show the newest snapshot; hidden lists take it when they are shown."""
        self._board = board
        self.sound.take(board)
        counts = {}
        for tab, view in self.views.items():
            counts[tab] = count_of(board, tab)
            if tab is Tab.REVIEW:
                self._show_review(board)
            else:
                view.show_rows(rows_of(board, tab))
        self.tabs.set_counts(counts)
        self._word()
        self._look_for_awaited()

    def _show_review(self, board: Board) -> None:
        """Its lines: what the person is on is never put in a group under their hands."""
        view = self.views[Tab.REVIEW]
        current, chosen = view.current(), view.selected()
        on = {row.id: row for row in (*chosen, *([current] if current is not None else ()))}
        in_hand = {id_ for id_, row in on.items() if row.group is None and not row.inside}
        lines = lines_of(board, Tab.REVIEW, self._opened, in_hand)
        if current is not None and current.inside and not any(line.id == current.id for line in lines):
            home = _home(current.id, lines)
            if home is not None:  # another group has taken it in
                self._opened.add(home)
                lines = lines_of(board, Tab.REVIEW, self._opened, in_hand)
        self._opened &= {line.id for line in lines}
        view.show_rows(lines)

    def toggle_group(self) -> bool:
        """Open the group the person is on, or close the one around them; False when there is none."""
        row, board = self.view.current(), self._board
        if row is None or board is None or not (row.group is not None or row.inside):
            return False
        home = row.id
        if row.inside:
            lines = self.view.rows_model.rows
            at = self.view.rows_model.find(row.id) or 0
            home = next(line.id for line in reversed(lines[:at]) if line.group is not None)
            self.view.choose(home)
        self._opened ^= {home}
        self._show_review(board)
        self._word()
        return True

    def return_to(self, id_: str) -> None:
        """Go to this row of the open tab once it is back in it, unless the person has gone elsewhere by then."""
        current = self.view.current()
        self._awaited = (id_, current.id if current is not None else "") if id_ else None
        self._look_for_awaited()

    def _look_for_awaited(self) -> None:
        if self._awaited is None:
            return
        wanted, before = self._awaited
        current = self.view.current()
        back = next((row for row in self.view.rows_model.rows if wanted in (row.id, *row.events)), None)
        if current is not None and before and current.id != before:
            self._awaited = None
        elif back is not None:
            self._awaited = None
            self.view.choose(back.id)

    def reveal(self, id_: str) -> bool:
        """Go to the row of this id, in whichever tab it is; False when it is on no tab."""
        if self._board is None:
            return False
        order = [self.tabs.tab, *(tab for tab in Tab if tab is not self.tabs.tab)]
        for tab in order:
            for row in rows_of(self._board, tab):
                if row.id == id_ or id_ in row.events:
                    if tab is not self.tabs.tab:
                        self.tabs.choose(tab)
                    return self.view.choose(row.id) or self._choose_inside(row.id)
        return False

    def _choose_inside(self, id_: str) -> bool:
        """A row that stands in a group: it is opened."""
        home = _home(id_, self.view.rows_model.rows)
        if home is None or self._board is None:
            return False
        self._opened.add(home)
        self._show_review(self._board)
        return self.view.choose(id_)

    def all_rows(self) -> list[Row]:
        """Every row of the board once, worst tab first."""
        if self._board is None:
            return []
        return list({row.id: row for tab in Tab for row in rows_of(self._board, tab)}.values())

    def tick(self) -> None:
        """A second has passed."""
        self.sound.tick()
        self.view.tick()

    def changeEvent(self, event: QEvent) -> None:
        """New language: new words."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_stack"):
            self._word()
            self.tabs.update()

    def _nothing(self) -> str:
        """Calm, but not dead: what would come here, and what is done about the rest meanwhile."""
        said = QCoreApplication.translate("Queue", "Nothing waits here.")
        if self.tabs.tab is Tab.REVIEW:
            more = QCoreApplication.translate(
                "Queue", "Feeds are being watched. A dog's owner is reminded first; the dog comes here if it stays out."
            )
            return f"{said}\n\n{more}"
        return said

    def _word(self) -> None:
        empty = self._board is not None and not count_of(self._board, self.tabs.tab)
        many = self._board is not None and self.tabs.tab is Tab.REVIEW and crowded(self._board)
        lines = self.views[Tab.REVIEW].rows_model.rows
        self.crowd.show_crowd(
            len(self._board.review) if many and self._board is not None else 0,
            sum(not line.inside for line in lines),
        )
        self._empty.setVisible(empty or self._board is None)
        if self._board is None:
            self._empty.say(QCoreApplication.translate("Queue", "Reading the queue…"))
        elif empty:
            self._empty.say(self._nothing())


def _home(id_: str, lines: Iterable[Row]) -> str | None:
    """The line of the group that holds this row."""
    groups = (line for line in lines if line.group is not None)
    return next((line.id for line in groups if line.group and any(one.id == id_ for one in line.group.rows)), None)

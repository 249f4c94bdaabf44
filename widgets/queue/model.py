"""The list behind a queue's tab: told the newest rows, it makes the smallest exact changes."""

from __future__ import annotations

from collections.abc import Container, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from widgets.queue.rows import Row, subtitle, title

ROW = int(Qt.ItemDataRole.UserRole) + 1
NOWHERE = QModelIndex()


class QueueModel(QAbstractListModel):
    """Rows by id. Never resets: selection, current row and scrolling belong to the reader, not to the news."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> int:
        """How many rows; a row has none below it."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The Row under `ROW`; its words for screen readers."""
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{title(row)}\n{subtitle(row)}"
        return None

    @property
    def rows(self) -> Sequence[Row]:
        """The rows in order."""
        return self._rows

    def find(self, id_: str) -> int | None:
        """Where the row with this id stands now."""
        return next((n for n, row in enumerate(self._rows) if row.id == id_), None)

    def show(self, target: Sequence[Row]) -> list[str]:
        """Become `target` by removing, moving, inserting and changing; returns the ids that came in."""
        self._drop({row.id for row in target})
        here = {row.id for row in self._rows}
        came: list[str] = []
        changed: list[int] = []
        at = 0
        while at < len(target):
            row = target[at]
            if at < len(self._rows) and self._rows[at].id == row.id:
                pass
            elif row.id in here:
                self._move(self._index_from(row.id, at), at)
            else:
                new = self._run(target, at, here)
                self._insert(at, new)
                came += [one.id for one in new]
                at += len(new)
                continue
            if self._rows[at] != row:
                self._rows[at] = row
                changed.append(at)
            at += 1
        self._tell(changed)
        return came

    @staticmethod
    def _run(target: Sequence[Row], start: int, here: Container[str]) -> Sequence[Row]:
        """The new neighbours from `start` on: an opened group's rows come in at once."""
        end = start + 1
        while end < len(target) and target[end].id not in here:
            end += 1
        return target[start:end]

    def _index_from(self, id_: str, start: int) -> int:
        return next(n for n in range(start, len(self._rows)) if self._rows[n].id == id_)

    def _drop(self, keep: set[str]) -> None:
        """Remove what is gone, last first, neighbours together."""
        end = len(self._rows)
        while end > 0:
            if self._rows[end - 1].id in keep:
                end -= 1
                continue
            start = end - 1
            while start > 0 and self._rows[start - 1].id not in keep:
                start -= 1
            self.beginRemoveRows(NOWHERE, start, end - 1)
            del self._rows[start:end]
            self.endRemoveRows()
            end = start

    def _move(self, source: int, to: int) -> None:
        self.beginMoveRows(NOWHERE, source, source, NOWHERE, to)
        self._rows.insert(to, self._rows.pop(source))
        self.endMoveRows()

    def _insert(self, at: int, rows: Sequence[Row]) -> None:
        self.beginInsertRows(NOWHERE, at, at + len(rows) - 1)
        self._rows[at:at] = rows
        self.endInsertRows()

    def _tell(self, changed: Sequence[int]) -> None:
        """One `dataChanged` for each run of neighbours."""
        start = 0
        for n in range(1, len(changed) + 1):
            if n == len(changed) or changed[n] != changed[n - 1] + 1:
                self.dataChanged.emit(self.index(changed[start]), self.index(changed[n - 1]))
                start = n

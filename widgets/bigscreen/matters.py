"""The wall's column of what matters now: what, where, who has it, how long. No subject, no plate, no address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from command_center.clock import Clock
from command_center.model.categories import Device, Priority
from command_center.queries.answers import Board, CaseRow, ReviewRow, Tab
from widgets.common import theme, times, words
from widgets.common.theme import tokens
from widgets.common.words import grid_word, joined, word

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Line:
    """One matter on the wall: only what may be seen by a visitor."""

    id: str
    priority: Priority
    title: str
    where: str
    since: datetime
    late: bool


def lines(board: Board) -> list[Line]:
    """What matters most: by priority, cases under way behind what nobody has yet; low priority stays off."""
    found = [_review(row) for row in board.review if not row.over]
    late = {row.case.id for row in board.cases.get(Tab.OVERDUE, ())}
    for tab in (Tab.TO_DISPATCH, Tab.IN_PROGRESS, Tab.TO_CHECK):
        found += [_case(row, row.case.id in late) for row in board.cases.get(tab, ())]
    found = [line for line in found if line.priority is not Priority.LOW or line.late]
    return sorted(found, key=lambda line: (line.priority.rank, not line.late, line.since))


def _review(row: ReviewRow) -> Line:
    # A fixed camera's name is a spot in the street; a report's address may be somebody's door.
    spot = row.place_name or (row.address if row.device is Device.FIXED else None)
    where = joined(spot, grid_word(row.grid), word(words.TAB, Tab.REVIEW))
    kind = word(words.CATEGORY, row.kinds[0])
    return Line(row.id, row.priority, kind, where, row.age_from, late=False)


def _case(row: CaseRow, late: bool) -> Line:
    task = word(words.TASK, row.task.state) if row.task is not None else word(words.STEP, row.case.step)
    has = f"{row.squad_name} {task}" if row.squad_name else word(words.TAB, Tab.TO_DISPATCH)
    overdue = word(words.TAB, Tab.OVERDUE) if late else ""
    where = joined(overdue, row.place_name, grid_word(row.case.grid), has)
    return Line(row.case.id, row.case.priority, word(words.CATEGORY, row.case.category), where, row.case.opened, late)


class Matters(QWidget):
    """Paints as many lines as fit, and says how many more there are."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._board: Board | None = None
        self.unit = 1.0

    def set_board(self, board: Board) -> None:
        """The newest snapshot."""
        self._board = board
        self.update()

    def lines(self) -> Sequence[Line]:
        """What stands there, in the language now shown."""
        return lines(self._board) if self._board is not None else ()

    def _px(self, pixels: float) -> int:
        return round(pixels * self.unit)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Heading, lines, the rest as a number."""
        painter, t = QPainter(self), tokens()
        painter.fillRect(self.rect(), QColor(t.panel))
        head, each = self._px(56), self._px(102)
        painter.setFont(theme.sized(self._px(22)))
        painter.setPen(QColor(t.dim))
        left = QRect(self._px(24), 0, self.width() - self._px(48), head)
        painter.drawText(left, Qt.AlignmentFlag.AlignVCenter, translate("Wall", "Matters now"))
        found = self.lines()
        columns = max(1, self.width() // self._px(560))
        deep, wide = max(1, (self.height() - head) // each), self.width() // columns
        room = deep * columns
        if len(found) > room:
            more = translate("Wall", "{n} more").format(n=len(found) - room)
            painter.drawText(left, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, more)
        if not found:
            painter.setFont(theme.sized(self._px(28)))
            calm = translate("Wall", "All quiet: nothing waits.")
            painter.drawText(left.translated(0, head), Qt.AlignmentFlag.AlignVCenter, calm)
        for n, line in enumerate(found[:room]):
            column, at = divmod(n, deep)
            self._paint_line(painter, QRect(column * wide, head + at * each, wide, each), line)

    def _paint_line(self, painter: QPainter, box: QRect, line: Line) -> None:
        t = tokens()
        colour = theme.priority_color(line.priority)
        if line.priority is Priority.URGENT:
            painter.fillRect(box, theme.mix(t.urgent, t.panel, 0.14))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(t.line))
        painter.fillRect(box.left(), box.top(), self._px(8), box.height(), colour)
        inner = box.adjusted(self._px(24), self._px(10), -self._px(20), -self._px(10))
        half = inner.height() // 2
        upper, lower = QRect(inner.topLeft(), inner.size()), QRect(inner.topLeft(), inner.size())
        upper.setHeight(half)
        lower.setTop(inner.top() + half)
        tag = f"{word(words.PRIORITY, line.priority)} "
        age = times.minutes(self._clock.now() - line.since)
        painter.setPen(QColor(t.ink))
        painter.setFont(theme.sized(self._px(27)))
        painter.drawText(upper, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, age)
        right = painter.fontMetrics().horizontalAdvance(age) + self._px(16)
        bold = theme.sized(self._px(29), bold=True)
        painter.setPen(theme.priority_ink(line.priority))
        self._text(painter, upper, bold, tag, right)
        painter.setFont(bold)
        start = painter.fontMetrics().horizontalAdvance(tag) + self._px(6)
        painter.setPen(QColor(t.ink))
        self._text(painter, upper.adjusted(start, 0, 0, 0), bold, line.title, right)
        painter.setPen(theme.priority_ink(Priority.URGENT) if line.late else theme.mix(t.ink, t.dim, 0.45))
        self._text(painter, lower, theme.sized(self._px(27)), line.where, 0)

    def _text(self, painter: QPainter, box: QRect, font: QFont, text: str, right: int) -> None:
        painter.setFont(font)
        room = box.width() - right
        short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short)

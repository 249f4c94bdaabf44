"""The wall's tile of what matters now: what, where, who has it, how long. No subject, no plate, no address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QColor

from command_center.model.categories import Device, Priority
from command_center.queries.answers import Board, CaseRow, ReviewRow, Tab
from widgets.bigscreen.tile import EDGE, PaintedTile
from widgets.bigscreen.writer import RIGHT, SMALLEST, Writer
from widgets.common import theme, times, words
from widgets.common.theme import tokens
from widgets.common.words import grid_word, joined, word

translate = QCoreApplication.translate
EACH, COLUMN = 104, 560
"""Height of a matter, and the least width of a column, in units."""


@dataclass(frozen=True)
class Line:
    """One matter on the wall: only what may be seen by a visitor. `places` says where and who has it, the whole of it
    first, shorter after."""

    id: str
    priority: Priority
    title: str
    places: tuple[str, ...]
    since: datetime
    late: bool

    @property
    def where(self) -> str:
        """Where and who, all of it."""
        return self.places[0]


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
    grid, state = grid_word(row.grid), word(words.TAB, Tab.REVIEW)
    ways = (joined(spot, grid, state), joined(spot, grid), joined(grid, state), state)
    kind = word(words.CATEGORY, row.kinds[0])
    return Line(row.id, row.priority, kind, ways, row.age_from, late=False)


def _case(row: CaseRow, late: bool) -> Line:
    task = word(words.TASK, row.task.state) if row.task is not None else word(words.STEP, row.case.step)
    has = f"{row.squad_name} {task}" if row.squad_name else word(words.TAB, Tab.TO_DISPATCH)
    overdue, grid = word(words.TAB, Tab.OVERDUE) if late else "", grid_word(row.case.grid)
    ways = (
        joined(overdue, row.place_name, grid, has), joined(overdue, row.place_name, has), joined(overdue, grid, has),
        joined(overdue, has), joined(overdue, grid, task), joined(overdue, task), overdue or task,
    )  # fmt: skip
    return Line(row.case.id, row.case.priority, word(words.CATEGORY, row.case.category), ways, row.case.opened, late)


class Matters(PaintedTile):
    """Paints as many lines as fit, and says how many more there are."""

    def lines(self) -> Sequence[Line]:
        """What there is, in the language now shown."""
        return lines(self.room.board) if self.room.board is not None else ()

    def draw(self, writer: Writer, box: QRectF) -> None:
        """Heading, lines, the rest as a number."""
        found = self.lines()
        edge = writer.px(EDGE)
        columns = max(1, int((box.width() + 2 * edge) // writer.px(COLUMN)))
        each = writer.px(EACH)
        deep = max(1, int((box.height() - writer.px(60)) // each))
        more = len(found) - deep * columns
        aside = [translate("Wall", "{n} more").format(n=more), f"+{more}"] if more > 0 else []
        rest = self.head(writer, box, translate("Wall", "Matters now"), aside)
        if not found and self.room.board is not None:
            calm = QRectF(rest.left(), rest.top(), rest.width(), writer.px(60))
            whole = translate("Wall", "All quiet: nothing waits.")
            writer.write(calm, [whole, translate("Wall", "All quiet")], tokens().ink, 29)
        wide = (rest.width() + 2 * edge) / columns
        for n, line in enumerate(found[: deep * columns]):
            column, at = divmod(n, deep)
            left = round(rest.left() - edge + column * wide)
            self._line(writer, QRectF(left, rest.top() + at * each, round(wide), each), line)

    def _line(self, writer: Writer, box: QRectF, line: Line) -> None:
        t, painter, px = tokens(), writer.painter, writer.px
        if line.priority is Priority.URGENT:
            painter.fillRect(box, theme.mix(t.urgent, t.panel, 0.14))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), QColor(t.line))
        painter.fillRect(QRectF(box.left(), box.top(), px(8), box.height()), theme.priority_color(line.priority))
        inner = box.adjusted(px(EDGE), px(10), -px(EDGE), -px(10))
        half = inner.height() / 2
        upper, lower = inner.adjusted(0, 0, 0, -half), inner.adjusted(0, half, 0, 0)
        tag, age = word(words.PRIORITY, line.priority), times.minutes(self.room.desk.clock.now() - line.since)
        tagged = writer.width(tag, 29, True) + px(10)
        needed = tagged + writer.width(line.title, 29, True)
        aside = needed + writer.width(age) + px(16) <= upper.width()
        # Narrow: what it is comes first; its priority and its age go down to the rest.
        into = upper if needed <= upper.width() else lower
        into.setLeft(into.left() + writer.write(into, tag, theme.priority_ink(line.priority), 29, bold=True) + px(10))
        size = 29 if writer.width(line.title, 29, True) <= upper.width() else SMALLEST
        writer.write(upper, line.title, t.ink, size, bold=True)
        if aside:
            writer.write(upper.adjusted(needed - tagged + px(16), 0, 0, 0), age, t.ink, align=RIGHT)
        else:
            lower.setLeft(lower.left() + writer.write(lower, age, t.ink) + px(16))
        ink = theme.priority_ink(Priority.URGENT) if line.late else theme.mix(t.ink, t.dim, 0.45)
        writer.write(lower, line.places, ink)

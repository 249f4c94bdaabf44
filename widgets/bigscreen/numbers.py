"""The wall's figures: the day in large numbers, alarms by hour and by category, companies and grids in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QColor

from command_center.model.categories import Priority
from command_center.model.walls import GRIDS
from command_center.queries.walls import Score
from widgets.bigscreen.tile import EDGE, PaintedTile
from widgets.bigscreen.writer import CENTRE, LEFT, RIGHT, SMALLEST, Writer
from widgets.common import theme, times, words
from widgets.common.theme import tokens
from widgets.common.words import grid_word, word

translate = QCoreApplication.translate
ROW = 42
"""Height of a line of a list, in units."""


@dataclass(frozen=True)
class Number:
    """One figure of the day: what, how many, in what, what is said below it, and whether that is bad news."""

    label: str
    figure: str
    unit: str
    below: str
    bad: bool = False


class Numbers(PaintedTile):
    """The day in large figures, as many as fit."""

    def numbers(self) -> list[Number]:
        """The figures, in the language now shown."""
        f = self.room.figures
        if f is None:
            return []
        yesterday = translate("Wall", "Yesterday by now {n}").format(n=f.opened_yesterday_by_now)
        overdue = translate("Wall", "Overdue {n}").format(n=f.overdue)
        on_time, solved = _share(f.closed_on_time, 1), _share(f.solved_all_time, 2)
        return [
            Number(translate("Wall", "Opened today"), str(f.opened_today), "", yesterday),
            Number(translate("Wall", "In progress"), str(f.in_progress), "", overdue, f.overdue > 0),
            Number(translate("Wall", "Closed in time"), on_time, "%", translate("Wall", "This month")),
            Number(translate("Wall", "Solved"), solved, "%", translate("Wall", "All time")),
        ]

    def draw(self, writer: Writer, box: QRectF) -> None:
        """As many columns as are wide enough, then rows."""
        found = self.numbers()
        if not found:
            return
        px, edge = writer.px, writer.px(EDGE)
        whole = box.adjusted(-edge, 0, edge, 0)
        least = max(max(writer.width(one.label), self._wide(writer, one, 64)) for one in found) + 2 * edge
        columns = max(1, min(len(found), int(whole.width() // least)))
        rows = max(1, min(-(-len(found) // columns), int(whole.height() // px(180))))
        wide, high = whole.width() / columns, whole.height() / rows
        found = found[: rows * columns]
        size = min(self._size(writer, one, wide - 2 * edge, high) for one in found)
        for n, one in enumerate(found):
            row, column = divmod(n, columns)
            at = QRectF(whole.left() + column * wide, whole.top() + row * high, wide, high)
            if column:
                writer.painter.fillRect(QRectF(at.left(), at.top(), 1, high), QColor(tokens().line))
            if row:
                writer.painter.fillRect(QRectF(at.left(), at.top(), wide, 1), QColor(tokens().line))
            self._number(writer, at.adjusted(edge, 0, -edge, 0), one, size)

    def _wide(self, writer: Writer, one: Number, size: float) -> float:
        unit = writer.width(one.unit, size / 2) + writer.px(6) if one.figure != "—" else 0
        return writer.width(one.figure, size, True) + unit

    def _size(self, writer: Writer, one: Number, wide: float, high: float) -> float:
        """How large a figure may be, in units; all in a tile have the size of the least."""
        size = min(0.42 * high / writer.unit, 200.0)
        return max(64.0, min(size, 0.97 * size * wide / max(1.0, self._wide(writer, one, size))))

    def _number(self, writer: Writer, box: QRectF, one: Number, size: float) -> None:
        t, px = tokens(), writer.px
        high = px(size * 1.2)
        top = box.top() + max(0.0, (box.height() - px(ROW) * 2 - high) / 2)
        writer.write(QRectF(box.left(), top, box.width(), px(ROW)), one.label, t.dim)
        line = QRectF(box.left(), top + px(ROW), box.width(), high)
        taken = writer.write(line, one.figure, t.ink, size, bold=True) + px(6)
        if one.figure != "—":
            writer.write(line.adjusted(taken, px(size * 0.25), 0, 0), [one.unit, ""], t.dim, max(SMALLEST, size / 2))
        ink = theme.priority_ink(Priority.URGENT) if one.bad else QColor(t.dim)
        writer.write(QRectF(box.left(), line.bottom(), box.width(), px(ROW)), [one.below, ""], ink)


class Hours(PaintedTile):
    """Alarms raised in each of the last 24 hours."""

    def draw(self, writer: Writer, box: QRectF) -> None:
        """Bars, the highest named, three moments below."""
        t, px = tokens(), writer.px
        found = self.room.standing
        hours: Sequence[int] = found.hours if found is not None else ()
        most = max([*hours, 0])
        top = translate("Wall", "at most {n} an hour").format(n=most)
        rest = self.head(writer, box, translate("Wall", "Alarms in 24 hours"), [top] if hours else [])
        room = rest.adjusted(0, px(6), 0, -px(48))
        each = room.width() / max(1, len(hours))
        for n, count in enumerate(hours):
            high = max(px(2), room.height() * count / max(1, most))
            bar = QRectF(room.left() + n * each, room.bottom() - high, max(1.0, each * 0.7), high)
            writer.painter.fillRect(bar, QColor(t.dim if count else t.line))
        foot = QRectF(room.left(), room.bottom() + px(4), room.width(), px(40))
        now = self.room.desk.clock.now()
        for ago, side in ((24, LEFT), (12, CENTRE), (0, RIGHT)):
            writer.write(foot, _hour(now, ago), t.dim, align=side)


class Categories(PaintedTile):
    """Alarms of the day by category, most first."""

    def draw(self, writer: Writer, box: QRectF) -> None:
        """Name, bar, number."""
        t, px = tokens(), writer.px
        found = self.room.standing.categories if self.room.standing is not None else ()
        rest = self.head(writer, box, translate("Wall", "Alarms today by kind"))
        lines = [(word(words.CATEGORY, kind), count) for kind, count in found]
        lines = lines[: int((rest.height() - px(8)) // px(ROW))]
        if not lines:
            return
        named = max(writer.width(name) for name, _ in lines)
        most, counted = max(count for _, count in lines), max(writer.width(str(count)) for _, count in lines)
        start, bars = named + px(16), rest.width() - named - counted - px(32)
        for n, (name, count) in enumerate(lines):
            line = QRectF(rest.left(), rest.top() + n * px(ROW), rest.width(), px(ROW))
            writer.write(line.adjusted(0, 0, -counted - px(16), 0), name, t.ink)
            writer.write(line, str(count), t.ink, align=RIGHT)
            if bars >= px(40):
                bar = QRectF(line.left() + start, line.center().y() - px(8), max(1.0, bars * count / most), px(16))
                writer.painter.fillRect(bar, QColor(t.dim))


class Ranking(PaintedTile):
    """Companies or grids in order: closed in time this month, and open now. No person is ranked."""

    def scores(self) -> Sequence[Score]:
        """Best first: the order is the query's own."""
        standing = self.room.standing
        if standing is None:
            return ()
        return standing.grids if self.show_ == GRIDS else standing.companies

    def draw(self, writer: Writer, box: QRectF) -> None:
        """Place, name, share in time, open ones where there is room."""
        t, px = tokens(), writer.px
        grids = self.show_ == GRIDS
        title = translate("Wall", "Grids this month") if grids else translate("Wall", "Companies this month")
        whole = translate("Wall", "in time · open")
        named = [(grid_word(int(one.name)) if grids else one.name, one) for one in self.scores()]
        share, still = writer.width("100.0 %"), writer.width("0000")
        number, wide = writer.width("00") + px(16), max([writer.width(name) for name, _ in named], default=0)
        both = box.width() >= number + wide + share + still + px(40)
        rest = self.head(writer, box, title, [whole] if both else [translate("Wall", "in time")])
        for n, (name, one) in enumerate(named[: int((rest.height() - px(8)) // px(ROW))]):
            line = QRectF(rest.left(), rest.top() + n * px(ROW), rest.width(), px(ROW))
            writer.write(line, str(n + 1), t.dim)
            right = line
            if both:
                writer.write(line, str(one.open), t.dim, align=RIGHT)
                right = line.adjusted(0, 0, -still - px(8), 0)
            said = "—" if one.on_time is None else f"{one.on_time * 100:.1f} %"
            writer.write(right, said, t.ink, align=RIGHT)
            writer.write(right.adjusted(number, 0, -share - px(12), 0), name, t.ink)


def _share(share: float | None, digits: int) -> str:
    return "—" if share is None else f"{share * 100:.{digits}f}"


def _hour(now: datetime, ago: int) -> str:
    return times.short_clock(now - timedelta(hours=ago))

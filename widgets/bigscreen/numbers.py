"""The wall's lower edge: the day in large figures, the last 24 hours, the companies in order."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from command_center.clock import Clock
from command_center.model.categories import Priority
from command_center.queries.answers import DayFigures
from widgets.common import theme, times
from widgets.common.theme import tokens

translate = QCoreApplication.translate
TILES, CHART, RANKING = 4, 0.24, 0.20
"""How many tiles; the shares of the width the chart and the ranking take."""


def ranking(figures: DayFigures) -> list[tuple[str, str, str]]:
    """Companies in order: name, share in time, closed cases. The order is the query's own."""
    return [
        (score.company, f"{score.on_time * 100:.1f} %", translate("Wall", "{n} closed").format(n=score.closed))
        for score in figures.companies
    ]


class Numbers(QWidget):
    """One strip, painted."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._figures: DayFigures | None = None
        self.unit = 1.0

    def set_figures(self, figures: DayFigures) -> None:
        """The newest figures."""
        self._figures = figures
        self.update()

    def _px(self, pixels: float) -> int:
        return round(pixels * self.unit)

    def tiles(self) -> list[tuple[str, str, str, str, bool]]:
        """Label, figure, unit, what stands below it, and whether that is bad news."""
        f = self._figures
        if f is None:
            return []
        yesterday = translate("Wall", "Yesterday by now {n}").format(n=f.opened_yesterday_by_now)
        overdue = translate("Wall", "Overdue {n}").format(n=f.overdue)
        on_time, solved = _share(f.closed_on_time, 1), _share(f.solved_all_time, 2)
        return [
            (translate("Wall", "Opened today"), str(f.opened_today), "", yesterday, False),
            (translate("Wall", "In progress"), str(f.in_progress), "", overdue, f.overdue > 0),
            (translate("Wall", "Closed in time"), on_time, "%", translate("Wall", "This month"), False),
            (translate("Wall", "Solved"), solved, "%", translate("Wall", "All time"), False),
        ]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Tiles, chart, ranking, with a line between."""
        painter, t = QPainter(self), tokens()
        painter.fillRect(self.rect(), QColor(t.panel))
        painter.fillRect(0, 0, self.width(), max(1, self._px(1)), QColor(t.line))
        if self._figures is None:
            return
        wide = self.width() * (1 - CHART - RANKING) / TILES
        for n, tile in enumerate(self.tiles()):
            self._tile(painter, QRectF(n * wide, 0, wide, self.height()), *tile)
        x = wide * TILES
        chart = QRectF(x, 0, self.width() * CHART, self.height())
        self._chart(painter, chart)
        self._ranking(painter, QRectF(chart.right(), 0, self.width() * RANKING, self.height()))
        for edge in (*(wide * n for n in range(1, TILES + 1)), chart.right()):
            painter.fillRect(QRectF(edge, 0, max(1, self._px(1)), self.height()), QColor(t.line))

    def _label(self, painter: QPainter, box: QRectF, text: str) -> None:
        painter.setFont(theme.sized(self._px(22)))
        painter.setPen(QColor(tokens().dim))
        painter.drawText(box.adjusted(self._px(22), self._px(16), -self._px(12), 0), text)

    def _tile(self, painter: QPainter, box: QRectF, label: str, figure: str, unit: str, below: str, bad: bool) -> None:
        t, left = tokens(), box.left() + self._px(22)
        self._label(painter, box, label)
        painter.setFont(theme.sized(self._px(64), bold=True))
        painter.setPen(QColor(t.ink))
        line = QRectF(left, self._px(46), box.width(), self._px(84))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, figure)
        after = painter.fontMetrics().horizontalAdvance(figure) + self._px(6)
        painter.setFont(theme.sized(self._px(30)))
        painter.setPen(QColor(t.dim))
        if figure != "—":
            painter.drawText(line.adjusted(after, self._px(18), 0, 0), Qt.AlignmentFlag.AlignVCenter, unit)
        painter.setFont(theme.sized(self._px(22)))
        painter.setPen(theme.priority_ink(Priority.URGENT) if bad else QColor(t.dim))
        painter.drawText(QRectF(left, self._px(136), box.width(), self._px(40)), Qt.AlignmentFlag.AlignVCenter, below)

    def _chart(self, painter: QPainter, box: QRectF) -> None:
        assert self._figures is not None
        t, hourly = tokens(), self._figures.hourly
        label = translate("Wall", "Alarms in 24 hours")
        self._label(painter, box, label)
        taken = painter.fontMetrics().horizontalAdvance(label)
        room = box.adjusted(self._px(22), self._px(64), -self._px(22), -self._px(44))
        most, each = max([*hourly, 1]), room.width() / max(1, len(hourly))
        for n, count in enumerate(hourly):
            high = max(self._px(2), room.height() * count / most)
            bar = QRectF(room.left() + n * each, room.bottom() - high, max(1.0, each * 0.7), high)
            painter.fillRect(bar, QColor(t.dim if count else t.line))
        painter.setFont(theme.sized(self._px(18)))
        painter.setPen(QColor(t.dim))
        foot = QRectF(room.left(), room.bottom() + self._px(4), room.width(), self._px(28))
        now = self._clock.now()
        sides = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight)
        for ago, side in zip((24, 12, 0), sides, strict=True):
            painter.drawText(foot, side, _hour(now, ago))
        top = translate("Wall", "at most {n} in a quarter of an hour").format(n=most)
        self._corner(painter, box, top, taken)

    def _corner(self, painter: QPainter, box: QRectF, text: str, taken: int) -> None:
        """Beside a label that has `taken` so many pixels; left out where it does not fit whole."""
        painter.setFont(theme.sized(self._px(18)))
        upper = box.adjusted(self._px(22), self._px(19), -self._px(22), 0)
        if painter.fontMetrics().horizontalAdvance(text) + self._px(16) < upper.width() - taken:
            painter.drawText(upper, Qt.AlignmentFlag.AlignRight, text)

    def _ranking(self, painter: QPainter, box: QRectF) -> None:
        assert self._figures is not None
        t = tokens()
        label = translate("Wall", "Companies this month")
        self._label(painter, box, label)
        self._corner(painter, box, translate("Wall", "in time"), painter.fontMetrics().horizontalAdvance(label))
        each, top = self._px(31), self._px(52)
        room = max(1, int((box.height() - top - self._px(8)) // each))
        for n, (company, share, _closed) in enumerate(ranking(self._figures)[:room]):
            line = QRectF(box.left() + self._px(22), top + n * each, box.width() - self._px(44), each)
            painter.setFont(theme.sized(self._px(22)))
            painter.setPen(QColor(t.dim))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, str(n + 1))
            painter.setPen(QColor(t.ink))
            wide = painter.fontMetrics().horizontalAdvance(share) + self._px(40)
            name = painter.fontMetrics().elidedText(company, Qt.TextElideMode.ElideRight, int(line.width()) - wide)
            painter.drawText(line.adjusted(self._px(30), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, name)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, share)


def _share(share: float | None, digits: int) -> str:
    return "—" if share is None else f"{share * 100:.{digits}f}"


def _hour(now: datetime, ago: int) -> str:
    return times.short_clock(now - timedelta(hours=ago))

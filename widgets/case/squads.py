"""The squads recommended for a matter: number key, name, strength, reasons, distance and time."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QVBoxLayout, QWidget

from command_center.model.observations import SquadState
from command_center.queries.answers import SquadAdvice
from widgets.common import theme, words
from widgets.common.parts import Pressable, paint_cap
from widgets.common.theme import Size, px, tokens
from widgets.common.words import joined, word

translate = QCoreApplication.translate
MOST = 5
"""How many are shown; the number keys reach nine."""


def reach(squad: SquadAdvice) -> tuple[str, str]:
    """Distance and time in words; both say so when the position is unknown."""
    if squad.distance_m is None or squad.minutes is None:
        return translate("Squads", "position unknown"), ""
    metres = squad.distance_m
    far = f"{metres / 1000:.1f} km" if metres >= 995 else f"{round(metres, -1):.0f} m"
    return far, translate("Squads", "about {n} min").format(n=max(1, round(squad.minutes)))


def stale_reach(squad: SquadAdvice) -> tuple[str, str]:
    """The same while the squads' feed is out: where it was last, and that this is old."""
    far, _ = reach(squad)
    return far, translate("Squads", "old position") if squad.distance_m is not None else ""


def reasons(squad: SquadAdvice) -> str:
    """Own grid, load, strength."""
    grid = translate("Squads", "own grid") if squad.own_grid else ""
    load = translate("Squads", "{n} in hand").format(n=squad.load) if squad.load else ""
    state = "" if squad.state is SquadState.FREE else word(words.SQUAD, squad.state)
    return joined(translate("Squads", "{n} people").format(n=squad.members), grid, load or state)


class SquadRow(Pressable):
    """One squad; a click is the same as its number."""

    def __init__(self, number: int, squad: SquadAdvice, stale: bool = False) -> None:
        super().__init__()
        self.number, self.squad, self.stale = number, squad, stale
        self.setToolTip(joined(squad.company, squad.name, reasons(squad), *self.reach()))

    def reach(self) -> tuple[str, str]:
        """What stands on the right."""
        return stale_reach(self.squad) if self.stale else reach(self.squad)

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(px(240), px(42))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Mark, key, name and reasons left; distance and time right."""
        painter, t = QPainter(self), tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.fillRect(self.rect(), QColor(t.raised))
        mid = self.height() / 2
        self._mark(painter, QPointF(px(22), mid))
        paint_cap(painter, QRectF(px(34), mid - px(9), px(18), px(18)), str(self.number), QColor(t.ink))
        far, soon = self.reach()
        left, right = px(62), self.width() - px(16)
        painter.setFont(theme.font(Size.BODY))
        wide = max(painter.fontMetrics().horizontalAdvance(far), painter.fontMetrics().horizontalAdvance(soon))
        upper, lower = QRectF(left, px(3), right - left, mid - px(3)), QRectF(left, mid, right - left, mid - px(3))
        edge = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(t.dim if self.stale else t.ink))
        painter.drawText(upper, edge, far)
        painter.setPen(QColor(t.ink))
        self._line(painter, upper, self.squad.name, wide)
        painter.setPen(QColor(t.dim))
        painter.setFont(theme.font(Size.SMALL))
        painter.drawText(lower, edge, soon)
        self._line(painter, lower, reasons(self.squad), wide)

    def _line(self, painter: QPainter, box: QRectF, text: str, wide: int) -> None:
        room = int(box.width()) - wide - px(10)
        short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short)

    def _mark(self, painter: QPainter, at: QPointF) -> None:
        """As on the map: a triangle, filled when the squad is free, grey when nobody knows where it is now."""
        r, good = px(5), QColor(tokens().dim if self.stale else tokens().good)
        painter.setPen(QPen(good, 1.2))
        painter.setBrush(good if self.squad.state is SquadState.FREE else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(QPolygonF([at + QPointF(0, -r), at + QPointF(r, r), at + QPointF(-r, r)]))


class SquadList(QWidget):
    """Signal `chosen(int)`: the number of the squad, from 1."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, px(8))
        self._column.setSpacing(0)
        self._shown: tuple[SquadAdvice, ...] | None = None
        self._stale = False

    def show_squads(self, squads: tuple[SquadAdvice, ...], stale: bool = False) -> None:
        """The best few; `stale`: their feed is out. Nothing is rebuilt when they are the same."""
        if (squads[:MOST], stale) == (self._shown, self._stale):
            return
        self._shown, self._stale = squads[:MOST], stale
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for number, squad in enumerate(self._shown, 1):
            row = SquadRow(number, squad, stale)
            row.clicked.connect(lambda _=False, number=number: self.chosen.emit(number))
            self._column.addWidget(row)

    def changeEvent(self, event: QEvent) -> None:
        """New language: the tool tips, too, are said anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._shown is not None:
            shown, self._shown = self._shown, None
            self.show_squads(shown, self._stale)

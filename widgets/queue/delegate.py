"""Draws a queue's row: an edge bar and a word for its priority, what and where, and its age."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from command_center.clock import Clock
from command_center.model.categories import Priority
from widgets.common import theme, times, words
from widgets.common.theme import Size, px, tokens
from widgets.queue.model import ROW
from widgets.queue.rows import Row, bits, subtitle, title

HEIGHT = 64
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RowDelegate(QStyledItemDelegate):
    """Two lines a row, as in the picture: title and age, subject and reasons."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All rows are equally high."""
        return QSize(px(200), px(HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """One row."""
        row = index.data(ROW)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if not isinstance(row, Row):
            return
        painter.save()
        self._ground(painter, box, row, state)
        inner = box.adjusted(px(32 if row.inside else 16), px(10), -px(12), -px(10))
        half = inner.height() // 2
        self._first(painter, QRect(inner.left(), inner.top(), inner.width(), half), row)
        self._second(painter, QRect(inner.left(), inner.top() + half + px(2), inner.width(), half), row)
        painter.restore()

    def _ground(self, painter: QPainter, box: QRect, row: Row, state: QStyle.StateFlag) -> None:
        t = tokens()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.mix(t.info, t.panel, 0.16))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(t.raised))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), QColor(t.line))
        bar = QRect(box.left(), box.top() + px(1), px(4), box.height() - px(2))
        painter.fillRect(bar, theme.priority_color(row.priority))

    def _first(self, painter: QPainter, box: QRect, row: Row) -> None:
        t, now = tokens(), self._clock.now()
        over = row.review is not None and row.review.over
        left = box.left() + _tag(painter, box, row.priority) + px(8)
        painter.setFont(theme.font(Size.BODY))
        age = times.span(now - row.since)
        painter.setPen(QColor(t.ink if not over else t.dim))
        painter.drawText(box, RIGHT, age)
        if row.group is not None:
            left += _chevron(painter, QRect(left, box.top(), px(12), box.height()), row.opened) + px(6)
        room = box.right() - left - painter.fontMetrics().horizontalAdvance(age) - px(10)
        painter.setFont(theme.font(Size.BODY, bold=True))
        text = painter.fontMetrics().elidedText(title(row), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, box.top(), room, box.height()), LEFT, text)

    def _second(self, painter: QPainter, box: QRect, row: Row) -> None:
        t = tokens()
        painter.setFont(theme.font(Size.SMALL))
        short, late = bits(row, self._clock.now())
        painter.setPen(theme.priority_ink(Priority.URGENT) if late else QColor(t.dim))
        painter.drawText(box, RIGHT, short)
        room = box.width() - painter.fontMetrics().horizontalAdvance(short) - px(12)
        painter.setPen(QColor(t.dim))
        text = painter.fontMetrics().elidedText(subtitle(row), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(box.left(), box.top(), room, box.height()), LEFT, text)


def _chevron(painter: QPainter, box: QRect, opened: bool) -> int:
    """Right: there is more behind it; down: it follows below. Returns its width."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens().ink), px(2)))
    x, y, reach = box.center().x(), box.center().y(), px(4)
    points = ((-reach, -reach / 2), (0, reach / 2), (reach, -reach / 2)) if opened else (
        (-reach / 2, -reach), (reach / 2, 0), (-reach / 2, reach))  # fmt: skip
    painter.drawPolyline([QPointF(x + dx, y + dy) for dx, dy in points])
    painter.restore()
    return box.width()


def _tag(painter: QPainter, line: QRect, priority: Priority) -> int:
    """The priority's word in a frame; returns its width."""
    painter.setFont(theme.font(Size.SMALL, bold=True))
    text = words.word(words.PRIORITY, priority)
    width = painter.fontMetrics().horizontalAdvance(text) + px(8)
    height = px(18)
    box = QRectF(line.left() + 0.5, line.top() + (line.height() - height) / 2 + 0.5, width, height)
    ink = theme.priority_ink(priority)
    if priority is Priority.URGENT:
        painter.setBrush(theme.mix(tokens().urgent, tokens().panel, 0.18))
    painter.setPen(QPen(ink, 1))
    painter.drawRoundedRect(box, px(3), px(3))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    return width

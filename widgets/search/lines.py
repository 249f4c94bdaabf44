"""The list of hits: two lines each, what it is and by what it was met, its age or how far away it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from command_center.queries.search.index import Hit
from widgets.common import theme
from widgets.common.literal import QT_TRANSLATE_NOOP
from widgets.common.theme import Size, px, tokens
from widgets.common.words import PRIORITY, joined, word
from widgets.map.palette import palette
from widgets.search.signs import paint_sign

translate = QCoreApplication.translate
HEIGHT = 44
HIT = Qt.ItemDataRole.UserRole + 1
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
KINDS: Mapping[str, str] = {
    "squad": QT_TRANSLATE_NOOP("Search", "Squad"),
    "place": QT_TRANSLATE_NOOP("Search", "Place"),
    "camera": QT_TRANSLATE_NOOP("Search", "Camera"),
    "tag": QT_TRANSLATE_NOOP("Search", "Dog tag"),
    "street": QT_TRANSLATE_NOOP("Search", "Name on the map"),
    "spot": QT_TRANSLATE_NOOP("Search", "Position"),
    "case": QT_TRANSLATE_NOOP("Search", "Case, closed"),
    "event": QT_TRANSLATE_NOOP("Search", "Event, not in the queue"),
}


def kind_word(hit: Hit) -> str:
    """What it is, in a word; of what waits, how soon."""
    literal = KINDS.get(hit.entry.kind)
    if literal is not None:
        return translate("Search", literal)
    return word(PRIORITY, hit.entry.priority or "")


def second_line(hit: Hit) -> str:
    """What it is, and the name by which it was met, unless the title says that already."""
    met = hit.matched if hit.matched.lower() not in hit.entry.title.lower() else ""
    return joined(kind_word(hit), met)


class Hits(QAbstractListModel):
    """What was found, best first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hits: Sequence[Hit] = ()

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Replace all."""
        self.beginResetModel()
        self.hits = tuple(hits)
        self.endResetModel()

    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """How many."""
        return len(self.hits)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The hit, or its title for who listens."""
        hit = self.hits[index.row()]
        if role == HIT:
            return hit
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return joined(hit.entry.title, second_line(hit))
        return None


class HitDelegate(QStyledItemDelegate):
    """Draws a hit; `aside` gives what stands on the right: an age, or a distance."""

    def __init__(self, aside: Callable[[Hit], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._aside = aside

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All are equally high."""
        return QSize(px(200), px(HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """One hit."""
        hit = index.data(HIT)
        if not isinstance(hit, Hit):
            return
        t, box = tokens(), QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.mix(t.info, t.panel, 0.22))
            painter.fillRect(QRect(box.left(), box.top(), px(3), box.height()), QColor(t.info))
        side = px(20)
        sign = QRectF(box.left() + px(12), box.center().y() - side / 2 + 0.5, side, side)
        paint_sign(painter, sign, hit, palette())
        text = box.adjusted(px(44), px(4), -px(10), -px(4))
        self._words(painter, text, hit)
        painter.restore()

    def _words(self, painter: QPainter, box: QRect, hit: Hit) -> None:
        t, half = tokens(), box.height() // 2
        upper, lower = QRect(box.topLeft(), QSize(box.width(), half)), box.adjusted(0, half, 0, 0)
        painter.setFont(theme.font(Size.SMALL))
        aside = self._aside(hit)
        painter.setPen(QColor(t.dim))
        painter.drawText(upper, RIGHT, aside)
        room = box.width() - painter.fontMetrics().horizontalAdvance(aside) - px(10)
        under = painter.fontMetrics().elidedText(second_line(hit), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(lower, LEFT, under)
        painter.setFont(theme.font(Size.BODY, bold=True))
        painter.setPen(QColor(t.ink))
        title = painter.fontMetrics().elidedText(hit.entry.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(upper, LEFT, title)

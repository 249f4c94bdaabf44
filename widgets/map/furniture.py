"""Scale bar, what must be said about the basemap, and the wall's legend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor, log10

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from command_center.model.categories import Priority
from widgets.common.theme import color, paint_shape, priority_color, px, sized, tokens
from widgets.common.words import PRIORITY, word
from widgets.map.glyphs import paint_mark
from widgets.map.marks import Mark, MarkKind
from widgets.map.palette import Palette, palette
from widgets.map.still import Basemap
from widgets.map.viewport import Viewport


def round_length(limit_m: float) -> float:
    """The longest of 1, 2, 5 × 10ⁿ metres that is at most `limit_m` (> 0)."""
    ten = 10.0 ** floor(log10(limit_m))
    return max(step * ten for step in (1, 2, 5) if step * ten <= limit_m * (1 + 1e-9))


WALL_TYPE = 27
"""1/40 of the screen's height."""


class Furniture(QGraphicsItem):
    """Painted along the lower edge, `inset` pixels above it (a time line may lie there)."""

    def __init__(self, wall: bool, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._wall = wall
        self._view = Viewport()
        self._true_scale = 1.0
        self.colours: Palette = palette()
        self.sketch = False
        self.approval = self.attribution = ""
        self.inset = 0
        self._corner = 0.0, 0.0
        self.counts: Mapping[Priority, int] = {}
        self.on_duty = 0
        self.dogs = 0

    def tell_of(self, basemap: Basemap) -> None:
        """What must be said about this basemap."""
        self.sketch, self.approval, self.attribution = basemap.sketch, basemap.approval, basemap.attribution
        self.update()

    def look(self, view: Viewport, true_scale: float) -> None:
        """`true_scale`: metres on the ground in a map metre."""
        self.prepareGeometryChange()
        self._view, self._true_scale = view, true_scale
        self.update()

    def keep_corner(self, width: float, height: float) -> None:
        """So many pixels of the lower left corner are covered: nothing is written there."""
        if (width, height) != self._corner:
            self.prepareGeometryChange()
            self._corner = width, height
            self.update()

    def boundingRect(self) -> QRectF:
        """A band along the lower edge."""
        height = px(116) if self._wall else px(80) + self._lift()
        return QRectF(0, self._view.height - height - self.inset, self._view.width, height)

    def paint(self, painter: QPainter, _: QStyleOptionGraphicsItem, __: QWidget | None = None) -> None:
        """Scale bar and note on the right, the wall's legend on the left."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        base = self._view.height - self.inset - px(10) - self._lift()
        if self._wall and self._crowded():
            base -= px(64)  # above the legend
        left = self._scale_bar(painter, self._view.width - px(14), base)
        if self._fits(left - px(16)):
            self._note(painter, left - px(16), base)
        else:
            self._note(painter, self._view.width - px(14), base - px(24))
        if self._wall:
            self._legend(painter)

    def _lift(self) -> float:
        """How far the scale bar gives way to the corner, where both have no room side by side."""
        return self._corner[1] if self._corner[0] + px(130 + 14 + 16) > self._view.width else 0.0

    def _fits(self, right: float) -> bool:
        """True when the note has room on one line, between the corner and `right`."""
        left = 0.0 if self._wall or self._lift() else self._corner[0]
        return self._wall or left + px(16) + self._note_width() <= right

    def _note_width(self) -> float:
        return QFontMetricsF(self._note_font(self._view.width)).horizontalAdvance(self.note())

    def _note(self, painter: QPainter, right: float, base: float) -> None:
        """What must be said about the basemap, ending at `right`: in as many lines as it takes, the last at `base`."""
        if not (note := self.note()):
            return
        painter.setFont(self._note_font(right - px(16)))
        metrics = QFontMetricsF(painter.font())
        room = right - px(16) - (0.0 if self._lift() else self._corner[0])
        width = min(metrics.horizontalAdvance(note) + 1, max(px(120), room))
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        box = metrics.boundingRect(QRectF(0, 0, width, 10_000), flags, note)
        place = QRectF(right - width, base + metrics.descent() - box.height(), width, box.height())
        painter.fillRect(place.adjusted(-px(6), -px(2), px(6), px(2)), self._backing())
        painter.setPen(self.colours.dim)
        painter.drawText(place, flags, note)

    def _backing(self) -> QColor:
        colour = QColor(self.colours.plate)
        colour.setAlphaF(0.85)
        return colour

    def _crowded(self) -> bool:
        """True when legend, note and scale bar have no room side by side."""
        note = QFontMetricsF(sized(px(WALL_TYPE))).horizontalAdvance(self.note())
        return px(16) + self._legend_width() + px(24) + note + px(16 + 130 + 14) > self._view.width

    def _note_font(self, room: float) -> QFont:
        """On the wall as large as the rest; a long one, which the basemap's owner wants said, as large as there is room
        for it."""
        if not self._wall:
            return sized(px(11))
        needed = QFontMetricsF(sized(px(WALL_TYPE))).horizontalAdvance(self.note())
        return sized(max(px(11), min(px(WALL_TYPE), int(px(WALL_TYPE) * room / max(1.0, needed)))))

    def _legend_width(self) -> float:
        return self._wide(self._words())

    def _wide(self, words: Sequence[tuple[Priority | MarkKind | None, str]]) -> float:
        metrics = QFontMetricsF(sized(px(WALL_TYPE)))
        wide = sum(metrics.horizontalAdvance(text) + px(18) + px(8) for _, text in words)
        return wide + px(26) * (len(words) - 1) + 2 * px(14)

    def note(self) -> str:
        """What must be said about the basemap, or nothing."""
        said = [QCoreApplication.translate("Map", "Sketch, not a survey")] if self.sketch else []
        if self.approval:
            said.append(QCoreApplication.translate("Map", "Map approval no. {n}").format(n=self.approval))
        if self.attribution:
            said.append(self.attribution)
        return " · ".join(said)

    def _scale_bar(self, painter: QPainter, right: float, base: float) -> float:
        """Draw it with its right end at `right`; returns where it begins."""
        metre = self._view.mpp * self._true_scale
        length = round_length(px(130) * metre)
        word = f"{length / 1000:g} km" if length >= 1000 else f"{length:g} m"
        left = right - length / metre
        size = px(WALL_TYPE if self._wall else 11)
        painter.fillRect(QRectF(left, base - px(8) - size, right - left, size + px(12)), self._backing())
        painter.setPen(QPen(self.colours.dim, px(1.5)))
        painter.drawPolyline(
            [QPointF(left, base - px(4)), QPointF(left, base), QPointF(right, base), QPointF(right, base - px(4))]
        )
        painter.setFont(sized(px(WALL_TYPE if self._wall else 11)))
        width = QFontMetricsF(painter.font()).horizontalAdvance(word)
        painter.drawText(QPointF((left + right - width) / 2, base - px(5)), word)
        return left

    def _legend(self, painter: QPainter) -> None:
        font = sized(px(WALL_TYPE))
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        words = self._words()
        pad, size, gap = px(14), px(18), px(26)
        box = QRectF(px(16), self._view.height - self.inset - px(64), self._legend_width(), px(52))
        painter.setPen(QPen(color(tokens().line)))
        painter.setBrush(color(tokens().panel, 0.92))
        painter.drawRoundedRect(box, px(4), px(4))
        x, middle = box.left() + pad, box.center().y()
        for sign, text in words:
            if isinstance(sign, Priority):
                paint_shape(painter, QRectF(x, middle - size / 2, size, size), sign)
                painter.setPen(priority_color(sign))
            elif sign is MarkKind.SQUAD:
                mark = Mark(MarkKind.SQUAD, "", 0, 0, "", "")
                paint_mark(painter, mark, QPointF(x + size / 2, middle), size * 0.45, self.colours)
                painter.setPen(self.colours.good)
            else:
                painter.setPen(self.colours.dim)
                painter.setBrush(self.colours.dog)
                painter.drawEllipse(QPointF(x + size / 2, middle), px(4), px(4))
            x += size + px(8)
            painter.drawText(QPointF(x, middle + metrics.ascent() / 2 - metrics.descent() / 2), text)
            x += metrics.horizontalAdvance(text) + gap

    def _words(self) -> list[tuple[Priority | MarkKind | None, str]]:
        shown = (Priority.URGENT, Priority.HIGH, Priority.MEDIUM)
        made: list[tuple[Priority | MarkKind | None, str]] = [
            (priority, f"{word(PRIORITY, priority)} {self.counts.get(priority, 0)}") for priority in shown
        ]
        on_duty = QCoreApplication.translate("Map", "Squads on duty {n}").format(n=self.on_duty)
        dogs = QCoreApplication.translate("Map", "Dogs {n}").format(n=f"{self.dogs:,}".replace(",", " "))
        made += [(MarkKind.SQUAD, on_duty), (None, dogs)]
        while len(made) > 1 and self._wide(made) > self._view.width - 2 * px(16):
            made.pop()  # the least important has no room in a narrow map
        return made

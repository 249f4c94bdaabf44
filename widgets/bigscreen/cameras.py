"""The wall's tile of cameras: which answer, and where something is waiting. Fixed ones only, and no picture: a picture
of a street has faces and plates in it, and a vehicle's or a drone's name says where people of ours are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtGui import QColor

from command_center.model.categories import Device, Priority
from command_center.model.health import FeedState
from command_center.model.observations import CameraState
from widgets.bars.light import paint_light
from widgets.bigscreen.tile import EDGE, PaintedTile
from widgets.bigscreen.writer import Writer
from widgets.common import theme
from widgets.common.theme import tokens
from widgets.common.words import joined

translate = QCoreApplication.translate
PANE_WIDE, PANE_HIGH = 420, 104
"""Least width and the height of a camera's pane, in units."""


@dataclass(frozen=True)
class Pane:
    """One camera: its name is a spot in the street."""

    name: str
    online: bool
    waiting: int
    worst: Priority | None


class Cameras(PaintedTile):
    """Cameras where something waits first, then those that do not answer."""

    def panes(self) -> list[Pane]:
        """What there is to show, in order."""
        waiting: Counter[str] = Counter()
        worst: dict[str, Priority] = {}
        for row in self.room.board.review if self.room.board is not None else ():
            if row.device is Device.FIXED and not row.over:
                waiting[row.subject] += 1
                worst[row.subject] = min(worst.get(row.subject, row.priority), row.priority, key=lambda p: p.rank)
        found = [
            Pane(card.name or "—", card.state is CameraState.ONLINE, waiting[card.camera], worst.get(card.camera))
            for card in self.room.cameras
            if card.device is Device.FIXED
        ]
        return sorted(found, key=lambda one: (one.worst.rank if one.worst else 9, one.online, one.name))

    def draw(self, writer: Writer, box: QRectF) -> None:
        """A grid of panes, as many as fit."""
        found, edge = self.panes(), writer.px(EDGE)
        answer = sum(one.online for one in found)
        said = translate("Wall", "{n} of {all} online").format(n=answer, all=len(found))
        rest = self.head(writer, box, translate("Wall", "Cameras"), [said, f"{answer}/{len(found)}"])
        whole = rest.adjusted(-edge, 0, edge, 0)
        columns = max(1, int(whole.width() // writer.px(PANE_WIDE)))
        high, wide = writer.px(PANE_HIGH), whole.width() / columns
        deep = max(1, int(whole.height() // high))
        for n, one in enumerate(found[: deep * columns]):
            row, column = divmod(n, columns)
            self._pane(writer, QRectF(whole.left() + column * wide, whole.top() + row * high, wide, high), one)

    def _pane(self, writer: Writer, box: QRectF, one: Pane) -> None:
        t, px = tokens(), writer.px
        writer.painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), QColor(t.line))
        inner = box.adjusted(px(EDGE), px(10), -px(EDGE), -px(10))
        upper, lower = inner.adjusted(0, 0, 0, -inner.height() / 2), inner.adjusted(0, inner.height() / 2, 0, 0)
        state = FeedState.LIVE if one.online else FeedState.DOWN
        paint_light(writer.painter, QPointF(upper.left() + px(9), upper.center().y()), px(9), state)
        writer.write(upper.adjusted(px(34), 0, 0, 0), _shorter(writer, one.name, upper.width() - px(34)), t.ink)
        online, offline = translate("Wall", "online"), translate("Wall", "does not answer")
        matters = translate("Wall", "{n} waiting").format(n=one.waiting) if one.waiting else ""
        start = lower.adjusted(px(34), 0, 0, 0)
        if matters and one.worst is not None:
            taken = writer.write(start, matters, theme.priority_ink(one.worst)) + px(16)
            if not one.online:
                writer.write(start.adjusted(taken, 0, 0, 0), [offline, ""], t.dim)
        else:
            writer.write(start, joined(online if one.online else offline), t.dim)


def _shorter(writer: Writer, name: str, room: float) -> Sequence[str]:
    """The name; one that is too long, as its beginning with dots: cameras' names say more to the front."""
    if writer.width(name) <= room:
        return [name]
    kept = next((n for n in range(len(name), 0, -1) if writer.width(name[:n] + "…") <= room), 0)
    return [name[:kept] + "…"]

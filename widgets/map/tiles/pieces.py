"""What is painted where: the tiles that are here, and others stretched over the places of those that are not yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTransform

from command_center.tiles.address import Tile
from widgets.map.tiles.pyramid import Placed

T = TypeVar("T")
MOST_UP = 8
"""Levels above that a tile is taken from: beyond, a tile covers two hundred screens."""
WHOLE = QRectF(0, 0, 1, 1)


@dataclass(frozen=True)
class Piece(Generic[T]):
    """`part` of a tile's unit square, drawn to fill the unit square that `place` puts on the view's pixels."""

    tile: Tile
    value: T
    place: QTransform
    part: QRectF

    @property
    def exact(self) -> bool:
        """The tile itself, all of it."""
        return self.part == WHOLE

    def whole_place(self) -> QTransform:
        """Where the whole of the tile's unit square would lie."""
        part = self.part
        inner = QTransform.fromTranslate(-part.x() / part.width(), -part.y() / part.height())
        return QTransform.fromScale(1 / part.width(), 1 / part.height()) * inner * self.place


def cover(
    seen: Sequence[Placed], had: Callable[[Tile], T | None], place: Callable[[Tile], QTransform]
) -> list[Piece[T]]:
    """Pieces for the tiles in view, coarse ones first: for one that is missing the nearest above it, or those below."""
    made: list[Piece[T]] = []
    below: dict[Tile, None] = {}
    for placed in seen:
        value = had(placed.tile)
        if value is not None:
            made.append(Piece(placed.tile, value, placed.place, placed.part))
        elif (above := _above(placed, had)) is not None:
            made.append(above)
        else:
            below |= dict.fromkeys(placed.tile.down())
    made += [Piece(tile, one, place(tile), WHOLE) for tile in below if (one := had(tile)) is not None]
    made.sort(key=lambda piece: piece.tile.z)
    return made


def _above(placed: Placed, had: Callable[[Tile], T | None]) -> Piece[T] | None:
    tile, part = placed.tile, placed.part
    for up in range(1, min(MOST_UP, tile.z) + 1):
        value = had(tile.up(up))
        if value is not None:
            n = 1 << up
            left, top = (tile.x % n + part.x()) / n, (tile.y % n + part.y()) / n
            return Piece(tile.up(up), value, placed.place, QRectF(left, top, part.width() / n, part.height() / n))
    return None

"""A tile's address in Web Mercator's pyramid."""

from __future__ import annotations

from typing import NamedTuple


class Tile(NamedTuple):
    """Zoom, column from the west, row from the north; 2ᶻ of each."""

    z: int
    x: int
    y: int

    def up(self, levels: int = 1) -> Tile:
        """The tile `levels` above (at most z) that this one is part of."""
        return Tile(self.z - levels, self.x >> levels, self.y >> levels)

    def down(self) -> tuple[Tile, Tile, Tile, Tile]:
        """The four tiles it is made of."""
        z, x, y = self.z + 1, self.x * 2, self.y * 2
        return Tile(z, x, y), Tile(z, x + 1, y), Tile(z, x, y + 1), Tile(z, x + 1, y + 1)

    @property
    def south_row(self) -> int:
        """Its row counted from the south, as TMS and MBTiles do."""
        return (1 << self.z) - 1 - self.y

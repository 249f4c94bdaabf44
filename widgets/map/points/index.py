"""Which things are near a spot: a grid over the ground whose cells are chains of rows, kept up to date row by row.

Nothing is rebuilt: when somebody points at the map after things have moved, the rows that have left their cell are hung
into another one; while nobody points, nothing is done. Cells are named by a number made from their place (a hash), so
that the ground has no edge; two that share a number only cost a comparison.
"""

from __future__ import annotations

import numpy as np

from widgets.map.points.scene import I32

CELL_M = 64.0
"""Map metres a cell is wide: at walking pace a dog leaves it every minute."""
LEAST = 1024
NOWHERE = -1


class Index:
    """Chains of rows: `first` by cell, `after` and `before` by row, `cell` a row hangs in (-1: none).

    `behind` is True when positions may have changed since the chains were brought up to date.
    """

    def __init__(self) -> None:
        self.behind = True
        self.size = 0
        self._make(0)

    def _make(self, rows: int) -> None:
        room = max(LEAST, rows * 3 // 2)
        cells = 1 << (2 * room - 1).bit_length()
        self.first: I32 = np.full(cells, NOWHERE, np.int32)
        self.cell: I32 = np.full(room, NOWHERE, np.int32)
        self.after: I32 = np.full(room, NOWHERE, np.int32)
        self.before: I32 = np.full(room, NOWHERE, np.int32)

    def reach(self, rows: int) -> None:
        """Have room for so many rows; begin again when there are fewer than before (another table)."""
        if rows > len(self.cell) or rows < self.size:
            self._make(rows)
        self.size = rows

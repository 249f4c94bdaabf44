"""Names by number: each name is kept once and known by its row, in every table that shares the index."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat

import numpy as np
from numpy.typing import NDArray


class NameIndex:
    """Rows begin at 0, never move or vanish. `names` gives them back by row."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._row: dict[str, int] = {}
        self._asked: Sequence[str] | None = None
        self._told: NDArray[np.intp] = np.empty(0, np.intp)

    def __len__(self) -> int:
        return len(self.names)

    def get(self, name: str) -> int | None:
        """The row of a name, None when it was never heard."""
        return self._row.get(name)

    def row(self, name: str) -> int:
        """The row of a name, made when it is new."""
        found = self._row.get(name)
        if found is None:
            found = self._row[name] = len(self.names)
            self.names.append(name)
        return found

    def rows(self, names: Sequence[str]) -> NDArray[np.intp]:
        """The rows of n names, made where they are new.

        Rules and live table ask about the same tuple one after the other: the second is told what the first was.
        """
        if names is self._asked:
            return self._told
        rows = np.fromiter(map(self._row.get, names, repeat(-1)), np.intp, len(names))
        for at in np.flatnonzero(rows < 0).tolist():
            rows[at] = self.row(names[at])
        rows.flags.writeable = False
        if isinstance(names, tuple):  # a list could be another by then
            self._asked, self._told = names, rows
        return rows

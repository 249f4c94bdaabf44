"""Tags by number, hundreds of thousands of them: one string over the names that the live table has anyway."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from command_center.queries.search.index import Tier

_END = "\n"


class TagIndex:
    """The first n of a growing list of names, met by what they begin with or have in them. Read from any thread."""

    n: int
    blob: str
    starts: NDArray[np.int64]

    def __init__(self, names: Sequence[str], before: TagIndex | None = None) -> None:
        """Of `names`, those `before` has already are not looked at again: they never change."""
        had = before.n if before is not None else 0
        fresh = [name.lower() for name in names[had:]]
        self.n = had + len(fresh)
        old, starts = (before.blob, before.starts) if before is not None else (_END, np.ones(1, np.int64))
        self.blob = old + "".join(name + _END for name in fresh)
        grown = np.cumsum([len(name) + 1 for name in fresh], dtype=np.int64) + starts[-1]
        self.starts = np.concatenate((starts, grown))

    def find(self, word: str, most: int) -> list[tuple[int, Tier]]:
        """Rows of at most `most` names with `word` in them: the one it is, then those it begins, then the others."""
        wanted = word.lower()
        if not wanted or _END in wanted:
            return []
        found: dict[int, Tier] = {}
        ways = ((_END + wanted + _END, Tier.EXACT), (_END + wanted, Tier.PREFIX), (wanted, Tier.PART))
        for needle, tier in ways:
            for row in self._rows(needle, tier is not Tier.PART):
                if len(found) >= most:
                    return list(found.items())
                found.setdefault(row, tier)
        return list(found.items())

    def _rows(self, needle: str, whole: bool) -> Iterator[int]:
        at = self.blob.find(needle)
        while at >= 0:
            row = int(np.searchsorted(self.starts, at + whole, "right")) - 1
            yield row
            at = self.blob.find(needle, int(self.starts[row + 1]) - 1)

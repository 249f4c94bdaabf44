"""What keeps the loop free: long work stops for breath, and the collector leaves alone what stays."""

from __future__ import annotations

import asyncio
import gc
from time import perf_counter

AT_MOST_S = 0.004
"""Half a frame at 60 Hz."""


class Breath:
    """One per piece of work: `await breath()` between its steps lets others run when it has held the loop too long."""

    def __init__(self, at_most_s: float = AT_MOST_S) -> None:
        self._at_most_s = at_most_s
        self._since = perf_counter()

    async def __call__(self) -> None:
        """Return at once, or after everybody else had a turn."""
        if perf_counter() - self._since >= self._at_most_s:
            await asyncio.sleep(0)
            self._since = perf_counter()

    def fresh(self) -> None:
        """The work was waiting for something just now: others had their turn."""
        self._since = perf_counter()


def freeze_started() -> None:
    """Once everything stands: what was made up to now stays for good, and the collector need not look at it again.

    A full collection of the modules and widgets of a station takes 80 ms, and holds up the interface as long.
    """
    gc.collect()
    gc.freeze()

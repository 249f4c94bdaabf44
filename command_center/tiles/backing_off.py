"""Leaving a server alone for a while after it failed: longer each time, until it answers again."""

from __future__ import annotations

import threading
from time import monotonic

FIRST_S, MOST_S = 1.0, 60.0
REFUSED_S = 120.0


class BackingOff:
    """Any thread. A failure of a request begun before the last one was noted counts no second time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failures = 0
        self._noted = self._until = 0.0

    @property
    def wait_s(self) -> float:
        """Seconds until it may be asked again; 0: now."""
        return max(0.0, self._until - monotonic())

    def failed(self, begun: float, least_s: float = FIRST_S) -> None:
        """A request begun at `begun` (monotonic) failed; leave it alone for `least_s` at least."""
        with self._lock:
            if begun < self._noted:
                return
            self._noted = monotonic()
            wait = min(max(least_s, FIRST_S * 2.0**self._failures), max(MOST_S, least_s))
            self._failures = min(self._failures + 1, 16)
            self._until = self._noted + wait

    def answered(self) -> None:
        """It is well again."""
        with self._lock:
            self._failures, self._until = 0, 0.0

"""Python's collector, on the interface's thread only.

What it finds may hold widgets and timers, which Qt lets be destroyed on the thread they live on only: run by whichever
thread happens to allocate, it brings the program down. So it is turned off and called by a timer.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500
OLD_EVERY = 120
"""Looks between two collections of what is old, at least: they take longest."""


class Collector(QObject):
    """Collects as Python would by itself, by the same thresholds. `stop` gives it back to Python."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._looks = 0
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(EVERY_MS)

    def look(self) -> int | None:
        """Collect if it is time to; returns the generation collected, None when it was not time."""
        self._looks += 1
        counts, most = gc.get_count(), gc.get_threshold()
        if counts[0] <= most[0]:
            return None
        generation = 1 if counts[1] > most[1] else 0
        if generation and counts[2] > most[2] and self._looks >= OLD_EVERY:
            generation, self._looks = 2, 0
        gc.collect(generation)
        return generation

    def stop(self) -> None:
        """Nothing is shown any more."""
        self._timer.stop()
        gc.enable()

"""Where in a time one is, and how fast one goes on."""

from __future__ import annotations

from datetime import datetime

from command_center.clock import from_ms

SPEEDS = (1, 2, 5, 10, 60, 600)
"""Times as fast as it was."""


class Playhead:
    """A clock one can set: `now` is the moment looked at. All moments are milliseconds since 1970 UTC."""

    def __init__(self, start_ms: int, end_ms: int) -> None:
        self.start_ms, self.end_ms = start_ms, max(end_ms, start_ms + 1)
        self._at = float(self.end_ms)
        self.speed = SPEEDS[0]
        self.playing = False

    @property
    def at_ms(self) -> int:
        """The moment looked at."""
        return int(self._at)

    def now(self) -> datetime:
        """The moment looked at."""
        return from_ms(self.at_ms)

    def range(self, start_ms: int, end_ms: int) -> None:
        """Another time; the moment stays if it lies in it."""
        self.start_ms, self.end_ms = start_ms, max(end_ms, start_ms + 1)
        self.go(self._at)

    def go(self, at_ms: float) -> None:
        """To a moment, or as near as the time's ends allow."""
        self._at = min(max(float(at_ms), float(self.start_ms)), float(self.end_ms))

    def play(self, on: bool) -> None:
        """Go on by itself, or stand still; from the end it begins anew."""
        if on and self._at >= self.end_ms:
            self._at = float(self.start_ms)
        self.playing = on

    def pass_by(self, seconds: float) -> bool:
        """So many seconds have passed at the seat. False when it stands still; at the end it stops."""
        if not self.playing:
            return False
        self.go(self._at + seconds * 1000 * self.speed)
        self.playing = self._at < self.end_ms
        return True

    def faster(self, by: int) -> None:
        """The next higher (1) or lower (-1) speed."""
        at = SPEEDS.index(self.speed) + by
        self.speed = SPEEDS[min(max(at, 0), len(SPEEDS) - 1)]

"""A feed server's clock against ours, measured from what it says the time is.

A message that tells the server's time is received a little later: server time minus receipt is the skew less the
way. The largest of the last minutes is the one with the shortest way, as in Cristian's algorithm.
"""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

WINDOW = timedelta(minutes=5)
MOST_SAMPLES = 600


class Skew:
    """Samples of one server's clock. Positive: it is ahead of ours."""

    def __init__(self) -> None:
        self._told: deque[tuple[datetime, float]] = deque(maxlen=MOST_SAMPLES)
        self._bound: tuple[datetime, float] | None = None

    def told(self, server: datetime, received: datetime) -> None:
        """The server said what time it is, and it was received then."""
        self._told.append((received, (server - received).total_seconds()))

    def told_date(self, header: str | None, received: datetime) -> None:
        """The handshake's `Date`, whole seconds: its middle is taken. What is no date is ignored."""
        try:
            server = parsedate_to_datetime(header or "")
            self.told(server + timedelta(milliseconds=500), received)
        except (ValueError, TypeError, OverflowError):
            return

    def at_least(self, seconds: float, received: datetime) -> None:
        """An event's own time was this far ahead of its receipt: the clock is at least so far ahead."""
        if seconds > 0 and (self._bound is None or seconds >= self._bound[1] or self._old(self._bound[0], received)):
            self._bound = (received, seconds)

    def seconds(self, now: datetime) -> float | None:
        """The server's clock minus ours; None while nothing is known."""
        # The last is kept however old: a server that says the time only at the handshake has not lost its skew.
        while len(self._told) > 1 and self._old(self._told[0][0], now):
            self._told.popleft()
        found = [max(skew for _, skew in self._told)] if self._told else []
        if self._bound is not None and not self._old(self._bound[0], now):
            found.append(self._bound[1])
        return max(found, default=None)

    @staticmethod
    def _old(then: datetime, now: datetime) -> bool:
        return now - then > WINDOW

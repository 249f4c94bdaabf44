"""How far each feed has got in its own time: a backlog being read is not silence."""

from __future__ import annotations

from datetime import datetime, timedelta

QUIET_AFTER = timedelta(seconds=60)
"""A feed that has sent nothing for this long is not being read any more: then the clock alone counts."""


class Progress:
    """The newest data of each feed, and when it came."""

    def __init__(self) -> None:
        self._feeds: dict[str, tuple[datetime, datetime]] = {}

    def heard(self, feed: str, received: datetime, newest: datetime) -> None:
        """A feed sent data up to `newest`."""
        known = self._feeds.get(feed)
        self._feeds[feed] = (received, max(newest, known[1]) if known else newest)

    def now(self, feed: str, clock: datetime) -> datetime:
        """The moment up to which `feed` has told everything: the clock's, or earlier while it catches up."""
        known = self._feeds.get(feed)
        if known is None or clock - known[0] > QUIET_AFTER:
            return clock
        return min(clock, known[1])

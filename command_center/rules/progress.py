"""How far each feed has got in its own time: a backlog being read is not silence."""

from __future__ import annotations

from datetime import datetime, timedelta

QUIET_AFTER = timedelta(seconds=60)
"""A feed that has sent nothing for this long is not being read any more: then the clock alone counts."""


class Progress:
    """The newest data of each feed, and when it came."""

    def __init__(self) -> None:
        self._feeds: dict[str, tuple[datetime, datetime]] = {}
        self._first: datetime | None = None

    def heard(self, feed: str, received: datetime, newest: datetime) -> None:
        """A feed sent data up to `newest`."""
        known = self._feeds.get(feed)
        self._feeds[feed] = (received, max(newest, known[1]) if known else newest)

    def now(self, feed: str, clock: datetime) -> datetime | None:
        """The moment up to which `feed` has told everything: the clock's, or earlier while it catches up.

        None when that can't be known yet: just started, and the feed has told nothing so far.
        """
        self._first = self._first or clock
        known = self._feeds.get(feed)
        if known is None:
            return clock if clock - self._first > QUIET_AFTER else None
        return clock if clock - known[0] > QUIET_AFTER else min(clock, known[1])

"""The time, handed in. Nobody else in the core asks the system what time it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from time import time
from typing import Protocol


class Clock(Protocol):
    """Something that knows what time it is."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.fromtimestamp(time(), UTC)


class FixedClock:
    """A clock that stands still until it is told to move: for tests and drills."""

    def __init__(self, now: datetime) -> None:
        self._now = now.astimezone(UTC)

    def now(self) -> datetime:
        """The moment it was last set to, in UTC."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Move forward (or back, if negative) by `seconds`."""
        self._now += timedelta(seconds=seconds)


def to_ms(moment: datetime) -> int:
    """Integer milliseconds since 1970-01-01T00:00Z, as feeds carry them in names ending in `_ms`."""
    return round(moment.timestamp() * 1000)


def from_ms(milliseconds: int) -> datetime:
    """The moment `milliseconds` after 1970-01-01T00:00Z, in UTC."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)

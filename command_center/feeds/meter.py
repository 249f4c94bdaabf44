"""How a feed is doing, measured as it goes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import datetime

from command_center.clock import Clock
from command_center.feeds.wire import SILENCE_IS_DEAD_S
from command_center.model.health import FeedHealth, FeedState

BEHIND_S = 20.0
"""Data this much older than its receipt is backlog: the feed is catching up, not live."""
RATE_OVER_S = 10.0


class Meter:
    """One feed's state and counters. `changed` is called when the state is another one."""

    def __init__(self, name: str, kind: str, clock: Clock, changed: Callable[[str], None]) -> None:
        self._clock = clock
        self._changed = changed
        self._name, self._kind = name, kind
        self._state = FeedState.CONNECTING
        self._since = clock.now()
        self._counts: deque[tuple[float, int]] = deque()
        self._lag: float | None = None
        self._last: datetime | None = None
        self._why = ""
        self.reconnects = 0
        self.received = 0
        self.quarantined = 0
        self.gaps = 0
        self.unsent = 0

    def opened(self) -> None:
        """The connection stands; live only once something comes."""
        self._why = ""
        self._last = self._last or self._clock.now()

    def heard(self, newest: datetime | None, events: int) -> None:
        """A message came: how many events (fixes), and the newest data's time (None: none, a heartbeat)."""
        now = self._clock.now()
        self._last = now
        self.received += events
        self._counts.append((now.timestamp(), events))
        if newest is not None:
            self._lag = (now - newest).total_seconds()
        behind = newest is not None and (now - newest).total_seconds() > BEHIND_S
        still = newest is None and self._state is FeedState.CATCHING_UP
        self._become(FeedState.CATCHING_UP if behind or still else FeedState.LIVE)

    def lost(self, why: str, *, refused: bool = False) -> None:
        """The connection ended or could not be made."""
        self._why = why
        if self._state is not FeedState.STALE:
            self._become(FeedState.REFUSED if refused else FeedState.DOWN)

    def repeating(self, cursor: str) -> None:
        """All that comes was had: the server's sequence has fallen behind our cursor, and it has not said so."""
        self._why = f"everything the server sends lies at or below what we have (sequence {cursor})"
        self._changed(self._name)

    def silent(self) -> None:
        """Nothing came for 30 s on an open connection."""
        self._become(FeedState.STALE)

    def _become(self, state: FeedState) -> None:
        if state is self._state:
            return
        self._state, self._since = state, self._clock.now()
        self._changed(self._name)

    def health(self) -> FeedHealth:
        """The feed now. Never live when nothing came for 30 s, whatever the socket says."""
        now = self._clock.now()
        state = self._state
        quiet = (now - self._last).total_seconds() if self._last else 0.0
        if state in (FeedState.LIVE, FeedState.CATCHING_UP) and quiet > SILENCE_IS_DEAD_S:
            state = FeedState.STALE
        while self._counts and self._counts[0][0] < now.timestamp() - RATE_OVER_S:
            self._counts.popleft()
        return FeedHealth(
            name=self._name,
            kind=self._kind,
            state=state,
            since=self._since,
            rate=sum(count for _, count in self._counts) / RATE_OVER_S,
            lag_s=self._lag,
            last_message=self._last,
            reconnects=self.reconnects,
            received=self.received,
            quarantined=self.quarantined,
            gaps=self.gaps,
            unsent=self.unsent,
            why=self._why,
        )

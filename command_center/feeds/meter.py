"""How a feed is doing, measured as it goes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import datetime

from command_center.clock import Clock
from command_center.feeds import secrecy
from command_center.feeds.skew import Skew
from command_center.feeds.wire import SILENCE_IS_DEAD_S
from command_center.model.health import FeedHealth, FeedState

BEHIND_S = 20.0
"""Data this much older than its receipt is behind: the feed is catching up or lagging, not live."""
RATE_OVER_S = 10.0
TREND_OVER_S = 5.0
"""Whether a feed that is behind comes nearer is told over this long."""
NEARER = 0.3
"""Seconds nearer a second, at least, that are called catching up."""
_ALIVE = (FeedState.LIVE, FeedState.CATCHING_UP, FeedState.LAGGING)


class Meter:
    """One feed's state and counters. `changed` is called when the state is another one.

    `quarantined`, `gaps`, `unseen_gaps` and `unsent` are the store's counts, set by whoever reads it.
    `silence_s` is how long nothing may come before the feed is stale.
    """

    def __init__(
        self,
        name: str,
        kind: str,
        clock: Clock,
        changed: Callable[[str], None],
        silence_s: float = SILENCE_IS_DEAD_S,
    ) -> None:
        self._clock, self._changed = clock, changed
        self._name, self._kind = name, kind
        self._state = FeedState.CONNECTING
        self._since = clock.now()
        self._counts: deque[tuple[float, int]] = deque()
        self._trend: deque[tuple[float, float]] = deque()
        self._lag: float | None = None
        self._last: datetime | None = None
        self._why = ""
        self.skew = Skew()
        self.silence_s = silence_s
        self.reconnects = self.received = self.quarantined = self.gaps = self.unseen_gaps = self.unsent = 0

    def opened(self) -> None:
        """The connection stands; live only once something comes."""
        self._why = ""
        self._last = self._last or self._clock.now()
        self._trend.clear()

    def heard(self, newest: datetime | None, events: int) -> None:
        """A message came: how many events (fixes), and the newest data's time (None: none, a heartbeat)."""
        now = self._clock.now()
        self._last = now
        self.received += events
        self._counts.append((now.timestamp(), events))
        if newest is not None:
            self._lag = (now - newest).total_seconds()
            self.skew.at_least(-self._lag, now)
            # Against the server's own clock: a clock that is wrong is told apart, and is no lag.
            self._become(self._progress(now.timestamp(), self._lag + (self.skew.seconds(now) or 0.0)))
        elif self._state not in (FeedState.CATCHING_UP, FeedState.LAGGING):
            self._become(FeedState.LIVE)

    def _progress(self, now: float, lag: float) -> FeedState:
        """Live, or behind: coming nearer (a backlog is being read), or not (the server itself is late)."""
        trend = self._trend
        trend.append((now, lag))
        while len(trend) > 2 and trend[1][0] <= now - TREND_OVER_S:
            trend.popleft()
        if lag <= BEHIND_S:
            return FeedState.LIVE
        then, before = trend[0]
        if now - then < TREND_OVER_S:
            return self._state if self._state is FeedState.LAGGING else FeedState.CATCHING_UP
        return FeedState.CATCHING_UP if before - lag >= NEARER * (now - then) else FeedState.LAGGING

    def lost(self, why: str, *, refused: bool = False) -> None:
        """The connection ended or could not be made."""
        self._why = secrecy.scrub(why)
        if self._state is not FeedState.STALE:
            self._become(FeedState.REFUSED if refused else FeedState.DOWN)

    def hindered(self, why: str) -> None:
        """The connection stands, but something is wrong that an operator should know; "" when it is right again."""
        why = secrecy.scrub(why)
        if why != self._why:
            self._why = why
            self._changed(self._name)

    def silent(self) -> None:
        """Nothing came for too long on an open connection."""
        self._become(FeedState.STALE)

    def _become(self, state: FeedState) -> None:
        if state is self._state:
            return
        self._state, self._since = state, self._clock.now()
        self._changed(self._name)

    def health(self) -> FeedHealth:
        """The feed now. Never live when nothing came for `silence_s`, whatever the socket says."""
        now = self._clock.now()
        state = self._state
        quiet = (now - self._last).total_seconds() if self._last else 0.0
        if state in _ALIVE and quiet > self.silence_s:
            state = FeedState.STALE
        elif state is FeedState.LIVE and self.unseen_gaps:
            state = FeedState.GAP
        while self._counts and self._counts[0][0] < now.timestamp() - RATE_OVER_S:
            self._counts.popleft()
        return FeedHealth(
            name=self._name,
            kind=self._kind,
            state=state,
            since=self._since,
            rate=sum(count for _, count in self._counts) / RATE_OVER_S,
            lag_s=self._lag,
            skew_s=self.skew.seconds(now),
            last_message=self._last,
            reconnects=self.reconnects,
            received=self.received,
            quarantined=self.quarantined,
            gaps=self.gaps,
            unseen_gaps=self.unseen_gaps,
            unsent=self.unsent,
            why=self._why,
        )

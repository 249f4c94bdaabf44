"""How a feed is doing, told honestly."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class FeedState(StrEnum):
    """The one word for a feed's light. Only `live` is good."""

    CONNECTING = "connecting"
    CATCHING_UP = "catching-up"
    LIVE = "live"
    STALE = "stale"
    REFUSED = "refused"
    DOWN = "down"


class FeedHealth(Struct, frozen=True, kw_only=True):
    """A feed now. `rate` is events (fixes for dog tags) a second over the last 10 s; `lag_s` receipt minus the
    data's time, of the newest data; `since` when `state` began; `why` the connection's last error, plain."""

    name: str
    kind: str
    state: FeedState
    since: datetime
    rate: float = 0.0
    lag_s: float | None = None
    last_message: datetime | None = None
    reconnects: int = 0
    received: int = 0
    quarantined: int = 0
    gaps: int = 0
    unsent: int = 0
    why: str = ""

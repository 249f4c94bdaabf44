"""How a feed is doing, told honestly."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class FeedState(StrEnum):
    """The one word for a feed's light. Only `live` is good.

    `catching-up`: behind, and coming nearer; `lagging`: behind, and not; `gap`: live, and something before it is
    lost that nobody has acknowledged yet.
    """

    CONNECTING = "connecting"
    CATCHING_UP = "catching-up"
    LAGGING = "lagging"
    GAP = "gap"
    LIVE = "live"
    STALE = "stale"
    REFUSED = "refused"
    DOWN = "down"


class FeedHealth(Struct, frozen=True, kw_only=True):
    """A feed now. `rate` is events (fixes for dog tags) a second over the last 10 s; `lag_s` receipt minus the
    data's time, of the newest data; `skew_s` the server's clock minus ours, None unknown; `since` when `state` began;
    `quarantined` what is kept and not resolved; `unseen_gaps` the gaps nobody has acknowledged; `unsent` messages the
    other side has not acknowledged; `why` the connection's last error, plain."""

    name: str
    kind: str
    state: FeedState
    since: datetime
    rate: float = 0.0
    lag_s: float | None = None
    skew_s: float | None = None
    last_message: datetime | None = None
    reconnects: int = 0
    received: int = 0
    quarantined: int = 0
    gaps: int = 0
    unseen_gaps: int = 0
    unsent: int = 0
    why: str = ""

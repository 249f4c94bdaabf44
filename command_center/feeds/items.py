"""What a feed's message comes to, whatever its format: the items that go to the intake, in order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from command_center.feeds.wire import Gap
from command_center.model.observations import Observation

NO_SEQUENCE = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """An event, understood. `sequence` moves the feed's cursor; `NO_SEQUENCE` leaves it where it is. `raw` is the
    element as it came, where it may become evidence."""

    sequence: str
    source: str
    id: str
    time: datetime
    what: Observation
    raw: bytes = b""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An element that cannot be understood: why, the bytes as they came, and its sequence where it could be read."""

    reason: str
    raw: bytes
    sequence: str = NO_SEQUENCE


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The other side has what we sent. `key` is the outbox's: `task:…`, `notice:…`, `result:…:…`."""

    key: str


@dataclass(frozen=True, slots=True)
class Reached:
    """Everything up to `sequence` (20 digits) was delivered: the cursor moves there, with nothing else.

    For formats without a sequence of their own, whose cursor may move only when a back-fill is complete.
    """

    sequence: str


@dataclass(frozen=True, slots=True)
class Beat:
    """A heartbeat. `time` is the server's clock when it was sent, None when it does not say."""

    time: datetime | None


@dataclass(frozen=True, slots=True)
class Resolved:
    """What was set aside under this number is understood now; what it says stands before this, in one delivery."""

    id: int


Item = Heard | Unreadable | Gap | Acknowledged | Reached | Beat | Resolved

"""What the intake carries from the feeds through the rules into one transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from command_center.feeds.items import Unreadable
from command_center.feeds.wire import Gap
from command_center.model.observations import Observation, Tick
from command_center.rules.engine import Outcome
from command_center.store.intake import Range


@dataclass(frozen=True, slots=True)
class Seen:
    """One observation and what the rules made of it. `digests` name the events it came in: several for fixes of many
    messages, none for a tick of the clock. `raw` is the message's element as it came, where it may become evidence,
    `told` the time it gave itself."""

    feed: str
    received: datetime
    what: Observation | Tick
    outcomes: tuple[Outcome, ...]
    digests: tuple[int, ...] = ()
    raw: bytes = b""
    told: datetime | None = None


def written(what: Observation | Tick) -> bytes:
    """An observation whole, as JSON: what stands in quarantine when it is we who could not take it."""
    try:
        return msgspec.json.encode(what, enc_hook=lambda column: column.tolist())
    except (ValueError, TypeError):
        return repr(what).encode(errors="backslashreplace")


@dataclass(slots=True)
class Batch:
    """Everything that goes into one transaction."""

    seen: list[Seen] = field(default_factory=list)
    unreadable: list[tuple[str, datetime, Unreadable]] = field(default_factory=list)
    gaps: list[tuple[str, Gap]] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)
    cursors: dict[str, str] = field(default_factory=dict)
    resolved: list[int] = field(default_factory=list)
    ranges: dict[Range, str] = field(default_factory=dict)
    in_ranges: set[int] = field(default_factory=set)
    """Digests that `ranges` speak for: they need no row of their own where both go into one transaction."""

    def ids(self) -> list[int]:
        """Digests of what it holds that must be kept one by one."""
        return [digest for seen in self.seen for digest in seen.digests if digest not in self.in_ranges]

    def __bool__(self) -> bool:
        return bool(self.seen or self.unreadable or self.gaps or self.acknowledged or self.cursors or self.resolved)

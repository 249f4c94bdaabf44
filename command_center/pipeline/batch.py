"""What the intake carries from the feeds through the rules into one transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from command_center.feeds.items import Unreadable
from command_center.feeds.wire import Gap
from command_center.model.observations import Observation, Tick
from command_center.rules.engine import Outcome


@dataclass(frozen=True, slots=True)
class Seen:
    """One observation and what the rules made of it. `digests` name the events it came in: several for fixes of many
    messages, none for a tick of the clock."""

    feed: str
    received: datetime
    what: Observation | Tick
    outcomes: tuple[Outcome, ...]
    digests: tuple[int, ...] = ()


@dataclass(slots=True)
class Batch:
    """Everything that goes into one transaction."""

    seen: list[Seen] = field(default_factory=list)
    unreadable: list[tuple[str, datetime, Unreadable]] = field(default_factory=list)
    gaps: list[tuple[str, Gap]] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)
    cursors: dict[str, str] = field(default_factory=dict)
    resolved: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.seen or self.unreadable or self.gaps or self.acknowledged or self.cursors or self.resolved)

"""What the demo city really did: kept as it is decided, so that tests can judge a station by it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from command_center.clock import from_ms
from command_center.simulator.emission import TruthEntry


def moment(seconds: float) -> datetime:
    """Seconds since 1970 as an aware time in UTC, to the millisecond."""
    return from_ms(round(seconds * 1000))


class TruthBook:
    """The list of what was done, growing at its end."""

    def __init__(self) -> None:
        self.entries: list[TruthEntry] = []
        self._told = 0

    def note(
        self, kind: str, subject: str, place: str | None, start: float, end: float | None = None, note: str = ""
    ) -> None:
        """Write down one fact; times in seconds since 1970, `end` None while it lasts."""
        over = None if end is None else moment(end)
        self.entries.append(TruthEntry(kind, subject, place, moment(start), over, note))

    def new(self) -> Sequence[TruthEntry]:
        """Entries since the last call."""
        fresh = self.entries[self._told :]
        self._told = len(self.entries)
        return fresh


def encode_line(entry: TruthEntry) -> bytes:
    """One line of `truth.jsonl`, with its line end."""
    return msgspec.json.encode(entry) + b"\n"

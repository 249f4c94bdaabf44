"""Evidence of a case: what is kept, how it was come by, and what people confirmed about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

import msgspec

from command_center.model.canonical import digest, exact


class Kind(StrEnum):
    """What an item is."""

    PICTURE = "picture"
    CLIP = "clip"
    TRACK = "track"
    MESSAGE = "message"
    CLOCK = "clock"


class Need(StrEnum):
    """What was looked at."""

    PICTURES = "pictures"
    SIZE = "size"
    APART = "apart"
    CLOCK = "clock"
    CLOCK_UNKNOWN = "clock-unknown"
    MESSAGE = "message"
    PERSON = "person"


class SourceClock(msgspec.Struct, frozen=True):
    """A source's clock against ours: receipts minus the source's own times, in seconds, over the newest `samples`.

    `fastest_s` is their tenth percentile. A message takes its way, so the fastest say most: negative, the clock is
    ahead; positive, it is behind or the way is that long, which this cannot tell apart.
    """

    samples: int
    fastest_s: float
    median_s: float


FEWEST_SAMPLES = 5
TENTH = 0.1


def source_clock(lags: Sequence[float]) -> SourceClock | None:
    """What these receipts minus source times (seconds) say of a clock; None where they are too few."""
    if len(lags) < FEWEST_SAMPLES:
        return None
    ordered = sorted(lags)
    fastest, median = ordered[int(TENTH * len(ordered))], ordered[len(ordered) // 2]
    return SourceClock(len(ordered), round(fastest, 3), round(median, 3))


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One thing kept, or a marked gap (`sha256` None, and `why`).

    `owner_kind` (event | feedback) and `owner` say what it shows; `source` where it came from; `taken` by the source's
    clock, `received` by ours; `width` and `height` pixels; `clock` the source's clock as it was known when it was kept.
    """

    kind: Kind
    owner_kind: str
    owner: str
    sha256: str | None
    media_type: str = ""
    size: int = 0
    source: str = ""
    why: str = ""
    taken: datetime | None = None
    received: datetime | None = None
    width: int | None = None
    height: int | None = None
    clock: SourceClock | None = None
    kept: datetime

    def described(self) -> dict[str, object]:
        """All of it, as it goes into its digest and into a dossier."""
        clock = self.clock
        return {
            "kind": str(self.kind),
            "owner_kind": self.owner_kind,
            "owner": self.owner,
            "sha256": self.sha256,
            "media_type": self.media_type,
            "size": self.size,
            "source": self.source,
            "why": self.why,
            "taken": None if self.taken is None else exact(self.taken),
            "received": None if self.received is None else exact(self.received),
            "width": self.width,
            "height": self.height,
            "clock": None if clock is None else [clock.samples, repr(clock.fastest_s), repr(clock.median_s)],
            "kept": exact(self.kept),
        }

    def digest(self) -> str:
        """SHA-256 of the description: what the record names."""
        return digest(self.described())

    def key(self) -> str:
        """What makes it the same again: its bytes, or the gap it marks."""
        return self.sha256 or digest([self.source, self.why])


class Answer(msgspec.Struct, frozen=True):
    """What a person said of a point of the check: that it holds or not. The newest counts, all are kept."""

    item: str
    holds: bool
    note: str
    person: str
    at: datetime


class Officer(msgspec.Struct, frozen=True):
    """An officer on a penalty case, and the number of the certificate."""

    name: str
    certificate: str


class PenaltyCase(msgspec.Struct, frozen=True, kw_only=True):
    """A penalty case (行政处罚案件), linked to the case (案卷) it came from and never the same thing.

    `checks` is what the evidence check and the check list said when it was opened, in words.
    """

    id: str
    case: str
    opened: datetime
    opened_by: str
    officers: tuple[Officer, ...]
    offender: str
    ground: str
    checks: tuple[str, ...]
    version: int = 1

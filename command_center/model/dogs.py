"""What is known of a dog beyond its registration: where it lives, where else it may be, and whether it works."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from command_center.model.observations import LonLat


class HomeFrom(StrEnum):
    """How a home is known: told by the registry, set by a person, learned from nights, or not at all."""

    TOLD = "told"
    SET = "set"
    LEARNED = "learned"
    UNKNOWN = "unknown"


class Home(Struct, frozen=True):
    """A home that the registry did not tell, held to be so from `since` on. `sure` 0…1 is the share of the nights
    with enough fixes that were spent there, `nights` how many those were (a person's word: 1.0 and 0)."""

    at: LonLat
    how: HomeFrom
    since: datetime
    sure: float = 1.0
    nights: int = 0


class GrantKind(StrEnum):
    """Guide and working dogs never alarm; a second home is as the first."""

    GUIDE = "guide"
    WORKING = "working"
    SECOND_HOME = "second-home"


class Grant(Struct, frozen=True, kw_only=True):
    """What was granted to a dog, from `since` until before `until` (None: no end). `at` is where a second home is,
    None for the others. `version` is the number of its last change."""

    id: str
    tag: str
    kind: GrantKind
    since: datetime
    until: datetime | None = None
    at: LonLat | None = None
    label: str = ""
    version: int = 0


class DogFacts(Struct, frozen=True):
    """All that is known of one dog now, beyond the registry. Each fix is judged by what held at its own time."""

    tag: str
    home: Home | None = None
    grants: tuple[Grant, ...] = ()


class FaultKind(StrEnum):
    """What may be wrong with a tag: for the daily work list, never an alarm."""

    OFFLINE = "tag-offline"
    BATTERY = "battery-low"
    NEVER_MOVES = "never-moves"
    RIDES = "rides-on-a-car"
    JUMPS = "jumps"
    TWO_PLACES = "two-places"


class FaultState(StrEnum):
    """What people made of it."""

    OPEN = "open"
    DONE = "done"
    IGNORED = "ignored"


class TagFault(Struct, frozen=True, kw_only=True):
    """One item of the work list. `figure` is what was measured: hours of silence or of rest, a share of the battery,
    minutes driven, jumps an hour. `gone`: by what the tag sends it has not been so since then."""

    id: int
    tag: str
    kind: FaultKind
    state: FaultState
    found: datetime
    last: datetime
    figure: float
    gone: datetime | None = None
    note: str = ""
    changed_at: datetime | None = None
    changed_by: str | None = None
    version: int = 1


class TagHour(Struct, frozen=True):
    """What a tag did in one `hour` (since 1970 UTC): `n` fixes, their middle (median, degrees) and how far nine in ten
    of them lie from it at most; how long it moved faster, and slower, than a dog is walked; how often it jumped further
    than anything moves, and how often it jumped back again (`flips`)."""

    hour: int
    tag: str
    n: int
    lon: float
    lat: float
    spread_m: float
    fast_s: float
    slow_s: float
    jumps: int
    flips: int


class TagDay(Struct, frozen=True):
    """Several hours of a tag as one: in how many it sent, the box of their middles, the widest spread, the sums of
    seconds, and the most jumps and flips of any hour."""

    tag: str
    hours: int
    n: int
    west: float
    east: float
    south: float
    north: float
    spread_m: float
    fast_s: float
    slow_s: float
    jumps: int
    flips: int

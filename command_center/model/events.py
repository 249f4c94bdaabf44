"""Flagged events: what the rules hold up for a person to look at, and why."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from command_center.model.categories import Category, Device, Priority
from command_center.model.dogs import HomeFrom
from command_center.model.observations import Channel, DetectedObject
from command_center.model.suppressed import Judged


class Condition(StrEnum):
    """Whether what was flagged is still so. Owned by the rules."""

    ACTIVE = "active"
    OVER = "over"


class Review(StrEnum):
    """What people made of it. Owned by commands."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


class EventState(StrEnum):
    """The one word for a screen or an export, worked out from condition, review and shelving."""

    DISMISSED = "dismissed"
    CONFIRMED = "confirmed"
    SHELVED = "shelved"
    CLEARED = "cleared"
    ACKNOWLEDGED = "acknowledged"
    OPEN = "open"


class DismissReason(StrEnum):
    """Why an event was a false alarm; chosen by number after X."""

    POSITION_DRIFT = "position-drift"
    NOT_A_VIOLATION = "not-a-violation"
    PERMITTED = "permitted"
    WRONG_DETECTION = "wrong-detection"
    ALREADY_HANDLED = "already-handled"
    TEST = "test"


class FixEvidence(Struct, frozen=True, gc=False):
    """One fix behind an alarm. `accuracy_m` at 68 %, None unknown; `depth_m` metres inside the place's
    edge (for hours: metres from home, None when home is unknown)."""

    time: datetime
    lon: float
    lat: float
    accuracy_m: float | None
    depth_m: float | None


class Sureness(Struct, frozen=True):
    """How sure an alarm of positions is. `probability` 0…1 that the dog was on the forbidden side, by `fixes` positions
    over `lasting_s` seconds, on average `depth_m` metres over the edge (each counted up to twice its error), each of
    which may be off by `error_m` and all together by `mean_error_m` (68 %)."""

    probability: float
    fixes: int
    lasting_s: float
    depth_m: float
    error_m: float
    mean_error_m: float

    @property
    def margin_m(self) -> float:
        """Metres by which the depth exceeds what the positions together may be off; negative: it does not."""
        return self.depth_m - self.mean_error_m


class ZoneReason(Struct, frozen=True, tag="zone"):
    """A dog was in a place that bans dogs. `together` are the tags of the same owner's other dogs that were with it;
    `sure` is None in events of before it was reckoned."""

    place_name: str
    hours: str | None
    urgent: bool
    fixes: tuple[FixEvidence, ...]
    together: tuple[str, ...] = ()
    sure: Sureness | None = None


class HoursReason(Struct, frozen=True, tag="hours"):
    """A dog was out while dogs must not be walked. `home_from` says how its home is known (None: an event from before
    that was kept); `together` as for a zone; `sure` too, beyond the home's radius."""

    prohibited: str
    home_known: bool
    fixes: tuple[FixEvidence, ...]
    home_from: HomeFrom | None = None
    together: tuple[str, ...] = ()
    sure: Sureness | None = None


class DetectionReason(Struct, frozen=True, tag="detection"):
    """A camera saw something. `confidence` is the best so far, 0…1; `judged` why the place it is at does not excuse
    it."""

    device: Device
    camera_name: str
    confidence: float
    plate: str | None
    plate_colour: str | None
    objects: tuple[DetectedObject, ...]
    clip: str | None
    judged: Judged | None = None


class ReportReason(Struct, frozen=True, tag="report"):
    """Somebody reported it. `urged` counts the urgings since."""

    channel: Channel
    text: str
    address: str
    urged: int = 0


class BikesReason(Struct, frozen=True, tag="bikes"):
    """Shared bikes pile up. `count` at the worst; `capacity` None when none is laid down."""

    operator: str
    count: int
    capacity: int | None


Reason = ZoneReason | HoursReason | DetectionReason | ReportReason | BikesReason


class FlaggedEvent(Struct, frozen=True, kw_only=True):
    """Something flagged. Identity while active: `kind`, `subject`, `place` and `thing`.

    `subject` is what was seen by or about (tag, camera, report number, bikes' place); `thing` tells apart
    several things one subject can see at once (a plate; the spot, for a camera that moves), else "".
    `first_seen`, `last_seen` are times of the data, `raised` the time of the observation that confirmed it.
    `queue_from` is when it reaches the queue (an ordinary dog alarm reminds the owner first).
    `version` counts what people did to it; the rules' own updates (count, last_seen) do not raise it.
    """

    id: str
    kind: Category
    priority: Priority
    condition: Condition
    review: Review
    withdrawn: bool
    subject: str
    thing: str
    place: str | None
    grid: int | None
    lon: float
    lat: float
    first_seen: datetime
    raised: datetime
    last_seen: datetime
    count: int
    source: str
    reason: Reason
    rule_version: str
    queue_from: datetime
    over_at: datetime | None = None
    place_version: str | None = None
    shelved_until: datetime | None = None
    acknowledged: bool = False
    dismiss_reason: str | None = None
    case: str | None = None
    version: int = 1

    def state(self, now: datetime) -> EventState:
        """The first that holds of dismissed, confirmed, shelved, cleared, acknowledged, open."""
        if self.review is Review.DISMISSED:
            return EventState.DISMISSED
        if self.review is Review.CONFIRMED:
            return EventState.CONFIRMED
        if self.shelved_until is not None and self.shelved_until > now:
            return EventState.SHELVED
        if self.condition is Condition.OVER:
            return EventState.CLEARED
        if self.review is Review.ACKNOWLEDGED:
            return EventState.ACKNOWLEDGED
        return EventState.OPEN

"""What feeds tell us: one type for each kind of news, in the contract's own field names.

Where the wire's shape is already a good shape (everything but the columns of dog positions), the wire
decodes straight into these types, so a field is described once. Coordinates are WGS-84 degrees, times aware.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated

import numpy as np
from msgspec import Meta, Struct
from numpy.typing import NDArray

from command_center.model.categories import Category, Device

Lon = Annotated[float, Meta(ge=-180, le=180)]
Lat = Annotated[float, Meta(ge=-90, le=90)]
Time = Annotated[datetime, Meta(tz=True)]
Name = Annotated[str, Meta(min_length=1, max_length=200)]
Text = Annotated[str, Meta(max_length=20_000)]
Fraction = Annotated[float, Meta(ge=0, le=1)]
Count = Annotated[int, Meta(ge=0, le=1_000_000_000)]
Accuracy = Annotated[float, Meta(ge=0, le=1_000_000)]
Altitude = Annotated[float, Meta(ge=-10_000, le=1_000_000)]
GridNumber = Annotated[int, Meta(ge=-2_000_000_000, le=2_000_000_000)]
"""Every number has bounds: one without them is one that some store, column or picture cannot hold."""


@dataclass(frozen=True, slots=True, eq=False)
class Fixes:
    """Positions of dog tags, as columns of equal length n ≥ 1.

    `time_ms` int64, `lon` `lat` float64 degrees, `accuracy` float64 metres at 68 % (NaN when unknown),
    `battery` float64 fraction 0…1 (NaN when unknown).
    """

    tag: tuple[str, ...]
    time_ms: NDArray[np.int64]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    accuracy: NDArray[np.float64]
    battery: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.tag)


class Dog(Struct, frozen=True):
    """The dog a tag belongs to."""

    name: Text = ""
    breed: Text = ""
    colour: Text = ""
    born: Text | None = None
    vaccinated_until: Text | None = None


class Owner(Struct, frozen=True):
    """Who keeps the dog. Personal data: masked on every screen until asked for."""

    name: Text = ""
    phone: Text = ""
    address: Text = ""


class LonLat(Struct, frozen=True):
    """A position, WGS-84 degrees."""

    lon: Lon
    lat: Lat


class TagState(StrEnum):
    """Where a tag stands in its registration."""

    APPLIED = "applied"
    APPROVED = "approved"
    MAILED = "mailed"
    ACTIVE = "active"
    LOST = "lost"
    RETIRED = "retired"


class TagRegistered(Struct, frozen=True):
    """A tag's entry in the registry was made or changed."""

    tag: Name
    state: TagState
    dog: Dog
    owner: Owner
    home: LonLat | None = None


class DetectedObject(Struct, frozen=True):
    """One box in a picture. `box` is x, y, width, height as fractions of the picture."""

    label: Text
    score: Fraction
    box: tuple[Fraction, Fraction, Fraction, Fraction]


class PlateColour(StrEnum):
    """Plate colours; a vehicle's identity is plate and colour."""

    BLUE = "blue"
    GREEN = "green"
    YELLOW = "yellow"
    WHITE = "white"
    BLACK = "black"


class Detection(Struct, frozen=True):
    """A camera, capture vehicle or drone saw a possible violation."""

    camera: Name
    device: Device
    kind: Category
    confidence: Fraction
    lon: Lon
    lat: Lat
    time: Time
    plate: Text | None = None
    plate_colour: PlateColour | None = None
    objects: tuple[DetectedObject, ...] = ()
    snapshot: str | None = None
    clip: str | None = None


class CameraState(StrEnum):
    """Whether a camera answers."""

    ONLINE = "online"
    OFFLINE = "offline"


class CameraStatus(Struct, frozen=True):
    """A camera was added, moved, or went on or off line. `heading` is degrees from north."""

    camera: Name
    name: Text
    device: Device
    state: CameraState
    lon: Lon
    lat: Lat
    heading: Annotated[float, Meta(ge=0, le=360)] | None = None
    stream: str | None = None


class DroneTelemetry(Struct, frozen=True):
    """Where a drone is. `altitude` metres, `heading` degrees from north, `battery` 0…1."""

    drone: Name
    time: Time
    lon: Lon
    lat: Lat
    altitude: Altitude
    heading: Annotated[float, Meta(ge=0, le=360)]
    battery: Fraction


class BikeParking(Struct, frozen=True):
    """How many shared bikes of an operator stand at a place."""

    operator: Name
    place: Name
    lon: Lon
    lat: Lat
    count: Count
    time: Time
    capacity: Count | None = None


class Channel(StrEnum):
    """How a report came to the platform."""

    COLLECTOR = "collector"
    HOTLINE_12345 = "hotline-12345"
    HOTLINE_12319 = "hotline-12319"
    WECHAT = "wechat"
    APP = "app"
    PATROL = "patrol"
    TRANSFER = "transfer"


class Reporter(Struct, frozen=True):
    """Who reported. Personal data."""

    name: Text = ""
    phone: Text = ""


class Report(Struct, frozen=True):
    """A problem raised with the urban management platform."""

    report: Name
    category: Category
    channel: Channel
    text: Text
    address: Text
    lon: Lon
    lat: Lat
    reported: Time
    photos: tuple[str, ...] = ()
    reporter: Reporter | None = None


class ReportChange(StrEnum):
    """What became of a report after it was made."""

    WITHDRAWN = "withdrawn"
    URGED = "urged"
    SUPPLEMENTED = "supplemented"


class ReportUpdate(Struct, frozen=True):
    """A report was withdrawn, urged or added to."""

    report: Name
    state: ReportChange
    text: Text = ""
    photos: tuple[str, ...] = ()


class SquadPosition(Struct, frozen=True):
    """Where a squad is; `accuracy` metres at 68 %, None when unknown."""

    squad: Name
    time: Time
    lon: Lon
    lat: Lat
    accuracy: Accuracy | None = None


class SquadState(StrEnum):
    """Whether a squad can take a task."""

    FREE = "free"
    BUSY = "busy"
    OFF = "off"


class SquadStatus(Struct, frozen=True):
    """A squad's standing: its company, grid, strength, and whether it is on duty."""

    squad: Name
    name: Text
    company: Text
    grid: GridNumber | None
    on_duty: bool
    members: Count
    state: SquadState


class FeedbackState(StrEnum):
    """How far a squad has got with a task."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    EN_ROUTE = "en-route"
    ON_SCENE = "on-scene"
    DONE = "done"


class Outcome(StrEnum):
    """How a matter ended: advised 劝导, cleared 清理, penalty case 行政处罚, none."""

    ADVISED = "advised"
    CLEARED = "cleared"
    PENALTY = "penalty"
    NONE = "none"


class SquadFeedback(Struct, frozen=True):
    """A squad tells how a task goes; `photos` are addresses or data URLs."""

    task: Name
    squad: Name
    state: FeedbackState
    time: Time
    outcome: Outcome | None = None
    text: Text = ""
    photos: tuple[str, ...] = ()


class VerifyVerdict(StrEnum):
    """What a collector in the field found, verifying (true/false) or checking (passed/rework)."""

    TRUE = "true"
    FALSE = "false"
    PASSED = "passed"
    REWORK = "rework"


class VerifyResult(Struct, frozen=True):
    """A collector's answer to a verification or checking task."""

    task: Name
    by: Name
    result: VerifyVerdict
    time: Time
    text: Text = ""
    photos: tuple[str, ...] = ()


class NoticeReply(Struct, frozen=True):
    """What became of a notice sent to an owner, an operator, a studio, a county or an agency."""

    notice: Name
    state: Name
    time: Time
    text: Text = ""


class InstructionRead(Struct, frozen=True):
    """A squad has read an instruction."""

    instruction: Name
    squad: Name
    time: Time


@dataclass(frozen=True, slots=True)
class Tick:
    """Time passed: rules have no clock of their own and learn the time as an observation."""

    time: datetime


Observation = (
    Fixes
    | TagRegistered
    | Detection
    | CameraStatus
    | DroneTelemetry
    | BikeParking
    | Report
    | ReportUpdate
    | SquadPosition
    | SquadStatus
    | SquadFeedback
    | VerifyResult
    | NoticeReply
    | InstructionRead
)

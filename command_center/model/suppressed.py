"""What was seen and is no violation: kept, so that anybody can look at it and raise it after all."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from command_center.model.categories import Category, Device


class Standing(StrEnum):
    """Where a thing stands, in view of its position's accuracy."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    UNCERTAIN = "uncertain"


class Finding(StrEnum):
    """Why a place does not excuse what was seen at it."""

    UNCERTAIN = "uncertain"
    OUTSIDE_HOURS = "outside-hours"
    OVERSTAY = "overstay"


class Judged(Struct, frozen=True):
    """What an exempting place had to do with it. `depth_m` metres inside its edge, negative outside; `accuracy_m` what
    the position is taken to be good for; `stayed_min` minutes between the first and the last sighting: it stood there
    at least so long."""

    finding: Finding
    place_name: str
    depth_m: float
    accuracy_m: float
    hours: str | None = None
    max_stay_min: float | None = None
    stayed_min: float | None = None


class Sight(Struct, frozen=True, order=True):
    """One sighting behind a stay. `plate` as told."""

    time: datetime
    camera: str
    device: Device
    confidence: float
    lon: float
    lat: float
    depth_m: float
    feed: str
    plate: str | None = None
    plate_colour: str | None = None
    clip: str | None = None


class State(StrEnum):
    """What became of it: `kept`; `overstay`, it stood too long and is an event; `raised` by a person; `void`, later
    data made it part of another stay."""

    KEPT = "kept"
    OVERSTAY = "overstay"
    RAISED = "raised"
    VOID = "void"


class Stay(Struct, frozen=True, kw_only=True):
    """A thing at an exempting place, by its sightings (sorted, the first and the last always among them; `count` is of
    all). `thing` is the plate's key, "" where none was read. `max_stay_min` None: as long as the hours hold."""

    id: str
    kind: Category
    thing: str
    place: str
    place_name: str
    place_version: str
    hours: str | None
    max_stay_min: float | None
    grid: int | None
    rule_version: str
    sights: tuple[Sight, ...]
    count: int
    state: State = State.KEPT

    @property
    def first_seen(self) -> datetime:
        """When it was first seen there."""
        return self.sights[0].time

    @property
    def last_seen(self) -> datetime:
        """When it was last seen there."""
        return self.sights[-1].time

    @property
    def stayed_min(self) -> float:
        """It was there at least so many minutes."""
        return (self.last_seen - self.first_seen).total_seconds() / 60

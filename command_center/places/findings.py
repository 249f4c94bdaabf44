"""What was found in a file of places: what can be laid down, what was mended, what needs a word, what is refused."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct
from shapely.geometry.base import BaseGeometry

from command_center.model.places import Place

Spot = tuple[float, float]


class What(StrEnum):
    """What was found. The first nine were mended or assumed; `crossing` can be mended when a person says so; the rest
    refuse a feature."""

    CLOSED = "closed"
    DOUBLED = "doubled"
    HEIGHTS = "heights"
    WINDING = "winding"
    GATHERED = "gathered"
    ID_MADE = "id-made"
    NAME_MADE = "name-made"
    KIND_ASSUMED = "kind-assumed"
    NO_SHAPE = "no-shape"
    CROSSING = "crossing"
    RANGE = "range"
    ANTIMERIDIAN = "antimeridian"
    CORNERS = "corners"
    TOO_MANY = "too-many"
    DUPLICATE = "duplicate"
    OTHER = "other"


class Finding(Struct, frozen=True):
    """`where` in the file (`features[3]`, `Placemark 4`), the place's `name` if it has one, what was found, the exact
    words in English, and the spot (degrees) where one can be told."""

    where: str
    name: str
    what: What
    detail: str = ""
    spot: Spot | None = None


class Proposal(Struct, frozen=True):
    """A place whose lines cross, as it would be mended; the lines as drawn, and where they cross first."""

    place: Place
    drawn: BaseGeometry
    spot: Spot | None
    detail: str


class Reading(Struct, frozen=True):
    """A file read. `proposals` are laid down only when a person agrees to the mending."""

    places: tuple[Place, ...]
    proposals: tuple[Proposal, ...]
    findings: tuple[Finding, ...]


class Unreadable(Exception):
    """The file is none of places; the text says why and where."""


class GivenUp(Exception):
    """A person stopped it."""

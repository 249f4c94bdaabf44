"""Places: zones, grids, bays, stalls, compounds and everything else that stands on the map."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct
from shapely.geometry.base import BaseGeometry


class PlaceKind(StrEnum):
    """What a place is for; the contract's `kind`."""

    GRID = "grid"
    NO_DOG = "no-dog"
    DOG_CONTROL_AREA = "dog-control-area"
    DOG_RUN = "dog-run"
    VET = "vet"
    COMPOUND = "compound"
    LOADING_BAY = "loading-bay"
    BREAKFAST_POINT = "breakfast-point"
    REPAIR_POINT = "repair-point"
    MARKET = "market"
    SEASONAL_POINT = "seasonal-point"
    MODEL_STREET = "model-street"
    COMMUNITY = "community"
    SHELTER = "shelter"
    STUDIO = "studio"


class Place(Struct, frozen=True, kw_only=True):
    """One place. `geometry` is WGS-84 degrees (lon, lat); `hours` is opening_hours syntax, None = always.

    For `no-dog`, `hours` says when the ban holds. `grid` is the number of the grid it lies in; a place of
    kind grid carries its own number there. `name_en` is shown in English, `name` where there is none.
    `version` is a digest of the place's content: events name it.
    """

    id: str
    name: str
    kind: PlaceKind
    geometry: BaseGeometry
    version: str
    hours: str | None = None
    max_stay_min: float | None = None
    bays: int | None = None
    merchants: tuple[str, ...] = ()
    urgent: bool = False
    grid: int | None = None
    squad: str | None = None
    name_en: str | None = None


class Standing(Struct, frozen=True):
    """A version of a place and when it is in force: from `since` (None: from ever) until before `until` (None: no end
    is known). Of one place at most one version stands at a time."""

    place: Place
    since: datetime | None = None
    until: datetime | None = None

    def at(self, when: datetime) -> bool:
        """Whether it is in force at `when`."""
        return (self.since is None or self.since <= when) and (self.until is None or when < self.until)

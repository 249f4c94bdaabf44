"""What a person filled in, as the features a command takes. No widgets here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any
from uuid import uuid4

import msgspec
from shapely.geometry.base import BaseGeometry

from command_center.model.places import Place, PlaceKind
from command_center.settings.places import AREAS, feature_of
from widgets.common.times import CITY_ZONE

_MOMENT = re.compile(r"(?:(?:(\d{4})-)?(\d{1,2})-(\d{1,2})[ T])?(\d{1,2})[::](\d{2})")
_BETWEEN = re.compile(r"\s*[,，、;；\n]\s*")
_WHOLE, _MINUTES = re.compile(r"\d{1,4}"), re.compile(r"\d{1,4}(\.\d+)?")
NOW_WORDS = ("", "now", "现在", "立即")


class Part(Enum):
    """What on the form something can be wrong with."""

    SHAPE = "shape"
    NAME = "name"
    HOURS = "hours"
    GRID = "grid"
    SQUAD = "squad"
    STAY = "stay"
    BAYS = "bays"
    MERCHANTS = "merchants"
    EFFECTIVE = "effective"


OF_KIND: Mapping[Part, frozenset[PlaceKind]] = {
    Part.GRID: frozenset({PlaceKind.GRID}),
    Part.SQUAD: frozenset({PlaceKind.GRID}),
    Part.STAY: frozenset({PlaceKind.LOADING_BAY}),
    Part.BAYS: frozenset({PlaceKind.LOADING_BAY}),
    Part.MERCHANTS: frozenset({PlaceKind.LOADING_BAY}),
}
"""What only places of some kinds have. A part not named here is every place's."""
LONGEST_STAY_MIN = 24 * 60
MOST_BAYS = 1000


class Unfit(ValueError):
    """Something on the form cannot be taken: `part` of it."""

    def __init__(self, part: Part) -> None:
        super().__init__(part.value)
        self.part = part


@dataclass(frozen=True)
class Told:
    """The form's fields, as they stand there; None: the form does not speak of it, what is laid down stays."""

    kind: PlaceKind
    name: str
    name_en: str = ""
    hours: str = ""
    urgent: bool = False
    grid: str = ""
    squad: str | None = None
    stay: str | None = None
    bays: str | None = None
    merchants: str | None = None


def moment(text: str, now: datetime) -> datetime | None:
    """When a change takes effect, UTC; None for now. `HH:MM` is today, a date without a year the one nearest ahead;
    all in the city's time. Raises Unfit."""
    text = text.strip()
    if text.lower() in NOW_WORDS:
        return None
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise Unfit(Part.EFFECTIVE)
    here = now.astimezone(CITY_ZONE)
    year, month, day, hour, minute = (int(part) if part else None for part in found.groups())
    try:
        made = here.replace(
            year=year or here.year, month=month or here.month, day=day or here.day,
            hour=hour or 0, minute=minute or 0, second=0, microsecond=0,
        )  # fmt: skip
        if month and not year and made < here:
            made = made.replace(year=here.year + 1)
    except ValueError as error:
        raise Unfit(Part.EFFECTIVE) from error
    if made < here:
        raise Unfit(Part.EFFECTIVE)
    return made.astimezone(now.tzinfo)


def place_of(told: Told, base: Place | None, geometry: BaseGeometry) -> Place:
    """The place told of; what the form does not speak of stays as it is in `base`. Raises Unfit."""
    if not told.name.strip():
        raise Unfit(Part.NAME)
    if told.kind in AREAS and not geometry.geom_type.endswith("Polygon"):
        raise Unfit(Part.SHAPE)
    first = base or Place(id=f"{told.kind}-{uuid4().hex[:8]}", name="", kind=told.kind, geometry=geometry, version="")
    return msgspec.structs.replace(
        first, kind=told.kind, name=told.name.strip(), name_en=told.name_en.strip() or None,
        hours=told.hours.strip() or None, urgent=told.urgent, geometry=geometry,
        grid=_grid(told, base), **_particulars(told, base),
    )  # fmt: skip


def listed(names: tuple[str, ...]) -> str:
    """Names in one line of the form."""
    return ", ".join(names)


def _particulars(told: Told, base: Place | None) -> dict[str, Any]:
    """What places of this kind alone have, of what was filled in."""
    found: dict[str, Any] = {}
    if told.squad is not None and told.kind in OF_KIND[Part.SQUAD]:
        found["squad"] = told.squad or None
    if told.kind not in OF_KIND[Part.STAY]:
        return found
    if told.stay is not None:
        found["max_stay_min"] = _number(told.stay, LONGEST_STAY_MIN, Part.STAY, _MINUTES)
    if told.bays is not None:
        bays = _number(told.bays, MOST_BAYS, Part.BAYS, _WHOLE)
        found["bays"] = None if bays is None else int(bays)
    if told.merchants is not None and (base is None or told.merchants != listed(base.merchants)):
        found["merchants"] = tuple(dict.fromkeys(name for name in _BETWEEN.split(told.merchants.strip()) if name))
    return found


def _number(text: str, most: int, part: Part, form: re.Pattern[str]) -> float | None:
    text = text.strip()
    if not text:
        return None
    if form.fullmatch(text) is None or not 0 < float(text) <= most:
        raise Unfit(part)
    return float(text)


def _grid(told: Told, base: Place | None) -> int | None:
    if told.kind is not PlaceKind.GRID:
        return base.grid if base is not None and base.kind is not PlaceKind.GRID else None
    if not told.grid.strip().isdecimal():
        raise Unfit(Part.GRID)
    return int(told.grid)


def pieces_of(place: Place, geometries: list[BaseGeometry], named: Callable[[str, int], str]) -> list[Place]:
    """Places of their own for what was split off `place`; `named` makes their names of its and a number from 2 on.

    A grid's number is its own: a piece of a grid cannot have one yet, so Unfit is raised for it.
    """
    if geometries and place.kind is PlaceKind.GRID:
        raise Unfit(Part.GRID)
    return [
        msgspec.structs.replace(
            place, id=f"{place.kind}-{uuid4().hex[:8]}", name=named(place.name, number), geometry=geometry, grid=None
        )
        for number, geometry in enumerate(geometries, 2)
    ]


def feature(place: Place) -> dict[str, Any]:
    """A place as the command takes it."""
    return feature_of(place)

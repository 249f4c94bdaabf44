"""What is sought among matters that are over, and what is found there, plates masked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection

from command_center.model.categories import Category, Priority
from command_center.queries import masking
from command_center.store import search

MOST = 12
"""Of cases and of events each."""
_PLATE = re.compile(r"(?P<province>[\u4e00-\u9fff])?(?P<city>[A-Z])?(?P<rest>[0-9A-Z]{5,6}[学警港澳挂]?)")
_NO_PART = re.compile(r"[\s·.\-]+")


class Word(Struct, frozen=True):
    """One word of what was typed, with the ids of places and squads it may mean (府山, or fs)."""

    text: str
    places: tuple[str, ...] = ()
    squads: tuple[str, ...] = ()


class PastHit(Struct, frozen=True, kw_only=True):
    """A case that is over (`case`), or an event, over or not. `plate` is masked; `end` when it was closed or over;
    `by_plate`: it was the plate, typed whole, by which it was found."""

    case: bool
    id: str
    category: Category
    priority: Priority
    subject: str
    plate: str | None
    place_name: str | None
    grid: int | None
    address: str
    lon: float
    lat: float
    at: datetime
    end: datetime | None
    by_plate: bool


def plate_typed(text: str) -> str:
    """The plate in a typed word (浙H·6K212 → 浙H6K212), "" when it is none, or not a whole number."""
    flat = _NO_PART.sub("", text).upper()
    met = _PLATE.fullmatch(flat)
    if met is None or not any(sign.isdigit() for sign in met["rest"]) or (met["province"] and not met["city"]):
        return ""
    return flat


def read_past(connection: Connection, words: Sequence[Word], names: Mapping[str, str]) -> tuple[PastHit, ...]:
    """Cases and events that have every word, newest first each; `names` are the places' by id."""
    wanted = [search.Wanted(word.text, word.places, word.squads, plate_typed(word.text)) for word in words]
    if not wanted:
        return ()
    found = [*search.past_cases(connection, wanted, MOST), *search.past_events(connection, wanted, MOST)]
    return tuple(_hit(one, wanted, names) for one in found)


def _hit(one: search.Found, wanted: Sequence[search.Wanted], names: Mapping[str, str]) -> PastHit:
    plate = one.thing if plate_typed(one.thing) else ""
    return PastHit(
        case=one.case,
        id=one.id,
        category=one.category,
        priority=one.priority,
        subject=one.subject,
        plate=masking.plate(plate) or None,
        place_name=names.get(one.place) if one.place else None,
        grid=one.grid,
        address=one.address,
        lon=one.lon,
        lat=one.lat,
        at=one.at,
        end=one.end,
        by_plate=bool(plate) and any(word.plate and plate.endswith(word.plate) for word in wanted),
    )

"""What is known of one dog beyond the registry, for whoever changes it."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection

from command_center.model.dogs import Grant, Home, HomeFrom
from command_center.store import city, dog_life


class DogPapers(Struct, frozen=True):
    """`home` is what was learned or set, None when there is none or the registry tells it; `home_number` the number of
    the last word on it, `by_person` whether that is a person's; `grants` those that have not ended."""

    tag: str
    dog: str
    home_from: HomeFrom
    home: Home | None
    home_number: int
    by_person: bool
    grants: tuple[Grant, ...]


def read_papers(connection: Connection, tag: str, now: datetime) -> DogPapers | None:
    """The papers of the dog with this tag; None when no such tag is registered."""
    told = city.dog(connection, tag)
    if told is None:
        return None
    word = dog_life.homes(connection, tag).get(tag)
    home = None if word is None or told.home is not None else word.home
    known = HomeFrom.UNKNOWN if home is None else home.how
    grants = dog_life.grants(connection, tag=tag)
    return DogPapers(
        tag,
        told.dog.name,
        HomeFrom.TOLD if told.home is not None else known,
        home,
        word.number if word is not None else 0,
        word is not None and word.by_person,
        tuple(grant for grant in grants if grant.until is None or grant.until > now),
    )

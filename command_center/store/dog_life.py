"""Homes the registry did not tell, and what was granted to dogs: rows are only ever added, the last one counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, Select, func, insert, select

from command_center.model.dogs import DogFacts, Grant, GrantKind, Home, HomeFrom
from command_center.model.observations import LonLat
from command_center.store.schema import dog_grants, dog_homes


class HomeHow(StrEnum):
    """How a home came to be what it is: learned from nights, set or refused by a person, or that taken back."""

    LEARNED = "learned"
    SET = "set"
    REFUSED = "refused"
    FREE = "free"


class HomeRow(Struct, frozen=True):
    """The last word on a dog's home. `home` None: there is none."""

    number: int
    tag: str
    how: HomeHow
    home: Home | None

    @property
    def by_person(self) -> bool:
        """Whether a person's word stands: nothing is learned then."""
        return self.how in (HomeHow.SET, HomeHow.REFUSED)


def add_home(
    connection: Connection, tag: str, how: HomeHow, home: Home | None, by: str, at: datetime, reason: str = ""
) -> None:
    """Another word on a dog's home."""
    row = {
        "tag": tag, "how": how, "reason": reason, "made_at": at, "made_by": by,
        "lon": home.at.lon if home else None, "lat": home.at.lat if home else None,
        "since": home.since if home else at, "sure": home.sure if home else 0.0, "nights": home.nights if home else 0,
    }  # fmt: skip
    connection.execute(insert(dog_homes).values(row))


def homes(connection: Connection, tag: str | None = None) -> dict[str, HomeRow]:
    """The last word on every dog's home, or on one's."""
    last: Select[Any] = select(func.max(dog_homes.c.id)).group_by(dog_homes.c.tag)
    if tag is not None:
        last = last.where(dog_homes.c.tag == tag)
    query = select(dog_homes).where(dog_homes.c.id.in_(last))
    return {row.tag: _home(row) for row in connection.execute(query)}


def _home(row: Row[Any]) -> HomeRow:
    home = None
    if row.lon is not None:
        how = HomeFrom.SET if row.how == HomeHow.SET else HomeFrom.LEARNED
        home = Home(LonLat(row.lon, row.lat), how, row.since, row.sure, row.nights)
    return HomeRow(row.id, row.tag, HomeHow(row.how), home)


def add_grant(connection: Connection, grant: Grant, by: str, at: datetime) -> int:
    """A new grant, or another version of one. Returns its number."""
    row = {
        "grant": grant.id, "tag": grant.tag, "kind": grant.kind, "since": grant.since, "until": grant.until,
        "lon": grant.at.lon if grant.at else None, "lat": grant.at.lat if grant.at else None,
        "label": grant.label, "made_at": at, "made_by": by,
    }  # fmt: skip
    return int(connection.execute(insert(dog_grants).values(row)).inserted_primary_key[0])  # type: ignore[index]


def grants(connection: Connection, *, tag: str | None = None, id_: str | None = None) -> list[Grant]:
    """The last version of every grant, of one dog's, or of one, by when they begin."""
    last: Select[Any] = select(func.max(dog_grants.c.id)).group_by(dog_grants.c.grant)
    if tag is not None:
        last = last.where(dog_grants.c.tag == tag)
    if id_ is not None:
        last = last.where(dog_grants.c.grant == id_)
    query = select(dog_grants).where(dog_grants.c.id.in_(last)).order_by(dog_grants.c.since, dog_grants.c.id)
    return [_grant(row) for row in connection.execute(query)]


def _grant(row: Row[Any]) -> Grant:
    return Grant(
        id=row.grant,
        tag=row.tag,
        kind=GrantKind(row.kind),
        since=row.since,
        until=row.until,
        at=None if row.lon is None else LonLat(row.lon, row.lat),
        label=row.label,
        version=row.id,
    )


def facts(connection: Connection, tags: Sequence[str] | None = None) -> list[DogFacts]:
    """What is known beyond the registry of these dogs, or of all of which anything is."""
    if tags is not None and len(tags) == 1:
        known, granted = homes(connection, tags[0]), grants(connection, tag=tags[0])
    else:
        known, granted = homes(connection), grants(connection)
    by_tag: dict[str, list[Grant]] = {}
    for grant in granted:
        by_tag.setdefault(grant.tag, []).append(grant)
    wanted = sorted({*known, *by_tag}) if tags is None else tags
    return [DogFacts(tag, known[tag].home if tag in known else None, tuple(by_tag.get(tag, ()))) for tag in wanted]

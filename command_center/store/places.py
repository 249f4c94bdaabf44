"""Places as they were, are and will be: one row a change, only ever added to.

In force at a time is, of a place's changes whose time has come, the one made last. So a change from Wednesday on
replaces what had been laid down for Friday; nothing is ever taken out of the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, delete, exists, func, insert, or_, select

from command_center.model.places import Place, Standing
from command_center.settings.places import feature_of, place_of
from command_center.store.schema import place_changes, place_imports
from command_center.store.upsert import upsert


class Change(msgspec.Struct, frozen=True):
    """A version of a place, or (`place` None) its end: from `since` on; made by whom, when, and how: file | saved |
    imported | removed."""

    id: int
    id_of_place: str
    name: str
    place: Place | None
    since: datetime
    made_at: datetime
    made_by: str
    how: str


def add(
    connection: Connection, told: Place, since: datetime, by: str, at: datetime, how: str, *, end: bool = False
) -> int:
    """Lay down that `told` holds from `since` on (`end`: that it no longer does). Returns the change's number."""
    row = {
        "place": told.id, "version": None if end else told.version, "kind": told.kind, "name": told.name,
        "feature": None if end else msgspec.json.encode(feature_of(told)).decode(),
        "since": since, "made_at": at, "made_by": by, "how": how,
    }  # fmt: skip
    return int(connection.execute(insert(place_changes).values(row)).inserted_primary_key[0])  # type: ignore[index]


def history(connection: Connection, place: str) -> list[Change]:
    """All changes of a place, the newest first."""
    query = select(place_changes).where(place_changes.c.place == place).order_by(place_changes.c.id.desc())
    return [_change(row) for row in connection.execute(query)]


def everything(connection: Connection) -> list[Change]:
    """All changes of all places, in the order they were made."""
    return [_change(row) for row in connection.execute(select(place_changes).order_by(place_changes.c.id))]


def newest(connection: Connection, place: str | None = None) -> int:
    """The number of the newest change of a place (None: of any), 0 when there is none."""
    query = select(func.coalesce(func.max(place_changes.c.id), 0))
    return int(connection.execute(query if place is None else query.where(place_changes.c.place == place)).scalar_one())


def to_come(connection: Connection, now: datetime) -> list[Change]:
    """Changes laid down for later that nothing made since has replaced, the next one first."""
    c = place_changes.c
    later = place_changes.alias()
    replaced = exists().where(later.c.place == c.place, later.c.id > c.id, later.c.since <= c.since)
    query = select(place_changes).where(c.since > now, ~replaced).order_by(c.since, c.id)
    return [_change(row) for row in connection.execute(query)]


def standings(connection: Connection, after: datetime) -> list[Standing]:
    """Every version in force after `after` or still to come, in the order the places were first known.

    A place's first version out of the places file holds from ever: the file lays down what is, not since when.
    """
    c = place_changes.c
    last = select(func.max(c.id)).where(c.since <= after).group_by(c.place).scalar_subquery()
    query = select(place_changes).where(or_(c.since > after, c.id.in_(last))).order_by(c.id)
    firsts = {place: id_ for place, id_ in connection.execute(select(c.place, func.min(c.id)).group_by(c.place))}
    by_place: dict[str, list[Change]] = {}
    for row in connection.execute(query):
        by_place.setdefault(row.place, []).append(_change(row))
    ordered = sorted(by_place, key=lambda place: firsts[place])
    return [one for place in ordered for one in _standings(by_place[place], firsts[place])]


def _standings(changes: Sequence[Change], first: int) -> list[Standing]:
    line = timeline(changes)
    ends = [change.since for change in line[1:]]
    return [
        Standing(change.place, None if change.id == first and change.how == "file" else change.since, until)
        for change, until in zip(line, [*ends, None], strict=True)
        if change.place is not None
    ]


def timeline(changes: Iterable[Change]) -> list[Change]:
    """Of a place's changes, in the order they were made, those that come to hold, by time."""
    line: list[Change] = []
    for change in changes:
        while line and line[-1].since >= change.since:
            line.pop()
        line.append(change)
    return line


def fell_due(connection: Connection, before: datetime, now: datetime) -> bool:
    """Whether a change's time came after `before`, up to `now`."""
    c = place_changes.c
    return connection.execute(select(c.id).where(c.since > before, c.since <= now).limit(1)).first() is not None


def imported(connection: Connection) -> dict[str, str]:
    """What the places file had when it was read last: versions by place."""
    c = place_imports.c
    return {place: version for place, version in connection.execute(select(c.place, c.version))}


def note_imported(connection: Connection, places: Sequence[Place], gone: Iterable[str], at: datetime) -> None:
    """The places file has these, and no longer those `gone`."""
    upsert(connection, place_imports, [{"place": place.id, "version": place.version, "at": at} for place in places])
    for id_ in gone:
        connection.execute(delete(place_imports).where(place_imports.c.place == id_))


@lru_cache(8192)
def _place(feature: str, version: str) -> Place:
    return msgspec.structs.replace(place_of(msgspec.json.decode(feature)), version=version)


def _change(row: Row[Any]) -> Change:
    place = _place(row.feature, row.version) if row.feature is not None else None
    return Change(row.id, row.place, row.name, place, row.since, row.made_at, row.made_by, row.how)

"""What was, is and will be laid down about places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection

from command_center.model.places import Place
from command_center.store import people, records
from command_center.store import places as rows


class When(StrEnum):
    """Where a version stands in time. `replaced`: it never came to hold, another was laid down before its time."""

    NOW = "now"
    TO_COME = "to-come"
    PAST = "past"
    REPLACED = "replaced"


class PlaceEntry(msgspec.Struct, frozen=True):
    """A version of a place, or (`place` None) its end. `number` counts changes; `by` is a name; `how`: file | saved |
    imported | removed. `until` is when the next one took or takes over; `reason` what its maker said of it."""

    number: int
    id: str
    name: str
    place: Place | None
    since: datetime
    until: datetime | None
    made_at: datetime
    by: str
    how: str
    when: When
    reason: str = ""


class PlaceHistory(msgspec.Struct, frozen=True):
    """All of a place's changes, the newest first."""

    entries: tuple[PlaceEntry, ...]

    @property
    def last(self) -> int:
        """The number a command about this place is to expect; 0 when it was never laid down."""
        return self.entries[0].number if self.entries else 0

    @property
    def laid_down(self) -> Place | None:
        """The last version laid down, whether its time has come or not; None when the place ends."""
        return self.entries[0].place if self.entries else None


def read_history(connection: Connection, place: str, now: datetime) -> PlaceHistory:
    """Every version of one place."""
    found = rows.history(connection, place)
    said = {one.at: one.detail.get("reason", "") for one in records.about(connection, [("place", place)])}
    entries = _entries(found, people.names(connection), now)
    return PlaceHistory(tuple(replace(one, reason=said.get(one.made_at, "")) for one in entries))


class PlaceLine(msgspec.Struct, frozen=True):
    """A place in a list of all that are in force or will be. `place` is what holds now, or what will when nothing does
    yet (`in_force` False); `since` from when on; `version` counts its changes up to that one; `coming` is when its next
    change takes effect."""

    place: Place
    since: datetime
    version: int
    in_force: bool
    coming: datetime | None = None


def read_lines(connection: Connection, now: datetime) -> tuple[PlaceLine, ...]:
    """Every place in force or to come, in the order they were first known."""
    by_place: dict[str, list[rows.Change]] = {}
    for change in rows.everything(connection):
        by_place.setdefault(change.id_of_place, []).append(change)
    return tuple(line for found in by_place.values() if (line := _line_of(found, now)) is not None)


def _line_of(found: Sequence[rows.Change], now: datetime) -> PlaceLine | None:
    line = rows.timeline(found)
    come = [one for one in line if one.since <= now]
    ahead = [one for one in line if one.since > now]
    holds = come[-1] if come and come[-1].place is not None else None
    shown = holds or next((one for one in ahead if one.place is not None), None)
    if shown is None or shown.place is None:
        return None
    coming = next((one.since for one in ahead if one is not shown), None)
    return PlaceLine(shown.place, shown.since, found.index(shown) + 1, shown is holds, coming)


def read_to_come(connection: Connection, now: datetime) -> tuple[PlaceEntry, ...]:
    """What is laid down for later."""
    names = people.names(connection)
    return tuple(_entry(one, None, names, When.TO_COME) for one in rows.to_come(connection, now))


def _entries(found: Sequence[rows.Change], names: Mapping[str, str], now: datetime) -> tuple[PlaceEntry, ...]:
    line = rows.timeline(reversed(found))
    ends = {one.id: following.since for one, following in pairwise(line)}
    holding = {one.id for one in line}
    made = []
    for one in found:
        until = ends.get(one.id)
        if one.id not in holding:
            when = When.REPLACED
        elif one.since > now:
            when = When.TO_COME
        else:
            when = When.NOW if until is None or until > now else When.PAST
        made.append(_entry(one, until, names, when))
    return tuple(made)


def _entry(one: rows.Change, until: datetime | None, names: Mapping[str, str], when: When) -> PlaceEntry:
    by = names.get(one.made_by, one.made_by)
    return PlaceEntry(one.id, one.id_of_place, one.name, one.place, one.since, until, one.made_at, by, one.how, when)

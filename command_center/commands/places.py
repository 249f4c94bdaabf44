"""What a person lays down about places: a new one, a change, an end, a file's worth; now or from a time on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import shapely
from msgspec.structs import replace

from command_center.books import places as book
from command_center.commands.requests import Done, ImportPlaces, Refused, RemovePlace, SavePlace
from command_center.commands.work import Work, handles
from command_center.model.people import Role
from command_center.model.places import Place
from command_center.settings.geojson import Mistake
from command_center.settings.places import digest, feature_of, place_of
from command_center.store import places

MOST_CORNERS = 20_000
LATE = timedelta(minutes=2)
"""A time so little past is now: it took a person that long to press the key."""


@handles(SavePlace, Role.LEADER)
def save_place(work: Work, request: SavePlace) -> Done:
    """A new place or a new version. Raises Refused `bad-place`, `changed`, `too-late`."""
    place, since = checked(request.feature), effective_from(work, request.effective)
    also = [checked(feature) for feature in request.also]
    _expect(work, place.id, request.expected)
    for one in also:
        _expect(work, one.id, 0)
    changed = also if _is_there(work, place) else [place, *also]
    if len({one.id for one in changed}) < len(changed):
        raise Refused("bad-place", "an id stands twice")
    for one in changed:
        book.save(work.unit, one, since, reason=request.reason)
    return Done(places=tuple(one.id for one in changed))


@handles(RemovePlace, Role.LEADER)
def remove_place(work: Work, request: RemovePlace) -> Done:
    """A place ends. Raises Refused `unknown` when there is none, or its end is laid down already."""
    since = effective_from(work, request.effective)
    _expect(work, request.place, request.expected)
    before = book.laid_down(work.unit, request.place)
    if before is None:
        raise Refused("unknown", request.place)
    book.remove(work.unit, before, since, reason=request.reason)
    return Done(places=(request.place,))


@handles(ImportPlaces, Role.LEADER)
def import_places(work: Work, request: ImportPlaces) -> Done:
    """Many places at once, all or none; what is there already and no other is left alone."""
    since = effective_from(work, request.effective)
    if places.newest(work.connection) != request.expected:
        raise Refused("changed", "places were changed since the file was looked at")
    told: dict[str, Place] = {}
    for feature in request.features:
        place = checked(feature)
        if place.id in told:
            raise Refused("bad-place", f"{place.id}: the id stands twice")
        told[place.id] = place
    changed = [place for place in told.values() if not _is_there(work, place)]
    for place in changed:
        book.save(work.unit, place, since, "imported")
    work.unit.record("import-places", "city", "", None, source=request.source, changed=len(changed), told=len(told))
    return Done(places=tuple(place.id for place in changed))


def checked(feature: Mapping[str, Any]) -> Place:
    """The place a feature tells of. Raises Refused `bad-place` with what is wrong."""
    try:
        place = place_of(dict(feature))
    except Mistake as error:
        raise Refused("bad-place", str(error)) from error
    if shapely.get_num_coordinates(place.geometry) > MOST_CORNERS:
        raise Refused("bad-place", f"{place.id}: more than {MOST_CORNERS} corners")
    return replace(place, version=digest(feature_of(place)))


def same(one: Place, other: Place) -> bool:
    """Whether two versions say the same."""
    return feature_of(one) == feature_of(other)


def _is_there(work: Work, place: Place) -> bool:
    before = book.laid_down(work.unit, place.id)
    return before is not None and same(before, place)


def _expect(work: Work, place: str, expected: int) -> None:
    newest = places.newest(work.connection, place)
    if newest != expected:
        raise Refused("changed", f"{place}: its last change is number {newest}, not {expected}")


def effective_from(work: Work, effective: datetime | None) -> datetime:
    """From when a change holds: `effective`, or now. Raises Refused `too-late` for what is past."""
    now = work.unit.now
    if effective is None:
        return now
    if effective.tzinfo is None or effective < now - LATE:
        raise Refused("too-late", f"{effective} is past: what was in force then stays as it was")
    return max(effective, now)

"""What is known of a dog beyond the registry: its home corrected or refused, second homes, guide and working dogs."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from msgspec.structs import replace

from command_center.commands.requests import Done, EndGrant, FreeHome, Refused, RefuseHome, SaveGrant, SetHome
from command_center.commands.work import Work, handles
from command_center.model.dogs import Grant, GrantKind, Home, HomeFrom
from command_center.model.observations import LonLat
from command_center.model.people import Role
from command_center.notices import DogChanged, DogFactsChanged
from command_center.store import city, dog_life
from command_center.store.dog_life import HomeHow


@handles(SetHome, Role.LEADER)
def set_home(work: Work, request: SetHome) -> Done:
    """A person says where a dog lives that the registry tells no home of. Raises Refused `unknown`, `changed`,
    `told`."""
    home = Home(LonLat(request.lon, request.lat), HomeFrom.SET, work.unit.now)
    return _home(work, request, HomeHow.SET, home)


@handles(RefuseHome, Role.LEADER)
def refuse_home(work: Work, request: RefuseHome) -> Done:
    """A home that was learned is none, and none is learned any more. Raises Refused `unknown`, `changed`, `told`."""
    return _home(work, request, HomeHow.REFUSED, None)


@handles(FreeHome, Role.LEADER)
def free_home(work: Work, request: FreeHome) -> Done:
    """What a person said of a home is taken back: it may be learned again. Raises Refused as above."""
    return _home(work, request, HomeHow.FREE, None)


def _home(work: Work, request: SetHome | RefuseHome | FreeHome, how: HomeHow, home: Home | None) -> Done:
    told = city.dog(work.connection, request.tag)
    if told is None:
        raise Refused("unknown", request.tag)
    if told.home is not None:
        raise Refused("told", f"{request.tag}: the registry tells its home")
    last = dog_life.homes(work.connection, request.tag).get(request.tag)
    _expect(request.expected, last.number if last is not None else 0)
    dog_life.add_home(work.connection, request.tag, how, home, work.person.id, work.unit.now, request.reason)
    where = (home.at.lon, home.at.lat) if home is not None else None
    work.unit.record(f"home-{how}", "dog", request.tag, reason=request.reason, where=where)
    _tell(work, request.tag)
    return Done()


@handles(SaveGrant, Role.LEADER)
def save_grant(work: Work, request: SaveGrant) -> Done:
    """A guide or working dog, or a second home; new (`grant` empty) or another version. Raises Refused `unknown`,
    `changed`, `bad-grant`."""
    at = _spot(request)
    since = request.since or work.unit.now
    _check_times(since, request.until)
    if city.dog(work.connection, request.tag) is None:
        raise Refused("unknown", request.tag)
    before = _before(work, request.grant, request.expected) if request.grant else None
    if before is not None and before.tag != request.tag:
        raise Refused("bad-grant", f"{request.grant} is {before.tag}'s")
    grant = Grant(
        id=request.grant or uuid4().hex, tag=request.tag, kind=request.kind, since=since, until=request.until,
        at=at, label=request.label,
    )  # fmt: skip
    dog_life.add_grant(work.connection, grant, work.person.id, work.unit.now)
    what = "grant-changed" if before else "grant-new"
    work.unit.record(
        what, "dog", request.tag, grant=grant.id, kind=grant.kind, since=since, until=grant.until, label=grant.label
    )
    _tell(work, request.tag)
    return Done(grant=grant.id)


@handles(EndGrant, Role.LEADER)
def end_grant(work: Work, request: EndGrant) -> Done:
    """A grant ends now; one that has not begun never does. Raises Refused `unknown`, `changed`, `too-late`."""
    before = _before(work, request.grant, request.expected)
    now = work.unit.now
    if before.until is not None and before.until <= now:
        raise Refused("too-late", f"{before.id} has ended")
    dog_life.add_grant(work.connection, replace(before, until=max(now, before.since)), work.person.id, now)
    work.unit.record("grant-ended", "dog", before.tag, grant=before.id, kind=before.kind, reason=request.reason)
    _tell(work, before.tag)
    return Done(grant=before.id)


def _before(work: Work, id_: str, expected: int) -> Grant:
    found = dog_life.grants(work.connection, id_=id_)
    if not found:
        raise Refused("unknown", id_)
    _expect(expected, found[0].version)
    return found[0]


def _expect(expected: int, newest: int) -> None:
    if newest != expected:
        raise Refused("changed", f"its last change is number {newest}, not {expected}")


def _spot(request: SaveGrant) -> LonLat | None:
    both = request.lon is not None and request.lat is not None
    if both != (request.kind is GrantKind.SECOND_HOME) or (request.lon is None) != (request.lat is None):
        raise Refused("bad-grant", "a second home, and nothing else, has a place")
    return LonLat(request.lon, request.lat) if request.lon is not None and request.lat is not None else None


def _check_times(since: datetime, until: datetime | None) -> None:
    if since.tzinfo is None or (until is not None and until.tzinfo is None):
        raise Refused("bad-grant", "a time without an offset")
    if until is not None and until <= since:
        raise Refused("bad-grant", "it ends before it begins")


def _tell(work: Work, tag: str) -> None:
    work.unit.tell(DogFactsChanged(tag))
    work.unit.tell(DogChanged(tag))

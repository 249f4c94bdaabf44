"""What stands behind a case becomes its evidence: noted once, with its hash, and on record."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import msgspec
from PIL import Image
from sqlalchemy import Connection

from command_center.evidence import tracks as frozen_tracks
from command_center.model.canonical import canonical, exact
from command_center.model.cases import Case
from command_center.model.events import DetectionReason, FlaggedEvent, HoursReason, ZoneReason
from command_center.model.evidence import Item, Kind, SourceClock
from command_center.notices import CaseChanged
from command_center.store import blobs, events, evidence, pictures, raw, tracks
from command_center.store.unit import Unit

TRACK_BEFORE = timedelta(minutes=20)
INSIDE = "inside the message"

Had = set[tuple[str, str, str, str]]
"""(kind, owner kind, owner, key) of what a case has."""


def secure(unit: Unit, case: Case, *, all_now: bool = False) -> int:
    """Note what the case does not have yet; returns how many things that are.

    The way of a thing is frozen once its event is over; `all_now`: as it is known now, even while it goes on.
    """
    had = evidence.keys(unit.connection, case.id)
    new = [_measured(unit.connection, one) for one in _new(unit.connection, unit.now, case, had)]
    new += [_track(unit, event) for event in _tracks_due(unit.connection, case, had, all_now=all_now)]
    new += [_clock(unit, *due) for due in _clocks_due(unit.connection, case, new)]
    return note(unit, case.id, [one for one in new if _name(one) not in had])


def lacking(connection: Connection, case: Case, now: datetime) -> bool:
    """Whether `secure` would note something: asked before a writer's time is taken."""
    had = evidence.keys(connection, case.id)
    new = _new(connection, now, case, had)
    return bool(new or _tracks_due(connection, case, had, all_now=False) or _clocks_due(connection, case, new))


def _new(connection: Connection, now: datetime, case: Case, had: Had) -> list[Item]:
    cameras = {one.id: one for one in events.by_ids(connection, case.events) if isinstance(one.reason, DetectionReason)}
    found: list[Item] = []
    for owner_kind, owners in (("event", case.events), ("feedback", evidence.feedback_of(connection, case.id))):
        told = pictures.settled(connection, owner_kind, owners)
        found += [_picture(owner_kind, one, now) for one in told]
        found += [_message(connection, one, now) for one in raw.of(connection, owner_kind, owners)]
    new = [one for one in found if _name(one) not in had]
    return [_with_clock(connection, one, cameras.get(one.owner)) for one in new]


def note(unit: Unit, case: str, found: Sequence[Item]) -> int:
    """Note these items, on record by their digests; returns how many are new."""
    new = [one for one in found if evidence.add(unit.connection, case, one)]
    if new:
        gaps = sum(one.sha256 is None for one in new)
        names = ",".join(one.digest() for one in new)
        unit.record("secured", "case", case, None, count=len(new), gaps=gaps or None, items=names)
        unit.tell(CaseChanged(case))
    return len(new)


def _name(item: Item) -> tuple[str, str, str, str]:
    return str(item.kind), item.owner_kind, item.owner, item.key()


def _picture(owner_kind: str, told: pictures.Told, now: datetime) -> Item:
    return Item(
        kind=Kind.PICTURE,
        owner_kind=owner_kind,
        owner=told.owner,
        sha256=told.sha256,
        media_type=told.media_type,
        size=told.size,
        source=f"{told.feed}: {without_secrets(told.url) if told.url else INSIDE}",
        why="" if told.sha256 else told.why or "could not be had",
        taken=told.taken,
        received=told.at,
        kept=now,
    )


def _with_clock(connection: Connection, item: Item, seen: FlaggedEvent | None) -> Item:
    """With what is known of the camera's clock at this moment."""
    if seen is None or item.owner_kind != "event":
        return item
    return msgspec.structs.replace(item, clock=raw.clock(connection, seen.source, seen.subject))


def _clocks_due(connection: Connection, case: Case, new: Sequence[Item]) -> list[tuple[FlaggedEvent, SourceClock]]:
    """Cameras whose clock is known now and was not when their pictures were kept."""
    done = evidence.clocked(connection, case.id) | {one.owner for one in new if one.clock is not None}
    found = []
    for event in events.by_ids(connection, [id_ for id_ in case.events if id_ not in done]):
        if isinstance(event.reason, DetectionReason):
            clock = raw.clock(connection, event.source, event.subject)
            found += [] if clock is None else [(event, clock)]
    return found


def _clock(unit: Unit, event: FlaggedEvent, clock: SourceClock) -> Item:
    measured = {"feed": event.source, "source": event.subject, "at": exact(unit.now), "samples": clock.samples,
                "fastest_s": clock.fastest_s, "median_s": clock.median_s}  # fmt: skip
    data = canonical(measured)
    return Item(
        kind=Kind.CLOCK,
        owner_kind="event",
        owner=event.id,
        sha256=blobs.put(unit.connection, data, "application/json", unit.now),
        media_type="application/json",
        size=len(data),
        source=f"{event.source}: {event.subject}",
        received=unit.now,
        clock=clock,
        kept=unit.now,
    )


def _measured(connection: Connection, item: Item) -> Item:
    """A picture with its size in pixels."""
    data = pictures.get(connection, item.sha256) if item.kind is Kind.PICTURE and item.sha256 else None
    if data is None:
        return item
    with Image.open(io.BytesIO(data)) as image:  # it was judged when it was taken
        return msgspec.structs.replace(item, width=image.width, height=image.height)


def without_secrets(url: str) -> str:
    """An address without name, password and query: they may be keys."""
    try:
        parts = urlsplit(url)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()[:300]
    except ValueError:
        return "an address that is none"


def _message(connection: Connection, told: raw.Raw, now: datetime) -> Item:
    blob = blobs.about(connection, told.sha256) if told.sha256 else None
    return Item(
        kind=Kind.MESSAGE,
        owner_kind=told.owner_kind,
        owner=told.owner,
        sha256=told.sha256,
        media_type=blob.media_type if blob else "",
        size=blob.size if blob else 0,
        source=told.feed,
        why=told.why,
        taken=told.told,
        received=told.received,
        kept=now,
    )


def _tracks_due(connection: Connection, case: Case, had: Had, *, all_now: bool) -> list[FlaggedEvent]:
    done = {owner for kind, _, owner, _ in had if kind == Kind.TRACK}
    dogs = (one for one in events.by_ids(connection, case.events) if isinstance(one.reason, ZoneReason | HoursReason))
    return [one for one in dogs if (one.id not in done if one.over_at is not None else all_now)]


def _track(unit: Unit, event: FlaggedEvent) -> Item:
    start, end = event.first_seen - TRACK_BEFORE, event.over_at or unit.now
    points = tracks.track(unit.connection, "dog", event.subject, start, end)
    item = Item(
        kind=Kind.TRACK,
        owner_kind="event",
        owner=event.id,
        sha256=None,
        source=f"{event.source}: {event.subject}",
        why="no position is kept of that time",
        taken=start,
        received=end,
        kept=unit.now,
    )
    if not points:
        return item
    data = frozen_tracks.frozen(event.subject, event.source, points)
    name = blobs.put(unit.connection, data, frozen_tracks.MEDIA_TYPE, unit.now)
    return msgspec.structs.replace(item, sha256=name, why="", media_type=frozen_tracks.MEDIA_TYPE, size=len(data))


class Clip(msgspec.Struct, frozen=True):
    """A clip that a case has not got yet: of this event, at this address of this feed."""

    case: str
    event: str
    url: str
    feed: str
    taken: datetime


def clips_wanted(connection: Connection, case: Case) -> list[Clip]:
    """The clips of a case's events that are neither kept nor given up."""
    done = {owner for kind, _, owner, _ in evidence.keys(connection, case.id) if kind == Kind.CLIP}
    return [
        Clip(case.id, one.id, one.reason.clip, one.source, one.first_seen)
        for one in events.by_ids(connection, case.events)
        if isinstance(one.reason, DetectionReason) and one.reason.clip and one.id not in done
    ]


def clip_settled(
    unit: Unit, clip: Clip, *, sha256: str | None = None, size: int = 0, media_type: str = "", why: str = ""
) -> None:
    """A clip lies in the folder, or could not be had, and why."""
    if sha256 is not None:
        blobs.note_file(unit.connection, sha256, size, media_type, unit.now)
    item = Item(
        kind=Kind.CLIP,
        owner_kind="event",
        owner=clip.event,
        sha256=sha256,
        media_type=media_type,
        size=size,
        source=f"{clip.feed}: {without_secrets(clip.url)}",
        why=why,
        taken=clip.taken,
        received=unit.now,
        kept=unit.now,
    )
    note(unit, clip.case, [item])

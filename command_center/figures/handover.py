"""The page one shift leaves the next, made from the store alone: nobody has to remember anything."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
from sqlalchemy import Connection

from command_center.model import canonical
from command_center.model.events import EventState, FlaggedEvent, ReportReason, ZoneReason
from command_center.model.shift import Matter, Page, Silent
from command_center.store import cases, claims, events, intake, outbox, people, records, shift

AT_RISK_WITHIN = timedelta(hours=1)
QUIET_AFTER = timedelta(minutes=5)
"""A feed of which nothing new was stored for so long counts as out: all feeds of the contract speak oftener."""
LONGEST_SHIFT = timedelta(days=1)


def begun(connection: Connection, now: datetime) -> datetime:
    """When this shift began: with the last page both leaders signed, at most a day ago."""
    signed = shift.last_signed(connection)
    return max(signed, now - LONGEST_SHIFT) if signed else now - LONGEST_SHIFT


def read_page(connection: Connection, since: datetime, now: datetime) -> Page:
    """How things stand at `now`, and what was noted since `since`. Persons stand by name."""
    names = people.names(connection)
    waiting = [event for event, _ in events.to_review(connection, now)]
    shelved = [event for event in waiting if event.state(now) is EventState.SHELVED]
    shelved_by = records.last_person(connection, "shelve", "event", [event.id for event in shelved])
    lines = shift.log_since(connection, since)
    return Page(
        since=since,
        made=now,
        open=tuple(_event(event) for event in waiting if event not in shelved),
        shelved=tuple(_event(e, until=e.shelved_until, who=_named(names, shelved_by.get(e.id))) for e in shelved),
        claimed=_claimed(connection, now),
        at_risk=_at_risk(connection, now),
        feeds_out=_feeds_out(connection, now),
        notes=tuple(msgspec.structs.replace(line, by=_named(names, line.by)) for line in lines),
        unread=tuple(
            msgspec.structs.replace(one, by=_named(names, one.by))
            for one in shift.instructions_since(connection, since)
            if None in one.reads.values()
        ),
    )


def digest(page: Page) -> str:
    """The SHA-256 of a page, hexadecimal: what a signature is given to."""
    return canonical.digest(msgspec.to_builtins(page))


def _named(names: dict[str, str], person: str | None) -> str:
    return names.get(person, person) if person else ""


def _where(event: FlaggedEvent) -> str:
    match event.reason:
        case ReportReason(address=address) if address:
            return address
        case ZoneReason(place_name=name):
            return name
        case _:
            return event.place or f"{event.lon:.5f}, {event.lat:.5f}"


def _event(event: FlaggedEvent, until: datetime | None = None, who: str = "") -> Matter:
    return Matter(event.id, str(event.kind), _where(event), event.raised, until, who)


def _claimed(connection: Connection, now: datetime) -> tuple[Matter, ...]:
    held = claims.live(connection, now)
    ids = [claim.subject for claim in held]
    known = {event.id: _event(event) for event in events.by_ids(connection, ids)}
    for case in cases.by_ids(connection, ids):
        known[case.id] = Matter(case.id, str(case.category), case.address, case.opened)
    found = ((known.get(claim.subject), claim) for claim in held)
    return tuple(
        msgspec.structs.replace(matter, since=claim.since, who=claim.person_name) for matter, claim in found if matter
    )


def _at_risk(connection: Connection, now: datetime) -> tuple[Matter, ...]:
    due = [case for case in cases.running(connection) if case.deadline <= now + AT_RISK_WITHIN]
    return tuple(
        Matter(case.id, str(case.category), case.address, case.opened, case.deadline, case.squad or "")
        for case in sorted(due, key=lambda case: (case.deadline, case.id))
    )


def _feeds_out(connection: Connection, now: datetime) -> tuple[Silent, ...]:
    waiting: dict[str, int] = {}
    for (kind, feed), count in outbox.waiting(connection).items():
        waiting[feed or kind] = waiting.get(feed or kind, 0) + count
    heard = intake.heard(connection)
    quiet = {feed for feed, at in heard.items() if at < now - QUIET_AFTER}
    return tuple(Silent(feed, heard.get(feed), waiting.get(feed, 0)) for feed in sorted(quiet))

"""Everything about one matter: what the detail panel shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Connection

from command_center.cases.advice import Candidate, advise
from command_center.figures.flood import REPEATS, REPEATS_WITHIN
from command_center.live import Live
from command_center.model.asked import Approval
from command_center.model.candidates import Repeat
from command_center.model.cases import Case, Step
from command_center.model.dogs import HomeFrom
from command_center.model.events import DetectionReason, FlaggedEvent, HoursReason, ReportReason, ZoneReason
from command_center.model.observations import TagRegistered
from command_center.model.places import Place
from command_center.queries import masking
from command_center.queries.answers import DogCard, HistoryEntry, Matter, SquadAdvice, TrackPoint
from command_center.queries.board import groups
from command_center.queries.troubles import deliveries
from command_center.rules.fusion import telling
from command_center.store import (
    asked,
    candidates,
    cases,
    city,
    dog_life,
    events,
    loads,
    outbox,
    outward,
    people,
    pictures,
    records,
    tracks,
)
from command_center.store.repeats import repeat
from command_center.store.together import may_be_one_row

TRACK_BEFORE = timedelta(minutes=20)
SQUADS_SHOWN = 9


def read_matter(
    connection: Connection, id_: str, now: datetime, places: Mapping[str, Place], live: Live
) -> Matter | None:
    """All about the row an event is in, or about a case; None when there is no such thing."""
    case = cases.get(connection, id_)
    behind = events.by_ids(connection, case.events) if case else _row_of(connection, id_, now)
    if not behind:
        return None
    lead = behind[0]
    place = places.get(lead.place) if lead.place else None
    names = {row.squad: row.name for row in city.all_squads(connection)}
    tasks = tuple(cases.tasks_with_feedback(connection, case.id)) if case else ()
    waiting = deliveries(outbox.undelivered(connection, now, case=case.id)) if case else ()
    stored, missing = pictures.of(connection, "event", [event.id for event in behind])
    return Matter(
        events=tuple(_masked(event) for event in behind),
        case=case,
        tasks=tasks,
        undelivered=bool(waiting),
        waiting=waiting,
        place_name=place.name if place else None,
        place_urgent=place.urgent if place else False,
        dog=_dog(connection, behind, now),
        reporter=_reporter(connection, behind),
        pictures=tuple(stored),
        missing_pictures=tuple(missing),
        track=_track(connection, behind, now),
        squads=_advice(connection, case or lead, live),
        history=_history(connection, behind, case),
        joins=tuple(telling(candidates.joins(connection, [event.id for event in behind]))),
        repeats=_repeats(connection, behind),
        approvals=_approvals(connection, case),
        field_tasks=tuple(asked.field_tasks_of(connection, case.id)) if case else (),
        squad_names={task.squad: names.get(task.squad, task.squad) for task in tasks},
    )


def _approvals(connection: Connection, case: Case | None) -> tuple[Approval, ...]:
    found = asked.of_case(connection, case.id) if case else []
    names = people.names(connection) if found else {}
    return tuple(msgspec.structs.replace(one, asked_by=names.get(one.asked_by, one.asked_by)) for one in found)


def _row_of(connection: Connection, id_: str, now: datetime) -> list[FlaggedEvent]:
    """The events of the queue's row this one is in; the event alone when it has left the queue."""
    near = events.to_review(connection, now, may_be_one_row(connection, id_))
    for group in groups(near, loads.repeating(connection, now - REPEATS_WITHIN, REPEATS)):
        if any(event.id == id_ for event in group):
            return sorted(group, key=lambda event: (event.priority.rank, event.raised))
    return events.by_ids(connection, [id_])


def _repeats(connection: Connection, behind: Sequence[FlaggedEvent]) -> tuple[Repeat, ...]:
    """What happened before, each kind of it once, by the event that says most."""
    most: dict[str, Repeat] = {}
    for event in behind:
        again = repeat(connection, event)
        if again is not None and (again.what not in most or most[again.what].nth < again.nth):
            most[again.what] = again
    return tuple(most.values())


def _masked(event: FlaggedEvent) -> FlaggedEvent:
    if not isinstance(event.reason, DetectionReason):
        return event
    reason = msgspec.structs.replace(event.reason, plate=masking.plate(event.reason.plate))
    return msgspec.structs.replace(event, reason=reason, thing=masking.plate(event.thing) or "")


def _tag(behind: Sequence[FlaggedEvent]) -> str | None:
    return next((e.subject for e in behind if isinstance(e.reason, ZoneReason | HoursReason)), None)


def _dog(connection: Connection, behind: Sequence[FlaggedEvent], now: datetime) -> DogCard | None:
    tag = _tag(behind)
    told = city.dog(connection, tag) if tag else None
    if tag is None or told is None:
        return None
    start = now - timedelta(days=90)
    return DogCard(
        tag=tag,
        name=told.dog.name,
        breed=told.dog.breed,
        colour=told.dog.colour,
        vaccinated_until=told.dog.vaccinated_until,
        owner=masking.name(told.owner.name),
        phone=masking.phone(told.owner.phone),
        address=masking.address(told.owner.address),
        state=told.state,
        events_90_days=events.count_of_subject(connection, tag, start),
        reminders_90_days=outward.count_to(connection, "owner", tag, start),
        cases_90_days=cases.count_of_subject(connection, tag, start),
        **_beyond(connection, told, now),
    )


def _beyond(connection: Connection, told: TagRegistered, now: datetime) -> dict[str, Any]:
    """What is known of a dog beyond the registry."""
    word = dog_life.homes(connection, told.tag).get(told.tag)
    home = word.home if word is not None else None
    known = HomeFrom.UNKNOWN if home is None else home.how
    grants = dog_life.grants(connection, tag=told.tag)
    return {
        "home_from": HomeFrom.TOLD if told.home is not None else known,
        "home": home if told.home is None else None,
        "home_number": word.number if word is not None else 0,
        "grants": tuple(grant for grant in grants if grant.until is None or grant.until > now),
    }


def _reporter(connection: Connection, behind: Sequence[FlaggedEvent]) -> str | None:
    for event in behind:
        if isinstance(event.reason, ReportReason):
            told = city.reporter(connection, event.subject)
            if told is not None:
                return f"{masking.name(told.name)} {masking.phone(told.phone)}".strip()
    return None


def _track(connection: Connection, behind: Sequence[FlaggedEvent], now: datetime) -> tuple[TrackPoint, ...]:
    tag = _tag(behind)
    if tag is None:
        return ()
    start = min(event.first_seen for event in behind) - TRACK_BEFORE
    end = max((event.over_at or now) for event in behind)
    return tuple(TrackPoint(*point) for point in tracks.track(connection, "dog", tag, start, end))


def _advice(connection: Connection, about: Case | FlaggedEvent, live: Live) -> tuple[SquadAdvice, ...]:
    if isinstance(about, Case) and about.step is not Step.OPENED:
        return ()
    load = cases.load(connection)
    candidates = []
    for row in city.all_squads(connection):
        at = live.squads.row(row.squad)
        lon = row.lon if at is None else float(live.squads.lon[at])
        lat = row.lat if at is None else float(live.squads.lat[at])
        candidates.append(Candidate(row, lon, lat, load.get(row.squad, 0)))
    return tuple(
        SquadAdvice(
            squad=one.candidate.status.squad,
            name=one.candidate.status.name,
            company=one.candidate.status.company,
            members=one.candidate.status.members,
            own_grid=one.own_grid,
            state=one.candidate.status.state,
            load=one.candidate.load,
            distance_m=one.distance_m,
            minutes=one.minutes,
        )
        for one in advise(candidates, about.lon, about.lat, about.grid)[:SQUADS_SHOWN]
    )


def _history(connection: Connection, behind: Sequence[FlaggedEvent], case: Case | None) -> tuple[HistoryEntry, ...]:
    subjects = [("event", event.id) for event in behind]
    if case is not None:
        subjects.append(("case", case.id))
    names = people.names(connection)
    found = records.about(connection, subjects)
    return tuple(_distinct(found, names))


def _distinct(found: Sequence[records.Record], names: Mapping[str, str]) -> list[HistoryEntry]:
    """One line a thing done: what was done to several events at once is one."""
    lines: dict[tuple[datetime, str, str], HistoryEntry] = {}
    for record in found:
        key = (record.at, record.person, record.what)
        lines.setdefault(
            key, HistoryEntry(record.at, record.what, names.get(record.person, record.person), record.detail)
        )
    return list(lines.values())

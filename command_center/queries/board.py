"""The queue: events to review as rows, cases by tab."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from msgspec import structs
from sqlalchemy import Connection

from command_center.figures.flood import LOOK_BACK, PEOPLE_WITHIN, REPEATS, REPEATS_WITHIN, Flood, flood
from command_center.model.camera_limits import HELD
from command_center.model.cases import Case, Step, Task
from command_center.model.categories import Priority
from command_center.model.events import (
    Condition,
    DetectionReason,
    EventState,
    FlaggedEvent,
    HoursReason,
    ReportReason,
    ZoneReason,
)
from command_center.queries import masking
from command_center.queries.answers import Board, CaseRow, ReviewRow, Tab
from command_center.store import cases, city, claims, events, loads, outbox, people, records
from command_center.store.together import company

_TABS = {
    Step.COLLECTED: Tab.TO_CHECK,
    Step.SUSPENDED: Tab.TO_DISPATCH,
    Step.OPENED: Tab.TO_DISPATCH,
    Step.DISPATCHED: Tab.IN_PROGRESS,
    Step.HANDLING: Tab.IN_PROGRESS,
    Step.REPORTED_BACK: Tab.TO_CHECK,
}


def read_board(connection: Connection, now: datetime, names: Mapping[str, str]) -> Board:
    """The whole queue at `now`; `names` are the places' by id."""
    often = loads.repeating(connection, now - REPEATS_WITHIN, REPEATS)
    rows = [review_row(group, now, names, often) for group in groups(events.to_review(connection, now), often)]
    rows.sort(key=lambda row: (row.over, row.priority.rank, row.age_from, row.id))
    review = tuple(row for row in rows if row.state is not EventState.SHELVED)
    return Board(
        at=now,
        review=review,
        shelved=_named(connection, [row for row in rows if row.state is EventState.SHELVED]),
        cases=_case_tabs(connection, now, names),
        by_priority={priority: sum(row.priority is priority for row in review) for priority in Priority},
        claims={claim.subject: claim for claim in claims.live(connection, now)},
        flood=_flood(connection, now),
    )


def _flood(connection: Connection, now: datetime) -> Flood | None:
    people_here = loads.operators(connection, now - PEOPLE_WITHIN, now)
    return flood(loads.reached(connection, now - LOOK_BACK, now), now, people_here)


def _named(connection: Connection, rows: Sequence[ReviewRow]) -> tuple[ReviewRow, ...]:
    """The shelved rows with the name of who shelved them."""
    if not rows:
        return ()
    by, names = records.last_person(connection, "shelve", "event", [row.id for row in rows]), people.names(connection)
    found = ((row, by.get(row.id, "")) for row in rows)
    return tuple(structs.replace(row, shelved_by=names.get(person, person)) for row, person in found)


Often = Mapping[str, tuple[int, datetime]]
"""How often what comes and goes came, and first when, by what it is (`events.identity`)."""
NOTHING: Often = MappingProxyType({})


def groups(found: Sequence[tuple[FlaggedEvent, str | None]], often: Often) -> list[list[FlaggedEvent]]:
    """Events that are one row: merged ones, one dog's (it breaks two rules with one walk), what comes and goes."""
    leader: dict[str, str] = {event.id: merged or event.id for event, merged in found}
    dogs: dict[tuple[str, bool], str] = {}
    for event, merged in found:
        shelved = event.shelved_until is not None
        if merged is None and events.identity(event) in often:
            leader[event.id] = dogs.setdefault((events.identity(event), shelved), event.id)
        if merged is None and isinstance(event.reason, ZoneReason | HoursReason):
            # The lead may be another dog of the same company in each of two rules.
            leader[event.id] = dogs.setdefault((company(event), shelved), event.id)
    groups: dict[str, list[FlaggedEvent]] = {}
    for event, _ in found:
        first = leader[event.id]
        # A leader that has left the queue leads no row, but those it led stay one.
        first = leader.get(first, first)
        groups.setdefault(first, []).append(event)
    return list(groups.values())


def review_row(
    group: Sequence[FlaggedEvent], now: datetime, names: Mapping[str, str], often: Often = NOTHING
) -> ReviewRow:
    """One row for events that are one matter. Its id is the leading (worst, then oldest) event's."""
    ordered = sorted(group, key=lambda event: (event.priority.rank, event.raised))
    lead, newest = ordered[0], max(group, key=lambda event: event.last_seen)
    reason = lead.reason
    told = (event.reason.plate for event in ordered if isinstance(event.reason, DetectionReason))
    plate = masking.plate(next(filter(None, told), None))
    times, times_since = max((often.get(events.identity(event), (0, None)) for event in group), key=lambda one: one[0])
    urgent = [
        event.queue_from
        for event in group
        if event.priority is Priority.URGENT and event.condition is Condition.ACTIVE
        and event.state(now) is EventState.OPEN
    ]  # fmt: skip
    return ReviewRow(
        id=lead.id,
        events=tuple(event.id for event in ordered),
        kinds=tuple(dict.fromkeys(event.kind for event in ordered)),
        priority=min((event.priority for event in ordered), key=lambda priority: priority.rank),
        state=lead.state(now),
        over=all(event.condition is Condition.OVER for event in ordered),
        subject=lead.subject,
        plate=plate,
        place=lead.place,
        place_name=_place_name(lead, names),
        address=_address(lead),
        grid=lead.grid,
        lon=newest.lon,
        lat=newest.lat,
        age_from=min(event.raised if event.queue_from == HELD else event.queue_from for event in ordered),
        last_seen=max(event.last_seen for event in ordered),
        count=max(event.count for event in ordered),
        source=lead.source,
        confidence=reason.confidence if isinstance(reason, DetectionReason) else None,
        fixes=len(reason.fixes) if isinstance(reason, ZoneReason | HoursReason) else None,
        device=reason.device if isinstance(reason, DetectionReason) else None,
        shelved_until=lead.shelved_until,
        urgent_from=max(urgent, default=None),
        sources=len({(event.source, event.subject) for event in ordered}),
        times=times,
        times_since=times_since,
    )


def _place_name(event: FlaggedEvent, names: Mapping[str, str]) -> str | None:
    """As the place is called now; one that is no more, as it was called then."""
    found = names.get(event.place) if event.place else None
    return event.reason.place_name if found is None and isinstance(event.reason, ZoneReason) else found


def _address(event: FlaggedEvent) -> str | None:
    if isinstance(event.reason, ReportReason):
        return event.reason.address
    if isinstance(event.reason, DetectionReason):
        return event.reason.camera_name
    return None


def _case_tabs(connection: Connection, now: datetime, names: Mapping[str, str]) -> dict[Tab, tuple[CaseRow, ...]]:
    running = cases.running(connection)
    tasks = cases.tasks_of(connection, [case.id for case in running])
    late = outbox.cases_undelivered(connection, now)
    squads = {row.squad: row.name for row in city.all_squads(connection)}
    rows = [_case_row(case, tasks.get(case.id, ()), late, names, squads) for case in running]
    rows.sort(key=lambda row: (row.case.deadline, row.case.id))
    tabs: dict[Tab, tuple[CaseRow, ...]] = {
        tab: tuple(row for row in rows if _TABS[row.case.step] is tab)
        for tab in (Tab.TO_DISPATCH, Tab.IN_PROGRESS, Tab.TO_CHECK)
    }
    tabs[Tab.OVERDUE] = tuple(row for row in rows if row.case.overdue(now))
    return tabs


def _case_row(
    case: Case, tasks: Sequence[Task], late: set[str], names: Mapping[str, str], squads: Mapping[str, str]
) -> CaseRow:
    return CaseRow(
        case=case,
        place_name=names.get(case.place) if case.place else None,
        squad_name=squads.get(case.squad, case.squad) if case.squad else None,
        task=tasks[-1] if tasks else None,
        undelivered=case.id in late,
    )

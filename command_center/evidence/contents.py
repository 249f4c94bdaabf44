"""Everything a dossier says, read in one snapshot: facts unmasked, the checks, the evidence, the record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection

from command_center.evidence.completeness import Finding, findings
from command_center.evidence.form import ORIGINALS, End, Line, Listed, beginning, digest_of, link_after
from command_center.model.canonical import exact
from command_center.model.cases import Case
from command_center.model.events import FlaggedEvent, HoursReason, ReportReason, ZoneReason
from command_center.model.evidence import Item, PenaltyCase
from command_center.model.evidence_rules import EvidenceRules
from command_center.model.observations import TagRegistered
from command_center.model.people import Person
from command_center.store import cases, city, events, evidence, people, records, tracks

ENDINGS = {
    "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "video/mp4": "mp4", "video/x-msvideo": "avi",
    "video/x-matroska": "mkv", "video/mp2t": "ts", "application/geo+json": "geojson",
}  # fmt: skip


class Track(msgspec.Struct, frozen=True):
    """A way as it is drawn: longitude and latitude degrees, times, accuracy in metres."""

    owner: str
    points: tuple[tuple[datetime, float, float, float | None], ...]


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """What a dossier is made of. `listed` goes with `items`, one for one; `people` are names by id."""

    case: Case
    events: tuple[FlaggedEvent, ...]
    facts: dict[str, Any]
    findings: tuple[Finding, ...]
    penalties: tuple[PenaltyCase, ...]
    items: tuple[Item, ...]
    listed: tuple[Listed, ...]
    record: tuple[Line, ...]
    store_record: End
    tracks: tuple[Track, ...]
    people: dict[str, str]
    person: Person
    reason: str
    made: datetime

    @property
    def end(self) -> End:
        """How long the dossier's record is, and its last link."""
        link = self.record[-1].link if self.record else beginning(self.case.id).hex()
        return End(len(self.record), link)


class Unknown(Exception):
    """There is no such case."""


def gather(
    connection: Connection, id_: str, rules: EvidenceRules, person: Person, reason: str, now: datetime,
    bring: Callable[[Item, str], str],
) -> Contents:  # fmt: skip
    """Read it all. `bring` puts an item's bytes under a path of the dossier and says why where it cannot ("" if it
    could). Raises Unknown, and what `bring` raises."""
    case = cases.get(connection, id_)
    if case is None:
        raise Unknown(id_)
    behind = events.by_ids(connection, case.events)
    items = evidence.of(connection, case.id)
    names = people.names(connection)
    count, link = records.head(connection)
    return Contents(
        case=case,
        events=tuple(behind),
        facts=_facts(connection, case, behind),
        findings=tuple(findings(rules, case.category, items, evidence.answers(connection, case.id))),
        penalties=tuple(evidence.penalties(connection, case.id)),
        items=tuple(items),
        listed=_listed(items, bring),
        record=_record(connection, case, names),
        store_record=End(count, link.hex()),
        tracks=tuple(_track(connection, event, now) for event in behind if _is_dog(event)),
        people=names,
        person=person,
        reason=reason,
        made=now,
    )


def _listed(items: Sequence[Item], bring: Callable[[Item, str], str]) -> tuple[Listed, ...]:
    found: list[Listed] = []
    files: dict[str, str] = {}
    for number, item in enumerate(items, start=1):
        path, lost = None, ""
        if item.sha256 is not None:
            path = files.get(item.sha256)
            if path is None:
                path = f"{ORIGINALS}/{number:03d}-{item.kind}-{item.sha256[:12]}.{ENDINGS.get(item.media_type, 'json')}"
                lost = bring(item, path)
                if not lost:
                    files[item.sha256] = path
        found.append(Listed(None if lost else path, item.digest(), item.described(), lost))
    return tuple(found)


def _record(connection: Connection, case: Case, names: Mapping[str, str]) -> tuple[Line, ...]:
    subjects = [("case", case.id), *(("event", id_) for id_ in case.events)]
    link, lines = beginning(case.id), []
    for n, (id_, entry, store_link) in enumerate(records.linked_about(connection, subjects), start=1):
        digest = digest_of(entry.at, entry.person, entry.what, entry.subject_kind, entry.subject, entry.detail)
        link = link_after(link, digest)
        lines.append(
            Line(
                n, entry.at, entry.person, names.get(entry.person, entry.person), entry.what, entry.subject_kind,
                entry.subject, entry.detail, digest.hex(), link.hex(), id_, store_link.hex(),
            )
        )  # fmt: skip
    return tuple(lines)


def _is_dog(event: FlaggedEvent) -> bool:
    return isinstance(event.reason, ZoneReason | HoursReason)


def _track(connection: Connection, event: FlaggedEvent, now: datetime) -> Track:
    from command_center.evidence.securing import TRACK_BEFORE

    start, end = event.first_seen - TRACK_BEFORE, event.over_at or now
    return Track(event.id, tuple(tracks.track(connection, "dog", event.subject, start, end)))


def _facts(connection: Connection, case: Case, behind: Sequence[FlaggedEvent]) -> dict[str, Any]:
    """All that is known, as it goes into `case.json`: nothing is masked."""
    dogs = {event.subject: city.dog(connection, event.subject) for event in behind if _is_dog(event)}
    reports = [event for event in behind if isinstance(event.reason, ReportReason)]
    facts = {
        "case": case,
        "events": behind,
        "dogs": [dog for dog in dogs.values() if isinstance(dog, TagRegistered)],
        "reporters": {event.subject: city.reporter(connection, event.subject) for event in reports},
        "tasks": cases.tasks_with_feedback(connection, case.id),
        "penalty_cases": evidence.penalties(connection, case.id),
        "answers": evidence.answers(connection, case.id),
    }
    plain = msgspec.to_builtins(facts, builtin_types=(datetime,))
    return {key: _exact(value) for key, value in plain.items()}


def _exact(value: Any) -> Any:
    if isinstance(value, datetime):
        return exact(value)
    if isinstance(value, Mapping):
        return {str(key): _exact(one) for key, one in value.items()}
    return [_exact(one) for one in value] if isinstance(value, list | tuple) else value

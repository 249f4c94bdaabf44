"""The facts beside a matter: the dog, its owner (masked), the plate, who reported, where."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from command_center.model.dogs import Grant, HomeFrom
from command_center.model.events import DetectionReason, HoursReason, ReportReason, ZoneReason
from command_center.queries.answers import DogCard, Matter
from command_center.queries.dog_papers import DogPapers
from widgets.case.fact import Fact as Fact
from widgets.case.way import clock_words, way_facts
from widgets.common import times, words
from widgets.common.words import grid_word, joined, word

translate = QCoreApplication.translate


def facts(matter: Matter, revealed: Mapping[str, str], now: datetime) -> list[Fact]:
    """All that is known, most useful first. `revealed` stands in for what is masked."""
    found = [*_case(matter, now), *_dog(matter, revealed, now), *_seen(matter, revealed), *_place(matter)]
    return [fact for fact in found if fact.value]


def _case(matter: Matter, now: datetime) -> list[Fact]:
    case = matter.case
    if case is None:
        return []
    value = joined(case.id, word(words.STEP, case.step))
    found = [Fact(translate("Facts", "Case"), value)]
    if not case.step.over:
        found.append(Fact(translate("Facts", "Deadline"), clock_words(case, now)))
    if case.outcome is not None:
        found.append(Fact(translate("Facts", "Outcome"), word(words.OUTCOME, case.outcome)))
    return [*found, *way_facts(matter, now)]


def _dog(matter: Matter, revealed: Mapping[str, str], now: datetime) -> list[Fact]:
    dog = matter.dog
    if dog is None:
        return []
    owner = joined(revealed.get("owner", dog.owner), revealed.get("phone", dog.phone), revealed.get("address"))
    history = translate("Facts", "in 90 days {e} alarms, {r} reminders, {c} cases").format(
        e=dog.events_90_days, r=dog.reminders_90_days, c=dog.cases_90_days
    )
    return [
        Fact(translate("Facts", "Dog"), joined(dog.tag, dog.name, dog.breed, dog.colour, _vaccination(matter, now))),
        Fact(translate("Facts", "Owner"), owner, _dog_event(matter)),
        Fact(translate("Facts", "History"), history),
        Fact(translate("Facts", "Home"), home_words(dog, now)),
        Fact(translate("Facts", "Granted"), "; ".join(grant_words(grant, now) for grant in dog.grants)),
    ]


def home_words(dog: DogCard | DogPapers, now: datetime) -> str:
    """How the dog's home is known, and how sure that is."""
    if dog.home_from is HomeFrom.TOLD:
        return translate("Facts", "on record")
    if dog.home is None:
        return translate("Facts", "not known: distance from home cannot be told")
    since = times.clock(dog.home.since, now)
    if dog.home.how is HomeFrom.SET:
        return translate("Facts", "set by a person at {since}").format(since=since)
    text = translate("Facts", "learned from {n} nights ({share} % of those seen), since {since}")
    return text.format(n=dog.home.nights, share=round(dog.home.sure * 100), since=since)


def grant_words(grant: Grant, now: datetime) -> str:
    """A grant, its label and its times: `guide dog, 12/2026, until 18:00`."""
    parts = [word(words.GRANT, grant.kind), grant.label]
    if grant.since > now:
        parts.append(translate("Facts", "from {time}").format(time=times.clock(grant.since, now)))
    if grant.until is not None:
        parts.append(translate("Facts", "until {time}").format(time=times.clock(grant.until, now)))
    return translate("Facts", ", ").join(part for part in parts if part)


def _dog_event(matter: Matter) -> str | None:
    dogs = (event.id for event in matter.events if isinstance(event.reason, ZoneReason | HoursReason))
    return next(dogs, None)


def _vaccination(matter: Matter, now: datetime) -> str:
    until = matter.dog.vaccinated_until if matter.dog is not None else None
    if not until:
        return ""
    if until[:10] < f"{times.local(now):%Y-%m-%d}":
        return translate("Facts", "vaccination expired")
    return translate("Facts", "vaccinated")


def _seen(matter: Matter, revealed: Mapping[str, str]) -> list[Fact]:
    found: list[Fact] = []
    for event in matter.events:
        reason = event.reason
        if isinstance(reason, DetectionReason) and reason.plate:
            colour = word(words.COLOUR, reason.plate_colour) if reason.plate_colour else ""
            plate = revealed.get("plate", reason.plate)
            found.append(Fact(translate("Facts", "Plate"), joined(plate, colour), event.id))
        if isinstance(reason, DetectionReason):
            found.append(Fact(translate("Facts", "Camera"), joined(event.subject, reason.camera_name)))
        if isinstance(reason, ReportReason):
            found.append(Fact(translate("Facts", "Report"), event.subject))
            found.append(Fact(translate("Facts", "Address"), reason.address))
    if matter.reporter:
        who = joined(revealed.get("reporter", matter.reporter), revealed.get("phone"))
        about = (event.id for event in matter.events if isinstance(event.reason, ReportReason))
        found.append(Fact(translate("Facts", "Reporter"), who, next(about, None)))
    return list(dict.fromkeys(found))


def _place(matter: Matter) -> list[Fact]:
    if not matter.events:
        return []
    event = matter.events[0]
    urgent = translate("Facts", "urgent place") if matter.place_urgent else ""
    where = joined(matter.place_name, grid_word(event.grid), urgent)
    return [Fact(translate("Facts", "Place"), where)]

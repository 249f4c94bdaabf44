"""What a file of places would do, before it does: each feature's fate, and what would change. Nothing here knows Qt."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from command_center.model.places import Place
from command_center.places.findings import Finding, Proposal, Reading, Spot, What
from command_center.queries.places import PlaceEntry, PlaceLine
from command_center.settings.places import feature_of

MENDED = frozenset(
    {What.CLOSED, What.DOUBLED, What.HEIGHTS, What.WINDING, What.GATHERED, What.ID_MADE, What.NAME_MADE,
     What.KIND_ASSUMED}
)  # fmt: skip


class Fate(Enum):
    """What becomes of a feature there is something to say of."""

    CROSSING = "crossing"
    REFUSED = "refused"
    MENDED = "mended"


@dataclass(frozen=True)
class Entry:
    """A feature, by where it stands in the file, with what was found; `proposal` waits for a person's word."""

    where: str
    name: str
    fate: Fate
    whats: tuple[What, ...]
    detail: str
    spot: Spot | None
    proposal: Proposal | None = None


def entries(reading: Reading) -> tuple[Entry, ...]:
    """The features something is to be said of: those that wait first, then the refused, then the mended."""
    by_place: dict[str, list[Finding]] = {}
    for finding in reading.findings:
        by_place.setdefault(finding.where, []).append(finding)
    waiting = list(reading.proposals)
    found = [_entry(where, told, waiting) for where, told in by_place.items()]
    return tuple(sorted(found, key=lambda one: list(Fate).index(one.fate)))


def _entry(where: str, told: Sequence[Finding], waiting: list[Proposal]) -> Entry:
    serious = [one for one in told if one.what not in MENDED]
    first = serious[0] if serious else told[0]
    proposal = None
    if serious and waiting and first.what is What.CROSSING:
        same = (first.detail, first.spot) == (waiting[0].detail, waiting[0].spot)
        proposal = waiting.pop(0) if same else None
    fate = Fate.CROSSING if proposal is not None else Fate.REFUSED if serious else Fate.MENDED
    whats = tuple(dict.fromkeys(one.what for one in told))
    return Entry(where, first.name, fate, whats, first.detail, first.spot, proposal)


@dataclass(frozen=True)
class Effect:
    """How many places would be new, be another version of one there is, and be left alone."""

    new: int
    changed: int
    same: int


def chosen(reading: Reading, told: Iterable[Entry], accepted: Collection[str]) -> tuple[Place, ...]:
    """What is laid down: all that is well or was mended, and the repairs a person agreed to."""
    agreed = [one.proposal.place for one in told if one.proposal is not None and one.where in accepted]
    return (*reading.places, *agreed)


def effect(places: Iterable[Place], there: Mapping[str, Place]) -> Effect:
    """What laying them down would do to what is there, by id."""
    counts = [0, 0, 0]
    for place in places:
        before = there.get(place.id)
        counts[0 if before is None else 2 if feature_of(before) == feature_of(place) else 1] += 1
    return Effect(*counts)


def with_changes(lines: Iterable[PlaceLine], coming: Iterable[PlaceEntry]) -> dict[str, Place]:
    """All places as they will be once every change laid down for later (the next one first) has come, by id."""
    found = {line.place.id: line.place for line in lines}
    for entry in coming:
        if entry.place is None:
            found.pop(entry.id, None)
        else:
            found[entry.id] = entry.place
    return found

"""The book of places: what is laid down, from when on, by whom. The store is the truth; a file is read into it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from command_center.model.places import Place
from command_center.notices import PlacesChanged
from command_center.store import places
from command_center.store.unit import Unit


def save(unit: Unit, place: Place, since: datetime, how: str = "saved", reason: str = "") -> int:
    """A new place, or another version of one, from `since` on; on record. Returns the change's number."""
    before = places.history(unit.connection, place.id)
    number = places.add(unit.connection, place, since, unit.person, unit.now, how)
    new = next((change.place is None for change in before), True)
    what = {"file": "place-from-file", "imported": "place-imported"}.get(how, "place-new" if new else "place-changed")
    replaced = _replaced(before, since)
    unit.record(what, "place", place.id, None, name=place.name, version=place.version, replaces=replaced,
                effective=since.isoformat(), reason=reason)  # fmt: skip
    unit.tell(PlacesChanged(place.id))
    return number


def remove(unit: Unit, place: Place, since: datetime, how: str = "removed", reason: str = "") -> int:
    """A place ends at `since`; its versions are kept, and it is on record. Returns the change's number."""
    replaced = _replaced(places.history(unit.connection, place.id), since)
    number = places.add(unit.connection, place, since, unit.person, unit.now, how, end=True)
    unit.record("place-ended", "place", place.id, None, name=place.name, replaces=replaced, how=how,
                effective=since.isoformat(), reason=reason)  # fmt: skip
    unit.tell(PlacesChanged(place.id))
    return number


def take_file(unit: Unit, told: Sequence[Place]) -> int:
    """What the places file says otherwise than when it was read last, from now on; returns how many that are.

    What people have laid down since stays, but where the file itself has changed: its change is the newer word.
    """
    before = places.imported(unit.connection)
    changed = [place for place in told if before.get(place.id) != place.version]
    gone = before.keys() - {place.id for place in told}
    new = [place for place in changed if not places.newest(unit.connection, place.id)]
    for place in new:  # a first reading is one thing done, not hundreds
        places.add(unit.connection, place, unit.now, unit.person, unit.now, "file")
    if new:
        unit.record("places-read", "city", "", None, count=len(new))
        unit.tell(PlacesChanged())
    known = {place.id for place in new}
    for place in changed:
        if place.id not in known:
            save(unit, place, unit.now, "file")
    for id_ in sorted(gone):
        standing = standing_now(unit, id_)
        if standing is not None:
            remove(unit, standing, unit.now, "file")
    places.note_imported(unit.connection, changed, gone, unit.now)
    return len(changed) + len(gone)


def standing_now(unit: Unit, id_: str) -> Place | None:
    """A place as it is in force now; None when it is not."""
    come = [one for one in places.history(unit.connection, id_) if one.since <= unit.now]
    return come[0].place if come else None


def laid_down(unit: Unit, id_: str) -> Place | None:
    """The last version laid down, whether its time has come or not; None when there is none, or its end was."""
    found = places.history(unit.connection, id_)
    return found[0].place if found else None


def _replaced(before: Sequence[places.Change], since: datetime) -> str:
    """The versions that would have held at `since` or later, and now will not: `version by whom`, the last first."""
    line = places.timeline(reversed(before))
    lost = [change for change in line if change.since > since] or line[-1:]
    return ", ".join(f"{change.place.version if change.place else 'end'} ({change.made_by})" for change in lost[::-1])

"""Places are laid down by commands: who may, from when, against what was looked at; and all of it is on record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from command_center.books.places import take_file
from command_center.commands.requests import Done, ImportPlaces, Refused, RemovePlace, Request, SavePlace
from command_center.model.people import Person, Role
from command_center.pipeline.zoning import Zoning
from command_center.queries.places import When
from command_center.settings.places import read_told
from command_center.store import changes, people, records
from tests.builders import LEADER, NOW, OPERATOR
from tests.commands.test_from_flagged_to_closed import Seat

HOUR = timedelta(hours=1)
CHIEF = Person("zhou", "周强", frozenset({Role.SHIFT_LEADER}))


def zone(id_: str = "z", kind: str = "no-dog", west: float = 118.86, **properties: Any) -> dict[str, Any]:
    ring = [[west, 28.94], [west + 0.01, 28.94], [west + 0.01, 28.95], [west, 28.95], [west, 28.94]]
    properties = {"id": id_, "name": f"Zone {id_}", "kind": kind, **properties}
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


class Bureau(Seat):
    """A seat, with the places as a process would have them."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.write(lambda unit: people.put(unit.connection, CHIEF))
        self.zoning = Zoning(self.store, self.clock)
        self.folder = folder

    def now(self) -> dict[str, str]:
        self.store.read_now(self.zoning.read)
        return {place.id: place.name for place in self.zoning.places}

    async def lay(self, request: Request, person: Person = CHIEF) -> Done:
        return await self.desk.do(person, request)

    def file(self, *features: dict[str, Any]) -> int:
        path = self.folder / "places.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        found: list[int] = []
        self.write(lambda unit: found.append(take_file(unit, read_told(path))))
        return found[0]

    def on_record(self, place: str = "z") -> list[tuple[str, str]]:
        return [(r.what, r.person) for r in self.store.read_now(lambda c: records.about(c, [("place", place)]))]


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Bureau]:
    made = Bureau(tmp_path)
    yield made
    made.store.close()


async def test_that_a_place_saved_is_in_force_at_once_on_record_and_told(seat: Bureau) -> None:
    done = await seat.lay(SavePlace(zone()))
    assert done.places == ("z",) and seat.now() == {"z": "Zone z"}
    assert seat.on_record() == [("place-new", "zhou")]
    told = seat.store.read_now(lambda c: changes.after(c, 0))[1]
    assert [type(notice).__name__ for notice in told][-1] == "PlacesChanged"
    (entry,) = (await seat.reader.place_history("z")).entries
    assert (entry.by, entry.how, entry.since, entry.when) == ("周强", "saved", NOW, When.NOW)


async def test_that_a_change_for_later_waits_for_its_time(seat: Bureau) -> None:
    await seat.lay(SavePlace(zone()))
    last = (await seat.reader.place_history("z")).last
    await seat.lay(SavePlace(zone(name="Later"), NOW + HOUR, last))
    assert seat.now() == {"z": "Zone z"}
    assert [(one.name, one.since) for one in await seat.reader.places_to_come()] == [("Later", NOW + HOUR)]
    assert [e.when for e in (await seat.reader.place_history("z")).entries] == [When.TO_COME, When.NOW]
    seat.clock.advance(3600)
    assert seat.now() == {"z": "Later"} and await seat.reader.places_to_come() == ()
    entries = (await seat.reader.place_history("z")).entries
    assert [(e.when, e.until) for e in entries] == [(When.NOW, None), (When.PAST, NOW + HOUR)]


async def test_that_a_change_now_replaces_one_laid_down_for_later_and_says_so(seat: Bureau) -> None:
    await seat.lay(SavePlace(zone()))
    await seat.lay(SavePlace(zone(name="Later"), NOW + HOUR, (await seat.reader.place_history("z")).last))
    seat.clock.advance(60)
    await seat.lay(SavePlace(zone(name="Now"), None, (await seat.reader.place_history("z")).last))
    seat.clock.advance(7200)
    assert seat.now() == {"z": "Now"} and await seat.reader.places_to_come() == ()
    entries = (await seat.reader.place_history("z")).entries
    assert [e.when for e in entries] == [When.NOW, When.REPLACED, When.PAST]
    (*_, last) = seat.store.read_now(lambda c: records.about(c, [("place", "z")]))
    assert "zhou" in last.detail["replaces"]


async def test_that_who_looked_at_an_older_version_is_refused_and_nothing_is_changed(seat: Bureau) -> None:
    await seat.lay(SavePlace(zone()))
    seen = (await seat.reader.place_history("z")).last
    await seat.lay(SavePlace(zone(name="Mine"), None, seen))
    for request in (SavePlace(zone(name="Yours"), None, seen), RemovePlace("z", seen), SavePlace(zone(name="New"))):
        with pytest.raises(Refused) as caught:
            await seat.lay(request)
        assert caught.value.code == "changed"
    assert seat.now() == {"z": "Mine"} and len(seat.on_record()) == 2


async def test_that_only_a_shift_leader_or_a_leader_lays_down_places(seat: Bureau) -> None:
    plain = replace(OPERATOR, roles=frozenset({Role.INTAKE, Role.DISPATCHER, Role.CHECKER}))
    for request in (SavePlace(zone()), RemovePlace("z", 0), ImportPlaces((zone(),), 0)):
        with pytest.raises(Refused, match="not-allowed"):
            await seat.lay(request, plain)
    await seat.lay(SavePlace(zone()), LEADER)
    assert seat.now() == {"z": "Zone z"}


async def test_that_a_place_ends_at_its_time_and_is_kept(seat: Bureau) -> None:
    await seat.lay(SavePlace(zone()))
    await seat.lay(RemovePlace("z", (await seat.reader.place_history("z")).last, NOW + HOUR))
    assert seat.now() == {"z": "Zone z"}
    seat.clock.advance(3600)
    assert seat.now() == {}
    history = await seat.reader.place_history("z")
    assert [e.place is None for e in history.entries] == [True, False] and history.laid_down is None
    with pytest.raises(Refused, match="unknown"):
        await seat.lay(RemovePlace("z", history.last))
    await seat.lay(SavePlace(zone(name="Again"), None, history.last))
    assert seat.now() == {"z": "Again"}


@pytest.mark.parametrize(
    ("request_", "code", "why"),
    [
        (SavePlace({"type": "Feature"}), "bad-place", "properties"),
        (SavePlace(zone(hours="whenever")), "bad-place", "hours"),
        (SavePlace(zone(), NOW - HOUR), "too-late", "past"),
        (SavePlace(zone(), NOW.replace(tzinfo=None)), "too-late", ""),
        (ImportPlaces((zone(), zone()), 0), "bad-place", "twice"),
        (ImportPlaces((zone(),), 7), "changed", "since the file"),
    ],
)
async def test_that_what_is_no_place_or_no_time_is_refused(seat: Bureau, request_: Any, code: str, why: str) -> None:
    with pytest.raises(Refused) as caught:
        await seat.lay(request_)
    assert caught.value.code == code and why in caught.value.detail
    assert seat.now() == {} and seat.on_record() == []


async def test_that_an_import_changes_what_differs_and_leaves_the_rest(seat: Bureau) -> None:
    await seat.lay(SavePlace(zone("a")))
    await seat.lay(SavePlace(zone("b")))
    done = await seat.lay(
        ImportPlaces((zone("a"), zone("c"), zone("b", name="B")), await seat.reader.last_place_change(), "west.kml")
    )
    assert done.places == ("c", "b") and seat.now() == {"a": "Zone a", "b": "B", "c": "Zone c"}
    assert seat.on_record("a") == [("place-new", "zhou")] and ("place-imported", "zhou") in seat.on_record("b")


async def test_that_an_edit_survives_the_same_file_and_yields_to_a_changed_one(seat: Bureau) -> None:
    assert seat.file(zone("a"), zone("z")) == 2
    await seat.lay(SavePlace(zone(name="Edited"), None, (await seat.reader.place_history("z")).last))
    await seat.lay(SavePlace(zone("own", name="Drawn here")))
    seat.clock.advance(60)
    assert seat.file(zone("a"), zone("z")) == 0
    assert seat.now() == {"a": "Zone a", "z": "Edited", "own": "Drawn here"}
    assert seat.file(zone("a"), zone("z", name="From the file")) == 1
    assert seat.now()["z"] == "From the file"
    assert seat.on_record()[-1] == ("place-from-file", "system")
    (*_, last) = seat.store.read_now(lambda c: records.about(c, [("place", "z")]))
    assert "zhou" in last.detail["replaces"]
    assert seat.file(zone("z", name="From the file")) == 1  # a is no longer in it
    assert seat.now() == {"z": "From the file", "own": "Drawn here"}


async def test_that_a_place_ended_by_hand_is_not_brought_back_by_the_same_file(seat: Bureau) -> None:
    seat.file(zone())
    await seat.lay(RemovePlace("z", (await seat.reader.place_history("z")).last))
    seat.clock.advance(60)
    assert seat.file(zone()) == 0 and seat.now() == {}


async def test_that_a_place_without_a_grid_gets_the_one_now_around_it(seat: Bureau) -> None:
    await seat.lay(SavePlace(zone()))
    await seat.lay(SavePlace(zone("g", "grid", grid=7)))
    seat.now()
    assert {place.id: place.grid for place in seat.zoning.places} == {"z": 7, "g": 7}


async def test_that_pieces_split_off_are_laid_down_with_it_or_nothing_is_and_the_reason_is_kept(seat: Bureau) -> None:
    await seat.lay(SavePlace(zone()))
    last = (await seat.reader.place_history("z")).last
    seat.clock.advance(60)
    with pytest.raises(Refused):
        await seat.lay(SavePlace(zone(name="West"), None, last, (zone("y"), zone("y"))))
    with pytest.raises(Refused):
        await seat.lay(SavePlace(zone(name="West"), None, last, (zone("z"),)))
    await seat.lay(SavePlace(zone("x")))
    with pytest.raises(Refused):
        await seat.lay(SavePlace(zone(name="West"), None, last, (zone("x", name="Over it"),)))
    assert seat.now() == {"z": "Zone z", "x": "Zone x"}
    done = await seat.lay(SavePlace(zone(name="West"), None, last, (zone("y", west=118.87),), "the new road"))
    assert done.places == ("z", "y") and seat.now() == {"z": "West", "x": "Zone x", "y": "Zone y"}
    told = (await seat.reader.place_history("z")).entries
    assert [entry.reason for entry in told] == ["the new road", ""]


async def test_that_the_list_has_what_is_in_force_and_to_come_and_the_versions(seat: Bureau) -> None:
    await seat.lay(SavePlace(zone(name_en="Old field")))
    seat.clock.advance(60)
    await seat.lay(SavePlace(zone(name="Later"), NOW + HOUR, (await seat.reader.place_history("z")).last))
    await seat.lay(SavePlace(zone("new"), NOW + HOUR))
    await seat.lay(SavePlace(zone("gone")))
    await seat.lay(RemovePlace("gone", (await seat.reader.place_history("gone")).last))
    z, new = await seat.reader.place_lines()
    assert (z.place.name, z.place.name_en, z.version, z.in_force, z.coming) == (
        "Zone z",
        "Old field",
        1,
        True,
        NOW + HOUR,
    )
    assert (new.place.id, new.version, new.in_force, new.since, new.coming) == ("new", 1, False, NOW + HOUR, None)
    seat.clock.advance(3600)
    (z, new) = await seat.reader.place_lines()
    assert (z.place.name, z.version, new.in_force) == ("Later", 2, True)

"""Homes and grants are laid down by commands: who may, against what was looked at; all on record, nothing taken out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from command_center.commands.requests import EndGrant, FreeHome, Refused, RefuseHome, Request, SaveGrant, SetHome
from command_center.model.dogs import DogFacts, GrantKind, HomeFrom
from command_center.model.people import Person
from command_center.notices import DogFactsChanged
from command_center.store import changes, city, dog_life, records
from tests.builders import LEADER, NOW, OPERATOR, registered
from tests.commands.test_from_flagged_to_closed import Seat

HOUR = timedelta(hours=1)


class Kennel(Seat):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        homeless = replace(registered("0500"), home=None)
        self.write(lambda unit: city.put_dog(unit.connection, homeless, NOW))

    async def ask(self, request: Request, person: Person = LEADER) -> str:
        return (await self.desk.do(person, request)).grant or ""

    async def refused(self, request: Request, person: Person = LEADER) -> str:
        with pytest.raises(Refused) as refused:
            await self.desk.do(person, request)
        return refused.value.code

    def facts(self, tag: str = "0500") -> DogFacts:
        return self.store.read_now(lambda c: dog_life.facts(c, [tag]))[0]

    def last(self, tag: str = "0500") -> int:
        found = self.store.read_now(lambda c: dog_life.homes(c, tag)).get(tag)
        return found.number if found else 0

    def on_record(self, tag: str) -> list[str]:
        return [record.what for record in self.store.read_now(lambda c: records.about(c, [("dog", tag)]))]


@pytest.fixture
def kennel(tmp_path: Path) -> Iterator[Kennel]:
    made = Kennel(tmp_path)
    yield made
    made.store.close()


async def test_that_a_home_is_set_refused_and_freed_each_on_record_and_told(kennel: Kennel) -> None:
    await kennel.ask(SetHome("0500", 118.9, 28.9))
    home = kennel.facts().home
    assert home is not None and (home.how, home.at.lon, home.since) == (HomeFrom.SET, 118.9, NOW)
    await kennel.ask(RefuseHome("0500", expected=kennel.last(), reason="moved"))
    assert kennel.facts().home is None
    await kennel.ask(FreeHome("0500", expected=kennel.last()))
    assert sorted(kennel.on_record("0500")) == ["home-free", "home-refused", "home-set"]
    told = kennel.store.read_now(lambda c: changes.after(c, 0))[1]
    assert DogFactsChanged("0500") in told


async def test_that_a_home_the_registry_tells_is_not_set_and_the_second_person_is_too_late(kennel: Kennel) -> None:
    assert await kennel.refused(SetHome("0417", 118.9, 28.9)) == "told"
    assert await kennel.refused(SetHome("9999", 118.9, 28.9)) == "unknown"
    assert await kennel.refused(SetHome("0500", 118.9, 28.9), OPERATOR) == "not-allowed"
    await kennel.ask(SetHome("0500", 118.9, 28.9))
    assert await kennel.refused(RefuseHome("0500")) == "changed"


async def test_that_a_grant_is_given_changed_and_ended_and_every_version_is_kept(kennel: Kennel) -> None:
    id_ = await kennel.ask(SaveGrant("0417", GrantKind.GUIDE, label="导盲犬证 12"))
    (first,) = kennel.facts("0417").grants
    assert (first.id, first.since, first.until) == (id_, NOW, None)
    assert await kennel.refused(SaveGrant("0417", GrantKind.GUIDE, grant=id_, expected=99)) == "changed"
    await kennel.ask(SaveGrant("0417", GrantKind.WORKING, until=NOW + HOUR, grant=id_, expected=first.version))
    (second,) = kennel.facts("0417").grants
    assert (second.kind, second.until) == (GrantKind.WORKING, NOW + HOUR)
    kennel.clock.advance(60)
    await kennel.ask(EndGrant(id_, second.version, "dog retired"))
    (ended,) = kennel.facts("0417").grants
    assert ended.until == NOW + timedelta(minutes=1)
    assert await kennel.refused(EndGrant(id_, ended.version)) == "too-late"
    assert sorted(kennel.on_record("0417")) == ["grant-changed", "grant-ended", "grant-new"]


@pytest.mark.parametrize(
    "request_",
    [
        SaveGrant("0417", GrantKind.SECOND_HOME),
        SaveGrant("0417", GrantKind.SECOND_HOME, lon=118.9),
        SaveGrant("0417", GrantKind.GUIDE, lon=118.9, lat=28.9),
        SaveGrant("0417", GrantKind.GUIDE, since=NOW, until=NOW),
        SaveGrant("0417", GrantKind.GUIDE, since=NOW.replace(tzinfo=None)),
    ],
)
async def test_that_what_makes_no_sense_is_refused(kennel: Kennel, request_: SaveGrant) -> None:
    assert await kennel.refused(request_) == "bad-grant"
    assert kennel.facts("0417").grants == ()

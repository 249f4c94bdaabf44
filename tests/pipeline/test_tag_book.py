"""The book of tags follows from the stored tracks: homes learned from nights, and a work list, no alarms."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

from command_center.clock import to_ms
from command_center.commands.requests import FreeHome, Refused, RefuseHome, SettleTagFaults
from command_center.live import Live
from command_center.model.dogs import FaultKind, FaultState, HomeFrom, TagFault
from command_center.model.geo import LocalGrid
from command_center.model.observations import Fixes, TagRegistered
from command_center.model.settings import DogWalking
from command_center.notices import DogFactsChanged, TagWorkChanged
from command_center.pipeline.tag_book import TagBook
from command_center.rules.engine import Engine, Observed
from command_center.store import changes, city, dog_life, events, records, tag_work, tracks
from command_center.store.unit import Unit
from tests.builders import LEADER, NOW, OPERATOR, registered
from tests.commands.test_from_flagged_to_closed import Seat

GRID = LocalGrid(118.87, 28.94)
HOME = (900.0, 400.0)
MIDNIGHT = datetime(2026, 11, 22, 16, tzinfo=UTC)  # 00:00 in Quzhou, on the day of NOW


class Office(Seat):
    """A seat, with the book of tags of the process that stores."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.live = Live()
        self.book = self.again()
        for told in (replace(registered(tag), home=None) for tag in ("0500", "0501")):
            self.write(partial(self._register, told))

    def _register(self, told: TagRegistered, unit: Unit) -> None:
        city.put_dog(unit.connection, told, NOW)

    def again(self) -> TagBook:
        """A new process on the same store."""
        return TagBook(self.store, self.clock, self.live, DogWalking())

    def hear(self, tag: str, times: list[datetime], spots: list[tuple[float, float]]) -> None:
        x, y = (np.array(column) for column in zip(*spots, strict=True))
        lon, lat = GRID.to_degrees(x, y)
        ms = np.array([to_ms(when) for when in times], np.int64)
        columns = tracks.named((tag,) * len(times), ms, lon, lat, np.full(len(times), 6.0))
        self.store.write_now(lambda c: tracks.add(c, "dog", "dogs", columns))
        self.live.dogs.update([tag] * len(times), ms, lon, lat, np.full(len(times), 6.0), np.full(len(times), 0.8))

    def night(self, tag: str, days_ago: int, at: tuple[float, float] = HOME, seed: int = 0) -> None:
        rng = random.Random(seed + days_ago)
        start = MIDNIGHT - timedelta(days=days_ago)
        times = [start + timedelta(minutes=5 * k) for k in range(60)]
        self.hear(tag, times, [(at[0] + rng.gauss(0, 6), at[1] + rng.gauss(0, 6)) for _ in times])

    def word(self, tag: str) -> dog_life.HomeRow | None:
        return self.store.read_now(lambda c: dog_life.homes(c, tag)).get(tag)

    def work(self) -> dict[tuple[str, FaultKind], TagFault]:
        found = self.store.read_now(lambda c: tag_work.faults(c, since=NOW - timedelta(days=30)))
        return {(fault.tag, fault.kind): fault for fault in reversed(found)}

    async def look(self, times: int = 1) -> None:
        for _ in range(times):
            await self.book.look()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.store.close()


async def test_that_a_home_is_learned_stored_and_told_and_another_process_finds_the_same(office: Office) -> None:
    for days_ago in (0, 1, 2, 3):
        office.night("0500", days_ago)
    office.night("0501", 1)
    await office.look(12)
    word = office.word("0500")
    assert word is not None and word.home is not None
    assert (word.home.how, word.home.nights, word.home.sure) == (HomeFrom.LEARNED, 4, 1.0)
    assert word.home.since == MIDNIGHT + timedelta(hours=5) - timedelta(days=1)
    assert office.word("0501") is None  # one night says nothing
    office.book = office.again()
    await office.look(12)
    assert office.word("0500") == word
    told = office.store.read_now(lambda c: changes.after(c, 0))[1]
    assert told.count(DogFactsChanged("0500")) == 1
    assert [r.what for r in office.store.read_now(lambda c: records.about(c, [("dog", "0500")]))] == ["home-learned"]


async def test_that_late_fixes_have_their_hours_summed_up_again_and_in_any_order_the_home_is_the_same(
    office: Office, tmp_path: Path
) -> None:
    for days_ago in (1, 2):
        office.night("0500", days_ago)
    await office.look(10)
    assert office.word("0500") is None
    office.night("0500", 3)
    await office.look(10)
    late = office.word("0500")
    (tmp_path / "other").mkdir()
    other = Office(tmp_path / "other")
    for days_ago in (3, 1, 2):
        other.night("0500", days_ago)
    await other.look(10)
    assert late is not None and other.word("0500") == late
    other.store.close()


async def test_that_a_home_the_registry_tells_is_not_learned_and_a_refusal_stands_until_it_is_taken_back(
    office: Office,
) -> None:
    for days_ago in (0, 1, 2, 3):
        office.night("0417", days_ago)
        office.night("0500", days_ago, seed=50)
    await office.look(12)
    assert office.word("0417") is None
    word = office.word("0500")
    assert word is not None
    await office.desk.do(LEADER, RefuseHome("0500", word.number, "lives elsewhere"))
    await _tomorrow(office)
    refused = office.word("0500")
    assert refused is not None and refused.home is None and refused.by_person
    await office.desk.do(LEADER, FreeHome("0500", refused.number))
    office.night("0500", -1, seed=70)
    await office.look(12)
    freed = office.word("0500")
    assert freed is not None and freed.home is not None and not freed.by_person


async def _tomorrow(office: Office) -> None:
    office.clock.advance(86_400)
    office.night("0500", -1, seed=60)
    await office.look(12)


async def test_that_the_rules_go_by_the_home_learned_after_a_restart(office: Office) -> None:
    for days_ago in (0, 1, 2, 3):
        office.night("0500", days_ago)
    await office.look(12)
    engine = Engine(DogWalking(), ())
    registry, facts = office.store.read_now(lambda c: (city.all_dogs(c), dog_life.facts(c)))
    engine.restore(chain(registry, facts), (), ())
    times = np.array([to_ms(NOW) + 10_000 * k for k in range(40)], np.int64)
    x = HOME[0] + np.arange(40, dtype=np.float64) * 0.8
    lon, lat = GRID.to_degrees(x, np.full(40, HOME[1]))
    fixes = Fixes(("0500",) * 40, times, lon, lat, np.full(40, 5.0), np.full(40, np.nan))
    assert engine.observe(Observed("dogs", NOW + timedelta(hours=1), fixes)) == []


async def test_that_faults_reach_the_work_list_and_never_the_queue(office: Office) -> None:
    here = [NOW - timedelta(seconds=15 * k) for k in range(400)][::-1]
    office.hear("0500", here, [(3000.0 if k % 2 else 0.0, 0.0) for k in range(400)])
    office.hear("0501", here, [(k * 150.0, 0.0) for k in range(400)])
    office.hear("0417", [NOW - timedelta(hours=14)], [(0.0, 0.0)])
    await office.look()
    found = office.work()
    assert set(found) == {
        ("0500", FaultKind.TWO_PLACES), ("0501", FaultKind.RIDES), ("0417", FaultKind.OFFLINE),
    }  # fmt: skip
    assert office.store.read_now(lambda c: events.since(c, None)) == []
    assert (await office.reader.board()).review == ()
    await office.look()
    assert office.work() == found  # looked at again, nothing is told twice
    told = office.store.read_now(lambda c: changes.after(c, 0))[1]
    assert TagWorkChanged() in told


async def test_that_an_item_is_done_or_ignored_by_a_person_and_comes_back_only_as_stated(office: Office) -> None:
    office.hear("0500", [NOW], [(0.0, 0.0)])
    office.hear("0417", [NOW - timedelta(hours=14)], [(0.0, 0.0)])
    await office.look()
    item = office.work()["0417", FaultKind.OFFLINE]
    await office.desk.do(OPERATOR, SettleTagFaults((item.id,), FaultState.DONE, "called the owner"))
    with pytest.raises(Refused) as refused:
        await office.desk.do(OPERATOR, SettleTagFaults((item.id,), FaultState.DONE))
    assert refused.value.code == "changed"
    await office.look()
    assert office.work()["0417", FaultKind.OFFLINE].state is FaultState.DONE
    office.clock.advance(86_400 + 60)
    office.hear("0500", [office.clock.now()], [(0.0, 0.0)])
    await office.look()  # still silent a day after it was done: another item
    second = office.work()["0417", FaultKind.OFFLINE]
    assert second.id != item.id or second.state is FaultState.OPEN
    ever = office.store.read_now(lambda c: tag_work.everything(c, None))
    assert [item.state for item in ever if item.tag == "0417"] == [FaultState.DONE, FaultState.OPEN]


async def test_that_a_dead_feed_makes_no_tag_offline_and_ends_no_item(office: Office) -> None:
    office.hear("0500", [NOW - timedelta(hours=1)], [(0.0, 0.0)])
    office.hear("0417", [NOW - timedelta(hours=14)], [(0.0, 0.0)])
    await office.look()
    assert office.work() == {}

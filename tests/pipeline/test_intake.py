"""The intake: effects and cursor in one transaction, each event once, nothing dropped when the store fails."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy.exc import OperationalError

from command_center.bureau import read_bureau
from command_center.clock import FixedClock, to_ms
from command_center.feeds.items import Heard, Item, Unreadable
from command_center.feeds.wire import FIRST_SEQUENCE, Gap
from command_center.live import Live
from command_center.model.observations import Fixes, Observation, Report, SquadStatus, Tick
from command_center.model.settings import DogWalking
from command_center.notices import EventChanged, Notice, Notices, StoreTrouble
from command_center.pipeline.batch import Batch
from command_center.pipeline.effects import Effects
from command_center.pipeline.intake import Intake
from command_center.pipeline.watcher import Watcher
from command_center.rules.dogs import Steps
from command_center.rules.engine import Engine, Observed
from command_center.store import city, events, intake, tracks
from command_center.store.database import Store
from command_center.store.unit import Unit
from tests.builders import NOW, report, squad


class Line:
    """An intake with a store in a file and a clock that stands still."""

    def __init__(self, folder: Path, effects: Effects) -> None:
        self.clock, self.live, self.notices = FixedClock(NOW), Live(), Notices()
        self.store = Store(f"sqlite:///{folder / 'test.db'}")
        engine = Engine(DogWalking(), ())
        self.intake = Intake(self.store, engine, effects, self.live, self.notices, self.clock)
        self.told: list[Notice] = []
        self.notices.listen(self.told.extend)

    async def take(self, *items: Item, feed: str = "urban") -> None:
        await self.intake.once([(feed, NOW, items)])

    def cursor(self, feed: str = "urban") -> str | None:
        return self.store.read_now(lambda c: intake.cursor(c, feed))

    def quarantined(self) -> Sequence[tuple[object, ...]]:
        return self.store.read_now(lambda c: intake.all_quarantined(c, None))

    def squads(self) -> list[str]:
        return [row.squad for row in self.store.read_now(city.all_squads)]


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    made = Line(tmp_path, Effects(read_bureau()))
    yield made
    made.store.close()


def heard(number: int, what: Observation, id_: str | None = None) -> Heard:
    return Heard(f"{number:020d}", "/s", id_ or str(number), NOW, what)


async def test_that_effects_and_cursor_are_stored_together(line: Line) -> None:
    await line.take(heard(7, squad()))
    assert line.squads() == ["S-07-1"] and line.cursor() == f"{7:020d}"


async def test_that_the_same_event_under_another_sequence_is_had_already(line: Line) -> None:
    await line.take(heard(1, report(), "a"))
    await line.take(heard(2, report(), "a"), heard(3, report(), "b"))
    assert len(line.store.read_now(lambda c: events.since(c, None))) == 1
    assert line.cursor() == f"{3:020d}"


async def test_that_an_unreadable_element_is_kept_once_and_moves_the_cursor(line: Line) -> None:
    bad = Unreadable("no such type", b'{"type":"x"}', f"{5:020d}")
    await line.take(bad)
    await line.take(Unreadable("no such type", b'{"type":"x"}', f"{6:020d}"))
    assert [row[4] for row in line.quarantined()] == [b'{"type":"x"}']
    assert line.cursor() == f"{6:020d}"


async def test_that_what_was_too_large_to_be_read_is_told_apart_by_where_it_came(line: Line) -> None:
    for reason in ("too large, after 5", "too large, after 5", "too large, after 9"):
        await line.take(Unreadable(reason, b""))
    await line.take(Unreadable("not JSON: nothing", b""))
    assert [row[3] for row in line.quarantined()] == ["too large, after 5", "too large, after 9", "not JSON: nothing"]


async def test_that_a_reset_takes_the_cursor_back_and_is_recorded(line: Line) -> None:
    await line.take(heard(9, squad()))
    await line.take(Gap(f"{9:020d}", None))
    assert line.cursor() == FIRST_SEQUENCE
    assert line.store.read_now(intake.count_gaps) == {"urban": 1}


async def test_that_positions_reach_the_live_table_and_the_tracks(line: Line) -> None:
    when = to_ms(NOW)
    fixes = Fixes(("0417", "0417"), np.array([when - 1000, when]), np.array([118.87, 118.8701]),
                  np.array([28.94, 28.94]), np.array([5.0, np.nan]), np.array([0.8, 0.8]))  # fmt: skip
    await line.take(heard(1, fixes), feed="dogs")
    assert line.live.dogs.lon[0] == 118.8701
    found = line.store.read_now(lambda c: tracks.track(c, "dog", "0417", NOW - timedelta(minutes=1), NOW))
    assert [(lon, accuracy) for _, lon, _, accuracy in found] == [(118.87, 5.0), (118.8701, None)]


async def test_that_a_clock_in_the_future_does_not_hold_the_marker(line: Line) -> None:
    when = to_ms(NOW)
    for ahead, lon in ((86_400_000, 118.0), (0, 118.87)):
        fixes = Fixes(("0417",), np.array([when + ahead]), np.array([lon]), np.array([28.94]), np.array([5.0]),
                      np.array([np.nan]))  # fmt: skip
        await line.take(heard(1 + (ahead == 0), fixes), feed="dogs")
    assert line.live.dogs.lon[0] == 118.87


class Failing(Effects):
    """Effects that fail as a full disk does, as often as they are told."""

    failures = 0

    def apply(self, unit: Unit, batch: Batch) -> None:
        super().apply(unit, batch)
        if self.failures:
            self.failures -= 1
            raise OperationalError("insert", {}, Exception("database or disk is full"))


async def test_that_a_full_disk_is_told_and_what_was_taken_is_stored_once_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("command_center.pipeline.intake.RETRY_S", 0.0)
    effects = Failing(read_bureau())
    effects.failures = 3
    line = Line(tmp_path, effects)
    try:
        await line.take(heard(7, squad()))
        assert line.squads() == ["S-07-1"] and line.cursor() == f"{7:020d}"
        assert line.told == [StoreTrouble("database or disk is full"), StoreTrouble("")]
    finally:
        line.store.close()


class Choking(Effects):
    """Effects that cannot store one particular squad."""

    def squad(self, unit: Unit, seen: object, _ids: list[str]) -> None:
        raise UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed")


async def test_that_what_cannot_be_stored_is_quarantined_alone_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choking = Choking(read_bureau())
    monkeypatch.setitem(
        __import__("command_center.pipeline.effects", fromlist=["_HANDLERS"])._HANDLERS, SquadStatus, Choking.squad
    )
    line = Line(tmp_path, choking)
    try:
        await line.take(heard(1, report()), heard(2, squad()), heard(3, report("DU-2")))
        assert {event.subject for event in line.store.read_now(lambda c: events.since(c, None))} == {
            report().report,
            "DU-2",
        }
        assert ["cannot be stored" in str(row[3]) for row in line.quarantined()] == [True]
        assert line.cursor() == f"{3:020d}"
    finally:
        line.store.close()


async def test_that_a_fault_in_the_rules_stops_nothing_and_is_seen_in_quarantine(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = Engine.steps

    def faulty(self: Engine, observed: Observed) -> Steps:
        if isinstance(observed.what, SquadStatus | Tick):
            raise ZeroDivisionError("a fault")
        return steps(self, observed)

    monkeypatch.setattr(Engine, "steps", faulty)
    await line.take(heard(1, squad()), heard(2, report()))
    assert line.squads() == ["S-07-1"] and line.cursor() == f"{2:020d}"
    assert len(line.store.read_now(lambda c: events.since(c, None))) == 1
    assert ["a fault" in str(row[3]) for row in line.quarantined()] == [True]


async def test_that_a_flagged_event_is_told_only_after_it_is_stored(line: Line) -> None:
    stored_when_told: list[int] = []
    done = asyncio.Event()

    def listener(batch: Sequence[Notice]) -> None:
        if any(isinstance(notice, EventChanged) and notice.new for notice in batch):
            stored_when_told.append(len(line.store.read_now(lambda c: events.since(c, None))))
            done.set()

    line.notices.listen(listener)
    watcher = asyncio.create_task(Watcher(line.store, line.notices, line.clock).run())
    await asyncio.sleep(0)
    told: Report = report()
    await line.take(heard(1, told))
    async with asyncio.timeout(5):
        await done.wait()
    watcher.cancel()
    with suppress(asyncio.CancelledError):
        await watcher
    assert stored_when_told == [1]

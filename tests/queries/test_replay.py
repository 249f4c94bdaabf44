"""Replay: at any moment everything stands where its last fix says, whatever was read when and in which order."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from command_center.bureau import read_bureau
from command_center.clock import FixedClock, from_ms, to_ms
from command_center.feeds.items import Heard
from command_center.live import Live
from command_center.model.cases import Case, Step
from command_center.model.categories import Priority
from command_center.model.events import Condition, Review
from command_center.model.observations import Fixes
from command_center.model.settings import DogWalking
from command_center.notices import Notices
from command_center.pipeline.effects import Effects
from command_center.pipeline.intake import Intake
from command_center.queries.replay.archive import StoredArchive
from command_center.queries.replay.playhead import SPEEDS, Playhead
from command_center.queries.replay.reel import Reel
from command_center.queries.replay.replay import Replay
from command_center.queries.replay.slab import LENGTH_MS, build, number_at
from command_center.rules.engine import Engine
from command_center.store import cases, events, records, tracks
from command_center.store.database import Store
from tests.builders import NOW, report_event, zone_event

START = number_at(to_ms(NOW)) * LENGTH_MS
Fix = tuple[str, int, float, float]

fix = st.tuples(
    st.sampled_from("abcd"),
    st.integers(START, START + 4 * LENGTH_MS - 1),
    st.floats(118, 119),
    st.floats(28, 29),
)


def columns(fixes: list[Fix]) -> tracks.Columns:
    names, times, lon, lat = zip(*fixes, strict=True)
    return tracks.named(names, np.array(times, np.int64), np.array(lon), np.array(lat), np.full(len(times), np.nan))


def at_by_hand(fixes: list[Fix], at: int) -> dict[str, tuple[int, float, float]]:
    """Each thing's newest fix of the 10 minutes up to a moment; of several at once the one told last."""
    found: dict[str, tuple[int, float, float]] = {}
    for name, time, lon, lat in fixes:
        if at - LENGTH_MS <= time <= at and (name not in found or time >= found[name][0]):
            found[name] = (time, lon, lat)
    return found


def shown(reel: Reel) -> dict[str, tuple[int, float, float]]:
    table = reel.table
    return {
        name: (int(table.time_ms[row]), float(table.lon[row]), float(table.lat[row]))
        for row, name in enumerate(reel.index.names)
        if table.time_ms[row] >= 0
    }


def slabs_of(fixes: list[Fix]) -> dict[int, list[Fix]]:
    found: dict[int, list[Fix]] = {number_at(START) + n: [] for n in range(-1, 5)}
    for one in fixes:
        found[number_at(one[1])].append(one)
    return found


@given(st.lists(fix, max_size=60), st.lists(st.integers(START, START + 4 * LENGTH_MS), min_size=1, max_size=8))
def test_positions_at_any_moments_are_those_found_by_looking_at_every_fix(fixes: list[Fix], moments: list[int]) -> None:
    reel = Reel()
    for number, some in slabs_of(fixes).items():
        reel.put(build(number, [columns([one]) for one in some]))
    for at in moments:
        assert reel.show(at)
        expected = at_by_hand(fixes, at)
        found = shown(reel)
        assert found.keys() == expected.keys()
        for name, (time, lon, lat) in found.items():
            assert time == expected[name][0]
            assert (lon, lat) == pytest.approx(expected[name][1:], abs=6e-8)


@given(st.lists(fix, max_size=40), st.integers(START, START + 4 * LENGTH_MS))
def test_a_track_is_all_fixes_of_the_time_in_order(fixes: list[Fix], end: int) -> None:
    reel = Reel()
    for number, some in slabs_of(fixes).items():
        reel.put(build(number, [columns(some)] if some else []))
    start = end - 2 * LENGTH_MS
    expected = sorted({time for name, time, _, _ in fixes if name == "a" and start <= time <= end})
    assert reel.track("a", start, end).time_ms.tolist() == expected


def test_what_is_kept_is_bounded_and_what_is_needed_now_stays() -> None:
    reel = Reel(budget=20_000)
    reel.show(START + 10)
    for number in range(number_at(START) - 20, number_at(START) + 20):
        reel.put(build(number, [columns([("a", number * LENGTH_MS + n, 118.0, 28.0) for n in range(500)])]))
    assert reel.weight < 30_000
    assert number_at(START) in reel and number_at(START) - 1 in reel
    assert reel.show(START + 10)


def test_a_moment_not_read_yet_is_shown_as_it_was_shortly_before_and_says_so() -> None:
    reel, number = Reel(), number_at(START)
    reel.put(build(number, [columns([("a", START + 5000, 118.5, 28.5)])]), keep=False)
    assert not reel.show(START + LENGTH_MS + 1000)
    assert shown(reel)["a"][1:] == pytest.approx((118.5, 28.5), abs=1e-5)


def test_heading_is_that_of_the_last_move_across_the_seam_of_two_slabs() -> None:
    reel, number = Reel(), number_at(START)
    reel.put(build(number - 1, [columns([("a", START - 1000, 118.0, 28.0)])]))
    reel.put(build(number, [columns([("a", START + 1000, 118.0, 28.001)])]))
    reel.show(START + 2000)
    assert reel.table.heading[0] == pytest.approx(0.0, abs=0.1)


# --- from the store, filled by the intake ----------------------------------------------------------------------------


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(f"sqlite:///{tmp_path / 'test.db'}")
    yield made
    made.close()


async def fill(store: Store, fixes: list[Fix]) -> None:
    """As the city's feed would: message by message through the intake."""
    clock = FixedClock(NOW)
    engine = Engine(DogWalking(), ())
    line = Intake(store, engine, Effects(read_bureau()), Live(), Notices(), clock)
    for number, start in enumerate(range(0, len(fixes), 7)):
        part = columns(fixes[start : start + 7])
        names = tuple(part.names[row] for row in part.row)
        told = Fixes(names, part.time_ms, part.lon, part.lat, part.accuracy, part.accuracy)
        await line.once([("dogs", NOW, [Heard(f"{number:020d}", "/s", str(number), NOW, told)])])


def walks(tags: int, seconds: int, every: int = 20) -> list[Fix]:
    rng = np.random.default_rng(3)
    return [
        (f"t{tag}", START + 1000 * second + 37 * tag, 118.8 + float(rng.random()) / 50, 28.9 + float(rng.random()) / 50)
        for second in range(0, seconds, every)
        for tag in range(tags)
    ]


async def test_the_stored_city_replays_as_it_came_in_merged_or_not(store: Store) -> None:
    fixes = walks(5, 1500)
    await fill(store, fixes)
    archive = StoredArchive(store, list)
    extent = await archive.extent()
    assert extent == (fixes[0][1], max(one[1] for one in fixes))
    for _ in range(2):
        replay = Replay(archive, from_ms(START), from_ms(START + 1_500_000))
        for at in (START + 500_000, START + 1_333_333, START + 10_000):
            replay.clock.go(at)
            while await replay.read_next():
                pass
            replay.show()
            assert replay.whole and replay.clock.now() == from_ms(at)
            found, expected = shown(replay.reels["dog"]), at_by_hand(fixes, at)
            assert {name: one[0] for name, one in found.items()} == {name: one[0] for name, one in expected.items()}
        await store.write(lambda c: tracks.merge(c, "dog", NOW + timedelta(days=1), limit=9))


async def test_a_dogs_track_comes_in_pieces_the_newest_first(store: Store) -> None:
    fixes = walks(2, 3 * 3600, every=60)
    await fill(store, fixes)
    archive = StoredArchive(store, list)
    pieces = [piece async for piece in archive.track("t1", from_ms(START), from_ms(START + 3 * 3_600_000))]
    assert len(pieces) > 2 and pieces[0].time_ms[0] > pieces[-1].time_ms[-1]
    times = sorted(time for piece in pieces for time in piece.time_ms.tolist())
    assert times == [time for name, time, _, _ in fixes if name == "t1"]


async def test_many_blocks_are_read_in_steps(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("command_center.queries.replay.archive.STEP", 3)
    await fill(store, walks(3, 590))
    archive = StoredArchive(store, list)
    steps = [parts async for parts in archive.stream("dog", START, START + LENGTH_MS)]
    assert len(steps) > 2 and all(len(parts) <= 3 for parts in steps)
    slab = await archive.slab("dog", number_at(START))
    assert len(slab.key) == 3 * 30


async def test_reading_goes_on_ahead_of_what_plays_and_the_loop_is_never_held(store: Store) -> None:
    await fill(store, walks(2, 7200, every=120))
    replay = Replay(StoredArchive(store, list), from_ms(START), from_ms(START + 7_200_000))
    replay.clock.go(START + 60_000)
    replay.clock.speed, replay.clock.playing = 600, True
    while await replay.read_next():
        await asyncio.sleep(0)
    at = number_at(START)
    assert {at - 1, at, at + 1, at + 6} <= replay.reels["dog"].numbers


# --- events and cases ------------------------------------------------------------------------------------------------


def hours(n: float) -> timedelta:
    return timedelta(hours=n)


async def test_events_stand_from_the_queue_to_their_end_or_a_persons_decision(store: Store) -> None:
    over = zone_event("over", "0417", condition=Condition.OVER, over_at=NOW + hours(1))
    gone = zone_event("gone", "0999", review=Review.DISMISSED, queue_from=NOW + hours(0.5))
    kept = report_event("kept", raised=NOW + hours(2), queue_from=NOW + hours(2))
    for event in (over, gone, kept):
        await store.write(lambda c, event=event: events.raise_event(c, event))  # type: ignore[misc]
    entry = records.Record(NOW + hours(3), "wang", "dismiss", "event", "gone", {})
    await store.write(lambda c: records.add(c, entry))
    history = await StoredArchive(store, list).history(NOW - hours(1), NOW + hours(5))

    def standing(after: float) -> set[str]:
        return {row.id for row in history.board(to_ms(NOW + hours(after))).review}

    assert standing(-0.1) == set() and standing(0.1) == {"over"} and standing(0.6) == {"over", "gone"}
    assert standing(1.5) == {"gone"} and standing(2.5) == {"gone", "kept"} and standing(4) == {"kept"}
    assert history.subjects(to_ms(NOW + hours(0.6))) == {"0417", "0999"}
    moment = to_ms(NOW + hours(2.5))
    assert history.board(moment) is history.board(moment + 1000)
    assert history.board(moment).by_priority[Priority.HIGH] == 1


async def test_a_case_stands_at_the_step_it_had_until_it_was_closed(store: Store) -> None:
    event = report_event("e")
    await store.write(lambda c: events.raise_event(c, event))
    case = Case(
        id="QZ-20261123-0001", step=Step.CLOSED, category=event.kind, priority=event.priority, place=None, grid=7,
        title_subject=event.subject, lon=118.8, lat=28.9, address="", opened=NOW + hours(1), deadline=NOW + hours(2),
        closed=NOW + hours(3), events=("e",),
    )  # fmt: skip
    await store.write(lambda c: cases.add(c, case))
    history = await StoredArchive(store, list).history(NOW - hours(1), NOW + hours(5))

    def rows(after: float) -> tuple[set[str], set[str]]:
        board = history.board(to_ms(NOW + hours(after)))
        return {row.id for row in board.review}, {row.case.id for some in board.cases.values() for row in some}

    assert rows(0.5) == ({"e"}, set())
    assert rows(1.5) == (set(), {"QZ-20261123-0001"})
    assert rows(3.5) == (set(), set())


async def test_the_histogram_counts_events_by_when_they_were_raised(store: Store) -> None:
    for n in range(10):
        at = NOW + timedelta(minutes=6 * n)
        event = zone_event(f"e{n}", f"{n}", raised=at, priority=Priority.URGENT if n % 2 else Priority.LOW)
        await store.write(lambda c, event=event: events.raise_event(c, event))  # type: ignore[misc]
    withdrawn = replace(zone_event("w", "w"), withdrawn=True)
    await store.write(lambda c: events.raise_event(c, withdrawn))
    found = await StoredArchive(store, list).histogram(NOW, NOW + hours(1), 5)
    assert found.counts[Priority.URGENT] == (1, 1, 1, 1, 1) and found.counts[Priority.LOW] == (1, 1, 1, 1, 1)
    assert found.counts[Priority.HIGH] == (0,) * 5 and found.most == 2
    half = await StoredArchive(store, list).histogram(NOW, NOW + hours(0.5), 1)
    assert sum(half.counts[Priority.LOW] + half.counts[Priority.URGENT]) == 5


# --- the playhead ----------------------------------------------------------------------------------------------------


def test_the_playhead_goes_as_fast_as_it_is_told_and_stops_at_the_end() -> None:
    head = Playhead(0, 3_600_000)
    assert head.at_ms == 3_600_000 and not head.pass_by(1)
    head.play(True)
    head.speed = 600
    assert head.pass_by(1) and head.at_ms == 600_000
    head.faster(1)
    assert head.speed == SPEEDS[-1]
    assert head.pass_by(99) and head.at_ms == 3_600_000 and not head.playing
    head.go(-5)
    assert head.at_ms == 0

from __future__ import annotations

import asyncio
import json
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.clock import FixedClock, to_ms
from command_center.feeds import wire
from command_center.model.geo import distance_m
from command_center.simulator import replay
from command_center.simulator.moved import OLD_TOWN, Walk, move
from command_center.simulator.player import Plan, between
from command_center.simulator.trace import Point, Recording, Track
from tests.simulator.feedclient import Event, station
from tests.simulator.test_killed import started

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NOW_MS = to_ms(NOW)


def recording(*tracks: list[Point], names: tuple[str | None, ...] = (None, None)) -> Recording:
    return Recording(Path("x.csv"), [Track(name, points) for name, points in zip(names, tracks, strict=False)])


def walk_of(seconds: int, tag: str = "R001") -> Walk:
    n = seconds + 1
    zero = np.zeros(n)
    return Walk([tag], np.arange(n, dtype=np.int64) * 1000, np.zeros(n, np.intp), zero + 118.87, zero + 28.94, zero + 5)


def times(emissions: list[Any]) -> list[int]:
    return [time for emission in emissions for time in emission.data.time_ms]


@given(
    st.lists(st.tuples(st.floats(-0.02, 0.02), st.floats(-0.02, 0.02)), min_size=2, max_size=20),
    st.tuples(st.floats(-180, 180), st.floats(-65, 65)),
)
def test_a_walk_moved_to_the_city_keeps_its_metres(
    offsets: list[tuple[float, float]], home: tuple[float, float]
) -> None:
    points = [Point((home[0] + x + 180) % 360 - 180, home[1] + y, 1e9 + k) for k, (x, y) in enumerate(offsets)]
    (walk,) = move([recording(points)], OLD_TOWN, print)

    for k in range(len(points) - 1):
        before = distance_m(points[k].lon, points[k].lat, points[k + 1].lon, points[k + 1].lat)
        after = distance_m(walk.lon[k], walk.lat[k], walk.lon[k + 1], walk.lat[k + 1])
        assert math.isclose(before, after, rel_tol=0.001, abs_tol=0.1)
    assert distance_m(*OLD_TOWN, float(walk.lon.mean()), float(walk.lat.mean())) < 700


def test_dogs_of_one_file_stay_together_in_place_and_time() -> None:
    a = [Point(10.0, 50.0, 1e9), Point(10.001, 50.0, 1e9 + 60)]
    b = [Point(10.0005, 50.0, 1e9 + 30), Point(10.0005, 50.001, 1e9 + 90)]
    (walk,) = move([recording(a, b, names=("0417", "0418"))], OLD_TOWN, print)

    assert walk.tags == ["0417", "0418"]
    assert walk.at_ms.tolist() == [0, 30_000, 60_000, 90_000]
    first, met = walk.tag.tolist().index(0), walk.tag.tolist().index(1)
    apart = distance_m(walk.lon[first], walk.lat[first], walk.lon[met], walk.lat[met])
    assert math.isclose(apart, distance_m(10.0, 50.0, 10.0005, 50.0), rel_tol=0.001)


def test_tags_take_their_own_numbers_and_the_others_free_ones() -> None:
    point = [Point(10.0, 50.0, 1e9)]
    one = [recording(point, names=(name,)) for name in ("R001", None, "0417", "0417", None)]

    assert [walk.tags for walk in move(one, OLD_TOWN, print)] == [["R001"], ["R002"], ["0417"], ["0417-2"], ["R003"]]


def test_a_trace_without_times_is_walked_at_walking_pace() -> None:
    points = [Point(10.0, 50.0, None), Point(10.0, 50.001, None)]
    (walk,) = move([recording(points)], OLD_TOWN, print)

    assert math.isclose(walk.length_ms / 1000, distance_m(10.0, 50.0, 10.0, 50.001) / 1.2, rel_tol=0.001)


def test_points_without_a_time_are_left_out_where_most_have_one() -> None:
    points = [Point(10.0, 50.0, 1e9), Point(11.0, 50.0, None), Point(10.0, 50.001, 1e9 + 9)]
    (walk,) = move([recording(points)], OLD_TOWN, print)

    assert walk.at_ms.tolist() == [0, 9000]


def test_a_night_between_two_walks_is_shortened_and_told() -> None:
    said: list[str] = []
    points = [Point(10.0, 50.0, 1e9 + s) for s in (0, 10, 60_000, 60_010)]
    (walk,) = move([recording(points)], OLD_TOWN, said.append)

    assert walk.at_ms.tolist() == [0, 10_000, 3_610_000, 3_620_000]
    assert len(said) == 1 and "x.csv" in said[0]


@given(st.floats(0.1, 1000), st.integers(0, 10_000_000), st.integers(0, 20_000_000))
def test_the_datas_time_is_never_later_than_now_and_reaches_it(speed: float, length: int, passed: int) -> None:
    plan = Plan(NOW_MS, length, speed, loop=False)

    assert plan.data_ms(NOW_MS + passed) <= NOW_MS + passed
    assert plan.start_ms <= NOW_MS
    if speed >= 1:
        done = NOW_MS + math.ceil(length / speed) + 1
        assert plan.over(plan.data_ms(done) + 2)
        assert plan.data_ms(done + 1000) == done + 1000


@given(st.lists(st.integers(0, 130), min_size=1, max_size=12), st.booleans())
def test_however_it_is_cut_every_fix_is_told_once_and_in_order(cuts: list[int], loop: bool) -> None:
    walks = [walk_of(40), walk_of(25, "R002")]
    plan = Plan(NOW_MS, 40_000, 1.0, loop)
    edges = [plan.start_ms - 1, *(plan.start_ms + 1000 * cut for cut in sorted(cuts)), plan.start_ms + 130_000]
    parts = [e for a, b in pairwise(edges) for e in between(walks, plan, a, b)]
    told = [(t, time) for e in parts for t, time in zip(e.data.tag, e.data.time_ms, strict=True)]

    assert len(told) == len(set(told)) == (131 * 2 if loop else 41 + 26)
    assert [time for _, time in told] == sorted(time for _, time in told)
    assert all(e.data.time_ms[-1] - e.data.time_ms[0] < 1000 and len(e.data.tag) <= 500 for e in parts)


def test_a_loop_goes_back_the_way_it_came() -> None:
    walk = walk_of(3)
    walk.lon[:] = [1, 2, 3, 4]
    told = between([walk], Plan(NOW_MS, 3000, 1.0, loop=True), NOW_MS - 1, NOW_MS + 7000)

    assert [lon for e in told for lon in e.data.lon] == [1, 2, 3, 4, 3, 2, 1, 2]


def test_an_unknown_accuracy_stays_unknown() -> None:
    (walk,) = move([recording([Point(10.0, 50.0, 1e9), Point(10.0, 50.0, 1e9 + 0.5, 7.0)])], OLD_TOWN, print)
    (emission,) = between([walk], Plan(NOW_MS, 500, 1.0, loop=False), NOW_MS - 1, NOW_MS + 1000)

    assert emission.data.accuracy == [None, 7.0]


def csv_of(count: int) -> str:
    rows = "".join(f"{1_700_000_000 + n},{28 + n / 1e5},{118.0},0417\n" for n in range(count))
    return f"timestamp,latitude,lng,tag\n{rows}"


@asynccontextmanager
async def replaying(
    capsys: pytest.CaptureFixture[str], path: Path, clock: FixedClock, **options: Any
) -> AsyncIterator[int]:
    stop = asyncio.Event()
    task = asyncio.create_task(replay.run([path], port=0, stop=stop, clock=clock, **options))
    try:
        out = ""
        while not out and not task.done():
            await asyncio.sleep(0)
            out = capsys.readouterr().out
        yield json.loads(out)["listening"]
    finally:
        stop.set()
        await task


async def test_a_fast_replay_ends_at_now(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text(csv_of(101))
    clock = FixedClock(NOW)
    async with (
        replaying(capsys, tmp_path / "a.csv", clock, speed=10.0, log_dir=tmp_path / "log") as port,
        station(port, "/dogs", wire.FIRST_SEQUENCE) as one,
    ):
        registered, first = await one.take(2)
        clock.advance(10)
        rest = await one.take(100)

    assert registered["data"]["tag"] == "0417" and registered["data"]["home"] is None
    assert first["data"]["time_ms"] == [NOW_MS - 90_000]
    assert rest[-1]["data"]["time_ms"] == [NOW_MS + 10_000]
    assert rest[-1]["data"]["accuracy"] == [None]
    assert first["source"].startswith("/replay/")


async def test_a_replay_killed_goes_on_where_it_was_and_one_told_to_end_begins_anew(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(csv_of(1500))
    arguments = (
        "main.py", "replay", str(tmp_path / "a.csv"), "--port", "0", "--speed", "500",
        "--log-dir", str(tmp_path / "log"),
    )  # fmt: skip
    events: list[Event] = []
    for _ in range(2):
        cursor = events[-1]["sequence"] if events else wire.FIRST_SEQUENCE
        async with (
            started(*arguments) as (process, line),
            station(json.loads(line)["listening"], "/dogs", cursor) as one,
        ):
            events += await one.take(300)
            process.kill()
    async with started(*arguments) as (process, line):
        async with station(json.loads(line)["listening"], "/dogs", events[-1]["sequence"]) as one:
            while len(events) < 1501:
                events.append(await one.next())
        process.terminate()
        assert await process.wait() == 0
    async with (
        started(*arguments) as (_, line),
        station(json.loads(line)["listening"], "/dogs", events[-1]["sequence"]) as one,
    ):
        anew = await one.next()

    told = [time for event in events[1:] for time in event["data"]["time_ms"]]
    assert [time - told[0] for time in told] == [1000 * n for n in range(1500)]
    assert len({event["source"] for event in events}) == 1
    assert anew["type"] == "city.dogtag.registered.v1" and anew["source"] != events[0]["source"]


async def test_arguments_that_make_no_sense_are_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("no,columns\n1,2\n")
    (tmp_path / "b.csv").write_text(csv_of(2))
    for paths, options, words in (
        ([tmp_path / "a.csv"], {}, "none of these files holds a trace"),
        ([tmp_path / "missing"], {}, "missing: there is no such"),
        ([tmp_path / "b.csv"], {"speed": 0.0}, "speed"),
        ([tmp_path / "b.csv"], {"speed": math.nan}, "speed"),
        ([tmp_path / "b.csv"], {"centre": (0.0, 89.0)}, "centre"),
    ):
        with pytest.raises(ValueError, match=words):
            await replay.run(paths, port=0, log_dir=tmp_path / "log", **options)

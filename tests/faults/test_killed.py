"""Killed at any moment and started again, station or city: what the feeds sent is stored exactly once."""

from __future__ import annotations

import asyncio
import json
import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from command_center.clock import SystemClock, to_ms
from command_center.doors.exporting import export_to
from command_center.feeds import wire
from command_center.simulator.emission import DOGS, PATHS
from tests.faults.processes import cursors, main, until
from tests.smallcity import LAT, LON, SmallCity, free_port, write_settings

FEEDS = tuple(path.strip("/") for path in PATHS)
PLATES = ("ZH6K212", "ZH1A001", "ZH9Z999")


def exported(what: str, settings: Path) -> list[dict[str, Any]]:
    out = settings.with_name(f"{what}.jsonl")
    export_to(what, settings, "jsonl", None, out)
    return [json.loads(line) for line in out.read_text().splitlines()]


def logged(folder: Path, type_: str) -> Iterator[dict[str, Any]]:
    """The data of every event of a type in the city's own logs."""
    for path in PATHS:
        with closing(sqlite3.connect(folder / f"{path.strip('/')}.log")) as log:
            for (body,) in log.execute("SELECT body FROM event ORDER BY sequence"):
                event = json.loads(body)
                if event["type"] == type_:
                    yield event["data"]


def newest(folder: Path) -> dict[str, int]:
    """The last sequence in each of the city's logs that has any."""
    found = {}
    for feed in FEEDS:
        with closing(sqlite3.connect(folder / f"{feed}.log")) as log:
            found[feed] = log.execute("SELECT max(sequence) FROM event").fetchone()[0]
    return {feed: sequence for feed, sequence in found.items() if sequence}


def same_fixes(city: Path, settings: Path) -> int:
    """Every fix of the dogs' log is stored once, and no other; returns how many there are."""
    sent: Counter[tuple[str, int]] = Counter()
    for data in logged(city, wire.POSITIONS):
        sent.update(zip(data["tag"], data["time_ms"], strict=True))
    rows = [row for row in exported("tracks", settings) if row["kind"] == "dog"]
    stored = Counter((row["name"], to_ms(datetime.fromisoformat(row["time"]))) for row in rows)
    assert stored == sent
    return sum(sent.values())


async def load(city: SmallCity) -> None:
    """Fixes, detections and reports, a thousand fixes a second, until cancelled."""
    turn = 0
    while True:
        turn += 1
        now = to_ms(city.clock.now())
        tags = [f"{turn % 97:02d}{k:02d}" for k in range(20)]
        lons = [LON + 0.01 + 0.0001 * k for k in range(20)]
        city.tell(DOGS, wire.Positions(tags, [now] * 20, lons, [LAT] * 20, [5.0] * 20))
        city.camera_sees(PLATES[turn % len(PLATES)])
        if turn % 3 == 0:
            city.report_comes(f"DU-{turn:06d}")
        await asyncio.sleep(0.02)  # the pace: two cores have to do for us all


async def test_that_a_station_killed_four_times_under_load_has_everything_once(tmp_path: Path) -> None:
    seed = random.randrange(10**6)
    rng = random.Random(seed)
    print("seed", seed)  # noqa: T201 - shown when it fails
    city = SmallCity(tmp_path, SystemClock())
    await city.open()
    settings = write_settings(tmp_path, city.port)
    running = asyncio.create_task(load(city))
    try:
        for _ in range(4):
            before = cursors(tmp_path).get("cameras", 0)
            async with main("headless", "--settings", settings) as station:
                await until(lambda before=before: cursors(tmp_path).get("cameras", 0) > before)  # type: ignore[misc]
                assert city.server is not None
                moment = city.server.logs[DOGS].newest + rng.randrange(300_000)  # sequences are microseconds
                await until(lambda moment=moment: city.server.logs[DOGS].newest > moment)  # type: ignore[misc]
                await station.kill()
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        goal = newest(tmp_path / "city")
        async with main("headless", "--settings", settings) as station:
            await until(lambda: cursors(tmp_path) == goal)
            await station.ends_when_asked()
    finally:
        running.cancel()
        await city.close()

    assert same_fixes(tmp_path / "city", settings) > 200
    events = exported("events", settings)
    reports = Counter(data["report"] for data in logged(tmp_path / "city", "city.urban.report.v1"))
    seen = Counter(data["plate"] for data in logged(tmp_path / "city", "city.camera.detection.v1"))
    assert Counter(row["subject"] for row in events if row["source"] == "urban") == reports
    # A plate seen again is counted: an event stored twice, or half, would show in the sum.
    assert sum(row["count"] for row in events if row["source"] == "cameras") == sum(seen.values())
    assert len({row["id"] for row in events}) == len(events) == len(reports) + len(PLATES)
    assert Counter(row["what"] for row in exported("audit", settings))["raised"] == len(events)
    assert exported("quarantine", settings) == []


async def test_that_a_city_killed_and_up_again_is_stored_to_its_last_event_once(tmp_path: Path) -> None:
    port, folder = free_port(), tmp_path / "city"
    settings = write_settings(tmp_path, port)
    simulate = ("simulate", "--port", str(port), "--tags", "60", "--rate", "200", "--log-dir", folder)
    async with main("headless", "--settings", settings) as station:
        for _ in range(3):
            before = cursors(tmp_path).get("dogs", 0)
            async with main(*simulate) as city:
                await city.line()
                await until(lambda before=before: cursors(tmp_path).get("dogs", 0) > before)  # type: ignore[misc]
                await city.kill()
        # What was written and not sent when it was killed: its log is served once more, by us.
        served = SmallCity(tmp_path, SystemClock())
        served.port = port
        await served.open()
        goal = newest(folder)
        await until(lambda: cursors(tmp_path) == goal)
        await served.close()
        await station.ends_when_asked()

    assert {"dogs", "cameras", "squads"} <= set(goal)
    assert same_fixes(folder, settings) > 100
    registered = {data["tag"] for data in logged(folder, "city.dogtag.registered.v1")}
    assert len(registered) == 60
    reports = {data["report"] for data in logged(folder, "city.urban.report.v1")}
    assert {row["subject"] for row in exported("events", settings) if row["source"] == "urban"} == reports
    assert exported("quarantine", settings) == []

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from command_center.clock import FixedClock
from command_center.feeds import wire
from command_center.simulator import simulate
from tests.simulator.feedclient import Event, Station, station

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
TASK: dict[str, Any] = {
    "task": "T-1", "case": "C-1", "category": "littering", "title": "t", "lon": 118.87, "lat": 28.94,
    "address": "a", "deadline": "2026-11-23T10:00:00Z", "instructions": "",
}  # fmt: skip


@asynccontextmanager
async def city(folder: Path, capsys: pytest.CaptureFixture[str], clock: FixedClock) -> AsyncIterator[int]:
    stop = asyncio.Event()
    task = asyncio.create_task(simulate.run(0, 1, 40, 10.0, 1.0, folder, stop, clock))
    try:
        out = ""
        while not out and not task.done():
            await asyncio.sleep(0)
            out = capsys.readouterr().out
        yield json.loads(out)["listening"]
    finally:
        stop.set()
        await task


async def until(one: Station, clock: FixedClock, type_: str, **fields: str) -> Event:
    """The next event of a type with such data; the city's time runs meanwhile."""
    while True:
        event = await one.next()
        data = event.get("data", {})
        if event["type"] == type_ and all(data[name] == value for name, value in fields.items()):
            return event
        clock.advance(20)


async def test_a_task_taken_before_a_restart_is_still_seen_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = FixedClock(NOW)
    async with (
        city(tmp_path, capsys, clock) as port,
        station(port, "/squads", wire.FIRST_SEQUENCE) as one,
    ):
        squad = (await until(one, clock, "city.squad.status.v1"))["data"]["squad"]
        await one.ask("city.dispatch.task.v1", TASK | {"squad": squad})
        await until(one, clock, "city.dispatch.ack.v1", task="T-1")
    cursor = one.cursor
    async with city(tmp_path, capsys, clock) as port, station(port, "/squads", cursor) as one:
        feedback = await until(one, clock, "city.squad.feedback.v1", task="T-1")

    assert feedback["data"]["squad"] == squad


async def test_one_folder_is_one_citys(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async with city(tmp_path, capsys, FixedClock(NOW)):
        with pytest.raises(ValueError, match="another process serves"):
            await simulate.run(0, log_dir=tmp_path)


async def test_a_station_new_to_a_log_that_dropped_the_registry_is_told_it_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cities: list[simulate.City] = []
    begin = simulate.City.__init__

    def remembered(self: simulate.City, *arguments: Any) -> None:
        begin(self, *arguments)
        cities.append(self)

    monkeypatch.setattr(simulate.City, "__init__", remembered)
    async with city(tmp_path, capsys, FixedClock(NOW)) as port:
        cities[0]._server.logs["/dogs"].clear()
        async with station(port, "/dogs", wire.FIRST_SEQUENCE) as one:
            gap, *told = await one.take(41)

    assert gap["type"] == wire.GAP
    assert [event["type"] for event in told] == ["city.dogtag.registered.v1"] * 40

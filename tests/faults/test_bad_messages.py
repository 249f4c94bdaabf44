"""Garbage, unknown types, wrong values and far too large messages: kept in quarantine once, and the stream goes on."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from websockets import Subprotocol
from websockets.asyncio.server import ServerConnection, serve

from command_center.center import Center
from command_center.clock import SystemClock
from command_center.feeds import wire
from command_center.model.health import FeedState
from command_center.settings.toml import read_settings
from tests.faults.processes import until
from tests.faults.test_killed import exported
from tests.smallcity import write_settings

GARBAGE = '{"specversion": "1.0", "id": '
NOT_TEXT = b"\x00\xff\xfe nothing"


def event(number: int, type_: str, data: object) -> dict[str, Any]:
    return {
        "specversion": "1.0", "id": str(number), "source": "/bad", "type": type_, "sequence": f"{number:020d}",
        "time": SystemClock().now().isoformat(), "data": data,
    }  # fmt: skip


def report(number: int, lat: float = 28.94) -> dict[str, Any]:
    now = SystemClock().now().isoformat()
    data = {"report": f"DU-{number}", "category": "littering", "channel": "app", "text": "t", "address": "a",
            "lon": 118.87, "lat": lat, "reported": now, "photos": [], "reporter": None}  # fmt: skip
    return event(number, "city.urban.report.v1", data)


UNKNOWN = json.dumps(event(2, "city.ufo.landed.v1", {"ufo": 1}))
OUTSIDE = report(4, lat=91.0)


async def first_time(connection: ServerConnection) -> None:
    """Good and bad in turn; the last is larger than a message may be."""
    await connection.send(json.dumps(report(1)))
    await connection.send(GARBAGE)
    await connection.send(NOT_TEXT)
    await connection.send(UNKNOWN)
    await connection.send(json.dumps([report(3), OUTSIDE, report(5)]))
    await connection.send("[" * 50_000)
    await connection.send("x" * (wire.MAX_MESSAGE_BYTES + 1))


async def second_time(connection: ServerConnection) -> None:
    """The same bad ones again, as a server does that has no cursor; then something good."""
    await connection.send(GARBAGE)
    await connection.send(NOT_TEXT)
    await connection.send(UNKNOWN)
    await connection.send(json.dumps(OUTSIDE))
    await connection.send(json.dumps(report(6)))


async def test_that_what_cannot_be_understood_is_kept_once_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("command_center.feeds.subscription.FIRST_DELAY_S", 0.05)
    asked: list[str] = []
    visits: list[Callable[[ServerConnection], Awaitable[None]]] = [first_time, second_time]

    async def handle(connection: ServerConnection) -> None:
        asked.append(json.loads(await connection.recv())["data"]["after"])
        await visits.pop(0)(connection)
        await connection.wait_closed()

    async with serve(handle, "127.0.0.1", 0, subprotocols=[Subprotocol(wire.SUBPROTOCOL)]) as server:
        port = int(next(iter(server.sockets)).getsockname()[1])
        settings = write_settings(tmp_path, port, "urban")
        center = Center.open(read_settings(settings), SystemClock())
        try:
            await center.start()
            await until(lambda: len(asked) == 2)
            await until(lambda: center.feeds()[0].received == 4)
            await until(lambda: center.feeds()[0].state is FeedState.LIVE)
            assert center.intake is not None
            await until(lambda: len(_subjects(settings)) == 4)
            await until(lambda: center.feeds()[0].quarantined == 6)
        finally:
            await center.close()

    assert asked == [wire.FIRST_SEQUENCE, f"{5:020d}"]
    assert _subjects(settings) == ["DU-1", "DU-3", "DU-5", "DU-6"]
    kept = exported("quarantine", settings)
    assert [row["raw"][:40] for row in kept] == [
        GARBAGE[:40], "\x00\\xff\\xfe nothing", UNKNOWN[:40], json.dumps(OUTSIDE)[:40], "[" * 40, "",
    ]  # fmt: skip
    assert {row["feed"] for row in kept} == {"urban"}
    for word, row in zip(("JSON", "JSON", "no such type", "lat", "", "16 MiB"), kept, strict=True):
        assert word in row["reason"] and row["reason"]


def _subjects(settings: Path) -> list[str]:
    return sorted(row["subject"] for row in exported("events", settings))


async def test_that_a_bad_element_takes_the_cursor_past_itself(tmp_path: Path) -> None:
    """Else a server would send it again for ever."""
    asked: list[str] = []
    told = asyncio.Event()

    async def handle(connection: ServerConnection) -> None:
        asked.append(json.loads(await connection.recv())["data"]["after"])
        if len(asked) == 1:
            await connection.send(UNKNOWN)
        else:
            told.set()
            await connection.wait_closed()

    async with serve(handle, "127.0.0.1", 0, subprotocols=[Subprotocol(wire.SUBPROTOCOL)]) as server:
        settings = write_settings(tmp_path, int(next(iter(server.sockets)).getsockname()[1]), "urban")
        center = Center.open(read_settings(settings), SystemClock())
        try:
            await center.start()
            async with asyncio.timeout(10):
                await told.wait()
        finally:
            await center.close()
    assert asked == [wire.FIRST_SEQUENCE, f"{2:020d}"]

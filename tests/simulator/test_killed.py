from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from command_center.feeds import wire
from tests.simulator.feedclient import Event, station

ROOT = Path(__file__).resolve().parents[2]
PUBLISHER = Path(__file__).with_name("publisher.py")


@asynccontextmanager
async def started(*arguments: str) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """A process of ours and its first line; killed at the end if it still runs."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, cwd=ROOT, env={"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        async with asyncio.timeout(30):
            line = await process.stdout.readline()
        yield process, line.decode()
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def read_until_killed(process: asyncio.subprocess.Process, port: int, cursor: str, kill_at: int) -> list[Event]:
    """Everything after the cursor; the server is killed once `kill_at` events have come."""
    events: list[Event] = []
    async with station(port, "/dogs", cursor) as one:
        try:
            while True:
                events.append(await one.next())
                if len(events) == kill_at:
                    process.kill()
        except ConnectionClosed:
            return events


async def test_killed_and_asked_again_a_server_has_given_every_event_once(tmp_path: Path) -> None:
    events: list[Event] = []
    for kill_at in (3, 50, 400, 1):
        cursor = events[-1]["sequence"] if events else wire.FIRST_SEQUENCE
        async with started(str(PUBLISHER), str(tmp_path)) as (process, line):
            events += await read_until_killed(process, int(line), cursor, kill_at)

    numbers = [event["data"]["n"] for event in events]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len({event["source"] for event in events}) == 1
    assert [event["sequence"] for event in events] == sorted({event["sequence"] for event in events})


async def test_the_demo_city_comes_up_ends_when_asked_and_is_the_same_run_again(tmp_path: Path) -> None:
    arguments = ("main.py", "simulate", "--port", "0", "--tags", "60", "--rate", "20", "--log-dir", str(tmp_path))
    sources: set[str] = set()
    async with started(*arguments) as (process, line):
        port = json.loads(line)["listening"]
        async with station(port, "/dogs", wire.FIRST_SEQUENCE) as one:
            events = await one.take(61)
        assert sum(event["type"] == "city.dogtag.registered.v1" for event in events) == 60
        sources |= {event["source"] for event in events}
        process.kill()
        await process.wait()
    async with started(*arguments) as (process, line):
        async with station(json.loads(line)["listening"], "/dogs", events[-1]["sequence"]) as one:
            first = await one.next()
        assert first["type"] != wire.GAP and first["sequence"] > events[-1]["sequence"]
        sources.add(first["source"])
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0

    assert len(sources) == 1
    assert (tmp_path / "truth.jsonl").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("simulate", "--port", "{taken}", "--tags", "5"), "port"),
        (("replay", "/nowhere/at/all.gpx"), "/nowhere/at/all"),
    ],
)
async def test_what_cannot_be_served_ends_with_status_2_and_one_line(
    arguments: tuple[str, ...], words: str, tmp_path: Path
) -> None:
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    taken = server.sockets[0].getsockname()[1]
    given = [argument.format(taken=taken) for argument in arguments]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "main.py", *given, "--log-dir", str(tmp_path), cwd=ROOT,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, err = await process.communicate()
    server.close()
    await server.wait_closed()

    assert (process.returncode, out) == (2, b"")
    assert words in err.decode() and "Traceback" not in err.decode()

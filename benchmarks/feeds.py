"""Fixes a second through one connection into the store, in messages of 1, 100 and 1,000; and memory for many tags.

The fixes are the demo city's own: 3,000 dogs on a Monday morning, when walking is prohibited, with its zones and
homes. A server process sends ready-made messages as fast as they are taken; the station's core reads them as
`headless` does, pinned to one processor, until the last cursor is in the SQLite file. Beside it, in the same run:

- `plain`: json.loads, a shapely `contains` a zone, one ORM insert a fix, a commit a message;
- `floor`: websockets receives and msgspec decodes, nothing else.

`per_s` is by the clock on the wall, `per_cpu_s` by the process's own processor time (which other work on the machine
does not change). `python -m benchmarks.feeds [--fixes 300000] [--only memory|speed]`
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import msgspec
from websockets import Subprotocol
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve

from benchmarks._memory import memory
from benchmarks._plainway import Plain
from command_center.center import Center
from command_center.clock import SystemClock
from command_center.feeds import wire
from command_center.model.settings import FeedKind, FeedSettings, PlacesSettings, Settings, StoreSettings
from command_center.pipeline.effects import Effects
from command_center.simulator.world import World
from command_center.store import intake

PLACES = Path(__file__).resolve().parent.parent / "resources" / "demo" / "places.geojson"
MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 10:00 in Quzhou
LAST = f"{2**40:020d}"


@dataclass(frozen=True)
class Load:
    """Messages ready to send; `registry` first."""

    registry: list[str]
    messages: list[str]
    fixes: int


def load(fixes: int, a_message: int) -> Load:
    """The demo city's fixes, `a_message` of them a message."""
    world = World(7, MONDAY, 3000, 3000.0)
    emitted = world.snapshot()
    registry = [e for e in emitted if e.type == "city.dogtag.registered.v1"]
    rows: list[tuple[Any, ...]] = []
    step = 0
    while len(rows) < fixes:
        step += 1
        for emission in world.step(MONDAY + timedelta(seconds=step)):
            data = emission.data
            if isinstance(data, wire.Positions):
                rows += zip(data.tag, data.time_ms, data.lon, data.lat, data.accuracy, strict=True)
    rows = rows[:fixes]
    parts = [rows[at : at + a_message] for at in range(0, len(rows), a_message)]
    messages = [_message(LAST if i == len(parts) - 1 else f"{i + 10_000:020d}", part) for i, part in enumerate(parts)]
    told = [_envelope(f"{i + 1:020d}", e.type, e.data) for i, e in enumerate(registry)]
    return Load(told, messages, len(rows))


def _message(sequence: str, rows: Sequence[tuple[Any, ...]]) -> str:
    tag, time_ms, lon, lat, accuracy = (list(column) for column in zip(*rows, strict=True))
    return _envelope(sequence, wire.POSITIONS, wire.Positions(tag, time_ms, lon, lat, accuracy))


def _envelope(sequence: str, type_: str, data: object) -> str:
    return wire.encode(wire.envelope(type_, "/bench", sequence, MONDAY, data, sequence))


def _serve(pipe: Connection, fixes: int, a_message: int) -> None:
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    asyncio.run(_server(pipe, load(fixes, a_message)))


async def _server(pipe: Connection, what: Load) -> None:
    async def feed(connection: ServerConnection) -> None:
        asked = json.loads(await connection.recv())["data"]["after"]
        for message in what.registry if asked == wire.FIRST_SEQUENCE else what.messages:
            await connection.send(message)
        await connection.wait_closed()

    async with serve(feed, "127.0.0.1", 0, subprotocols=[Subprotocol(wire.SUBPROTOCOL)], compression=None) as server:
        pipe.send((next(iter(server.sockets)).getsockname()[1], len(what.registry)))
        await asyncio.get_running_loop().run_in_executor(None, pipe.recv)


async def _center(port: int, registered: int, folder: Path, *, tracks: bool) -> tuple[float, float]:
    settings = Settings(
        store=StoreSettings(f"sqlite:///{folder / 'bench.db'}"),
        places=PlacesSettings(str(PLACES)),
        feeds=(FeedSettings(name="dogs", kind=FeedKind.DOG_TAG, url=f"ws://127.0.0.1:{port}/dogs"),),
    )
    if not tracks:
        # this process measures just this
        Effects._tracks = lambda *_: None  # type: ignore[method-assign]  # noqa: SLF001
    await _run(settings, f"{registered:020d}")  # the registry, not timed
    return await _run(settings, LAST)


async def _run(settings: Settings, last: str) -> tuple[float, float]:
    center = Center.open(settings, SystemClock())
    began, cpu = time.perf_counter(), time.process_time()
    await center.start()
    try:
        while await center.store.read(lambda c: intake.cursor(c, "dogs")) != last:  # noqa: ASYNC110 (a poll costs less)
            await asyncio.sleep(0.02)
        return time.perf_counter() - began, time.process_time() - cpu
    finally:
        await center.close()


async def _floor(port: int, *_: object) -> tuple[float, float]:
    decoder, began, cpu = msgspec.json.Decoder(wire.Positions), 0.0, 0.0
    async with connect(
        f"ws://127.0.0.1:{port}/", subprotocols=[Subprotocol(wire.SUBPROTOCOL)], compression=None
    ) as connection:
        await connection.send(wire.encode({"data": wire.Subscribe(None)}))
        sequence: str | None = None
        while sequence != LAST:
            message = await connection.recv()
            if not began:
                began, cpu = time.perf_counter(), time.process_time()
            envelope = msgspec.json.decode(message, type=wire.Envelope)
            decoder.decode(envelope.data)  # type: ignore[arg-type]
            sequence = envelope.sequence
    return time.perf_counter() - began, time.process_time() - cpu


async def _plain(port: int, _registered: int, folder: Path) -> tuple[float, float]:
    plain, began, cpu = Plain(PLACES, folder / "plain.db"), 0.0, 0.0
    async with connect(f"ws://127.0.0.1:{port}/", subprotocols=[Subprotocol(wire.SUBPROTOCOL)]) as connection:
        await connection.send(wire.encode({"data": wire.Subscribe(None)}))
        sequence = ""
        while sequence != LAST:
            message = await connection.recv()
            if not began:
                began, cpu = time.perf_counter(), time.process_time()
            sequence = plain.take(message)
    return time.perf_counter() - began, time.process_time() - cpu


async def _ours(port: int, registered: int, folder: Path) -> tuple[float, float]:
    return await _center(port, registered, folder, tracks=False)


async def _with_tracks(port: int, registered: int, folder: Path) -> tuple[float, float]:
    return await _center(port, registered, folder, tracks=True)


Way = Callable[[int, int, Path], Awaitable[tuple[float, float]]]
WAYS: dict[str, Way] = {"floor": _floor, "ours": _ours, "ours_with_tracks": _with_tracks, "plain": _plain}


def _one(pipe: Connection, way: str, port: int, registered: int) -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        pipe.send(asyncio.run(WAYS[way](port, registered, Path(folder))))  # type: ignore[arg-type]


def measure(way: str, fixes: int, a_message: int) -> dict[str, float]:
    """One way in a process of its own, its server in another."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    server = context.Process(target=_serve, args=(theirs, fixes, a_message))
    server.start()
    try:
        port, registered = ours.recv()
        mine, other = context.Pipe()
        reader = context.Process(target=_one, args=(other, way, port, registered))
        reader.start()
        wall, cpu = mine.recv()
        reader.join(30)
    finally:
        ours.send("end")
        server.join(10)
    return {"per_s": round(fixes / wall), "per_cpu_s": round(fixes / cpu)}


def speed(fixes: int) -> dict[str, Any]:
    """Every way at every size of message."""
    found: dict[str, Any] = {}
    for a_message in (1, 100, 1000):
        share = {1: 10, 100: 1, 1000: 1}[a_message]
        some = fixes // share
        found[str(a_message)] = here = {
            way: measure(way, some if way != "plain" else max(1000, some // 60), a_message) for way in WAYS
        }
        for way in ("ours", "ours_with_tracks"):
            here[way]["over_plain"] = round(here[way]["per_cpu_s"] / here["plain"]["per_cpu_s"], 1)
            here[way]["of_floor"] = round(here[way]["per_cpu_s"] / here["floor"]["per_cpu_s"], 2)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--fixes", type=int, default=300_000)
    parser.add_argument("--tags", type=int, default=1_000_000)
    parser.add_argument("--only", choices=("speed", "memory"))
    arguments = parser.parse_args()
    found: dict[str, Any] = {"benchmark": "feeds"}
    if arguments.only != "memory":
        found["by_fixes_a_message"] = speed(arguments.fixes)
    if arguments.only != "speed":
        found["memory"] = memory(arguments.tags)
    print(json.dumps(found))


if __name__ == "__main__":
    main()

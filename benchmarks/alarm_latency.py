"""Alarm latency: from the moment a feed sends the confirming fix to the notice of the flagged event, at 312 fixes/s.

A feed server in a process of its own sends 312 fixes a second of 3,000 dogs in messages of a tenth of a second;
every second one more dog makes its third fix inside a no-dog zone. The core runs here as `headless` runs it: real
socket, rules, SQLite file, notices. Sent and heard times come from the same clock (the fix's own time is the time
of sending). The floor is the same message received and decoded by websockets and msgspec and nothing else, in the
same run. `python -m benchmarks.alarm_latency [--seconds 60]`
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import multiprocessing
import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import msgspec
from websockets import Subprotocol
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve

from command_center.center import Center
from command_center.clock import SystemClock
from command_center.feeds import wire
from command_center.model.settings import (
    DogWalking,
    FeedKind,
    FeedSettings,
    PlacesSettings,
    RulesSettings,
    Settings,
    StoreSettings,
)
from command_center.notices import EventChanged, Notice
from command_center.store import events

TAGS, RATE, EVERY_S = 3000, 312, 0.1
ZONE = (118.8700, 28.9400)
HALF = 0.002


def _serve(pipe: Connection, seconds: float) -> None:
    asyncio.run(_server(pipe, seconds))


async def _server(pipe: Connection, seconds: float) -> None:
    async def feed(connection: ServerConnection) -> None:
        await connection.recv()
        rng, sequence, started = random.Random(1), time.time_ns() // 1000, time.time()
        turn, marker = 0, 0
        while time.time() - started < seconds:
            turn += 1
            tags = [f"{rng.randrange(TAGS):04d}" for _ in range(round(RATE * EVERY_S))]
            sequence += 1
            await connection.send(_message(sequence, tags, [_outside(rng) for _ in tags], time.time()))
            if turn % 10 == 0:
                marker += 1
                for age in (20.0, 10.0, 0.0):
                    sequence += 1
                    await connection.send(_message(sequence, [f"M{marker:04d}"], [ZONE], time.time() - age))
                    await asyncio.sleep(0.02)
            await asyncio.sleep(max(0.0, started + turn * EVERY_S - time.time()))
        await connection.wait_closed()

    async with serve(feed, "127.0.0.1", 0, subprotocols=[Subprotocol(wire.SUBPROTOCOL)]) as server:
        pipe.send(next(iter(server.sockets)).getsockname()[1])
        await asyncio.get_running_loop().run_in_executor(None, pipe.recv)


def _outside(rng: random.Random) -> tuple[float, float]:
    return ZONE[0] + rng.uniform(0.01, 0.1), ZONE[1] + rng.uniform(0.01, 0.1)


def _message(sequence: int, tags: Sequence[str], at: Sequence[tuple[float, float]], when: float) -> str:
    n = len(tags)
    data = {
        "tag": list(tags),
        "time_ms": [round(when * 1000)] * n,
        "lon": [lon for lon, _ in at],
        "lat": [lat for _, lat in at],
        "accuracy": [5.0] * n,
    }
    now = SystemClock().now()
    return wire.encode(wire.envelope(wire.POSITIONS, "/bench", str(sequence), now, data, f"{sequence:020d}"))


def _places(folder: Path) -> Path:
    lon, lat = ZONE
    ring = [
        [lon + dx, lat + dy] for dx, dy in ((-HALF, -HALF), (HALF, -HALF), (HALF, HALF), (-HALF, HALF), (-HALF, -HALF))
    ]
    feature = {
        "type": "Feature",
        "properties": {"id": "zone", "name": "zone", "kind": "no-dog"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    file = folder / "places.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    return file


async def _ours(port: int, seconds: float) -> list[float]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = Settings(
            store=StoreSettings(f"sqlite:///{folder / 'bench.db'}"),
            places=PlacesSettings(str(_places(folder))),
            rules=RulesSettings(DogWalking(prohibited="00:00-00:01")),
            feeds=(FeedSettings(name="dogs", kind=FeedKind.DOG_TAG, url=f"ws://127.0.0.1:{port}/dogs"),),
        )
        center = Center.open(settings, SystemClock())
        heard: dict[str, float] = {}

        def listen(batch: Sequence[Notice]) -> None:
            for notice in batch:
                if isinstance(notice, EventChanged) and notice.new:
                    heard.setdefault(notice.id, time.time())

        center.notices.listen(listen)
        await center.start()
        await asyncio.sleep(seconds + 2)
        found = center.store.read_now(lambda c: events.since(c, None))
        await center.close()
        return [heard[event.id] - event.raised.timestamp() for event in found if event.id in heard]


async def _floor(port: int, seconds: float) -> list[float]:
    decoder = msgspec.json.Decoder(wire.Positions)
    late: list[float] = []
    async with connect(f"ws://127.0.0.1:{port}/dogs", subprotocols=[Subprotocol(wire.SUBPROTOCOL)]) as connection:
        await connection.send(wire.encode({"after": None}))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while True:
                    envelope = msgspec.json.decode(await connection.recv(), type=wire.Envelope)
                    positions = decoder.decode(envelope.data)  # type: ignore[arg-type]
                    if positions.tag[0].startswith("M"):
                        age = time.time() - positions.time_ms[0] / 1000
                        if age < 5:  # the third fix, sent at its own time
                            late.append(age)
    return late


def _spread(values: Sequence[float]) -> dict[str, Any]:
    if not values:
        return {"alarms": 0}
    ranked = sorted(values)
    return {
        "alarms": len(ranked),
        "p50_ms": round(1000 * statistics.median(ranked), 2),
        "p99_ms": round(1000 * ranked[min(len(ranked) - 1, round(0.99 * len(ranked)))], 2),
        "max_ms": round(1000 * ranked[-1], 2),
    }


def _measure(run: Any, seconds: float) -> list[float]:
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs, seconds))
    server.start()
    try:
        found: list[float] = asyncio.run(run(ours.recv(), seconds))
    finally:
        ours.send("end")
        server.join(10)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=60)
    seconds = parser.parse_args().seconds
    floor, ours = _spread(_measure(_floor, min(seconds, 20))), _spread(_measure(_ours, seconds))
    ratio = round(ours["p50_ms"] / floor["p50_ms"], 1) if ours.get("p50_ms") and floor.get("p50_ms") else None
    print(json.dumps({"benchmark": "alarm_latency", "fixes_per_s": RATE, "tags": TAGS, "seconds": seconds,
                      "ours": ours, "floor": floor, "p50_over_floor": ratio}))  # fmt: skip


if __name__ == "__main__":
    main()

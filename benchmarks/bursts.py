"""Bursts: how long the interface's loop is held, and how much memory grows, while a feed pours.

The core runs on a real Qt loop (qasync, off screen). Beside it a task asks every 2 ms for its turn; the longest it
waits is the stall. Each burst has a station and a server of its own:

- `backlog`: ten minutes of 312 fixes/s, in messages of 31, sent at once
- `tiny`: ten thousand messages of one fix
- `one_of_16_mib`: one message of fixes as large as the contract allows
- `garbage_of_16_mib`: as large, and broken at its end
- `slow_disk`: the backlog, every transaction held up for 300 ms

`idle` is the same measure with nothing coming: what this machine does to any program. `python -m benchmarks.bursts`
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psutil
from websockets import Subprotocol
from websockets.asyncio.server import ServerConnection, serve

from benchmarks.feeds import LAST, PLACES, load
from command_center.breath import freeze_started
from command_center.center import Center
from command_center.clock import SystemClock
from command_center.feeds import wire
from command_center.model.settings import FeedKind, FeedSettings, PlacesSettings, Settings, StoreSettings
from command_center.store import intake
from command_center.store.database import Store

ASK_EVERY_S = 0.002
BACKLOG = 312 * 600


def _large(broken: bool) -> list[str]:
    (message,) = load(215_000, 215_000).messages
    assert len(message) < wire.MAX_MESSAGE_BYTES
    last = load(1, 1).messages
    return [message[:-2] if broken else message.replace(LAST, f"{LAST[:-1]}0", 1), *last]


BURSTS: dict[str, Callable[[], list[str]]] = {
    "idle": list,
    "backlog": lambda: load(BACKLOG, 31).messages,
    "tiny": lambda: load(10_000, 1).messages,
    "one_of_16_mib": lambda: _large(False),
    "garbage_of_16_mib": lambda: _large(True),
    "slow_disk": lambda: load(BACKLOG, 31).messages,
}


def _serve(pipe: Connection, burst: str) -> None:
    asyncio.run(_server(pipe, BURSTS[burst]()))


async def _server(pipe: Connection, messages: list[str]) -> None:
    async def feed(connection: ServerConnection) -> None:
        await connection.recv()
        for message in messages:
            await connection.send(message)
        await connection.wait_closed()

    async with serve(feed, "127.0.0.1", 0, subprotocols=[Subprotocol(wire.SUBPROTOCOL)], compression=None) as server:
        pipe.send(next(iter(server.sockets)).getsockname()[1])
        await asyncio.get_running_loop().run_in_executor(None, pipe.recv)


class Watch:
    """Asks for its turn, and remembers how long it waited; and the most memory."""

    def __init__(self) -> None:
        self.waits: list[float] = []
        self.states: set[str] = set()
        self.most_mb = self.before_mb = self._memory()

    @staticmethod
    def _memory() -> float:
        return float(psutil.Process().memory_info().rss) / 1e6

    async def run(self, center: Center) -> None:
        while True:
            asked = time.perf_counter()
            await asyncio.sleep(ASK_EVERY_S)
            self.waits.append(time.perf_counter() - asked - ASK_EVERY_S)
            self.states |= {feed.state.value for feed in center.feeds()}
            if len(self.waits) % 10 == 0:
                self.most_mb = max(self.most_mb, self._memory())

    def figures(self) -> Iterator[tuple[str, Any]]:
        ranked = sorted(self.waits)
        yield "longest_stall_ms", round(1000 * ranked[-1], 1)
        yield "p99_stall_ms", round(1000 * ranked[int(0.99 * len(ranked))], 1)
        yield "memory_more_mb", round(self.most_mb - self.before_mb, 1)
        yield "states", sorted(self.states)


async def _run(port: int, burst: str, folder: Path) -> dict[str, Any]:
    settings = Settings(
        store=StoreSettings(f"sqlite:///{folder / 'bench.db'}"),
        places=PlacesSettings(str(PLACES)),
        feeds=(FeedSettings(name="dogs", kind=FeedKind.DOG_TAG, url=f"ws://127.0.0.1:{port}/dogs"),),
    )
    center = Center.open(settings, SystemClock())
    if burst == "slow_disk":
        center.store.on_commit(lambda: time.sleep(0.3))
    watch = Watch()
    await center.start()
    freeze_started()  # as the doors do
    began, task = time.perf_counter(), asyncio.create_task(watch.run(center))
    try:
        if burst == "idle":
            await asyncio.sleep(5)
        else:
            await _until_read(center.store)
        return {"seconds": round(time.perf_counter() - began, 2), **dict(watch.figures())}
    finally:
        task.cancel()
        await center.close()


async def _until_read(store: Store) -> None:
    while await store.read(lambda c: intake.cursor(c, "dogs")) != LAST:  # noqa: ASYNC110 (a poll costs less)
        await asyncio.sleep(0.05)


def _one(pipe: Connection, port: int, burst: str) -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    import qasync
    from PySide6.QtWidgets import QApplication

    QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        pipe.send(qasync.run(_run(port, burst, Path(folder))))


def measure(burst: str) -> dict[str, Any]:
    """One burst."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    mine, other = context.Pipe()
    server = context.Process(target=_serve, args=(theirs, burst))
    server.start()
    try:
        reader = context.Process(target=_one, args=(other, ours.recv(), burst))
        reader.start()
        found: dict[str, Any] = mine.recv()
        reader.join(30)
    finally:
        ours.send("end")
        server.join(10)
    return found


def main() -> None:
    """Measure and print."""
    print(json.dumps({"benchmark": "bursts", **{burst: measure(burst) for burst in BURSTS}}))


if __name__ == "__main__":
    main()

"""The demo city as a server process: its world, stepped, and its feeds, served."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from platformdirs import user_state_path

from command_center.clock import Clock, SystemClock
from command_center.model.observations import FeedbackState, SquadFeedback
from command_center.model.outgoing import Outgoing
from command_center.simulator.emission import PATHS, Emission, TruthEntry
from command_center.simulator.folder import kept_by_one
from command_center.simulator.server import FeedServer
from command_center.simulator.truth import encode_line
from command_center.simulator.watching import Watching
from command_center.simulator.world import World

log = logging.getLogger(__name__)
STEP_S = 0.25
PICTURES = 20
"""The cameras' pictures are served on the port so much higher, if it is free."""
DAY = timedelta(days=1)


async def run(
    port: int = 8701,
    seed: int = 1,
    tags: int = 3000,
    rate: float = 312.0,
    speed: float = 1.0,
    log_dir: Path | None = None,
    stop: asyncio.Event | None = None,
    clock: Clock | None = None,
) -> None:
    """Serve until `stop` is set: PATHS on 127.0.0.1:`port` (0: any free one), `tags` dogs giving `rate` fixes a
    second, the city's time running at `speed`. Prints `{"listening": PORT}` on standard output once it listens.

    Raises ValueError in words: port taken, folder in use, arguments out of range.
    """
    if tags < 1 or rate <= 0 or speed <= 0:
        raise ValueError("tags, rate and speed must be above 0")
    folder = log_dir or user_state_path("command-center") / "simulator" / str(seed)
    with kept_by_one(folder):
        city = City(folder, seed, tags, rate, speed, clock or SystemClock())
        await city.serve(port, stop or asyncio.Event())


class City:
    """One run of the demo city."""

    def __init__(self, folder: Path, seed: int, tags: int, rate: float, speed: float, clock: Clock) -> None:
        self._clock, self._speed = clock, speed
        self._began = clock.now()
        self._start = self._began - (DAY if speed > 1 else timedelta(0))
        self._world = World(seed, self._start, tags, rate)
        self._server = FeedServer(folder, PATHS, clock, self._on_command)
        self._watching = Watching(self._world.view)
        self._snapshot_at: dict[str, int] = {}
        self._truth = folder / "truth.jsonl"
        # There from the start: in the hours when walking is allowed, a city may do nothing wrong for a while.
        self._truth.touch()

    async def serve(self, port: int, stop: asyncio.Event) -> None:
        """Serve until `stop` is set."""
        try:
            listening = await self._server.start(port)
            # Known beforehand where it can be: a clip's address is to be good after a restart, too.
            pictures = await self._watching.start(listening + PICTURES if port else 0)
            self._world.show_pictures(f"http://127.0.0.1:{pictures}")
            # Also after a restart: what stands in the registry now is told anew, and changes nothing where it is known.
            self._publish_snapshot(PATHS)
            for task in self._server.taken.unfinished():
                self._publish(self._world.take(task))
            addresses = " ".join(f"ws://127.0.0.1:{listening}{path}" for path in PATHS)
            print(f"the demo city serves {addresses}", file=sys.stderr, flush=True)  # noqa: T201 - the command's own word
            print(json.dumps({"listening": listening}), flush=True)  # noqa: T201 - data for the parent process
            await self._live(stop)
        finally:
            self._write_truth(self._world.new_truth())
            await self._watching.close()
            await self._server.close()

    async def _live(self, stop: asyncio.Event) -> None:
        loop = asyncio.get_running_loop()
        due = loop.time()
        while not stop.is_set():
            self._publish(self._world.step(self._now()))
            self._publish_snapshot(
                [path for path in PATHS if self._server.logs[path].dropped >= self._snapshot_at[path]]
            )
            self._write_truth(self._world.new_truth())
            due = max(due + STEP_S, loop.time())
            try:
                async with asyncio.timeout_at(due):
                    await stop.wait()
            except TimeoutError:
                continue

    def _publish(self, emissions: Sequence[Emission]) -> None:
        self._server.publish_all(emissions)
        for emission in emissions:
            told = emission.data
            if isinstance(told, SquadFeedback) and told.state in (FeedbackState.DONE, FeedbackState.DECLINED):
                self._server.taken.finish(told.task)

    def _publish_snapshot(self, paths: Sequence[str]) -> None:
        """The registry, told at the start and again once the log has dropped it: a new station must still learn it."""
        if not paths:
            return
        for path in paths:
            self._snapshot_at[path] = self._server.logs[path].newest + 1
        self._server.publish_all([emission for emission in self._world.snapshot() if emission.path in paths])

    def _now(self) -> datetime:
        """The city's time. Faster than ours it begins a day ago, and falls to ours once it has caught up."""
        now = self._clock.now()
        return min(now, self._start + (now - self._began) * self._speed)

    async def _on_command(self, _path: str, command: Outgoing) -> None:
        self._publish(self._world.take(command))

    def _write_truth(self, entries: Sequence[TruthEntry]) -> None:
        if entries:
            with self._truth.open("ab") as file:
                file.writelines(encode_line(entry) for entry in entries)

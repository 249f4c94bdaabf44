"""Recorded traces served as a dog-tag feed, moved to the city and to now: for drills, and for real input."""

from __future__ import annotations

import asyncio
import json
import math
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import msgspec
from platformdirs import user_state_path

from command_center.clock import Clock, SystemClock, from_ms, to_ms
from command_center.feeds import wire
from command_center.model import observations as obs
from command_center.model.outgoing import Outgoing
from command_center.simulator.emission import DOGS, Emission
from command_center.simulator.folder import kept_by_one
from command_center.simulator.moved import OLD_TOWN, Walk, move
from command_center.simulator.player import Plan, begin, between
from command_center.simulator.server import FeedServer
from command_center.simulator.trace import coordinate
from command_center.simulator.traces import read_paths

STEP_S = 0.25
_AT_ONCE_MS = 60_000
"""The data's time written in one transaction, so that a fast replay lets the clients breathe."""


async def run(
    paths: Sequence[Path],
    port: int = 8702,
    speed: float = 1.0,
    centre: tuple[float, float] = OLD_TOWN,
    loop: bool = False,
    log_dir: Path | None = None,
    stop: asyncio.Event | None = None,
    clock: Clock | None = None,
) -> None:
    """Serve the traces on ws://127.0.0.1:`port`/dogs until `stop` is set; `player.Plan` says how time runs.

    `centre` (lon, lat) is where they are moved to; with `loop` they are walked there and back without end. A replay
    that was killed goes on where its log ends; one that was told to end, or came to its end, begins anew. Prints
    `{"listening": PORT}` on standard output once it listens. Raises ValueError in words: a path missing, no trace in
    any file, port taken, folder in use, arguments out of range.
    """
    if not (math.isfinite(speed) and speed > 0):
        raise ValueError(f"the speed must be above 0, not {speed}")
    if not (-180 <= centre[0] <= 180 and -60 <= centre[1] <= 60):
        raise ValueError(f"the centre is no place traces can be moved to: {centre[0]}, {centre[1]}")
    walks = move(read_paths(paths, _say), centre, _say)
    if not walks:
        raise ValueError("none of these files holds a trace")
    folder = log_dir or _own_folder(paths, centre)
    with kept_by_one(folder):
        await Replay(walks, speed, loop, folder, clock or SystemClock()).serve(port, stop or asyncio.Event())


def read_centre(text: str) -> tuple[float, float]:
    """`LON,LAT` in degrees. Raises ValueError, in words."""
    lon, _, lat = text.partition(",")
    return coordinate(lon.strip(), lat.strip())


def _own_folder(paths: Sequence[Path], centre: tuple[float, float]) -> Path:
    """The same for the same traces at the same place: where a replay that was killed finds its log."""
    named = json.dumps([sorted(str(path.resolve()) for path in paths), centre])
    return user_state_path("command-center") / "replay" / sha256(named.encode()).hexdigest()[:12]


class Replay:
    """Walks on their way from the past to now."""

    def __init__(self, walks: Sequence[Walk], speed: float, loop: bool, folder: Path, clock: Clock) -> None:
        self._walks, self._clock, self._plan_file = walks, clock, folder / "plan.json"
        fresh = begin(walks, speed, loop, clock.now())
        kept = self._kept_plan(fresh)
        if kept is None:
            (folder / "run-id").unlink(missing_ok=True)  # a new run, a new name
        self._server = FeedServer(folder, (DOGS,), clock, _ignore, kind="replay")
        self._plan = kept or fresh
        self._told_ms = self._plan.start_ms - 1
        if kept is None:
            self._server.logs[DOGS].clear()
        else:
            self._told_ms = max(self._told_ms, self._last_told())
        if self._plan.over(self._told_ms):
            self._server.logs[DOGS].clear()
            self._plan, self._told_ms = fresh, fresh.start_ms - 1

    async def serve(self, port: int, stop: asyncio.Event) -> None:
        """Serve until `stop` is set."""
        try:
            listening = await self._server.start(port)
            self._plan_file.write_bytes(msgspec.json.encode(self._plan))
            if self._server.fresh or self._told_ms < self._plan.start_ms:
                self._server.publish(DOGS, self._registry())
            _say(self._summary(listening))
            print(json.dumps({"listening": listening}), flush=True)  # noqa: T201 - data for the parent process
            while not stop.is_set():
                await self._tell()
                try:
                    async with asyncio.timeout(STEP_S):
                        await stop.wait()
                except TimeoutError:
                    continue
            self._plan_file.unlink(missing_ok=True)
        finally:
            await self._server.close()

    async def _tell(self) -> None:
        """All that has come to be by now. A stretch is written whole: its last fix says where to go on."""
        reached = self._plan.data_ms(to_ms(self._clock.now()))
        while self._told_ms < reached:
            until = min(reached, self._told_ms + _AT_ONCE_MS)
            self._server.publish(DOGS, between(self._walks, self._plan, self._told_ms, until))
            self._told_ms = until
            await asyncio.sleep(0)

    def _registry(self) -> list[Emission]:
        """One entry a tag: whose it is and where it lives is not known."""
        now = from_ms(self._plan.start_ms)
        entries = [
            obs.TagRegistered(tag, obs.TagState.ACTIVE, obs.Dog(), obs.Owner())
            for walk in self._walks
            for tag in walk.tags
        ]
        return [Emission(DOGS, "city.dogtag.registered.v1", entry, now) for entry in entries]

    def _kept_plan(self, fresh: Plan) -> Plan | None:
        """What a killed replay left behind, when it played the same."""
        try:
            kept = msgspec.json.decode(self._plan_file.read_bytes(), type=Plan)
        except (OSError, msgspec.MsgspecError):
            return None
        same = (kept.length_ms, kept.speed, kept.loop) == (fresh.length_ms, fresh.speed, fresh.loop)
        return kept if same and kept.begun_ms <= fresh.begun_ms else None

    def _last_told(self) -> int:
        """The data's time of the newest fix in the log, in milliseconds."""
        log = self._server.logs[DOGS]
        chunk = log.read(log.newest - 1, 1, 1)
        event = msgspec.json.decode(chunk.bodies[0], type=wire.Envelope) if chunk else None
        if event is None or event.time is None or event.type != wire.POSITIONS:
            return 0
        return to_ms(event.time)

    def _summary(self, port: int) -> str:
        count = sum(len(walk.tags) for walk in self._walks)
        minutes = self._plan.length_ms / self._plan.speed / 60_000
        return f"{count} traces, {minutes:.1f} minutes to tell, are served on ws://127.0.0.1:{port}{DOGS}"


async def _ignore(_path: str, _command: Outgoing) -> None:
    """Traces take no orders."""


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)  # noqa: T201 - the command's own word

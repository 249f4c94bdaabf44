"""The city of `soak_kills`: a feed server with a durable log, to be killed: `python -m scripts.soak_city FOLDER PORT`.

Some 350 fixes a second, most of them in messages of their own, and bursts of 4,000; detections, reports, squads, what
is said twice, what makes no sense, and dogs that walk into a park. With `--quiet` it serves what its log holds.
"""

from __future__ import annotations

import argparse
import asyncio
from itertools import count
from pathlib import Path
from typing import Any

from command_center.clock import SystemClock, to_ms
from command_center.feeds import wire
from command_center.model import observations as obs
from command_center.model.categories import Category, Device
from command_center.model.outgoing import Outgoing, SquadInstruction
from command_center.simulator.emission import CAMERAS, DOGS, PATHS, SQUADS, URBAN
from command_center.simulator.server import FeedServer, run_id

LON, LAT = 118.8700, 28.9400
PARK_DEG = 0.002
"""Half the side of the park where no dogs are allowed, around `LON`, `LAT`."""
WALKER, PLATE = "W", "K-"
"""What the names of dogs that walk into the park, and the plates that are seen, begin with."""
STEPS = 6
"""Fixes of a walk into the park, five seconds apart: one event each."""
TICK_S = 0.05
SINGLE, BURST_EVERY, BURST_MESSAGES, BURST_FIXES = 15, 40, 40, 100
CAMERAS_IN_ALL, TAGS = 40, 3000


class City:
    """One life of the city, from start to kill. Names hold the moment it began, so that no two lives say the same."""

    def __init__(self, folder: Path) -> None:
        self._clock = SystemClock()
        self.server = FeedServer(folder, PATHS, self._clock, self._take, heartbeat_s=1.0)
        self._source = f"/simulator/{run_id(folder)}"
        self._life = f"{to_ms(self._clock.now()):x}"
        self._walks: list[tuple[str, int, int]] = []

    def tell(self, path: str, type_: str, *said: Any, id_: str = "") -> None:
        """Write to the log, then send. With an id, the same event may be told again under another sequence."""
        drafts = [wire.envelope(type_, self._source + path, id_, self._clock.now(), one) for one in said]
        for draft in drafts:
            if not id_:
                del draft["id"]
        self.server.logs[path].append(drafts)
        self.server.publish(path, [])

    async def live(self) -> None:
        """Until killed."""
        for turn in count():
            self._fixes(turn)
            self._others(turn)
            await asyncio.sleep(TICK_S)

    def _fixes(self, turn: int) -> None:
        now = to_ms(self._clock.now())
        tags = [f"{(turn * SINGLE + n) % TAGS:04d}" for n in range(SINGLE)]
        self.tell(DOGS, wire.POSITIONS, *(_positions([tag], now, turn) for tag in tags))
        if turn % BURST_EVERY == 0:
            names = [[f"{m * BURST_FIXES % TAGS + n:04d}" for n in range(BURST_FIXES)] for m in range(BURST_MESSAGES)]
            self.tell(DOGS, wire.POSITIONS, *(_positions(tags, now + m, turn) for m, tags in enumerate(names)))
        if turn % 10 == 0:
            self._walks.append((f"{WALKER}{self._life}-{turn}", 0, now - 5000 * STEPS))
        for tag, step, began in self._walks:
            fix = wire.Positions([tag], [began + 5000 * step], [LON + 1e-5 * step], [LAT], [5.0])
            self.tell(DOGS, wire.POSITIONS, fix)
        self._walks = [(tag, step + 1, began) for tag, step, began in self._walks if step + 1 < STEPS]

    def _others(self, turn: int) -> None:
        now, name = self._clock.now(), f"{self._life}-{turn}"
        if turn % 4 == 0:
            self.tell(
                CAMERAS, "city.camera.detection.v1", *(_detection(turn, name, now), _detection(turn, "again", now))
            )
        if turn % 4 == 1:
            self.tell(URBAN, "city.urban.report.v1", _report(name, now))
        if turn % 4 == 2:
            task, state = f"T-{name}", obs.FeedbackState.ACCEPTED
            position = obs.SquadPosition(f"S-{turn % 9}", now, round(LON + 0.01, 7), LAT, 4.0)
            self.tell(SQUADS, "city.squad.feedback.v1", obs.SquadFeedback(task, f"S-{turn % 9}", state, now))
            self.tell(SQUADS, "city.squad.position.v1", position)
        if turn % 20 == 3:
            # The same events again: under the id they had.
            for _ in range(2):
                self.tell(URBAN, "city.urban.report.v1", _report(f"twice-{name}", now), id_=f"report-{name}")
                self.tell(DOGS, wire.POSITIONS, _positions(["twice"], to_ms(now), turn), id_=f"fix-{name}")
                self.tell(
                    SQUADS, "city.squad.read.v1", obs.InstructionRead(f"I-{name}", "S-1", now), id_=f"read-{name}"
                )
        if turn % 10 == 5:
            self.tell(DOGS, "city.ufo.landed.v1", {"ufo": name})
            self.tell(CAMERAS, "city.camera.status.v1", {"camera": name, "lat": 118.9})

    async def _take(self, path: str, command: Outgoing) -> None:
        if isinstance(command, SquadInstruction):
            read = obs.InstructionRead(command.instruction, command.squads[0], self._clock.now())
            self.tell(path, "city.squad.read.v1", read)


def _positions(tags: list[str], now: int, turn: int) -> wire.Positions:
    lons = [round(LON + 0.02 + 1e-5 * ((turn + n) % 500), 7) for n in range(len(tags))]
    return wire.Positions(tags, [now] * len(tags), lons, [LAT + 0.02] * len(tags), [5.0] * len(tags))


def _detection(turn: int, name: str, now: Any) -> obs.Detection:
    camera, kind = f"C-{turn % CAMERAS_IN_ALL}", Category.ILLEGAL_PARKING
    return obs.Detection(camera, Device.FIXED, kind, 0.9, LON - 0.006, LAT, now, f"{PLATE}{name}")


def _report(name: str, now: Any) -> obs.Report:
    number, kind = f"DU-{name}", Category.LITTERING
    return obs.Report(number, kind, obs.Channel.APP, "a", "b", LON + 0.006, LAT, now)


async def main() -> None:
    """Serve until killed or told to end."""
    parser = argparse.ArgumentParser(description="The city that `soak_kills` kills.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("port", type=int)
    parser.add_argument("--quiet", action="store_true", help="serve the log, say nothing new")
    asked = parser.parse_args()
    city = City(asked.folder)
    await city.server.start(asked.port)
    await (asyncio.Event().wait() if asked.quiet else city.live())


if __name__ == "__main__":
    asyncio.run(main())

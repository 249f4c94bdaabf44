"""A very small city on a real feed server: a dog that walks into a park, a report, a camera, a squad.

It tells when it is told to, so that a test decides what happens when. Its words are plain ASCII: whatever Chinese
stands on a screen then is the program's own.
"""

from __future__ import annotations

import asyncio
import base64
import io
import json
import socket
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import msgspec
from PIL import Image

from command_center.clock import Clock, SystemClock, to_ms
from command_center.feeds import wire
from command_center.model import observations as obs
from command_center.model.categories import Category, Device
from command_center.model.outgoing import DispatchTask, Outgoing
from command_center.simulator.emission import CAMERAS, DOGS, PATHS, SQUADS, URBAN, Emission
from command_center.simulator.server import FeedServer

LON, LAT = 118.8700, 28.9400
PARK, GRID, SQUAD, TAG, CAMERA, REPORT = "park-1", 7, "S-07-1", "0417", "C-0219", "DU-20261123-0081"
WORDS = {"Lakeside", "Biscuit", "poodle", "brown", "Linden", "Crossing", "Kiosk", "blocks", "door", "Company", "Team",
         "Arrived", "Moved", "stall"}  # fmt: skip
KINDS = {"dogs": "dog-tag", "cameras": "camera", "urban": "urban", "squads": "squad"}


class MovedClock:
    """The machine's clock, set forward by as much as a test wants."""

    def __init__(self) -> None:
        self._clock, self._ahead = SystemClock(), timedelta(0)

    def now(self) -> datetime:
        return self._clock.now() + self._ahead

    def advance(self, seconds: float) -> None:
        self._ahead += timedelta(seconds=seconds)


@cache
def jpeg(colour: str) -> str:
    """A small real picture as a data address."""
    file = io.BytesIO()
    Image.new("RGB", (64, 36), colour).save(file, "JPEG")
    return "data:image/jpeg;base64," + base64.b64encode(file.getvalue()).decode()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def write_places(folder: Path) -> Path:
    """A park without dogs beside a school, in a grid."""

    def square(half: float) -> list[list[list[float]]]:
        corners = [(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]
        return [[[LON + half * x, LAT + half * y] for x, y in corners]]

    def feature(half: float, **properties: object) -> dict[str, object]:
        geometry = {"type": "Polygon", "coordinates": square(half)}
        return {"type": "Feature", "properties": properties, "geometry": geometry}

    park = feature(0.002, id=PARK, name="Lakeside Park", kind="no-dog", urgent=True)
    grid = feature(0.02, id="grid-7", name="Grid 7", kind="grid", grid=GRID)
    file = folder / "places.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [grid, park]}))
    return file


def write_settings(folder: Path, port: int, *feeds: str, language: str = "en") -> Path:
    """settings.toml for this city; without names, all four feeds."""
    write_places(folder)
    lines = [
        f'language = "{language}"', "[store]", 'url = "sqlite:///cc.db"', "[places]", 'file = "places.geojson"',
        # The hours that hold now depend on when the test runs: here they never do.
        "[rules.dog_walking]", "remind_first_min = 0", 'prohibited = "Jan 1 00:00-00:01"',
    ]  # fmt: skip
    for name in feeds or KINDS:
        lines += ["[[feeds]]", f'name = "{name}"', f'kind = "{KINDS[name]}"', f'url = "ws://127.0.0.1:{port}/{name}"']
    file = folder / "settings.toml"
    file.write_text("\n".join(lines) + "\n")
    return file


class SmallCity:
    """The city. `commands` are those it was given, in order; a task is accepted and driven to at once."""

    def __init__(self, folder: Path, clock: Clock, heartbeat_s: float = 0.2) -> None:
        self.folder, self.clock, self.commands = folder, clock, list[Outgoing]()
        self.port = 0
        self._heartbeat_s = heartbeat_s
        self.server: FeedServer | None = None

    async def open(self) -> None:
        """Serve; the second time on the same port, from the same log."""
        server = FeedServer(self.folder / "city", PATHS, self.clock, self._take, heartbeat_s=self._heartbeat_s)
        self.port = await server.start(self.port)
        self.server = server

    async def close(self) -> None:
        server, self.server = self.server, None
        if server is not None:
            await server.close()

    def tell(self, path: str, *told: msgspec.Struct) -> None:
        assert self.server is not None
        self.server.publish(path, [Emission(path, _type(one), one, self.clock.now()) for one in told])

    # --- what happens --------------------------------------------------------------------------------------------

    def furnish(self) -> None:
        """What a station has to know once: a dog that lives across the street, a camera, a squad and where it is."""
        now = self.clock.now()
        owner = obs.Owner("Linden", "13800002210", "Linden Street 5")
        home = obs.LonLat(LON - 0.003, LAT)
        self.tell(DOGS, obs.TagRegistered(TAG, obs.TagState.ACTIVE, obs.Dog("Biscuit", "poodle", "brown"), owner, home))
        self.tell(CAMERAS, obs.CameraStatus(CAMERA, "Crossing 9", Device.FIXED, obs.CameraState.ONLINE, LON, LAT, 90.0))
        self.tell(SQUADS, obs.SquadStatus(SQUAD, "Team 2", "Company 1", GRID, True, 2, obs.SquadState.FREE))
        self.tell(SQUADS, obs.SquadPosition(SQUAD, now, LON + 0.004, LAT, 4.0))

    def dog_walks_into_the_park(self) -> None:
        """Five fixes well inside, five seconds apart, the last one now."""
        now = to_ms(self.clock.now())
        n = 5
        times = [now - 5000 * (n - 1 - k) for k in range(n)]
        lons = [LON + 0.00002 * k for k in range(n)]
        self.tell(DOGS, wire.Positions([TAG] * n, times, lons, [LAT] * n, [5.0] * n))

    def report_comes(self, number: str = REPORT, north: float = 0.0) -> None:
        self.tell(URBAN, obs.Report(number, Category.EXPOSED_REFUSE, obs.Channel.WECHAT, "Kiosk blocks the door",
                                    "Linden Street 12", LON + 0.006, LAT + north, self.clock.now()))  # fmt: skip

    def camera_sees(self, plate: str | None = None) -> None:
        seen = obs.DetectedObject("stall", 0.91, (0.2, 0.2, 0.4, 0.5))
        self.tell(CAMERAS, obs.Detection(CAMERA, Device.FIXED, Category.STREET_VENDING, 0.93, LON - 0.006, LAT,
                                         self.clock.now(), plate, None, (seen,), jpeg("red")))  # fmt: skip

    def squad_is_done(self, task: str) -> None:
        """On the scene, and done, with a picture."""
        now = self.clock.now()
        self.tell(SQUADS, obs.SquadFeedback(task, SQUAD, obs.FeedbackState.ON_SCENE, now, None, "Arrived"))
        done = obs.FeedbackState.DONE
        told = obs.SquadFeedback(task, SQUAD, done, now, obs.Outcome.CLEARED, "Moved", (jpeg("green"),))
        self.tell(SQUADS, told)

    async def _take(self, _path: str, command: Outgoing) -> None:
        self.commands.append(command)
        await asyncio.sleep(0)
        if isinstance(command, DispatchTask):
            now = self.clock.now()
            for state in (obs.FeedbackState.ACCEPTED, obs.FeedbackState.EN_ROUTE):
                self.tell(SQUADS, obs.SquadFeedback(command.task, command.squad, state, now))
            self.tell(SQUADS, obs.SquadPosition(command.squad, now, LON + 0.001, LAT, 4.0))

    def tasks(self) -> list[DispatchTask]:
        """The tasks it was given."""
        return [command for command in self.commands if isinstance(command, DispatchTask)]


def _type(told: msgspec.Struct) -> str:
    if isinstance(told, wire.Positions):
        return wire.POSITIONS
    return next(name for name, model in wire.OBSERVED.items() if type(told) is model)

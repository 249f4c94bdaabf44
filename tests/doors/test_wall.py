"""`main.py wall` as a process of its own on two monitors, driven by another process through the store."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from command_center.center import DEMO_OPERATOR, Center
from command_center.clock import SystemClock
from command_center.commands.requests import SaveScene, ShowOnWall
from command_center.model.walls import Plan, Scene, Tile, TileKind
from command_center.settings.toml import read_settings

ROOT = Path(__file__).parents[2]
SCREENS = {
    "screens": [
        {"name": "DP-1", "x": 0, "y": 0, "width": 640, "height": 360, "logicalDpi": 96, "dpr": 1},
        {"name": "DP-2", "x": 640, "y": 0, "width": 640, "height": 360, "logicalDpi": 96, "dpr": 2},
    ]
}


class WallProcess:
    """The wall, and what it says each second."""

    def __init__(self, settings: Path, folder: Path) -> None:
        screens = folder / "screens.json"
        screens.write_text(json.dumps(SCREENS))
        own = {f"XDG_{name}_HOME": str(folder / name) for name in ("CONFIG", "STATE", "CACHE", "DATA")}
        environment = {**os.environ, **own, "QT_QPA_PLATFORM": f"offscreen:configfile={screens}"}
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "main.py"), "wall", "--settings", str(settings), "--screens", "all"],
            cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip

    def shows(self, holds: Callable[[dict[str, str]], bool]) -> dict[str, str]:
        """Read on until what it shows is so (connector to scene)."""
        assert self.process.stdout is not None
        found: dict[str, str] = {}
        for line in self.process.stdout:
            found = {id_.split("|")[0]: scene for id_, scene in json.loads(line)["wall"].items()}
            if holds(found):
                return found
        raise AssertionError(f"the wall ended, and showed {found}")


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    file = tmp_path / "settings.toml"
    file.write_text(f'[store]\nurl = "sqlite:///{tmp_path / "store.db"}"\n')
    return file


async def test_a_seat_in_another_process_drives_the_wall_on_both_its_monitors(settings: Path, tmp_path: Path) -> None:
    center = Center.open(read_settings(settings), SystemClock())
    center.person(None)
    wall = WallProcess(settings, tmp_path)
    try:
        assert wall.shows(lambda found: len(found) == 2) == {"DP-1": "overview", "DP-2": "overview"}
        state = await center.queries.wall()
        assert [(card.monitor.width, card.monitor.height) for card in state.monitors] == [(640, 360), (1280, 720)]
        mine = Scene(id="mine", name="要情", rows=1, columns=1, tiles=(Tile(kind=TileKind.ALARMS, row=0, column=0),))
        await center.commands.do(DEMO_OPERATOR, SaveScene(mine))
        right = state.monitors[1].monitor.id
        await center.commands.do(DEMO_OPERATOR, ShowOnWall((right,), Plan(scene="mine"), state.last_plan))
        assert wall.shows(lambda found: found["DP-2"] == "mine")["DP-1"] == "overview"
        wall.process.send_signal(signal.SIGTERM)
        assert wall.process.wait(20) == 0
        assert [card.there for card in (await center.queries.wall()).monitors] == [False, False]
    finally:
        if wall.process.poll() is None:
            wall.process.kill()
        wall.process.wait()
        assert wall.process.stdout is not None
        wall.process.stdout.close()
        await center.close()

"""Starts the demo city and a window on it as processes of their own, and watches them: for the benchmarks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

MAIN = Path(__file__).resolve().parent.parent / "main.py"
FEEDS = (("dogs", "dog-tag"), ("cameras", "camera"), ("urban", "urban"), ("squads", "squad"))


@contextmanager
def city(folder: Path) -> Iterator[int]:
    """The demo city on a free port; gives the port."""
    command = [sys.executable, str(MAIN), "simulate", "--port", "0", "--log-dir", str(folder / "city"), "--with-parent"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None and process.stdin is not None
    try:
        yield json.loads(process.stdout.readline())["listening"]
    finally:
        process.stdin.close()
        process.wait(10)
        process.stdout.close()


def settings(folder: Path, port: int) -> Path:
    """A settings file for that city, its store in `folder`."""
    places = MAIN.parent / "resources" / "demo" / "places.geojson"
    feeds = "".join(
        f'[[feeds]]\nname = "{name}"\nkind = "{kind}"\nurl = "ws://127.0.0.1:{port}/{name}"\n' for name, kind in FEEDS
    )
    file = folder / "settings.toml"
    text = (
        f'language = "zh_CN"\n[store]\nurl = "sqlite:///bench.db"\n[places]\nfile = {json.dumps(str(places))}\n{feeds}'
    )
    file.write_text(text, "utf-8")
    return file


class Window:
    """A station or wall off screen, and when it said that its first live frame was painted."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        here = {name: str(folder / name) for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")}
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, str(MAIN), *arguments],
            env=os.environ | here | {"QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.first_frame_s: float | None = None
        self.shown = threading.Event()
        self.said: list[str] = []
        threading.Thread(target=self._listen, daemon=True).start()
        self.watched = psutil.Process(self.process.pid)

    def _listen(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.said.append(line)
            if "first live map frame" in line:
                self.first_frame_s = time.perf_counter() - self.started
                self.shown.set()

    def cpu_s(self) -> float:
        """Processor seconds used so far."""
        times = self.watched.cpu_times()
        return float(times.user + times.system)

    def memory_mb(self) -> float:
        """Resident megabytes (10^6 bytes)."""
        return float(self.watched.memory_info().rss) / 1e6

    def close(self) -> None:
        """End it as Ctrl+C does."""
        self.process.send_signal(2)
        self.process.wait(20)

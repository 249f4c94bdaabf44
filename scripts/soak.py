"""Runs the station for a long time and watches what it holds: `make soak`, or `python -m scripts.soak --minutes 480`.

Memory (RSS), open files and threads of the station's process are read every few seconds. The first quarter is its
warming up; after that, the middle of the last quarter is held against the middle of the second. Growth beyond the
limits, or a station that ends by itself, is status 1. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
READ_EVERY_S = 5.0
STOP_WITHIN_S = 30.0


@dataclass(frozen=True, slots=True)
class Held:
    """What the station held at one moment: MiB of memory, open files, threads."""

    memory: float
    files: float
    threads: float


# How much more may be held in the last quarter than in the second.
ALLOWED = Held(memory=40.0, files=8.0, threads=2.0)


def read(process: psutil.Process) -> Held:
    """One reading. Raises psutil.NoSuchProcess when the station is gone."""
    with process.oneshot():
        return Held(process.memory_info().rss / 2**20, process.num_fds(), process.num_threads())


def middle(readings: list[Held]) -> Held:
    """The median of each figure."""
    return Held(*(statistics.median(getattr(held, name) for held in readings) for name in Held.__slots__))


def watch(process: psutil.Process, minutes: float) -> list[Held]:
    """Readings until the time is up or the station is gone."""
    readings = []
    until = time.monotonic() + minutes * 60
    while (left := until - time.monotonic()) > 0:
        try:
            readings.append(read(process))
            process.wait(min(READ_EVERY_S, left))
            break
        except psutil.TimeoutExpired:
            held = readings[-1]
            print(f"soak: {held.memory:.0f} MiB, {held.files:.0f} files, {held.threads:.0f} threads", file=sys.stderr)
        except psutil.NoSuchProcess:
            break
    return readings


def judge(readings: list[Held]) -> dict[str, float | bool]:
    """Growth from the second quarter to the last, and whether it is allowed."""
    quarter = len(readings) // 4
    early, late = middle(readings[quarter : 2 * quarter]), middle(readings[3 * quarter :])
    grown = {name: round(getattr(late, name) - getattr(early, name), 1) for name in Held.__slots__}
    within = all(growth <= getattr(ALLOWED, name) for name, growth in grown.items())
    return {f"{name}_grown": growth for name, growth in grown.items()} | {"memory": round(late.memory), "ok": within}


def main() -> int:
    """Starts the station, watches it, stops it as Ctrl+C would."""
    parser = argparse.ArgumentParser(description="Runs the station and watches for leaks.")
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("arguments", nargs="*", help="what main.py is given; nothing: the station on the demo city")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="command-center-soak-") as home:
        places = {f"XDG_{kind}_HOME": f"{home}/{kind.lower()}" for kind in ("DATA", "STATE", "CONFIG", "CACHE")}
        with subprocess.Popen(
            [sys.executable, "main.py", *asked.arguments], cwd=ROOT, env=os.environ | places, stdout=subprocess.DEVNULL
        ) as station:
            readings = watch(psutil.Process(station.pid), asked.minutes)
            ended = station.poll()
            if ended is None:
                station.send_signal(signal.SIGINT)
                try:
                    station.wait(STOP_WITHIN_S)
                except subprocess.TimeoutExpired:
                    station.kill()
    if ended is not None or len(readings) < 8:
        print(json.dumps({"ok": False, "ended": ended, "readings": len(readings)}))
        return 1
    result = judge(readings)
    print(json.dumps(result | {"minutes": asked.minutes, "stopped": station.returncode}))
    return 0 if result["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())

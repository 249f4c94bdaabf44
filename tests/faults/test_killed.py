"""Killed at any moment and started again: what the feed sent is stored exactly once."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from command_center.store import intake, tracks
from command_center.store.database import Store
from tests.smallcity import write_settings

ROOT = Path(__file__).resolve().parents[2]


def main(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "main.py", *arguments],
        cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=os.environ,
    )  # fmt: skip


@contextmanager
def city(folder: Path, port: int = 0) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The demo city with few dogs and many fixes."""
    process = main("simulate", "--port", str(port), "--tags", "60", "--rate", "200", "--log-dir", str(folder))
    try:
        assert process.stdout is not None
        yield process, json.loads(process.stdout.readline())["listening"]
    finally:
        process.kill()
        process.communicate()


def headless_until(settings: Path, enough: int) -> None:
    """Run until `enough` fixes came in this process (its own counters say so), then kill -9 at once."""
    process = main("headless", "--settings", str(settings))
    assert process.stdout is not None
    for line in process.stdout:
        if json.loads(line)["feeds"][0]["received"] >= enough:
            break
    process.kill()
    process.communicate()


Fixes = Counter[tuple[str, int]]


def sent(folder: Path, up_to: int) -> Fixes:
    """Every fix in the city's own log, up to a sequence."""
    found: Fixes = Counter()
    with closing(sqlite3.connect(folder / "dogs.log")) as log:
        for (body,) in log.execute("SELECT body FROM event WHERE sequence <= ?", (up_to,)):
            event = json.loads(body)
            if event["type"] == "city.dogtag.positions.v1":
                found.update(zip(event["data"]["tag"], event["data"]["time_ms"], strict=True))
    return found


def stored(folder: Path) -> tuple[Fixes, int]:
    """Every fix in the station's store, and the sequence up to which it has everything."""
    store = Store(f"sqlite:///{folder / 'cc.db'}")
    found: Fixes = Counter()
    for *_, columns in tracks.everything(store.read_now, None):
        found.update((columns.names[row], int(ms)) for row, ms in zip(columns.row, columns.time_ms, strict=True))
    cursor = store.read_now(lambda c: intake.cursor(c, "dogs"))
    store.close()
    assert cursor is not None
    return found, int(cursor)


def test_that_kills_of_station_and_city_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    rng = random.Random(11)
    folder, port = tmp_path / "city", 0
    for _ in range(4):
        with city(folder, port) as (_, port):  # killed too, and up again on its own log
            headless_until(write_settings(tmp_path, port, "dogs"), rng.randrange(50, 300))
    found, cursor = stored(tmp_path)
    assert sum(found.values()) > 200
    assert found == sent(folder, cursor)


def test_that_a_second_process_has_no_intake_and_the_first_goes_on(tmp_path: Path) -> None:
    with city(tmp_path / "city") as (_, port):
        settings = write_settings(tmp_path, port, "dogs")
        first = main("headless", "--settings", str(settings))
        assert first.stdout is not None
        assert json.loads(first.stdout.readline())["intake"] is True
        second = main("headless", "--settings", str(settings), "--duration", "1")
        out, _ = second.communicate(timeout=30)
        assert second.returncode == 0
        assert [json.loads(line)["intake"] for line in out.splitlines()] == [False]
        assert json.loads(first.stdout.readline())["store_trouble"] == ""
        first.terminate()
        first.communicate()

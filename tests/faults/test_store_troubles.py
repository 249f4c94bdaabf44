"""The store cannot be written for a while: locked by another process, or the disk is full. Nothing is lost for it."""

from __future__ import annotations

import asyncio
import resource
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from command_center.center import Center
from command_center.clock import SystemClock
from command_center.settings.toml import read_settings
from command_center.simulator.emission import CAMERAS
from scripts.soak_ledger import compare, newest, stored
from tests.faults.processes import main, until
from tests.faults.test_killed import load
from tests.smallcity import SmallCity, write_settings

LOCKS = """
import sqlite3, sys
store = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
store.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.readline()
store.execute("ROLLBACK")
"""


@asynccontextmanager
async def locked(file: Path) -> AsyncIterator[None]:
    """Another process holds the store's write lock."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", LOCKS, str(file), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        async with asyncio.timeout(20):
            assert await process.stdout.readline() == b"locked\n"
        yield
    finally:
        await process.communicate(b"\n")


@asynccontextmanager
async def loaded(folder: Path) -> AsyncIterator[SmallCity]:
    """A city that goes on telling."""
    city = SmallCity(folder, SystemClock())
    await city.open()
    telling = asyncio.create_task(load(city))
    try:
        yield city
    finally:
        telling.cancel()
        with suppress(asyncio.CancelledError):
            await telling
        await city.close()


def told(city: SmallCity) -> int:
    assert city.server is not None
    return city.server.logs[CAMERAS].newest


def nothing_lost(folder: Path) -> None:
    ledger = compare(folder / "city", folder / "cc.db")
    assert (ledger.lost(), ledger.doubled()) == ({}, {})
    assert ledger.fixes() > 100 and ledger.there["report events"].total() > 3


async def test_that_a_store_locked_by_another_process_is_told_and_has_everything_when_it_is_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("command_center.store.engine.BUSY_TIMEOUT_MS", 50)
    monkeypatch.setattr("command_center.pipeline.intake.RETRY_S", 0.05)
    async with loaded(tmp_path) as city:
        center = Center.open(read_settings(write_settings(tmp_path, city.port)), SystemClock())
        intake = center.intake
        assert intake is not None
        try:
            await center.start()
            await until(lambda: len(stored(center.store.file)) == 3)
            async with locked(center.store.file):
                await until(lambda: "locked" in intake.trouble)
                behind, before = told(city), stored(center.store.file)
                await until(lambda: told(city) > behind + 300_000)  # sequences are microseconds
                assert stored(center.store.file) == before
            await until(lambda: intake.trouble == "")
            await until(lambda: stored(center.store.file)["cameras"] > behind)
        finally:
            await center.close()
    await caught_up(tmp_path)
    nothing_lost(tmp_path)


async def test_that_a_full_disk_is_told_and_has_everything_when_there_is_room(tmp_path: Path) -> None:
    """No file of the station's may grow any more: what the disk says then is what it says when it is full."""
    async with loaded(tmp_path) as city:
        settings = write_settings(tmp_path, city.port)
        async with main("headless", "--settings", settings) as station:
            await station.line_where(lambda line: line["stored"] > 50)
            _, most = resource.prlimit(station.process.pid, resource.RLIMIT_FSIZE)
            resource.prlimit(station.process.pid, resource.RLIMIT_FSIZE, (4096, most))
            line = await station.line_where(lambda line: line["store_trouble"])
            behind = told(city)
            assert stored(tmp_path / "cc.db")["cameras"] < behind
            await until(lambda: told(city) > behind + 300_000)
            resource.prlimit(station.process.pid, resource.RLIMIT_FSIZE, (most, most))
            await station.line_where(lambda line: not line["store_trouble"])
            await until(lambda: stored(tmp_path / "cc.db")["cameras"] > behind)
            await station.ends_when_asked()
    assert line["intake"]
    await caught_up(tmp_path)
    nothing_lost(tmp_path)


async def caught_up(folder: Path) -> None:
    """One more run of the station over the same logs, to their end."""
    city = SmallCity(folder, SystemClock())
    await city.open()
    try:
        goal = newest(folder / "city")
        async with main("headless", "--settings", write_settings(folder, city.port)) as station:
            await until(lambda: stored(folder / "cc.db") == goal)
            await station.ends_when_asked()
    finally:
        await city.close()

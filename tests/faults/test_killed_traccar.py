"""A station on a Traccar feed, killed at any moment and started again: every fix is stored exactly once."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from command_center.clock import SystemClock, to_ms
from tests.faults.processes import cursors, main, until
from tests.faults.test_killed import exported
from tests.feeds.fake_traccar import TOKEN, FakeTraccar, ago, fake_traccar


def told(server: FakeTraccar, positions: int) -> bool:
    return len(server.positions) >= positions


async def load(server: FakeTraccar) -> None:
    """Some 500 fixes a second, every tenth late, until cancelled."""
    n = 0
    while True:
        for _ in range(10):
            n += 1
            behind = 20 if n % 10 == 0 else 0
            server.fix(n % 50 + 1, SystemClock().now() - timedelta(seconds=behind, microseconds=n % 977))
        await asyncio.sleep(0.02)  # the pace: two cores have to do for us all


async def test_that_a_station_killed_under_load_has_every_fix_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACCAR_TOKEN", TOKEN)
    settings = tmp_path / "settings.toml"
    async with fake_traccar(50) as server:
        settings.write_text(
            '[store]\nurl = "sqlite:///cc.db"\n[[feeds]]\nname = "tags"\nkind = "dog-tag"\nformat = "traccar"\n'
            f'url = "http://127.0.0.1:{server.port}"\ntoken_env = "TRACCAR_TOKEN"\n'
        )
        running = asyncio.create_task(load(server))
        for _ in range(3):
            async with main("headless", "--settings", settings) as station:
                await until(lambda: bool(server.sockets))
                moment = len(server.positions) + random.randrange(400)  # killed at whatever it is doing
                await until(partial(told, server, moment))
                await station.kill()
            await until(lambda: not server.sockets)
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        goal = to_ms(ago(0)) * 1000
        async with main("headless", "--settings", settings) as station:
            await until(lambda: cursors(tmp_path).get("tags", 0) >= goal)
            await station.ends_when_asked()

    sent = Counter((f"{p['deviceId']:04d}", to_ms(datetime.fromisoformat(p["fixTime"]))) for p in server.positions)
    rows = exported("tracks", settings)
    assert Counter((row["name"], to_ms(datetime.fromisoformat(row["time"]))) for row in rows) == dict.fromkeys(sent, 1)
    assert len(rows) > 200
    assert exported("quarantine", settings) == []

"""The same feeds, rules and store with no window; one JSON line of counters a second."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from typing import Any

import msgspec

from command_center.breath import freeze_started
from command_center.center import Center
from command_center.clock import Clock
from command_center.model.settings import Settings
from command_center.store import tallies


async def run(settings: Settings, clock: Clock, duration_s: float | None, write: Callable[[str], None]) -> None:
    """Run until `duration_s` has passed, or SIGINT or SIGTERM. Raises what `Center.open` raises."""
    center = Center.open(settings, clock)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    try:
        await center.start()
        freeze_started()
        await _count(center, stop, duration_s, write)
    finally:
        await center.close()


async def _count(center: Center, stop: asyncio.Event, duration_s: float | None, write: Callable[[str], None]) -> None:
    loop = asyncio.get_running_loop()
    started = loop.time()
    turn = 0
    while not stop.is_set():
        turn += 1
        due = started + turn
        if duration_s is not None and due > started + duration_s:
            due = started + duration_s
        try:
            async with asyncio.timeout_at(due):
                await stop.wait()
        except TimeoutError:
            pass
        write(msgspec.json.encode(await counters(center, loop.time() - started)).decode())
        if duration_s is not None and loop.time() - started >= duration_s - 0.001:
            return


async def counters(center: Center, uptime_s: float) -> dict[str, Any]:
    """What the process did so far; events and cases are the whole store's."""
    tally = await center.store.read(tallies.tally)
    return {
        "time": center.clock.now(),
        "uptime_s": round(uptime_s, 1),
        "intake": center.has_intake,
        "stored": center.intake.stored if center.intake else 0,
        "store_trouble": center.intake.trouble if center.intake else "",
        "tags": center.live.dogs.known,
        **tally,
        "feeds": [
            {
                "name": feed.name,
                "state": feed.state,
                "rate": round(feed.rate, 1),
                "lag_s": None if feed.lag_s is None else round(feed.lag_s, 3),
                "received": feed.received,
                "reconnects": feed.reconnects,
                "gaps": feed.gaps,
                "unsent": feed.unsent,
                "why": feed.why,
            }
            for feed in center.feeds()
        ],
    }

"""Killed at any moment while evidence comes in: the chain is whole, and each case has its evidence exactly once."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from pathlib import Path

from command_center.center import Center
from command_center.clock import SystemClock
from command_center.commands.requests import AcceptAndDispatch
from command_center.doors.doctor_record import evidence as held
from command_center.doors.doctor_record import record
from command_center.model.evidence import Kind
from command_center.settings.toml import read_settings
from command_center.store import cases, events, evidence
from tests.faults.processes import main, until
from tests.smallcity import SQUAD, SmallCity, write_settings

PLATES = tuple(f"ZH6K21{n}" for n in range(6))


def pictures(center: Center) -> dict[str, int]:
    """How many pictures each running case has."""
    running = center.store.read_now(cases.running)
    found = {case.id: center.store.read_now(lambda c, id_=case.id: evidence.of(c, id_)) for case in running}  # type: ignore[misc]
    return {id_: sum(one.kind is Kind.PICTURE for one in items) for id_, items in found.items()}


async def test_that_evidence_survives_kill_9_at_any_moment_whole_and_once(tmp_path: Path) -> None:
    city = SmallCity(tmp_path, SystemClock())
    await city.open()
    city.furnish()
    settings = write_settings(tmp_path, city.port)
    seat = Center.open(read_settings(settings), SystemClock(), viewer=True)
    try:
        for plate in PLATES[:3]:
            async with main("headless", "--settings", settings) as station:
                await station.line()
                city.camera_sees(plate)
                await until(lambda plate=plate: _open(seat, plate) != "")  # type: ignore[misc]
                await seat.commands.do(seat.person(None), AcceptAndDispatch((_open(seat, plate),), SQUAD))
                await asyncio.sleep(random.uniform(0, 1.2))  # the moment is the point, not something waited for
                await station.kill()
        async with main("headless", "--settings", settings) as station:
            await station.line()
            await until(lambda: list(pictures(seat).values()) == [1, 1, 1])
            await station.ends_when_asked()
        url = f"sqlite:///{tmp_path / 'cc.db'}"
        assert (record(url).ok, held(url).ok) == (True, True)
        assert Counter(pictures(seat).values()) == {1: 3}
    finally:
        await seat.close()
        await city.close()


def _open(center: Center, plate: str) -> str:
    """The event of a plate that is in no case yet, "" while there is none."""
    found = center.store.read_now(lambda c: events.since(c, None))
    return next((one.id for one in found if one.thing.startswith(plate) and one.case is None), "")

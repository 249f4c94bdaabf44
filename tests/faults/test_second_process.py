"""Two processes on one store: one has the intake; the other sees and decides all the same."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from command_center.center import DEMO_OPERATOR, Center
from command_center.clock import SystemClock
from command_center.commands.requests import AcceptAndDispatch, PassCheck
from command_center.model.cases import Step
from command_center.notices import CaseChanged, EventChanged, Notice
from command_center.settings.toml import read_settings
from tests.faults.processes import WITHIN_S, main, until
from tests.smallcity import REPORT, SQUAD, TAG, SmallCity, write_settings


class Heard:
    """The notices of a center, and a way to wait for one."""

    def __init__(self, center: Center) -> None:
        self._waiting: asyncio.Queue[Notice] = asyncio.Queue()
        self.stop = center.notices.listen(self._take)

    def _take(self, batch: Sequence[Notice]) -> None:
        for notice in batch:
            self._waiting.put_nowait(notice)

    async def told(self, kind: type[EventChanged | CaseChanged]) -> str:
        """The next notice of a kind: whom it is about."""
        async with asyncio.timeout(WITHIN_S):
            while not isinstance(notice := await self._waiting.get(), kind):
                pass
        return notice.id


async def test_that_a_second_process_views_decides_and_is_told_while_the_first_stores_and_sends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("command_center.cases.opening.UNDO_S", 0.1)
    city = SmallCity(tmp_path, SystemClock())
    await city.open()
    city.furnish()
    settings = write_settings(tmp_path, city.port)
    async with main("headless", "--settings", settings) as first:
        assert (await first.line())["intake"] is True
        second = Center.open(read_settings(settings), SystemClock())
        try:
            await _work(city, second)
        finally:
            await second.close()
            await city.close()
        assert (await first.line())["store_trouble"] == ""
        await first.ends_when_asked()


async def _work(city: SmallCity, second: Center) -> None:
    assert not second.has_intake
    heard = Heard(second)
    await second.start()
    city.report_comes()
    event = await heard.told(EventChanged)
    (row,) = (await second.queries.board()).review
    assert (row.id, row.subject) == (event, REPORT)

    done = await second.commands.do(DEMO_OPERATOR, AcceptAndDispatch((event,), SQUAD))
    while not city.tasks():
        await heard.told(CaseChanged)
    (task,) = city.tasks()
    assert task.case == done.case
    city.squad_is_done(task.task)
    while await _step(second, task.case) is not Step.REPORTED_BACK:
        assert await heard.told(CaseChanged) == task.case
    await second.commands.do(DEMO_OPERATOR, PassCheck(task.case))
    assert await _step(second, task.case) is Step.CLOSED
    assert len(city.tasks()) == 1

    # What moves is drawn from the viewer's own subscription: from now on, not from what is stored.
    city.dog_walks_into_the_park()
    await until(lambda: second.live.dogs.row(TAG) is not None)
    heard.stop()


async def _step(center: Center, case: str) -> Step:
    matter = await center.queries.matter(case)
    assert matter is not None and matter.case is not None
    return matter.case.step


async def test_that_the_intake_is_free_again_after_kill_9(tmp_path: Path) -> None:
    city = SmallCity(tmp_path, SystemClock())
    await city.open()
    settings = write_settings(tmp_path, city.port, "urban")
    async with main("headless", "--settings", settings) as first:
        assert (await first.line())["intake"] is True
        await first.kill()
    again = Center.open(read_settings(settings), SystemClock())
    assert again.has_intake
    await again.close()
    await city.close()

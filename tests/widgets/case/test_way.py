"""The case's page tells its one clock, its parts, and what waits for another person or a collector."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from command_center.model.asked import CHECK, SUSPEND, Approval, FieldTask
from command_center.model.cases import Step, TaskState
from command_center.model.categories import Category
from command_center.queries.answers import Matter, Tab
from tests.widgets.conftest import Body, Seated
from tests.widgets.room import NOW, case_matter, case_row
from widgets.case.facts import facts
from widgets.case.way import clock_words, long_words


@pytest.fixture(autouse=True)
def translated(qapp: QApplication) -> None:
    """Words are translated by the application."""


def matter() -> Matter:
    return case_matter(case_row("AJ-1", Step.HANDLING, Category.STREET_VENDING, 30, task=TaskState.ON_SCENE))


def told(found: Matter) -> str:
    return "\n".join(f"{fact.label}: {fact.value}" for fact in facts(found, {}, NOW))


def test_that_the_clock_says_what_is_left_what_is_over_and_when_it_stands() -> None:
    case = matter().case
    assert case is not None
    assert "25 min left" in clock_words(replace(case, deadline=NOW + timedelta(minutes=25, seconds=20)), NOW)
    assert "3 h too late" in clock_words(replace(case, deadline=NOW - timedelta(minutes=200)), NOW)
    assert "stands still" in clock_words(replace(case, step=Step.SUSPENDED, paused_since=NOW), NOW)
    assert long_words(timedelta(days=3)) == "3 d"


def test_that_parts_stand_there_each_with_its_newest_state() -> None:
    found = matter()
    part = replace(found.tasks[0], id="AJ-1-T2", part="清运", state=TaskState.DECLINED)
    again = replace(part, id="AJ-1-T3", state=TaskState.CANCELLED)
    text = told(replace(found, tasks=(*found.tasks, part, again)))
    assert text.count("Part: ") == 1
    assert "清运" in text and "dropped" in text


def test_that_what_waits_stands_there_until_it_is_decided() -> None:
    wish = Approval(3, "AJ-1", SUSPEND, None, "王敏", NOW, "需市政立项")
    task = FieldTask("AJ-1-V1", "AJ-1", CHECK, "demo", NOW, NOW + timedelta(hours=1))
    text = told(replace(matter(), approvals=(wish,), field_tasks=(task,)))
    assert "suspension asked for by 王敏 (no. 3): 需市政立项" in text
    assert "Collector: check" in text
    over = told(replace(matter(), approvals=(replace(wish, state="approved"),), field_tasks=()))
    assert "asked for" not in over and "Collector" not in over


def test_that_the_clock_on_the_page_goes_on_without_news(seated: Callable[[Body], None]) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        station.queue.tabs.choose(Tab.IN_PROGRESS)
        await place.settled()
        panel = station.detail
        assert "50 min ago" in panel._facts.body.text()
        place.room.clock.advance(61)
        panel.tick()
        assert "51 min ago" in panel._facts.body.text()

    seated(body)

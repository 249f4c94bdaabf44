"""The handbook beside the case: it follows the selection, is marked by key or mouse, and never sends a squad."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from command_center.bureau import read_bureau
from command_center.commands.requests import MarkPoint
from command_center.model.categories import Category
from command_center.model.handbook import Before, Mark
from command_center.model.observations import Outcome
from command_center.notices import EventChanged
from command_center.queries.handbook import HandbookView
from tests.widgets.conftest import Body, Seated, until
from tests.widgets.room import NOW
from widgets.handbook.panel import HandbookPanel
from widgets.station import Station

Run = Callable[[Body], None]
PAGE = read_bureau().handbook.page(Category.DOG_IN_FORBIDDEN_ZONE)
FIRST, SECOND = PAGE.points[0], PAGE.points[1]


def view(case: str | None = "AJ-20261123-0007", over: bool = False, *marks: Mark) -> HandbookView:
    before = (
        Before("AJ-20261101-0003", "dog", NOW - timedelta(days=3), Outcome.ADVISED),
        Before("AJ-20261001-0001", "dog", NOW - timedelta(days=33), Outcome.CLEARED),
    )
    return HandbookView(PAGE, case, over, {mark.point: mark for mark in marks}, before, 3, PAGE.rung(3))


def press(station: Station, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or station, key)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_that_points_are_marked_by_key_and_stand_so_when_the_store_has_it(seated: Run, language: str) -> None:
    async def body(place: Seated) -> None:
        asked, shown = place.room.commands.given, [view()]

        async def told(event_or_case: str) -> HandbookView:
            return shown[0]

        place.room.queries.handbook = told  # type: ignore[method-assign]
        station = await place.sit()
        place.language.use(language)
        press(station, Qt.Key.Key_F1)
        panel = station.docks.content("handbook")
        assert isinstance(panel, HandbookPanel)
        await until(lambda: panel.view is not None)
        assert "3" in panel.advice.text() and PAGE.rung(3).words in panel.advice.text()
        assert "AJ-20261101-0003" in panel.earlier.text() and "☑" not in panel.points.text()
        press(station, Qt.Key.Key_J)
        press(station, Qt.Key.Key_Return)
        await until(lambda: asked == [MarkPoint("AJ-20261123-0007", SECOND.id, True, PAGE.revision)])
        assert "☑" not in panel.points.text(), "nothing shows before the store has it"
        old = "以前的说法"
        shown[0] = view("AJ-20261123-0007", False, Mark(SECOND.id, old, True, "old", "王敏", NOW))
        place.room.notices.tell([EventChanged("x")])
        await until(lambda: "☑" in panel.points.text())
        assert "王敏" in panel.points.text() and old in panel.points.text()
        panel.points.linkActivated.emit(f"point:{SECOND.id}")
        await until(lambda: asked[-1] == MarkPoint("AJ-20261123-0007", SECOND.id, False, PAGE.revision))
        press(station, Qt.Key.Key_Escape)
        assert not station.docks.is_open("handbook") and len(asked) == 2

    seated(body)


@pytest.mark.parametrize("shown", [view(None), view(over=True)])
def test_that_nothing_is_marked_without_a_case_or_when_it_is_over(seated: Run, shown: HandbookView) -> None:
    async def body(place: Seated) -> None:
        async def told(event_or_case: str) -> HandbookView:
            return shown

        place.room.queries.handbook = told  # type: ignore[method-assign]
        station = await place.sit()
        press(station, Qt.Key.Key_F1)
        panel = station.docks.content("handbook")
        assert isinstance(panel, HandbookPanel)
        await until(lambda: panel.view is not None)
        assert not panel.buttons["mark"].isEnabled() and "point:" not in panel.points.text()
        press(station, Qt.Key.Key_Space)
        assert place.room.commands.given == []

    seated(body)

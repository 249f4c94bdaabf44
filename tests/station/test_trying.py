"""Tried before it is switched on, at a running center: a zone not yet saved, and other rules."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from command_center.center import Center
from command_center.model.categories import Category
from tests.faults.test_places import EAST, walk
from tests.smallcity import LAT
from tests.station.conftest import Run, Seat
from tests.station.test_zones import MEADOW, click, editing, opened, press
from tests.widgets.conftest import until
from widgets.rules.panel import RulesPanel

Key, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier
PLACES = 2
"""Of the small city."""


async def recorded(center: Center) -> None:
    """A track of a dog is in the store."""
    async with asyncio.timeout(10):
        while await center.queries.archive.extent() is None:
            await asyncio.sleep(0.02)


def test_that_a_zone_is_tried_before_it_is_saved_and_nothing_is_raised_or_laid_down(seated: Run) -> None:
    async def body(seat: Seat) -> None:
        station = await seat.open()
        walk(seat.city, EAST, 12)
        await recorded(seat.center)
        seat.clock.advance(600)
        panel, layer = await opened(seat), station.map.would_be
        station.map.go_to(EAST, LAT, 2000)
        press(seat, Key.Key_N)
        for x, y in MEADOW:
            click(seat, EAST + x, LAT + y)
        press(seat, Key.Key_Return)
        press(seat, Key.Key_T, modifier=CONTROL)
        assert panel.is_editing, "it needs a name first"
        QTest.keyClicks(panel.editing.form.name, "Meadow")
        press(seat, Key.Key_T, modifier=CONTROL)
        page = panel.testing.page
        await until(lambda: page.found is not None or bool(page.message.text), 60)
        assert page.found is not None, page.message.text
        assert [line.name for line in page.found.by_place if line.more] == ["Meadow"]
        assert layer.isVisible() and [one.place_name for one in page.found.more] == ["Meadow"]
        assert {place.name for place in seat.center.queries.places()} == {one.place.name for one in panel.lines}
        assert len(panel.lines) == PLACES and not seat.rows()
        spot = QPointF(*station.map.view.port.px_of(*station.map.projection.point(EAST, LAT)))
        assert any((sign.at - spot).manhattanLength() < 40 for sign in layer.signs())
        press(seat, Key.Key_Escape)
        assert not layer.isVisible()
        press(seat, Key.Key_Escape)
        assert editing(panel) and bool(panel.editing.drawing.editor.shape), "the drawing is as it was"
        press(seat, Key.Key_S, modifier=CONTROL)
        await until(lambda: len(panel.lines) == PLACES + 1)

    seated(body)


def test_that_rules_are_tried_switched_on_without_a_restart_and_name_what_they_raise(seated: Run) -> None:
    async def body(seat: Seat) -> None:
        station = await seat.open()
        press(seat, Key.Key_F10)
        panel = station.docks.content("rules")
        assert isinstance(panel, RulesPanel)
        await until(lambda: panel.history.last == 1)
        panel.form.hours.text = "24/7"
        panel.form.changed.emit()
        panel.setFocus()
        press(seat, Key.Key_T, modifier=CONTROL)
        await until(lambda: panel.trial.found is not None or bool(panel.trial.message.text), 60)
        assert panel.trial.found is not None, panel.trial.message.text
        press(seat, Key.Key_Escape)
        if panel.pages.currentWidget() is panel.trial:
            press(seat, Key.Key_Escape)
        press(seat, Key.Key_S, modifier=CONTROL)
        await until(lambda: panel.history.last == 2)
        now = panel.history.now
        assert now is not None and now.rules.prohibited == "24/7" and now.how == "saved"
        seat.clock.advance(120)
        walk(seat.city, EAST, 12)
        await until(lambda: bool(seat.rows()), 15)
        (row,) = seat.rows().values()
        assert row.review is not None
        matter = await seat.center.queries.matter(row.review.id)
        assert matter is not None
        (event,) = [one for one in matter.events if one.kind is Category.DOG_OUT_OF_HOURS]
        assert event.rule_version == now.version

    seated(body)

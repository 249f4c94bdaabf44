"""The alarm load on a panel: figures beside their marks, priorities for the shift leader, cameras that cry wolf."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from msgspec.structs import replace as with_
from PySide6.QtCore import Qt

from command_center.commands.requests import SetCameraThreshold
from command_center.figures.load import Arrival, load
from command_center.model.categories import Category, Priority
from command_center.model.people import Role
from tests.widgets.conftest import Seated, until
from tests.widgets.room import NOW
from tests.widgets.test_station import Run, press
from widgets.load import words
from widgets.load.panel import LoadPanel
from widgets.station import Station


async def opened(station: Station) -> LoadPanel:
    press(station, Qt.Key.Key_F9)
    panel = station.docks.content("load")
    assert isinstance(panel, LoadPanel)
    await until(lambda: panel.shown is not None)
    return panel


def test_what_is_too_much_says_so_in_a_word(seated: Run) -> None:
    async def body(place: Seated) -> None:
        panel = await opened(await place.sit())
        assert "too much" in panel.marks.body.text() and "100.0 %" in panel.marks.body.text()
        assert "C-0219" in panel.wolves.body.text() and "C-0102" not in panel.wolves.body.text()

    seated(body)


def test_of_a_handful_of_alarms_no_share_is_too_much() -> None:
    few = [Arrival(NOW - timedelta(minutes=n), Category.OTHER, Priority.HIGH, f"camera-{n}") for n in range(1, 8)]
    found = load(few, NOW - timedelta(hours=8), NOW, 1, 0)
    assert found.worst_share > 0.99 and all(good for *_, good in (*words.lines(found), *words.priorities(found)))


def test_another_span_is_read_at_once(seated: Run) -> None:
    async def body(place: Seated) -> None:
        panel = await opened(await place.sit())
        panel.buttons[3].click()
        await until(lambda: panel.shown is not None and (panel.shown.load.end - panel.shown.load.start).days == 7)
        assert [button.isChecked() for button in panel.buttons] == [False, False, False, True]

    seated(body)


def test_a_seat_is_not_shown_the_spread_over_priorities(seated: Run) -> None:
    async def body(place: Seated) -> None:
        panel = await opened(await place.sit())
        assert panel.spread.isHidden()

    seated(body)


def test_the_shift_leader_is_shown_the_spread_over_priorities(seated: Run) -> None:
    async def leader(place: Seated) -> None:
        chief = with_(place.room.desk.person, roles=frozenset({Role.SHIFT_LEADER}))
        place.room.desk = replace(place.room.desk, person=chief)
        panel = await opened(await place.sit())
        assert not panel.spread.isHidden() and "aim 5 %" in panel.spread.body.text()

    seated(leader)


def test_a_seat_cannot_raise_the_threshold_of_a_camera_that_cries_wolf(seated: Run) -> None:
    async def seat(place: Seated) -> None:
        panel = await opened(await place.sit())
        assert [button.isEnabled() for button in panel.thresholds.buttons] == [False, False]

    seated(seat)


def test_a_leader_raises_it_and_what_was_told_stands_as_the_reason(seated: Run) -> None:
    async def leader(place: Seated) -> None:
        chief = with_(place.room.desk.person, roles=frozenset({Role.SHIFT_LEADER}))
        place.room.desk = replace(place.room.desk, person=chief)
        panel = await opened(await place.sit())
        raise_, lower = panel.thresholds.buttons
        assert (raise_.text(), lower.isEnabled()) == ("Raise to 0.70", False)
        raise_.click()
        await until(lambda: bool(place.room.commands.given))
        (given,) = place.room.commands.given
        assert isinstance(given, SetCameraThreshold)
        assert (given.camera, given.least, given.expected) == ("C-0219", 0.7, 0)
        assert "10 of 19 false alarms" in given.reason

    seated(leader)

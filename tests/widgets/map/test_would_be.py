"""A trial's alarms on the map: clearly not live, near ones together, gone with Escape."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from command_center.live import Live
from tests.widgets.map.builders import LAT, LON, basemap, board, clock, dogs, places, row
from widgets.map.panel import MapPanel
from widgets.map.wouldbe import Side, WouldBe, band_words


@pytest.fixture
def panel(qtbot: QtBot, tmp_path: Path) -> MapPanel:
    live = Live()
    dogs(live, 20)
    made = MapPanel(live, clock())
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.set_basemap(basemap(tmp_path))
    made.set_places(places(), lambda _: True)
    made.set_board(board(row("e1")))
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: made._ground.settled)
    return made


def would_be(panel: MapPanel, lon: float, lat: float, side: Side) -> WouldBe:
    return WouldBe(*panel.projection.point(lon, lat), side)


def picture(panel: MapPanel) -> QImage:
    return QImage(panel.view.viewport().grab().toImage())


def test_that_near_alarms_of_a_sort_are_one_sign_with_their_number(panel: MapPanel) -> None:
    alarms = [would_be(panel, LON, LAT, Side.ADDED)] * 41 + [would_be(panel, LON, LAT, Side.BOTH)] * 2
    panel.would_be.show_all(alarms, "")
    panel.go_to(LON, LAT, 800.0)
    found = {(sign.side, sign.count) for sign in panel.would_be.signs()}
    assert found == {(Side.ADDED, 41), (Side.BOTH, 2)}
    assert all(abs(sign.at.x() - 500) < 2 and abs(sign.at.y() - 350) < 2 for sign in panel.would_be.signs())


def test_that_what_is_out_of_sight_has_no_sign_and_all_are_counted(panel: MapPanel) -> None:
    panel.would_be.show_all([would_be(panel, LON + 1, LAT, Side.ADDED)], "")
    panel.go_to(LON, LAT, 800.0)
    assert panel.would_be.signs() == []
    assert panel.would_be.count == 1


def test_that_what_differs_lies_on_top_of_what_does_not(panel: MapPanel) -> None:
    sides = (Side.ADDED, Side.BOTH, Side.NO_LONGER)
    panel.would_be.show_all([would_be(panel, LON, LAT, side) for side in sides], "")
    panel.go_to(LON, LAT, 800.0)
    assert [sign.side for sign in panel.would_be.signs()] == [Side.BOTH, Side.NO_LONGER, Side.ADDED]


def test_that_a_sign_stays_one_sign_while_the_map_is_dragged(panel: MapPanel) -> None:
    panel.would_be.show_all(
        [would_be(panel, LON + n / 20_000, LAT + n % 7 / 20_000, Side.ADDED) for n in range(60)], ""
    )
    panel.go_to(LON, LAT, 800.0)
    before = sorted(sign.count for sign in panel.would_be.signs())
    panel.view.look(panel.view.port.moved(13, 9))
    assert sorted(sign.count for sign in panel.would_be.signs()) == before


def test_that_a_trial_is_painted_under_a_band_and_cleared_leaves_the_map_as_it_was(
    qtbot: QtBot, panel: MapPanel
) -> None:
    empty = picture(panel)
    panel.would_be.show_all([would_be(panel, LON, LAT, Side.ADDED)], band_words(1, 0, 0))
    assert picture(panel) != empty
    with qtbot.waitSignal(panel.would_be.cleared):
        panel.would_be.clear()
    assert picture(panel) == empty
    with qtbot.assertNotEmitted(panel.would_be.cleared):
        panel.would_be.clear()

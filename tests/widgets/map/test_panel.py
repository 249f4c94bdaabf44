"""The map as a person meets it: clicked, dragged, watched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt, QTranslator
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from command_center.clock import FixedClock
from command_center.live import Live
from command_center.model.categories import Priority
from command_center.model.events import EventState
from tests.builders import zone_event
from tests.widgets.map.builders import (
    LAT,
    LON,
    NOW,
    basemap,
    board,
    case_row,
    clock,
    dogs,
    matter,
    move,
    places,
    row,
    squad,
)  # fmt: skip
from widgets.map.layers import Layer
from widgets.map.panel import MapPanel

Made = Callable[..., MapPanel]


@pytest.fixture
def live() -> Live:
    made = Live()
    dogs(made, 50)
    move(made, "squads", "S-1", LON - 0.01, LAT - 0.01)
    return made


@pytest.fixture
def time() -> FixedClock:
    return clock()


@pytest.fixture
def make(qtbot: QtBot, live: Live, time: FixedClock, tmp_path: Path) -> Made:
    def made(*, wall: bool = False) -> MapPanel:
        panel = MapPanel(live, time, wall=wall)
        qtbot.addWidget(panel)
        panel.resize(1000, 700)
        panel.set_basemap(basemap(tmp_path))
        panel.set_places(places(), lambda place: place.hours is None)
        panel.set_squads([squad()])
        panel.show()
        qtbot.waitExposed(panel)
        panel.tick()
        settled(qtbot, panel)
        return panel

    return made


def settled(qtbot: QtBot, panel: MapPanel) -> None:
    """Wait until everything asked for is painted and the view has come to rest."""
    qtbot.waitUntil(
        lambda: panel._ground.settled and not panel._ground._stale_frame and not panel.view._rest.isActive()
    )


def spot(panel: MapPanel, lon: float, lat: float) -> QPoint:
    return QPointF(*panel.view.port.px_of(*panel._projection.point(lon, lat))).toPoint()


def click(qtbot: QtBot, panel: MapPanel, lon: float, lat: float) -> None:
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=spot(panel, lon, lat))


def picture(panel: MapPanel) -> bytes:
    image = panel.view.grab().toImage()
    return bytes(image.constBits())


def test_a_click_on_an_event_chooses_its_row(qtbot: QtBot, make: Made) -> None:
    panel = make()
    panel.set_board(board(row("e9", lon=LON + 0.004)))

    with qtbot.waitSignal(panel.row_chosen) as chosen:
        click(qtbot, panel, LON + 0.004, LAT)

    assert chosen.args == ["e9"]


def test_a_click_on_a_case_a_squad_or_a_dog_chooses_it(qtbot: QtBot, make: Made, live: Live) -> None:
    panel = make()
    panel.set_board(board(cases=(case_row("K-7"),)))
    move(live, "dogs", "9999", LON + 0.0295, LAT + 0.0295)
    panel.tick()

    with qtbot.waitSignal(panel.row_chosen) as case:
        click(qtbot, panel, LON + 0.01, LAT)
    with qtbot.waitSignal(panel.squad_chosen) as chosen:
        click(qtbot, panel, LON - 0.01, LAT - 0.01)
    with qtbot.waitSignal(panel.tag_chosen) as tag:
        click(qtbot, panel, LON + 0.0295, LAT + 0.0295)

    assert (case.args, chosen.args, tag.args) == (["K-7"], ["S-1"], ["9999"])


def test_a_second_click_on_a_pile_takes_the_next(qtbot: QtBot, make: Made) -> None:
    panel = make()
    panel.set_board(board(row("e1"), row("e2")))
    chosen: list[str] = []
    panel.row_chosen.connect(lambda name: (chosen.append(name), panel.set_selected(name)))

    click(qtbot, panel, LON, LAT)
    click(qtbot, panel, LON, LAT)

    assert sorted(chosen) == ["e1", "e2"]


def test_selecting_does_not_move_the_map(make: Made) -> None:
    panel = make()
    panel.set_board(board(row("e1", lon=LON + 0.028)))
    before = panel.view.port

    panel.set_selected("e1")
    panel.set_matter(matter(zone_event("e1")))
    panel.tick()

    assert panel.view.port == before


def test_nothing_is_painted_when_nothing_changed(qtbot: QtBot, make: Made, live: Live, time: FixedClock) -> None:
    panel = make()
    panel.set_board(board(row("e1")))
    settled(qtbot, panel)
    QApplication.processEvents()
    frames, paints, rasters = panel._ground.frames, panel._overlay.paints, panel._ground.rasters

    for _ in range(5):
        time.advance(1)
        panel.tick()
        QApplication.processEvents()
    assert (panel._ground.frames, panel._overlay.paints) == (frames, paints)

    move(live, "dogs", "0001", LON, LAT, NOW + timedelta(seconds=9))
    panel.tick()
    qtbot.waitUntil(lambda: panel._ground.frames == frames + 1)
    assert panel._ground.rasters == rasters


def test_dogs_that_fall_silent_grow_dim_by_themselves(qtbot: QtBot, make: Made, time: FixedClock) -> None:
    panel = make()
    bright = picture(panel)

    time.advance(601)
    panel.tick()

    assert picture(panel) != bright


def test_a_layer_switched_off_is_not_shown_and_not_picked(qtbot: QtBot, make: Made) -> None:
    panel = make()
    with_all = picture(panel)
    signals: list[str] = []
    panel.squad_chosen.connect(signals.append)

    panel.layers.box(Layer.SQUADS).setChecked(False)
    without_squads = picture(panel)
    panel.layers.box(Layer.DOGS).setChecked(False)
    click(qtbot, panel, LON - 0.01, LAT - 0.01)

    assert with_all != without_squads != picture(panel)
    assert signals == []
    assert not panel.layers.box(Layer.CAMERAS).isChecked()


def test_the_list_counts_what_there_is(make: Made) -> None:
    panel = make()

    assert panel.layers.box(Layer.DOGS).text() == "Dogs 50"
    assert panel.layers.box(Layer.GRIDS).text() == "Grids 1"


class Chinese(QTranslator):
    """Two words of the map."""

    def translate(self, _context: str, text: str, _more: str | None = None, _n: int = -1) -> str:
        return {"Dogs": "犬只", "name_en": "name", "Sketch, not a survey": "示意图，非测绘成果"}.get(text, "")

    def isEmpty(self) -> bool:  # noqa: N802
        return False


@pytest.fixture
def chinese() -> Iterator[Chinese]:
    made = Chinese()
    yield made
    QCoreApplication.removeTranslator(made)


def test_another_language_changes_the_words_at_once(qtbot: QtBot, make: Made, chinese: Chinese) -> None:
    panel = make()
    english, rasters = panel._furniture.note(), panel._ground.rasters

    QCoreApplication.installTranslator(chinese)
    qtbot.waitUntil(lambda: panel.layers.box(Layer.DOGS).text() == "犬只 50")

    assert english == "Sketch, not a survey"
    assert panel._furniture.note() == "示意图，非测绘成果"
    qtbot.waitUntil(lambda: panel._ground.rasters > rasters)


def test_only_the_newest_unacknowledged_urgent_event_pulses(make: Made) -> None:
    panel = make()
    urgent = [row(f"e{i}", priority=Priority.URGENT, age_s=i) for i in (5, 3, 9)]

    panel.set_board(board(*urgent, row("h")))
    assert panel._pulse.running
    assert [mark.id for mark in panel._overlay.layout().marks if mark.pulsing] == ["e3"]

    panel.set_board(board(row("e3", priority=Priority.URGENT, state=EventState.ACKNOWLEDGED)))
    assert not panel._pulse.running


def test_following_keeps_the_dog_in_view_until_a_person_pans(qtbot: QtBot, make: Made, live: Live) -> None:
    panel = make()
    panel.set_board(board(row("e1", subject="0001")))
    panel.set_matter(matter(zone_event("e1", "0001")))
    panel.set_selected("e1")
    panel.go_to(LON, LAT, 1000)
    panel.follow(True)

    move(live, "dogs", "0001", LON + 0.02, LAT + 0.02, NOW + timedelta(seconds=5))
    panel.tick()
    x, y = panel.view.port.px_of(*panel._projection.point(LON + 0.02, LAT + 0.02))
    assert 0 < x < 1000 and 0 < y < 700

    with qtbot.waitSignal(panel.following) as ended:
        qtbot.keyClick(panel.view, Qt.Key.Key_Left)
    assert ended.args == [False]
    before = panel.view.port
    move(live, "dogs", "0001", LON, LAT, NOW + timedelta(seconds=9))
    panel.tick()
    assert panel.view.port == before


def test_f_begins_and_ends_following(qtbot: QtBot, make: Made) -> None:
    panel = make()
    states: list[bool] = []
    panel.following.connect(states.append)

    qtbot.keyClick(panel.view, Qt.Key.Key_F)
    qtbot.keyClick(panel.view, Qt.Key.Key_F)

    assert states == [True, False]


def test_dragging_pans_and_is_no_click(qtbot: QtBot, make: Made) -> None:
    panel = make()
    panel.set_board(board(row("e1")))
    chosen: list[str] = []
    panel.row_chosen.connect(chosen.append)
    start, before = spot(panel, LON, LAT), panel.view.port
    surface = panel.view.viewport()

    qtbot.mousePress(surface, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(surface, start + QPoint(60, 40))
    qtbot.mouseMove(surface, start + QPoint(120, 80))
    qtbot.mouseRelease(surface, Qt.MouseButton.LeftButton, pos=start + QPoint(120, 80))

    assert chosen == []
    assert panel.view.port.x < before.x and panel.view.port.y > before.y


def test_the_wheel_zooms_at_the_pointer(qtbot: QtBot, make: Made) -> None:
    panel = make()
    at = QPointF(300, 200)
    under = panel.view.port.to_metres(300, 200)
    wheel = QWheelEvent(
        at, panel.view.mapToGlobal(at), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip

    QApplication.sendEvent(panel.view.viewport(), wheel)

    assert panel.view.port.px_of(*under) == pytest.approx((300, 200), abs=0.01)
    settled(qtbot, panel)
    (left, right), _ = panel.view.box.viewRange()
    assert (right - left) / 1000 == pytest.approx(panel.view.port.mpp, rel=1e-6)


def test_the_wall_names_places_and_never_tags(make: Made) -> None:
    panel = make(wall=True)
    panel.set_board(board(row("e1", subject="0417"), cases=(case_row(),)))
    panel.set_selected("0001")

    labels = [mark.label for mark in panel._overlay.layout().marks]

    assert "府山公园" in labels
    assert not any("0417" in label for label in labels)
    assert panel._overlay.spot is None
    assert not panel.layers.isVisible()


def test_a_click_on_the_wall_does_nothing(make: Made) -> None:
    panel = make(wall=True)

    assert panel.view.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_a_stopped_feed_greys_its_things(make: Made) -> None:
    panel = make()
    before = picture(panel)

    panel.set_stale({"squad", "dog-tag"})

    assert all(mark.grey for mark in panel._overlay.layout().marks)
    assert picture(panel) != before


def test_the_zone_says_when_its_hours_do_not_hold(make: Made) -> None:
    panel = make()
    seen = panel.pointing.target(*panel.view.port.px_of(*panel._projection.point(LON + 0.0045, LAT + 0.0045)))

    assert panel._places.resting("park")
    assert seen is not None


def test_fifty_thousand_dogs_and_rows_without_a_position_are_drawn(qtbot: QtBot, make: Made, live: Live) -> None:
    panel = make()
    dogs(live, 50_000, NOW + timedelta(seconds=1))
    live.dogs.rows(["never-seen"])
    live.squads.rows(["S-2"])
    live.drones.rows(["U-1"])
    live.dogs._lon[:100] = np.nan
    panel.set_squads([squad(), squad("S-2")])
    panel.set_selected("never-seen")
    panel.follow(True)

    panel.tick()
    frames = panel._ground.frames
    picture(panel)

    assert panel._ground.frames > frames
    assert panel.layers.box(Layer.DOGS).text().startswith("Dogs 50")


def test_everything_can_be_taken_away_again(make: Made) -> None:
    panel = make()
    panel.set_board(board(row("e1"), cases=(case_row(),)))
    panel.set_matter(matter(zone_event("e1")))
    picture(panel)

    panel.set_board(board())
    panel.set_matter(None)
    panel.set_selected(None)
    panel.set_places([], lambda _: True)
    panel.set_squads([])
    picture(panel)

    assert panel._overlay.layout().marks == ()

"""Measuring on the map, positions in words, and the map in a file."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shapely.geometry import Polygon

from command_center.live import Live
from command_center.model.geo import LocalGrid, distance_m, ring_area_m2
from tests.widgets.map.builders import LAT, LON, basemap, board, clock, dogs, places, row, squad
from widgets.map.coordinates import both
from widgets.map.panel import MapPanel
from widgets.map.paper import GivenUp, save
from widgets.map.strip import Strip


@pytest.fixture
def panel(qtbot: QtBot, tmp_path: Path) -> MapPanel:
    live = Live()
    dogs(live, 50)
    made = MapPanel(live, clock())
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.set_basemap(basemap(tmp_path))
    made.set_places(places(), lambda _: True)
    made.set_squads([squad()])
    made.set_board(board(row("e1")))
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: made._ground.settled)
    return made


@pytest.fixture
def strip(panel: MapPanel) -> Strip:
    made = Strip(panel)
    made.show()
    return made


def at(panel: MapPanel, lon: float, lat: float) -> QPoint:
    return QPointF(*panel.view.port.px_of(*panel.projection.point(lon, lat))).toPoint()


def click(panel: MapPanel, lon: float, lat: float) -> None:
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=at(panel, lon, lat))


CORNERS = ((LON, LAT), (LON + 0.01, LAT), (LON + 0.01, LAT + 0.01), (LON, LAT + 0.01))


def test_that_clicks_measure_a_line_and_neither_choose_nor_drag(qtbot: QtBot, panel: MapPanel, strip: Strip) -> None:
    panel.go_to(LON, LAT, 4000)
    before = panel.view.port
    chosen: list[str] = []
    panel.row_chosen.connect(chosen.append)
    strip.toggle_measure()
    for corner in CORNERS[:3]:
        click(panel, *corner)
    QTest.keyClick(panel.view, Qt.Key.Key_Return)

    measure = strip._measure
    assert measure is not None and measure.ended
    wanted = distance_m(*CORNERS[0], *CORNERS[1]) + distance_m(*CORNERS[1], *CORNERS[2])
    assert measure.metres == pytest.approx(wanted, abs=2 * before.mpp * 4)
    assert strip.words.text() == f"{measure.metres / 1000:.2f} km"
    assert chosen == [] and panel.view.port == before


def test_that_a_click_near_the_first_corner_closes_a_ring_with_its_area(panel: MapPanel, strip: Strip) -> None:
    panel.go_to(LON, LAT, 4000)
    strip.toggle_measure()
    for corner in (*CORNERS, CORNERS[0]):
        click(panel, *corner)

    measure = strip._measure
    assert measure is not None and measure.closed
    assert measure.square_metres == pytest.approx(ring_area_m2(CORNERS), rel=0.02)
    assert "km²" in strip.words.text()


def test_that_backspace_takes_back_and_escape_begins_anew_then_lets_go(panel: MapPanel, strip: Strip) -> None:
    panel.go_to(LON, LAT, 4000)
    strip.toggle_measure()
    measure = strip._measure
    assert measure is not None
    for corner in CORNERS[:3]:
        click(panel, *corner)
    QTest.keyClick(panel.view, Qt.Key.Key_Backspace)
    assert len(measure.corners) == 2
    QTest.keyClick(panel.view, Qt.Key.Key_Escape)
    assert measure.corners == [] and panel.view.tool is measure
    QTest.keyClick(panel.view, Qt.Key.Key_Escape)
    assert not strip.measuring and panel.view.tool is None


def test_the_area_is_the_flat_one_where_the_earth_is_nearly_flat() -> None:
    ring = [(LON, LAT), (LON + 0.02, LAT), (LON + 0.025, LAT + 0.01), (LON + 0.01, LAT + 0.02)]
    x, y = LocalGrid(LON, LAT).to_metres(np.array([p[0] for p in ring]), np.array([p[1] for p in ring]))

    assert ring_area_m2(ring) == pytest.approx(Polygon(zip(x, y, strict=True)).area, rel=1e-3)
    assert ring_area_m2(list(reversed(ring))) == ring_area_m2(ring)
    assert ring_area_m2(ring[:2]) == 0.0


def test_the_position_under_the_pointer_is_said_and_copied_in_both_systems(panel: MapPanel, strip: Strip) -> None:
    QTest.mouseMove(panel.view.viewport(), at(panel, LON, LAT))
    panel.view.hovered.emit(*panel.view.port.px_of(*panel.projection.point(LON, LAT)))

    assert strip.words.text() == both(LON, LAT)
    strip.copy_spot()
    assert QGuiApplication.clipboard().text() == both(LON, LAT)
    assert both(118.87, 28.94).startswith("WGS-84 118.870000, 28.940000 · GCJ-02 118.87")


def test_that_the_map_is_saved_as_a_picture_and_as_a_pdf(panel: MapPanel, tmp_path: Path) -> None:
    page, told = panel.page("Bureau"), list[int]()

    def on(percent: int) -> bool:
        told.append(percent)
        return True

    for name in ("map.png", "map.pdf"):
        save(page, tmp_path / name, on)
    image = QImage(str(tmp_path / "map.png"))
    assert (image.width(), image.height()) == (2000, round(page.size.height() * 2))
    assert (tmp_path / "map.pdf").read_bytes()[:5] == b"%PDF-"
    assert told[-1] == 100 and told == sorted(told[: len(told) // 2]) + sorted(told[len(told) // 2 :])


def test_that_the_saved_map_names_no_tag_and_no_plate(panel: MapPanel) -> None:
    page = panel.page("Bureau")

    labels = {mark.label for mark in page.overlay.layout().marks}
    assert not labels & {"0417", row("e1").subject}


def test_that_nothing_is_overwritten_and_nothing_half_is_left(panel: MapPanel, tmp_path: Path) -> None:
    there = tmp_path / "there.png"
    there.write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        save(panel.page(""), there, lambda _: True)
    assert there.read_bytes() == b"mine"
    with pytest.raises(GivenUp):
        save(panel.page(""), tmp_path / "half.pdf", lambda percent: percent < 50)
    with pytest.raises(FileNotFoundError):
        save(panel.page(""), tmp_path / "no" / "such.png", lambda _: True)
    with pytest.raises(ValueError, match="gif"):
        save(panel.page(""), tmp_path / "map.gif", lambda _: True)
    assert [file.name for file in tmp_path.iterdir() if file.suffix in (".png", ".pdf", ".gif")] == ["there.png"]


def test_that_saving_works_on_another_thread(panel: MapPanel, tmp_path: Path) -> None:
    page, going_on = panel.page("Bureau"), lambda _: True
    worker = threading.Thread(target=save, args=(page, tmp_path / "map.png", going_on))
    worker.start()
    worker.join()

    assert not QImage(str(tmp_path / "map.png")).isNull()

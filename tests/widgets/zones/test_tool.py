"""The zone editor on the map, worked with the mouse and keys as a person does."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from command_center.live import Live
from tests.widgets.map.builders import LAT, LON, basemap, clock, places
from widgets.map.panel import MapPanel
from widgets.zones.checking import Wrong
from widgets.zones.editor import Editor, Mode, Said
from widgets.zones.rings import Ring, Spot, put_together
from widgets.zones.snapping import Neighbours
from widgets.zones.tool import ZoneTool

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


class Bench:
    """A map, a tool in its hand, and what was said."""

    def __init__(self, panel: MapPanel, ring: Ring = ()) -> None:
        self.panel = panel
        self.said: list[Said | None] = []
        self.gone = 0
        self.editor = Editor(((ring,),) if ring else (), panel.renew_tool)
        neighbours = Neighbours([place.geometry for place in places()], panel.projection)
        self.tool = ZoneTool(
            self.editor, neighbours, lambda: panel.view.port, panel.renew_tool, self.said.append, self._gone
        )
        panel.take_tool(self.tool)

    def _gone(self) -> None:
        self.gone += 1

    def corners(self) -> int:
        return len(self.editor.shape[0][0])

    def pixel(self, spot: Spot) -> QPoint:
        return QPointF(*self.panel.view.port.px_of(*spot)).toPoint()

    def click(self, x: int, y: int) -> None:
        QTest.mouseClick(self.panel.view.viewport(), LEFT, pos=QPoint(x, y))

    def drag(self, start: QPoint, end: QPoint) -> None:
        ground = self.panel.view.viewport()
        QTest.mousePress(ground, LEFT, pos=start)
        QTest.mouseMove(ground, (start + end) / 2)
        QTest.mouseMove(ground, end)
        QTest.mouseRelease(ground, LEFT, pos=end)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.panel.view, key, modifier)


@pytest.fixture
def panel(qtbot: QtBot, tmp_path: Path) -> MapPanel:
    made = MapPanel(Live(), clock())
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.set_basemap(basemap(tmp_path))
    made.set_places(places(), lambda _: True)
    made.show()
    qtbot.waitExposed(made)
    made.go_to(LON + 0.05, LAT + 0.05, 1000)
    return made


def ring_around(panel: MapPanel, half: float = 100.0) -> Ring:
    x, y = panel.view.port.x, panel.view.port.y
    return ((x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half))


def test_that_clicks_draw_an_outline_and_a_click_on_the_first_corner_closes_it(panel: MapPanel) -> None:
    bench = Bench(panel)
    for x, y in ((300, 200), (600, 200), (600, 500), (300, 500), (303, 202)):
        bench.click(x, y)
    assert bench.said == [None] and bench.editor.state.mode is Mode.CORNERS
    (part,) = bench.editor.shape
    assert [bench.pixel(spot) for spot in part[0]] == [
        QPoint(*at) for at in ((300, 200), (600, 200), (600, 500), (300, 500))
    ]


def test_that_a_double_click_closes_and_too_few_corners_are_refused_in_place(panel: MapPanel) -> None:
    bench = Bench(panel)
    bench.click(300, 200)
    bench.key(Qt.Key.Key_Return)
    assert bench.said == [Said.TOO_FEW] and len(bench.editor.state.line) == 1
    bench.click(500, 200)
    bench.click(500, 400)
    QTest.mouseDClick(panel.view.viewport(), LEFT, pos=QPoint(500, 400))
    assert bench.said[-1] is None and len(bench.editor.shape[0][0]) == 3


def test_that_a_corner_is_dragged_a_side_gets_one_and_the_map_moves_beside_them(panel: MapPanel) -> None:
    ring = ring_around(panel)
    bench = Bench(panel, ring)
    bench.drag(bench.pixel(ring[2]), bench.pixel(ring[2]) + QPoint(60, 0))
    assert bench.pixel(bench.editor.shape[0][0][2]) == bench.pixel(ring[2]) + QPoint(60, 0)
    low = (bench.pixel(ring[0]) + bench.pixel(ring[1])) / 2
    bench.drag(low, low + QPoint(0, 40))
    assert bench.corners() == 5
    bench.key(Qt.Key.Key_Delete)
    assert bench.corners() == 4
    port = panel.view.port
    bench.drag(bench.pixel((port.x, port.y)), bench.pixel((port.x, port.y)) + QPoint(80, 30))
    assert panel.view.port != port
    assert bench.corners() == 4
    for _ in range(3):
        bench.key(Qt.Key.Key_Z, CONTROL)
    assert bench.editor.shape == ((ring,),)
    bench.key(Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert bench.editor.shape != ((ring,),)


def test_that_a_neighbours_corner_takes_a_corner_within_ten_pixels_but_not_with_shift(panel: MapPanel) -> None:
    neighbour = next(place for place in places() if place.geometry.geom_type == "Polygon")
    lon, lat = neighbour.geometry.boundary.coords[0]
    spot = panel.projection.point(lon, lat)
    panel.go_to(lon, lat, 1000)
    bench = Bench(panel)
    near = bench.pixel(spot) + QPoint(6, 5)
    bench.click(near.x(), near.y())
    assert bench.tool.snap is not None and bench.tool.snap.corner
    assert max(abs(one - two) for one, two in zip(bench.editor.state.line[0], spot, strict=True)) < 1e-6
    QTest.mouseClick(panel.view.viewport(), LEFT, Qt.KeyboardModifier.ShiftModifier, near)
    assert bench.pixel(bench.editor.state.line[1]) == near


def test_that_escape_leaves_by_steps_and_what_is_drawn_stays(panel: MapPanel) -> None:
    bench = Bench(panel, ring_around(panel))
    bench.editor.turn(Mode.HOLE)
    bench.click(500, 350)
    bench.key(Qt.Key.Key_Escape)
    assert bench.editor.state.mode is Mode.CORNERS and bench.gone == 0
    bench.key(Qt.Key.Key_Escape)
    assert bench.gone == 1 and panel.view.tool is None and bench.editor.shape


def test_that_a_hole_and_a_split_are_drawn_with_the_mouse(panel: MapPanel) -> None:
    ring = ring_around(panel)
    bench = Bench(panel, ring)
    bench.editor.turn(Mode.HOLE)
    for x, y in ((480, 330), (520, 330), (520, 370), (480, 370)):
        bench.click(x, y)
    bench.key(Qt.Key.Key_Return)
    assert len(bench.editor.shape[0]) == 2
    bench.editor.turn(Mode.SPLIT)
    bench.click(500, 100)
    bench.click(500, 600)
    bench.key(Qt.Key.Key_Return)
    pieces = (bench.editor.shape, *bench.editor.state.aside)
    assert len(pieces) == 2 and all(put_together(piece).is_valid for piece in pieces)


def test_that_the_spot_where_lines_cross_is_marked_on_the_map(qtbot: QtBot, panel: MapPanel) -> None:
    ring = ring_around(panel)
    bench = Bench(panel, (ring[0], ring[2], ring[1], ring[3]))
    fault = bench.editor.fault
    assert fault is not None and fault.wrong is Wrong.CROSSING and fault.spot is not None
    marked = picture(panel)
    bench.editor.repair()
    assert bench.editor.fault is None
    at = bench.pixel(fault.spot) + QPoint(13, 0)
    assert marked.pixelColor(at) != picture(panel).pixelColor(at)


def picture(panel: MapPanel) -> QImage:
    image = QImage(panel.view.size(), QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    panel.view.viewport().render(image)
    return image

"""Dogs as a person sees and points at them: density from afar, dots by state, pictures with names from near."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from command_center.clock import to_ms
from command_center.live import Live
from tests.widgets.map.builders import LAT, LON, NOW, basemap, clock
from widgets.map.panel import MapPanel
from widgets.map.pointer import dog_at
from widgets.map.points.layer import FLAGGED, FLAGGED_OLD, FRESH, OLD, rgb
from widgets.map.points.manner import Manner
from widgets.map.points.names import Cells, laid_out

if TYPE_CHECKING:
    from widgets.map.points.fast import Fast

Made = Callable[[int], MapPanel]


@pytest.fixture
def live() -> Live:
    return Live()


@pytest.fixture
def crowd(qtbot: QtBot, live: Live, fast: Fast, tmp_path: Path) -> Made:
    """A map with so many dogs close together and one alone in the east, flagged."""

    def made(count: int) -> MapPanel:
        rng = np.random.default_rng(4)
        names = [f"{i:06d}" for i in range(count)]
        lon, lat = LON + rng.normal(0, 0.004, count), LAT + rng.normal(0, 0.004, count)
        lon[-1], lat[-1] = LON + 0.03, LAT
        live.dogs.update(names, np.full(count, to_ms(NOW), np.int64), lon, lat)
        live.dogs.set_flag(names[-1], 1)
        panel = MapPanel(live, clock())
        qtbot.addWidget(panel)
        panel.resize(1000, 700)
        panel.set_basemap(basemap(tmp_path))
        panel.show()
        qtbot.waitExposed(panel)
        panel.tick()
        qtbot.waitUntil(lambda: panel._ground.settled)
        return panel

    return made


def seen(panel: MapPanel, lon: float, lat: float) -> int:
    """The pixel at a position."""
    panel.view.viewport().repaint()
    image = panel.view.viewport().grab().toImage()
    x, y = panel.view.port.px_of(*panel.projection.point(lon, lat))
    return int(image.pixel(int(x), int(y)))


def at(panel: MapPanel, live: Live, row: int) -> tuple[float, float]:
    dogs = live.dogs
    return panel.view.port.px_of(*panel.projection.point(float(dogs.lon[row]), float(dogs.lat[row])))


def test_a_crowd_is_density_from_afar_dots_nearer_and_pictures_near(crowd: Made, live: Live, qtbot: QtBot) -> None:
    panel = crowd(30_000)
    panel.fit_city()
    assert panel.points.choose() is Manner.DENSITY
    panel.go_to(LON, LAT, 500.0)
    assert panel.points.choose() is Manner.DOTS
    panel.go_to(LON + 0.03, LAT, 300.0)
    assert panel.points.choose() is Manner.PICTURES


@pytest.mark.parametrize("width_m", [None, 3000.0, 300.0])
def test_a_flagged_dog_is_seen_in_its_colour_at_every_scale(crowd: Made, live: Live, width_m: float | None) -> None:
    panel = crowd(30_000)
    if width_m:
        panel.go_to(LON + 0.03, LAT, width_m)
    assert seen(panel, LON + 0.03, LAT) == rgb(panel.points.colours.dog_flagged)


@pytest.mark.parametrize("width_m", [None, 3000.0, 300.0])
def test_a_stopped_feed_greys_it_at_every_scale_and_it_still_stands_out(
    crowd: Made, live: Live, width_m: float | None
) -> None:
    panel = crowd(30_000)
    if width_m:
        panel.go_to(LON + 0.03, LAT, width_m)
    panel.set_stale({"dog-tag"})
    assert seen(panel, LON + 0.03, LAT) == rgb(panel.points.colours.dog)
    assert set(panel.points.swarm.state) == {OLD, FLAGGED_OLD}


def test_density_is_fainter_when_the_feed_has_stopped(crowd: Made, live: Live) -> None:
    panel = crowd(30_000)
    fresh = seen(panel, LON, LAT) & 0xFF
    panel.set_stale({"dog-tag"})

    assert panel._ground.blank.blue() < seen(panel, LON, LAT) & 0xFF < fresh


def test_only_what_is_seen_one_by_one_can_be_pointed_at_in_density(crowd: Made, live: Live) -> None:
    panel = crowd(30_000)
    panel.view.viewport().repaint()
    assert panel.points.manner is Manner.DENSITY
    assert dog_at(panel.points, panel.view.port, *at(panel, live, 5), None) is None
    flagged = dog_at(panel.points, panel.view.port, *at(panel, live, 29_999), None)
    assert flagged is not None and flagged.id == "029999"


def test_of_dots_over_one_another_the_uppermost_is_meant_and_then_the_next(crowd: Made, live: Live) -> None:
    panel = crowd(50)
    live.dogs.lon[:3], live.dogs.lat[:3] = LON + 0.01, LAT + 0.01
    live.dogs.lon[1] += 0.000004
    live.dogs.flag[1] = 1
    live.dogs.revision += 1
    panel.tick()
    panel.view.viewport().repaint()
    x, y = at(panel, live, 0)
    assert panel.points.manner is Manner.DOTS

    first = dog_at(panel.points, panel.view.port, x, y, None)
    second = dog_at(panel.points, panel.view.port, x, y, "000001")

    assert first is not None and first.id == "000001"
    assert second is not None and second.id == "000000"


def test_every_state_has_its_number(crowd: Made, live: Live) -> None:
    panel = crowd(50)
    live.dogs.time_ms[:2] = to_ms(NOW) - 3_600_000
    live.dogs.flag[1:3] = 1
    live.dogs.revision += 1
    panel.tick()
    assert panel.points.swarm.state[:4].tolist() == [OLD, FLAGGED_OLD, FLAGGED, FRESH]


def test_a_flagged_dogs_name_is_written(crowd: Made, live: Live, qtbot: QtBot) -> None:
    panel = crowd(50)
    panel.go_to(LON + 0.03, LAT, 200.0)
    panel.view.viewport().repaint()
    [name] = panel._names.layout()
    image = panel.view.viewport().grab().toImage()
    box = image.copy(round(name.x), round(name.y), round(name.width), 16)
    ink = panel.points.colours.ink
    lit = [box.pixelColor(x, y).lightness() for x in range(box.width()) for y in range(box.height())]
    assert min(abs(each - ink.lightness()) for each in lit) < 40


spots = st.lists(st.tuples(st.floats(-50, 850), st.floats(-50, 650)), max_size=80)


@given(spots, st.floats(8, 80), st.floats(6, 24))
def test_no_name_lies_over_another_or_over_the_edge(at: list[tuple[float, float]], width: float, height: float) -> None:
    room = Cells(800, 600)
    rows = list(range(len(at)))
    x, y = [spot[0] for spot in at], [spot[1] for spot in at]
    made = laid_out(rows, x, y, [width] * len(at), height, 12.0, {}, room)

    for i, one in enumerate(made):
        assert one.x >= 0 and one.x + width <= 804 and one.y >= 0 and one.y + height <= 604
        for other in made[:i]:
            apart = abs(one.x - other.x) >= width or abs(one.y - other.y) >= height
            assert apart


def test_a_name_keeps_its_side_while_its_dog_moves() -> None:
    def sides(before: dict[int, int], shift: float) -> dict[int, int]:
        made = laid_out([1, 2], [100 + shift, 130.0], [100.0, 100.0], [40, 40], 12, 10, before, Cells(800, 600))
        return {named.row: named.side for named in made}

    first = sides({}, 0.0)
    assert sides(first, -60.0) == first

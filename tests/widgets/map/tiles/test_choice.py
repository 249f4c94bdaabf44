"""Choosing a basemap: the sketch when one cannot be shown, and why; what was there stays until the new one has come."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from command_center.clock import FixedClock
from command_center.live import Live
from command_center.model.settings import BasemapKind, BasemapSettings, Tone
from command_center.tiles.address import Tile
from command_center.tiles.source import Answer
from command_center.tiles.trouble import Fault, Trouble
from tests.tiles.archives import TileService, mbtiles, picture, tile_service
from tests.widgets.map import builders
from tests.widgets.map.tiles.rig import Drawn, city, paint, painted, settings
from widgets.common import theme
from widgets.map.panel import MapPanel
from widgets.map.projection import Projection
from widgets.map.tiles.choice import BasemapChoice
from widgets.map.tiles.notice import Notice
from widgets.map.tiles.tile_map import TileMap

SKETCH = Path(__file__).parents[4] / "resources" / "demo" / "basemap.geojson"


class Seat:
    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.panel = MapPanel(Live(), FixedClock(builders.NOW))
        qtbot.addWidget(self.panel)
        self.panel.set_basemap(SKETCH)
        self.panel.set_places(builders.places(), lambda _: True)
        self.panel.resize(1000, 700)
        self.panel.show()
        self.choices: list[BasemapChoice] = []

    def choice(self, *offered: BasemapSettings, wall: bool = False) -> BasemapChoice:
        made = BasemapChoice(self.panel, SKETCH, offered, FixedClock(builders.NOW), self.folder / "kept", {}, wall=wall)
        self.choices.append(made)
        return made

    def choose(self, choice: BasemapChoice, name: str) -> None:
        with self.qtbot.waitSignal(choice.settled):
            choice.choose(name)


@pytest.fixture
def seat(qtbot: QtBot, tmp_path: Path) -> Iterator[Seat]:
    QSettings().clear()
    made = Seat(qtbot, tmp_path)
    yield made
    for choice in made.choices:
        choice.close()
    QSettings().clear()


@pytest.fixture
def service() -> Iterator[TileService]:
    with tile_service() as made:
        yield made


def archive(name: str, file: Path) -> BasemapSettings:
    return BasemapSettings(
        name=name, kind=BasemapKind.MBTILES, file=str(file), attribution="© T", approval="GS(2026)1号"
    )


def test_that_a_chosen_basemap_says_who_made_it_and_is_there_after_a_restart(seat: Seat) -> None:
    one = archive("城区", mbtiles(seat.folder / "c.mbtiles", {Tile(0, 0, 0): picture()}))
    choice = seat.choice(one)
    seat.choose(choice, "城区")

    note = seat.panel.page("t").words.note
    assert "© T" in note and "GS(2026)1号" in note
    again = seat.choice(one)
    seat.qtbot.waitUntil(lambda: again.shown == "城区")


def test_that_a_broken_one_is_said_and_the_sketch_shown(seat: Seat) -> None:
    broken = seat.folder / "b.mbtiles"
    broken.write_bytes(b"rubbish")
    choice = seat.choice(archive("坏", broken))
    seat.choose(choice, "坏")

    assert choice.shown == "" and choice.notice is not None and choice.notice.isVisible()
    assert "b.mbtiles" in choice.notice.label.text() and seat.panel.layers._basemaps.buttons[""].isChecked()


def test_that_a_wall_says_nothing_of_it(seat: Seat) -> None:
    choice = seat.choice(archive("x", seat.folder / "none.mbtiles"), wall=True)
    seat.choose(choice, "x")

    assert choice.shown == "" and not seat.panel.findChildren(Notice)


def test_that_a_map_of_elsewhere_is_shown_and_said(seat: Seat) -> None:
    file = mbtiles(seat.folder / "w.mbtiles", {Tile(3, 1, 3): picture()}, bounds="-118.4,36.5,-118.2,36.6")
    choice = seat.choice(archive("w", file))
    seat.choose(choice, "w")

    assert choice.shown == "w" and choice.notice is not None and choice.notice.isVisible()
    assert "another part of the world" in choice.notice.label.text()


def test_that_a_server_in_trouble_is_said_when_it_lasts_and_no_more_when_it_answers(
    seat: Seat, service: TileService
) -> None:
    service.status = 500
    choice = seat.choice(BasemapSettings(name="s", kind=BasemapKind.TILES, url=service.url + "/{z}/{x}/{y}.png"))
    choice._lasting.setInterval(50)
    seat.choose(choice, "s")
    notice = choice.notice
    assert notice is not None
    seat.qtbot.waitUntil(notice.isVisible)
    service.status = 200
    seat.qtbot.waitUntil(lambda: not notice.isVisible(), timeout=15_000)
    assert choice.tiles is not None and choice.tiles.counts.loaded


@pytest.mark.parametrize("width", [260, 420, 1366])
def test_that_all_of_the_notice_is_seen(seat: Seat, width: int) -> None:
    seat.panel.resize(width, 500)
    notice = Notice(seat.panel)
    notice.tell("m", Trouble(Fault.CODING, "a-city-with-a-long-name.pmtiles", "MLT"))
    label, metrics = notice.label, QFontMetrics(notice.label.font())
    wanted = metrics.boundingRect(0, 0, label.width(), 10_000, 0x1000, label.text()).height()

    assert label.height() >= wanted and notice.height() < 500 and notice.width() <= width


def test_that_another_theme_recolours_the_notice(seat: Seat, qapp: QApplication) -> None:
    choice = seat.choice(archive("x", seat.folder / "none.mbtiles"))
    seat.choose(choice, "x")
    theme.apply(qapp, theme.LIGHT)
    try:
        assert choice.notice is not None and theme.tokens().panel in choice.notice.styleSheet()
    finally:
        theme.apply(qapp, theme.DARK)


def test_that_old_tiles_stay_until_the_new_ones_have_come(qtbot: QtBot) -> None:
    gate = threading.Event()

    def draw(tile: Tile) -> Answer:
        if tile.z > 13:
            gate.wait(10)
        return picture((250, 0, 0) if tile.z <= 13 else (0, 250, 0))

    made = TileMap(settings(tone=Tone.PLAIN), Drawn(draw), Projection())
    painted(qtbot, made, city(16.0))
    near = city(8.0)
    first = paint(made, near)
    assert first.pixelColor(250, 200).red() > 200, "the coarser tiles are stretched meanwhile"
    gate.set()
    assert painted(qtbot, made, near).pixelColor(250, 200).green() > 200
    made.close()


def test_that_closing_does_not_wait_for_a_slow_source(seat: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()
    ended = threading.Event()

    class Slow(Drawn):
        def close(self) -> None:
            gate.wait(10)
            ended.set()

    monkeypatch.setattr("widgets.map.tiles.choice.open_source", lambda *_: Slow(lambda _: picture()))
    choice = seat.choice(archive("x", seat.folder / "x"))
    seat.choose(choice, "x")
    seat.choose(choice, "")
    assert not ended.is_set()
    gate.set()
    assert ended.wait(5)

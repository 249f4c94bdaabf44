"""A map with everything on: the demo city's ground and places, a full queue, squads, cameras, and many dogs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from benchmarks._rig import MAIN
from command_center.clock import FixedClock, to_ms
from command_center.live import Live
from command_center.model.categories import Category, Device, Priority
from command_center.model.events import EventState
from command_center.model.observations import CameraState, SquadState
from command_center.queries.answers import Board, CameraCard, ReviewRow, SquadCard
from command_center.settings.places import read_places
from widgets.map.panel import MapPanel
from widgets.map.points import engines

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LON, LAT = 118.872, 28.946
CITY: tuple[float, float] = (0.055, 0.035)
"""Half of the demo city's built-up part, degrees."""
MATTERS, SQUADS, CAMERAS = 30, 12, 40
DEMO: Path = MAIN.parent / "resources" / "demo"
Floats = NDArray[np.float64]


class CityMap:
    """A `MapPanel` off screen, and dogs put straight into the live table's columns: the feed isn't what is measured."""

    def __init__(self, width: int, height: int, seed: int = 7) -> None:
        engines.load()
        self.rng = np.random.default_rng(seed)
        self.live, self.clock = Live(), FixedClock(NOW)
        self.panel = MapPanel(self.live, self.clock)
        self.panel.resize(width, height)
        self.panel.set_basemap(DEMO / "basemap.geojson")
        self.panel.set_places(read_places(DEMO / "places.geojson"), lambda _: True)
        self._furnish()
        self.panel.show()
        self.settle()

    def _spots(self, count: int) -> tuple[Floats, Floats]:
        return LON + self.rng.uniform(-CITY[0], CITY[0], count), LAT + self.rng.uniform(-CITY[1], CITY[1], count)

    def _furnish(self) -> None:
        """A queue, squads and cameras all over the city."""
        lon, lat = self._spots(MATTERS)
        kinds = (Priority.URGENT, Priority.HIGH, Priority.MEDIUM)
        rows = tuple(_row(i, lon[i], lat[i], kinds[i % 3]) for i in range(MATTERS))
        self.panel.set_board(Board(at=NOW, review=rows, shelved=(), cases={}, by_priority={}))
        lon, lat = self._spots(SQUADS)
        names = [f"S-{i}" for i in range(SQUADS)]
        self.live.squads.update(names, np.full(SQUADS, to_ms(NOW)), lon, lat)
        self.panel.set_squads([_squad(name) for name in names])
        lon, lat = self._spots(CAMERAS)
        self.panel.set_cameras([_camera(i, lon[i], lat[i]) for i in range(CAMERAS)])

    def fill(self, count: int) -> None:
        """So many dogs, one in fifty flagged, one in ten silent for long, all over what is in sight."""
        dogs = self.live.dogs = type(self.live.dogs)(max(count, 1))
        when = np.full(count, to_ms(NOW), np.int64)
        when[::10] -= 3_600_000
        dogs.update([f"{i:06d}" for i in range(count)], when, *self.in_sight(count))
        dogs.flag[::50] = 1
        dogs.heading[:] = self.rng.uniform(0, 360, count)
        self.panel.tick()
        self.settle()

    def in_sight(self, count: int) -> tuple[Floats, Floats]:
        """Random positions in the part of the city that is shown."""
        port = self.panel.view.port
        rect = port.rect()
        left, bottom = self.panel.projection.to_degrees(rect.left, rect.bottom)
        right, top = self.panel.projection.to_degrees(rect.right, rect.top)
        return self.rng.uniform(left, right, count), self.rng.uniform(bottom, top, count)

    def move(self, lon: Floats, lat: Floats) -> None:
        """Every dog to another place."""
        dogs = self.live.dogs
        dogs.lon[:], dogs.lat[:] = lon, lat
        dogs.revision += 1

    def overlaid(self, on: bool) -> None:
        """With matters, squads, cameras and their names, or without."""
        self.panel._overlay.setVisible(on)  # noqa: SLF001
        self.panel._pulse.setVisible(on)  # noqa: SLF001

    def frame(self) -> None:
        """Take over what moved and paint it, into the window's pixels."""
        self.panel.tick()
        self.panel.view.viewport().repaint()

    def settle(self, seconds: float = 20.0) -> None:
        """Wait until the ground is painted."""
        end = datetime.now(UTC) + timedelta(seconds=seconds)
        ground = self.panel._ground  # noqa: SLF001
        while not ground.settled or self.panel.view._rest.isActive():  # noqa: SLF001
            QCoreApplication.processEvents()
            if datetime.now(UTC) > end:
                raise RuntimeError("the ground was not painted")
        QCoreApplication.processEvents()

    def close(self) -> None:
        """Away with it."""
        self.panel.close()
        self.panel.deleteLater()
        QCoreApplication.processEvents()


def _row(i: int, lon: float, lat: float, priority: Priority) -> ReviewRow:
    return ReviewRow(
        id=f"e{i}", events=(f"e{i}",), kinds=(Category.DOG_IN_FORBIDDEN_ZONE,), priority=priority,
        state=EventState.OPEN, over=False, subject=f"{i:04d}", plate=None, place=None, place_name=None, address=None,
        grid=1, lon=lon, lat=lat, age_from=NOW, last_seen=NOW, count=1, source="dogs",
    )  # fmt: skip


def _squad(name: str) -> SquadCard:
    return SquadCard(
        squad=name, name=name, company="", grid=None, on_duty=True, members=3, state=SquadState.FREE, tasks=0
    )


def _camera(i: int, lon: float, lat: float) -> CameraCard:
    return CameraCard(
        camera=f"C-{i}", name=f"C-{i}", device=Device.FIXED, state=CameraState.ONLINE, lon=lon, lat=lat,
        heading=float(i * 9), stream=None,
    )  # fmt: skip

"""A basemap of tiles: how long until it is drawn, cold and warm, and how long the interface is held meanwhile.

The real panel off screen at 3840×2160, the archives made on the spot (streets and houses, zooms 10 to 16):

- `cold_ms`: from an archive just opened to the last tile drawn; `warm_ms`: the same picture again, tiles in memory
- `cold_held_ms`: the longest time meanwhile that the interface did not answer
- `pan`: six seconds, 60 times a second, over what was never shown: milliseconds of a movement with its frame, and the
  longest time the interface did not answer
- `floor_ms`: the same tiles read, decoded and drawn one after the other on one thread and nothing else, which is also
  what a map that draws on the interface's thread holds it for

`python -m benchmarks.tiles`
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import numpy as np
from pmtiles.tile import TileType
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication

from benchmarks import _tiles
from benchmarks._citymap import LAT, LON, CityMap
from command_center.model.settings import BasemapKind, BasemapSettings, Tone
from command_center.tiles.opening import open_source
from widgets.common import theme
from widgets.map.backdrop import Canvas
from widgets.map.labels import Room
from widgets.map.palette import palette
from widgets.map.tiles.tile_map import TileMap
from widgets.map.viewport import Viewport

WIDTH, HEIGHT = 3840, 2160
MPP = 2.0
"""Map metres in a pixel: streets are told apart, and panning stays on the archive."""
LONGEST_S = 60.0


class Held:
    """Works Qt's events, and knows the longest time between two turns."""

    def __init__(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()

    def turn(self, rest_s: float = 0.0005) -> None:
        """One turn of the loop."""
        QCoreApplication.processEvents()
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now
        time.sleep(rest_s)


def _settings(kind: BasemapKind, file: Path) -> BasemapSettings:
    return BasemapSettings(name=file.stem, kind=kind, file=str(file), tone=Tone.DIM)


@contextmanager
def _shown(city: CityMap, settings: BasemapSettings, folder: Path) -> Iterator[TileMap]:
    made = TileMap(settings, open_source(settings, city.clock, folder, {}), city.panel.projection)
    made.changed.connect(city.panel.ground_changed)
    try:
        yield made
    finally:
        made.end()
        city.settle()
        made.close()


def _drawn(city: CityMap, made: TileMap, started: float) -> dict[str, float]:
    """Until nothing is waited for and the ground stands still."""
    held, ground, done, quiet = Held(), city.panel._ground, started, 0.0  # noqa: SLF001
    while quiet < 0.3:
        held.turn()
        now = time.perf_counter()
        if now - started > LONGEST_S:
            raise RuntimeError("the map was not drawn")
        if made.counts.waiting or not ground.settled or made._soon.isActive():  # noqa: SLF001
            done = now
        quiet = now - done
    return {"ms": round((done - started) * 1000, 1), "held_ms": round(held.longest * 1000, 1)}


def _pan(city: CityMap, made: TileMap, seconds: float) -> dict[str, float]:
    view, taken, held = city.panel.view, [], Held()
    before = made.counts.loaded
    for i in range(round(seconds * 60)):
        due = time.perf_counter() + 1 / 60
        started = time.perf_counter()
        way = np.radians(i * 360 / (seconds * 60))
        view.by_hand(view.port.moved(90 * float(np.cos(way)), 90 * float(np.sin(way))))
        view.viewport().repaint()
        taken.append((time.perf_counter() - started) * 1000)
        while time.perf_counter() < due:
            held.turn()
    return {
        "tiles": made.counts.loaded - before, "median_ms": _ms(taken), "p99_ms": _ms(taken, 99),
        "held_ms": round(held.longest * 1000, 1),
    }  # fmt: skip


def _ms(sample: list[float], percent: float = 50) -> float:
    return round(float(np.percentile(sample, percent)), 2)


class _AtOnce:
    """A basemap whose tiles are all here: what `paint` needs of a loader, with nothing behind."""

    def __init__(self, made: TileMap) -> None:
        self.made = made

    def draw(self, view: Viewport) -> float:
        """Milliseconds to read, decode and draw the view's tiles on this thread."""
        made = self.made
        started = time.perf_counter()
        z = made._level(view, 1.0)  # noqa: SLF001
        assert z is not None
        kept = {}
        for placed in made._pyramid.seen(view, z):  # noqa: SLF001
            raw = made._source.get(placed.tile)  # noqa: SLF001
            if isinstance(raw, bytes):
                kept[placed.tile] = made._decode(placed.tile, raw)  # noqa: SLF001
        loader = made._loader  # noqa: SLF001
        wanted, had = loader.want, loader.had
        loader.want, loader.had = (lambda _: None), kept.get  # type: ignore[method-assign, assignment]
        canvas = Canvas(view.width, view.height, 1.0)
        painter = QPainter(canvas.image)
        made.paint(painter, view, palette())
        made.paint_names(painter, view, palette(), Room(), english=False)
        painter.end()
        loader.want, loader.had = wanted, had  # type: ignore[method-assign]
        return (time.perf_counter() - started) * 1000


def _measured(settings: BasemapSettings, folder: Path, seconds: float) -> dict[str, Any]:
    city = CityMap(WIDTH, HEIGHT)
    panel = city.panel
    x, y = panel.projection.point(LON, LAT)
    panel.view.by_hand(replace(panel.view.port, x=x, y=y, mpp=MPP))
    city.settle()
    try:
        with _shown(city, settings, folder) as made:
            floors = [_AtOnce(made).draw(panel.view.port) for _ in range(3)]
        with _shown(city, settings, folder) as made:
            started = time.perf_counter()
            panel.use_basemap(made)
            cold = _drawn(city, made, started)
            tiles = made.counts.loaded
            started = time.perf_counter()
            panel.ground_changed()
            warm = _drawn(city, made, started)
            pan = _pan(city, made, seconds)
    finally:
        city.close()
    return {
        "basemap": settings.name, "tiles": tiles, "cold_ms": cold["ms"], "cold_held_ms": cold["held_ms"],
        "warm_ms": warm["ms"], "warm_held_ms": warm["held_ms"], "pan": pan, "floor_ms": round(min(floors), 1),
        "cold_over_floor": round(cold["ms"] / min(floors), 2),
    }  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=6.0)
    asked = parser.parse_args()
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application, theme.DARK, HEIGHT / 1080)
    found = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        png, webp = _tiles.picture(256, "PNG"), _tiles.picture(512, "WEBP")
        offered = (
            _settings(BasemapKind.MBTILES, _tiles.mbtiles(folder / "png-256.mbtiles", png, "png")),
            _settings(BasemapKind.PMTILES, _tiles.pmtiles(folder / "webp-512.pmtiles", webp, TileType.WEBP)),
            _settings(BasemapKind.PMTILES, _tiles.pmtiles(folder / "vector.pmtiles", _tiles.vector, TileType.MVT)),
        )
        for one in offered:
            found.append(_measured(one, folder, asked.seconds))
            print(json.dumps(found[-1]), flush=True)
    print(json.dumps({"benchmark": "tiles", "size": [WIDTH, HEIGHT], "basemaps": found}))


if __name__ == "__main__":
    main()

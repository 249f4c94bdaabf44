"""How fast the map draws what moves: milliseconds a frame at 3840×2160, off screen, without a graphics card.

A frame of ours is the whole way of one: every dog has moved, the panel takes it over (`tick`), and the real view
paints ground, dots and everything above into the window's pixels. Dots are 8 pixels across. Beside it, in the same
run and turn by turn: pyqtgraph's `ScatterPlotItem` (new positions, one frame), and the floor: an image of that size
cleared, the same number of 8 × 8 sprites written into it by compiled code on one thread, and drawn to another one.
`python -m benchmarks.render [--frames 60]`
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import numba
import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from benchmarks._citymap import CityMap
from widgets.common import theme
from widgets.map.points.manner import Manner

WIDTH, HEIGHT = 3840, 2160
COUNTS = (3_000, 30_000, 300_000)
SCATTER_FRAMES = {3_000: 20, 30_000: 8, 300_000: 4}
ROUNDS = 3
"""Everything is measured so often, turn by turn, and the frames of all rounds are one sample."""
PLACES = 4
"""Sets of positions, used in turn."""


@numba.njit("void(u4[:,::1],i8[::1],i8[::1],u4[:,::1])", nogil=True)  # type: ignore[untyped-decorator]
def _floor(frame: Any, x: Any, y: Any, sprite: Any) -> None:
    """Clear, then write every sprite that lies wholly inside."""
    frame[:] = 0xFF0E1318
    for i in range(len(x)):
        if 0 <= x[i] <= frame.shape[1] - 8 and 0 <= y[i] <= frame.shape[0] - 8:
            for v in range(8):
                for u in range(8):
                    frame[y[i] + v, x[i] + u] = sprite[v, u]


class Floor:
    """Clear, write, blit."""

    def __init__(self, count: int) -> None:
        self.pixels: NDArray[np.uint32] = np.zeros((HEIGHT, WIDTH), np.uint32)
        self._image = QImage(self.pixels.data, WIDTH, HEIGHT, WIDTH * 4, QImage.Format.Format_RGB32)
        self._screen = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
        rng = np.random.default_rng(1)
        self._at = [(rng.integers(0, WIDTH - 8, count), rng.integers(0, HEIGHT - 8, count)) for _ in range(PLACES)]
        self._sprite = np.full((8, 8), 0xFFD7DEE5, np.uint32)

    def frame(self, turn: int) -> None:
        """One frame."""
        _floor(self.pixels, *self._at[turn % PLACES], self._sprite)
        painter = QPainter(self._screen)
        painter.drawImage(0, 0, self._image)
        painter.end()


class Scatter:
    """pyqtgraph's own way."""

    def __init__(self, count: int) -> None:
        self._widget = pg.PlotWidget()
        self._widget.resize(WIDTH, HEIGHT)
        self._widget.hideAxis("left")
        self._widget.hideAxis("bottom")
        self._widget.setRange(xRange=(0, 1), yRange=(0, 1), padding=0)
        self._item = pg.ScatterPlotItem(size=8, pen=None, brush=pg.mkBrush("#8495A4"), pxMode=True)
        self._widget.addItem(self._item)
        self._widget.show()
        QCoreApplication.processEvents()
        rng = np.random.default_rng(1)
        self._at = [rng.uniform(0, 1, (2, count)) for _ in range(PLACES)]

    def frame(self, turn: int) -> None:
        """One frame."""
        self._item.setData(*self._at[turn % PLACES])
        self._widget.viewport().repaint()

    def close(self) -> None:
        """Away with it."""
        self._widget.close()
        self._widget.deleteLater()
        QCoreApplication.processEvents()


def _times(frame: Callable[[int], None], frames: int) -> list[float]:
    """Milliseconds of each frame, after three to warm up."""
    taken = []
    for turn in range(frames + 3):
        started = time.perf_counter()
        frame(turn)
        taken.append((time.perf_counter() - started) * 1000)
    return taken[3:]


def _ms(sample: list[float], percent: float = 50) -> float:
    return round(float(np.percentile(sample, percent)), 2)


def _ours(city: CityMap, count: int) -> Callable[[int], None]:
    at = [city.in_sight(count) for _ in range(PLACES)]

    def frame(turn: int) -> None:
        city.move(*at[turn % PLACES])
        city.frame()

    return frame


def _compared(count: int, frames: int) -> dict[str, Any]:
    city, floor, scatter = CityMap(WIDTH, HEIGHT), Floor(count), Scatter(count)
    city.fill(count)
    ours: dict[str, list[float]] = {"bare": [], "dots": [], "density": []}
    floors: list[float] = []
    scatters: list[float] = []
    try:
        draw = _ours(city, count)
        for _ in range(ROUNDS):
            floors += _times(floor.frame, frames)
            city.panel.points.pin(Manner.DOTS, 8.0)
            city.overlaid(False)
            ours["bare"] += _times(draw, frames)
            city.overlaid(True)
            ours["dots"] += _times(draw, frames)
            city.panel.points.pin(Manner.DENSITY, 8.0)
            ours["density"] += _times(draw, frames)
            scatters += _times(scatter.frame, SCATTER_FRAMES[count])
    finally:
        scatter.close()
        city.close()
    found = {
        "points": count,
        "ours_ms": _ms(ours["bare"]),
        "ours_p99_ms": _ms(ours["bare"], 99),
        "ours_with_marks_ms": _ms(ours["dots"]),
        "ours_with_marks_p99_ms": _ms(ours["dots"], 99),
        "density_ms": _ms(ours["density"]),
        "density_p99_ms": _ms(ours["density"], 99),
        "scatter_plot_item_ms": _ms(scatters),
        "floor_ms": _ms(floors),
        "floor_p99_ms": _ms(floors, 99),
    }
    found["over_floor"] = round(found["ours_ms"] / found["floor_ms"], 2)
    found["scatter_over_ours"] = round(found["scatter_plot_item_ms"] / found["ours_ms"], 1)
    print(json.dumps(found), flush=True)
    return found


def _waited(until: float) -> None:
    """Let Qt work until it is time for the next frame."""
    while (left := until - time.perf_counter()) > 0:
        QCoreApplication.processEvents()
        time.sleep(min(left, 0.001))


def _moved(city: CityMap, acts: Iterator[Callable[[], None]], hz: float = 60.0) -> dict[str, float]:
    """A person moves the map, 60 times a second: milliseconds of each movement with its frame."""
    taken = []
    for act in acts:
        due = time.perf_counter() + 1 / hz
        started = time.perf_counter()
        act()
        city.panel.view.viewport().repaint()
        taken.append((time.perf_counter() - started) * 1000)
        _waited(due)
    return {"frames": len(taken), "median_ms": _ms(taken), "p99_ms": _ms(taken, 99), "worst_ms": _ms(taken, 100)}


def _pan_and_zoom(count: int, seconds: float) -> dict[str, Any]:
    city = CityMap(WIDTH, HEIGHT)
    city.fill(count)
    view, steps = city.panel.view, round(seconds * 60)

    def pan() -> Iterator[Callable[[], None]]:
        for i in range(steps):
            way = np.radians(i * 360 / steps)
            step = 28 * float(np.cos(way)), 28 * float(np.sin(way))
            yield lambda step=step: view.by_hand(view.port.moved(*step))  # type: ignore[misc]

    def zoom() -> Iterator[Callable[[], None]]:
        for i in range(steps):
            factor = 1.06 if (i // 60) % 2 == 0 else 1 / 1.06
            yield lambda factor=factor: view.zoom(factor, QPointF(1300, 900))  # type: ignore[misc]

    try:
        panned = _moved(city, pan())
        city.settle()
        zoomed = _moved(city, zoom())
    finally:
        city.close()
    return {"points": count, "pan": panned, "zoom": zoomed}


def _at_1080() -> dict[str, float]:
    theme.apply(_application(), theme.DARK, 1.0)
    city = CityMap(1920, 1080)
    city.fill(3000)
    try:
        sample = _times(_ours(city, 3000), 300)
    finally:
        city.close()
    return {"points": 3000, "ms": _ms(sample), "p99_ms": _ms(sample, 99), "frames_a_second": round(1000 / _ms(sample))}


def _pointing(count: int, seconds: int = 20) -> dict[str, Any]:
    """All dogs take a step, and the pointer goes over the map, again and again: milliseconds to know what is under it
    (the first time after a step, and then), and of the step with its frame, which hold the interface up."""
    city = CityMap(1920, 1080)
    city.fill(count)
    dogs, rng = city.live.dogs, city.rng
    first: list[float] = []
    then: list[float] = []
    held: list[float] = []
    try:
        for _ in range(seconds):
            step = rng.normal(0, 1e-5, (2, count))
            city.move(dogs.lon + step[0], dogs.lat + step[1])
            held.append(_one(city.frame))
            spots = rng.uniform(0, 1, (60, 2)) * (1920, 1080)
            taken = [_one(partial(city.panel.pointing.target, *spot)) for spot in spots.tolist()]
            first.append(taken[0])
            then += taken[1:]
    finally:
        city.close()
    return {
        "points": count, "first_ms": _ms(first), "then_ms": _ms(then), "then_p99_ms": _ms(then, 99),
        "step_ms": _ms(held), "step_worst_ms": _ms(held, 100),
    }  # fmt: skip


def _one(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def _application() -> QApplication:
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    return application


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--frames", type=int, default=40)
    parser.add_argument("--seconds", type=float, default=6.0)
    asked = parser.parse_args()
    theme.apply(_application(), theme.DARK, HEIGHT / 1080)
    frames = [_compared(count, asked.frames) for count in COUNTS]
    moved = [_pan_and_zoom(count, asked.seconds) for count in (3_000, 300_000)]
    result = {
        "benchmark": "render",
        "size": [WIDTH, HEIGHT],
        "frames": frames,
        "pan_and_zoom_everything_on": moved,
        "demo_city_1920x1080": _at_1080(),
        "pointing_1920x1080": [_pointing(count) for count in (100_000, 300_000)],
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()

"""Opens the seat, goes through sizes and panels, and says as JSON lines what is wrong with how things stand. Run in a
process of its own, as the scale factor is read once: `python -m tests.widgets.seat_layout WIDTHxHEIGHT…` (device
pixels; a folder as the last argument takes pictures)."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import qasync
from PySide6.QtCore import QRect, QSettings
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QWidget,
)

from tests.widgets.conftest import BASEMAP, until
from tests.widgets.room import Room
from widgets.common import theme
from widgets.common.language import Language
from widgets.common.parts import KeyButton
from widgets.station import Station
from widgets.time.choice import Choice

LEAST_TYPE = 11
"""Pixels of the screen itself, of a screen 1080 lines high."""
PANELS = ("", "zones", "cameras", "feeds", "arrange", "wall")


def wrong(station: Station) -> Iterator[str]:
    """What leaves its place, is cut or too small."""
    if station.minimumSizeHint().width() > station.width() or station.minimumSizeHint().height() > station.height():
        yield f"the window needs {station.minimumSizeHint()}, and has {station.size()}"
    ratio = station.devicePixelRatioF()
    least = LEAST_TYPE * max(1.0, 0.8 * station.height() * ratio / 1080) / ratio - 0.75  # sizes are whole pixels
    for widget in station.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not station or widget.width() == 0:
            continue
        yield from (f"{_name(widget)}: {fault}" for fault in _leaving(widget))
        text = _text(widget)
        if text:
            yield from (f"{_name(widget)}: {fault}: {text}" for fault in _written(widget, text, least))
    yield from _on_the_map(station)


def _name(widget: QWidget) -> str:
    parent = widget.parentWidget()
    return f"{type(parent).__name__}/{type(widget).__name__}"


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""


def _leaving(widget: QWidget) -> Iterator[str]:
    """Outside its parent. What scrolls may be as high as it likes."""
    parent = widget.parentWidget()
    if parent is None or type(widget).__module__.startswith("PySide6QtAds"):
        return
    room, box = parent.rect().adjusted(-1, -1, 1, 1), widget.geometry()
    above = parent.parentWidget()
    scrolls = isinstance(above, QAbstractScrollArea) and above.viewport() is parent
    if scrolls:
        box = QRect(box.left(), room.top(), box.width(), 1)
    if not room.contains(box):
        yield f"leaves its parent: {widget.geometry()} in {parent.rect()}"


def _written(widget: QWidget, text: str, least: float) -> Iterator[str]:
    metrics = QFontMetrics(widget.font())
    if widget.font().pixelSize() < least:
        yield f"too small, {widget.font().pixelSize()} < {least:.1f}"
    if isinstance(widget, KeyButton):
        primary = theme.font(theme.Size.BODY, bold=widget._primary)
        if QFontMetrics(primary).horizontalAdvance(text) > widget.room():
            yield "cut"
    elif isinstance(widget, Choice | QCheckBox):
        if widget.sizeHint().width() > widget.width():
            yield "cut"
    elif isinstance(widget, QLabel) and widget.wordWrap():
        if widget.heightForWidth(widget.width()) > widget.height() + 1:
            yield "cut below"
    elif isinstance(widget, QLabel):
        width = max(metrics.horizontalAdvance(line) for line in text.splitlines())
        if width > widget.contentsRect().width() + 1 or metrics.height() > widget.height() + 2:
            yield "cut"


def _on_the_map(station: Station) -> Iterator[str]:
    """What lies on the map lies side by side."""
    parts = [station.strip, station.search, station.map.layers, station.replaying.stage.panel]
    seen = [part for part in parts if part.isVisible() and station.map.isVisible()]
    for one, other in combinations(seen, 2):
        if one.geometry().intersects(other.geometry()):
            yield f"{type(one).__name__} covers {type(other).__name__}: {one.geometry()} {other.geometry()}"


async def _look(station: Station, language: Language, sizes: list[tuple[int, int]], pictures: Path | None) -> None:
    ratio = station.devicePixelRatioF()
    for width, height in sizes:
        station.resize(round(width / ratio), round(height / ratio))
        for tongue in ("zh_CN", "en"):
            language.use(tongue)
            for panel in PANELS:
                if panel:
                    station.docks.open(panel)
                await until(lambda: station.tasks.idle)
                for _ in range(3):  # a layout that changes asks its parent's for another
                    QApplication.sendPostedEvents()
                    QApplication.processEvents()
                found = sorted(set(wrong(station)))
                said = {"size": f"{width}x{height}", "language": tongue, "panel": panel, "wrong": found}
                sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
                if pictures is not None:
                    station.grab().save(str(pictures / f"{width}x{height}@{ratio:g}-{tongue}-{panel or 'seat'}.png"))
                if panel:
                    station.docks.toggle(panel)


async def _sit(app: QApplication, sizes: list[tuple[int, int]], pictures: Path | None) -> None:
    room, language = Room(), Language(app)
    station = Station(room.desk, BASEMAP, language)
    ratio = app.primaryScreen().devicePixelRatio()
    station.resize(round(sizes[0][0] / ratio), round(sizes[0][1] / ratio))
    station.show()
    await until(lambda: station.detail.matter is not None and station.tasks.idle)
    await _look(station, language, sizes, pictures)
    station.close()


def main() -> None:
    """Look at every size in both languages, with every panel."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    theme.apply(app, theme.DARK)
    given = [argument.split("x") for argument in sys.argv[1:]]
    sizes = [(int(pair[0]), int(pair[1])) for pair in given if len(pair) == 2 and pair[0].isdigit()]
    pictures = Path(sys.argv[-1]) if len(sizes) < len(given) else None
    qasync.run(_sit(app, sizes, pictures))


if __name__ == "__main__":
    main()

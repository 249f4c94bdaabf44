"""Opens the seat, goes through sizes and panels, and says as JSON lines what is wrong with how things stand. Run in a
process of its own, as the scale factor is read once: `python -m tests.widgets.seat_layout WIDTHxHEIGHT…` (device
pixels; a folder as the last argument takes pictures)."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

import qasync
from PySide6.QtCore import QRect, QSettings, QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QLabel,
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
PATIENCE_S = 60.0
"""Children of all factors share the machine."""
CASE = "case"
PANELS = ("", CASE, "zones", "cameras", "feeds", "arrange", "wall")
"""The seat as it begins, on a case in progress, and with each of its panels."""


def plan(sizes: Sequence[str]) -> list[tuple[str, str, str]]:
    """What is looked at: size, language, panel. Each panel on the first and the last size, where room is scarcest and
    type largest; in English, whose words are longer, on the first."""
    found = []
    for size in sizes:
        for tongue in ("zh_CN", "en"):
            all_ = size == sizes[0] or (size == sizes[-1] and tongue == "zh_CN")
            found += [(size, tongue, panel) for panel in (PANELS if all_ else PANELS[:1])]
    return found


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
    picture = station.detail.picture
    if picture.isVisible() and picture.height() != picture.sizeHint().height():
        yield f"the picture is {picture.height()} high, and should be {picture.sizeHint().height()}"
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
    """What lies on the map lies side by side, and so do the buttons there."""
    parts = [station.strip, station.search, station.map.layers, station.replaying.stage.panel]
    for beside in (parts, station.strip.findChildren(KeyButton), station.top.findChildren(QWidget)):
        seen = [part for part in beside if part.isVisible() and station.map.isVisible()]
        for one, other in combinations(seen, 2):
            if one.geometry().intersects(other.geometry()):
                yield f"{_name(one)} covers {_name(other)}: {one.geometry()} {other.geometry()}"


async def _look(station: Station, language: Language, sizes: Sequence[str], pictures: Path | None) -> None:
    ratio = station.devicePixelRatioF()
    for size, tongue, panel in plan(sizes):
        station.resize(logical(size, ratio))
        language.use(tongue)
        if panel == CASE:
            station.queue.tabs.turn(2)
            await until(
                lambda: station.detail.matter is not None and station.detail.matter.case is not None, PATIENCE_S
            )
        elif panel:
            station.docks.open(panel)
        await until(lambda: station.tasks.idle, PATIENCE_S)
        for _ in range(5):  # a layout that changes asks its parent's for another
            await asyncio.sleep(0)
        said = {"size": size, "language": tongue, "panel": panel, "wrong": sorted(set(wrong(station)))}
        sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
        if pictures is not None:
            station.grab().save(str(pictures / f"{size}@{ratio:g}-{tongue}-{panel or 'seat'}.png"))
        if panel == CASE:
            station.queue.tabs.turn(-2)
        elif panel:
            station.docks.toggle(panel)


def logical(size: str, ratio: float) -> QSize:
    """Device pixels as WIDTHxHEIGHT in the window's own."""
    width, height = size.split("x")
    return QSize(round(int(width) / ratio), round(int(height) / ratio))


async def _sit(app: QApplication, sizes: Sequence[str], pictures: Path | None) -> None:
    room, language = Room(), Language(app)
    station = Station(room.desk, BASEMAP, language)
    station.resize(logical(sizes[0], app.primaryScreen().devicePixelRatio()))
    station.show()
    await until(lambda: station.detail.matter is not None and station.tasks.idle, PATIENCE_S)
    await _look(station, language, sizes, pictures)
    station.close()


def main() -> None:
    """Look at every size in both languages, with every panel."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    theme.apply(app, theme.DARK)
    sizes = [argument for argument in sys.argv[1:] if argument[0].isdigit()]
    pictures = Path(sys.argv[-1]) if sys.argv[-1] not in sizes else None
    qasync.run(_sit(app, sizes, pictures))


if __name__ == "__main__":
    main()

"""Builds every scene at a size and says, as JSON lines, what is wrong with how it stands. Run in a process of its own,
as the scale factor is read once: `python -m tests.widgets.wall_layout WIDTHxHEIGHT… [PICTURES]` (device pixels)."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

import qasync
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect, QSettings
from PySide6.QtWidgets import QApplication

from command_center.commands.requests import ShowOnWall
from command_center.model.categories import Device
from command_center.model.observations import CameraState
from command_center.model.walls import LEAST, STANDARD, Plan, Scene, Tile, TileKind
from command_center.queries.answers import CameraCard
from command_center.queries.walls import KeptScene
from tests.widgets.conftest import BASEMAP, showing, until
from tests.widgets.room import LAT, LON, Room
from tests.widgets.seat_layout import logical
from widgets.bigscreen.tile import PaintedTile
from widgets.bigscreen.window import FLAT, WallWindow
from widgets.common import theme
from widgets.common.language import Language
from widgets.wall import Wall

NAMES = ("荷花中路与新桥街口", "府山公园东门", "上街 12 号路口", "实验小学北门", "衢江大桥南引桥下人行道东侧停车点")


def cameras() -> tuple[CameraCard, ...]:
    """Fixed cameras, one that does not answer, one with a long name."""
    return tuple(
        CameraCard(camera=f"C-{n}", name=name, device=Device.FIXED, lon=LON, lat=LAT, heading=None, stream=None,
                   state=CameraState.OFFLINE if n == 2 else CameraState.ONLINE)
        for n, name in enumerate(NAMES * 3)
    )  # fmt: skip


def scenes() -> list[Scene]:
    """The program's own, and for each kind one with the least tile it may have."""
    made = list(STANDARD)
    for kind, (wide, high) in LEAST.items():
        show = "grids" if kind is TileKind.RANKING else ""
        columns, rows = round(1 / wide), round(1 / high)
        tile = Tile(kind=kind, row=0, column=0, show=show)
        made.append(Scene(id=f"least-{kind}", name="最小", rows=rows, columns=columns, tiles=(tile,)))
    return made


def wrong(window: WallWindow) -> Iterator[str]:
    """What overlaps, is cut, leaves its tile, or is too small."""
    assert window.view is not None
    boxes: list[QRect] = [window.head.geometry()]
    for _, part in window.view.tiles:
        boxes.append(QRect(part.mapTo(window, QPoint(0, 0)), part.size()))
    for one, other in combinations(boxes, 2):
        if one.intersects(other):
            yield f"tiles overlap: {one} {other}"
    if not all(window.rect().contains(box) for box in boxes):
        yield "a tile leaves the window"
    smallest = min(window.height(), window.width() / FLAT) / 40 - 0.01
    for part in (window.head, *(part for _, part in window.view.tiles)):
        if isinstance(part, PaintedTile):
            yield from _written(part, smallest)


def _written(part: PaintedTile, smallest: float) -> Iterator[str]:
    name = type(part).__name__
    if not part.written:
        yield f"{name}: nothing is written"
    for one in part.written:
        if one.cut:
            yield f"{name}: cut: {one.text}"
        if one.pixels < smallest:
            yield f"{name}: too small: {one.text} {one.pixels} < {smallest}"
        if not part.rect().adjusted(-1, -1, 1, 1).contains(one.box.toAlignedRect()):
            yield f"{name}: leaves the tile: {one.text} {one.box} {part.rect()}"
    for one, other in combinations(part.written, 2):
        if one.box.adjusted(0.5, 0.5, -0.5, -0.5).intersects(other.box.adjusted(0.5, 0.5, -0.5, -0.5)):
            yield f"{name}: overlap: {one.text} / {other.text}"


async def _turn(room: Room, window: WallWindow, scene: str) -> None:
    """As a seat does it."""
    monitors = tuple(card.monitor.id for card in room.queries.wall_now.monitors)
    await room.desk.commands.do(room.desk.person, ShowOnWall(monitors, Plan(scene=scene), 0))
    await until(lambda: window.view is not None and window.view.scene.id == scene)


async def _look(app: QApplication, size: str, pictures: Path | None) -> None:
    ratio = app.primaryScreen().devicePixelRatio()
    room = Room()

    async def answer() -> Sequence[CameraCard]:
        return cameras()

    room.queries.cameras = answer  # type: ignore[method-assign, assignment]
    board = room.queries.now_board
    urgent = tuple(replace(row, urgent_from=row.age_from) if row.priority == "urgent" else row for row in board.review)
    room.queries.now_board = replace(board, review=urgent)
    room.queries.wall_now = replace(room.queries.wall_now, scenes=tuple(KeptScene(s, 0, True) for s in scenes()))
    language = Language(app)
    wall = Wall(room.desk, BASEMAP, size=logical(size, ratio))
    wall.show()
    await until(lambda: showing(wall) and bool(wall.room.cameras))
    window = next(iter(wall.windows.values()))
    for tongue in ("zh_CN", "en"):
        language.use(tongue)
        for scene in scenes():
            if pictures is not None:
                await _turn(room, window, scene.id)
                await asyncio.sleep(0.3)
            window.show_scene(scene)
            picture = window.grab()
            found = list(wrong(window))
            said = {"size": size, "scene": scene.id, "language": tongue, "wrong": found}
            sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
            if pictures is not None and tongue == "zh_CN":
                picture.save(str(pictures / f"{size}@{ratio:g}-{scene.id}.png"))
    wall.close()


def main() -> None:
    """Look at every scene in both languages."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    theme.apply(app, theme.DARK)
    sizes = [argument for argument in sys.argv[1:] if argument[0].isdigit()]
    pictures = Path(sys.argv[-1]) if sys.argv[-1] not in sizes else None

    async def look() -> None:
        for size in sizes:
            await _look(app, size, pictures)

    qasync.run(look())


if __name__ == "__main__":
    main()

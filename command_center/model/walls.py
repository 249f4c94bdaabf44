"""The wall: scenes made of tiles in a grid, and what each monitor is to show. Pure; time and alarms are handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

MOST_ROWS = MOST_COLUMNS = 8
NAME_LENGTH = 24
SHORTEST_TURN_S, LONGEST_TURN_S = 5, 3600
LONGEST_URGENT_S = 3600


class TileKind(StrEnum):
    """What a tile shows."""

    MAP = "map"
    ALARMS = "alarms"
    CAMERAS = "cameras"
    FIGURES = "figures"
    HOURS = "hours"
    CATEGORIES = "categories"
    RANKING = "ranking"


CITY, URGENT, GRID = "city", "urgent", "grid:"
"""What a map looks at: the whole city; what is most urgent; one grid, by its number after the colon."""
COMPANIES, GRIDS = "companies", "grids"
"""What a ranking compares."""
LEAST: Mapping[TileKind, tuple[float, float]] = {
    TileKind.MAP: (0.25, 0.25),
    TileKind.ALARMS: (0.25, 0.25),
    TileKind.CAMERAS: (0.25, 0.25),
    TileKind.FIGURES: (0.25, 0.2),
    TileKind.HOURS: (0.25, 0.2),
    TileKind.CATEGORIES: (0.25, 0.2),
    TileKind.RANKING: (0.25, 0.2),
}
"""The least share of the scene's width and height a tile needs to be read across a room."""


class Tile(Struct, frozen=True, kw_only=True):
    """One tile: rows and columns count from 0; `show` says which of its kind (`city`, `grid:7`, `companies` …), "" the
    usual."""

    kind: TileKind
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    show: Annotated[str, Meta(max_length=60)] = ""

    def cells(self) -> set[tuple[int, int]]:
        """The cells it covers."""
        return {(self.row + r, self.column + c) for r in range(self.rows) for c in range(self.columns)}


class Scene(Struct, frozen=True, kw_only=True):
    """A named grid of tiles, all rows of one height and all columns of one width."""

    id: Annotated[str, Meta(min_length=1, max_length=60)]
    name: Annotated[str, Meta(max_length=200)]
    rows: int
    columns: int
    tiles: Annotated[tuple[Tile, ...], Meta(max_length=64)]


class Plan(Struct, frozen=True, kw_only=True):
    """What a monitor is to show: `scene`, or those of `turn` one after the other for `every_s` seconds each. With
    `urgent`, an urgent alarm brings that scene until it is answered, for `urgent_s` seconds at most."""

    scene: str
    turn: Annotated[tuple[str, ...], Meta(max_length=50)] = ()
    every_s: int = 30
    urgent: str = ""
    urgent_s: int = 300


class Monitor(Struct, frozen=True, kw_only=True):
    """A monitor of a wall. `id` is its connector's name, serial number and model, `label` what people call it;
    pixels are the device's own."""

    id: Annotated[str, Meta(min_length=1, max_length=300)]
    label: Annotated[str, Meta(max_length=200)]
    width: int
    height: int


OVERVIEW = "overview"


def _tile(kind: TileKind, row: int, column: int, rows: int, columns: int, show: str = "") -> Tile:
    return Tile(kind=kind, row=row, column=column, rows=rows, columns=columns, show=show)


STANDARD: tuple[Scene, ...] = (
    Scene(
        id=OVERVIEW, name="", rows=5, columns=8,
        tiles=(
            _tile(TileKind.MAP, 0, 0, 4, 5), _tile(TileKind.ALARMS, 0, 5, 4, 3), _tile(TileKind.FIGURES, 4, 0, 1, 4),
            _tile(TileKind.HOURS, 4, 4, 1, 2), _tile(TileKind.RANKING, 4, 6, 1, 2),
        ),
    ),
    Scene(id="city", name="", rows=1, columns=1, tiles=(_tile(TileKind.MAP, 0, 0, 1, 1),)),
    Scene(
        id="urgent", name="", rows=1, columns=5,
        tiles=(_tile(TileKind.MAP, 0, 0, 1, 3, URGENT), _tile(TileKind.ALARMS, 0, 3, 1, 2)),
    ),
    Scene(
        id="day", name="", rows=3, columns=2,
        tiles=(
            _tile(TileKind.FIGURES, 0, 0, 1, 2), _tile(TileKind.HOURS, 1, 0, 1, 1),
            _tile(TileKind.CATEGORIES, 2, 0, 1, 1), _tile(TileKind.RANKING, 1, 1, 1, 1, COMPANIES),
            _tile(TileKind.RANKING, 2, 1, 1, 1, GRIDS),
        ),
    ),
    Scene(
        id="cameras", name="", rows=1, columns=3,
        tiles=(_tile(TileKind.CAMERAS, 0, 0, 1, 2), _tile(TileKind.ALARMS, 0, 2, 1, 1)),
    ),
)  # fmt: skip
"""The scenes there are before anybody has made one. Their names are words of the program."""


def faults(scene: Scene) -> list[str]:
    """What is wrong with a scene, as codes with the tile's number where one is to blame; empty when it can be shown.

    `name` missing or too long; `size` rows or columns out of bounds; `empty`; `outside:N`; `overlap:N`; `small:N` less
    than its kind's least share; `show:N` not something its kind can show.
    """
    found = []
    standard = any(scene.id == one.id for one in STANDARD)
    if not (scene.name.strip() or standard) or len(scene.name) > NAME_LENGTH:
        found.append("name")
    if not (1 <= scene.rows <= MOST_ROWS and 1 <= scene.columns <= MOST_COLUMNS):
        return [*found, "size"]
    if not scene.tiles:
        found.append("empty")
    taken: set[tuple[int, int]] = set()
    for n, tile in enumerate(scene.tiles):
        found += [f"{code}:{n}" for code in _tile_faults(scene, tile, taken)]
        taken |= tile.cells() if _bounded(scene, tile) else set()
    return found


def _bounded(scene: Scene, tile: Tile) -> bool:
    return (
        tile.row >= 0 and tile.column >= 0 and tile.rows >= 1 and tile.columns >= 1
        and tile.row + tile.rows <= scene.rows and tile.column + tile.columns <= scene.columns
    )  # fmt: skip


def _tile_faults(scene: Scene, tile: Tile, taken: set[tuple[int, int]]) -> list[str]:
    if not _bounded(scene, tile):
        return ["outside"]
    found = ["overlap"] if tile.cells() & taken else []
    wide, high = LEAST[tile.kind]
    if tile.columns / scene.columns < wide - 1e-9 or tile.rows / scene.rows < high - 1e-9:
        found.append("small")
    return found if _can_show(tile) else [*found, "show"]


def _can_show(tile: Tile) -> bool:
    if tile.kind is TileKind.MAP:
        number = tile.show.removeprefix(GRID)
        return tile.show in ("", CITY, URGENT) or (number != tile.show and number.isascii() and number.isdigit())
    return tile.show in (("", COMPANIES, GRIDS) if tile.kind is TileKind.RANKING else ("",))


def plan_faults(plan: Plan) -> list[str]:
    """What is wrong with a plan, as codes: `scene`, `every`, `urgent`."""
    found = [] if plan.scene else ["scene"]
    if not SHORTEST_TURN_S <= plan.every_s <= LONGEST_TURN_S:
        found.append("every")
    if not 1 <= plan.urgent_s <= LONGEST_URGENT_S:
        found.append("urgent")
    return found


def shown(plan: Plan, since: datetime, now: datetime, alarms: Sequence[datetime]) -> str:
    """The scene a plan made at `since` shows at `now`.

    `alarms`: when each urgent alarm that nobody has answered reached the queue. One that was there before the plan does
    not bring its scene: whoever made the plan saw it. All monitors with plans of one moment turn together.
    """
    if plan.urgent and any(since < at <= now < at + timedelta(seconds=plan.urgent_s) for at in alarms):
        return plan.urgent
    if not plan.turn:
        return plan.scene
    turns = int(max(0.0, (now - since).total_seconds()) // max(1, plan.every_s))
    return plan.turn[turns % len(plan.turn)]

"""What a leader's hand does to a scene: each returns another scene, never one that leaves its grid."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from command_center.model.walls import (
    CITY,
    COMPANIES,
    GRID,
    GRIDS,
    LEAST,
    MOST_COLUMNS,
    MOST_ROWS,
    URGENT,
    Scene,
    Tile,
    TileKind,
)

KINDS = tuple(TileKind)


def moved(scene: Scene, n: int, down: int, right: int) -> Scene:
    """Tile `n` so many cells further, as far as the grid reaches."""
    tile = scene.tiles[n]
    row = min(max(0, tile.row + down), scene.rows - tile.rows)
    column = min(max(0, tile.column + right), scene.columns - tile.columns)
    return _with(scene, n, replace(tile, row=row, column=column))


def sized(scene: Scene, n: int, taller: int, wider: int) -> Scene:
    """Tile `n` so many cells taller and wider, at least one, at most to the grid's edge."""
    tile = scene.tiles[n]
    rows = min(max(1, tile.rows + taller), scene.rows - tile.row)
    columns = min(max(1, tile.columns + wider), scene.columns - tile.column)
    return _with(scene, n, replace(tile, rows=rows, columns=columns))


def regridded(scene: Scene, rows: int, columns: int) -> Scene:
    """More or fewer rows and columns; tiles that reach over the new edge are drawn in."""
    made = replace(
        scene,
        rows=min(max(1, scene.rows + rows), MOST_ROWS),
        columns=min(max(1, scene.columns + columns), MOST_COLUMNS),
    )
    return replace(made, tiles=tuple(_drawn_in(made, tile) for tile in scene.tiles))


def _drawn_in(scene: Scene, tile: Tile) -> Tile:
    high, wide = min(tile.rows, scene.rows), min(tile.columns, scene.columns)
    row, column = min(tile.row, scene.rows - high), min(tile.column, scene.columns - wide)
    return replace(tile, row=row, column=column, rows=high, columns=wide)


def added(scene: Scene) -> Scene:
    """One more tile: of the first kind not there yet, in the first free room that is large enough; where there is
    none, over the others, to be moved."""
    there = {tile.kind for tile in scene.tiles}
    kind = next((kind for kind in KINDS if kind not in there), TileKind.MAP)
    wide, high = LEAST[kind]
    rows, columns = max(1, -(-scene.rows * high // 1)), max(1, -(-scene.columns * wide // 1))
    size = Tile(kind=kind, row=0, column=0, rows=int(rows), columns=int(columns))
    taken = {cell for tile in scene.tiles for cell in tile.cells()}
    spots = [
        replace(size, row=row, column=column)
        for row in range(scene.rows - size.rows + 1)
        for column in range(scene.columns - size.columns + 1)
    ]
    free = next((spot for spot in spots if not spot.cells() & taken), size)
    return replace(scene, tiles=(*scene.tiles, free))


def removed(scene: Scene, n: int) -> Scene:
    """Without tile `n`."""
    return replace(scene, tiles=(*scene.tiles[:n], *scene.tiles[n + 1 :]))


def of_next_kind(scene: Scene, n: int) -> Scene:
    """Tile `n` of the kind after its own."""
    tile = scene.tiles[n]
    kind = KINDS[(KINDS.index(tile.kind) + 1) % len(KINDS)]
    return _with(scene, n, replace(tile, kind=kind, show=""))


def showing_next(scene: Scene, n: int, grids: Sequence[int]) -> Scene:
    """Tile `n` showing the next thing its kind can show: a map the city, what is urgent, each of `grids`."""
    tile = scene.tiles[n]
    ways: list[str] = []
    if tile.kind is TileKind.MAP:
        ways = [CITY, URGENT, *(f"{GRID}{grid}" for grid in grids)]
    elif tile.kind is TileKind.RANKING:
        ways = [COMPANIES, GRIDS]
    if not ways:
        return scene
    at = ways.index(tile.show) if tile.show in ways else 0
    return _with(scene, n, replace(tile, show=ways[(at + 1) % len(ways)]))


def _with(scene: Scene, n: int, tile: Tile) -> Scene:
    return replace(scene, tiles=(*scene.tiles[:n], tile, *scene.tiles[n + 1 :]))

"""What a leader's hand does to a scene never leaves the grid; what it cannot mend is said."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from command_center.model.walls import STANDARD, Scene, TileKind, faults
from widgets.wallseat import editing

OVERVIEW = STANDARD[0]
steps = st.lists(
    st.tuples(st.sampled_from(["move", "size", "grid", "add", "remove", "kind", "show"]), st.integers(0, 20),
              st.integers(-9, 9), st.integers(-9, 9)), max_size=30,
)  # fmt: skip


def changed(scene: Scene, what: str, n: int, down: int, right: int) -> Scene:
    if what == "grid":
        return editing.regridded(scene, down, right)
    if what == "add":
        return editing.added(scene)
    if not scene.tiles:
        return scene
    n %= len(scene.tiles)
    if what == "move":
        return editing.moved(scene, n, down, right)
    if what == "size":
        return editing.sized(scene, n, down, right)
    if what == "remove":
        return editing.removed(scene, n)
    return editing.of_next_kind(scene, n) if what == "kind" else editing.showing_next(scene, n, [7, 12])


@given(steps)
def test_whatever_is_done_tiles_stay_in_the_grid_and_show_what_their_kind_can(
    done: list[tuple[str, int, int, int]],
) -> None:
    scene = OVERVIEW
    for one in done:
        scene = changed(scene, *one)
    assert [code for code in faults(scene) if code.split(":")[0] in ("outside", "show", "size")] == []


def test_a_new_tile_goes_where_there_is_room() -> None:
    scene = editing.removed(OVERVIEW, 1)
    assert faults(editing.added(scene)) == []


def test_a_map_shows_the_city_the_urgent_one_and_each_grid_in_turn() -> None:
    scene, seen = OVERVIEW, []
    for _ in range(5):
        seen.append(scene.tiles[0].show)
        scene = editing.showing_next(scene, 0, [7, 12])
    assert seen == ["", "urgent", "grid:7", "grid:12", "city"]
    assert scene.tiles[0].kind is TileKind.MAP

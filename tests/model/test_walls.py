"""What a monitor shows at a moment: pinned, in turn, or what an urgent alarm brings; and which scenes can be shown."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from command_center.model.walls import STANDARD, Plan, Scene, Tile, TileKind, faults, plan_faults, shown
from tests.builders import NOW

S = timedelta(seconds=1)
TURN = Plan(scene="a", turn=("a", "b", "c"), every_s=30)
RULE = Plan(scene="a", urgent="u", urgent_s=120)


def scene(*tiles: Tile, rows: int = 2, columns: int = 4, name: str = "Mine") -> Scene:
    return Scene(id="s", name=name, rows=rows, columns=columns, tiles=tiles)


def tile(kind: TileKind = TileKind.MAP, row: int = 0, column: int = 0, rows: int = 1, columns: int = 1,
         show: str = "") -> Tile:  # fmt: skip
    return Tile(kind=kind, row=row, column=column, rows=rows, columns=columns, show=show)


def test_a_pinned_scene_stays() -> None:
    assert shown(Plan(scene="a"), NOW, NOW + 9999 * S, []) == "a"


def test_scenes_in_turn_change_on_the_second_and_begin_again() -> None:
    seen = [shown(TURN, NOW, NOW + s * S, []) for s in (0, 29.9, 30, 60, 90)]
    assert seen == ["a", "a", "b", "c", "a"]


def test_an_urgent_alarm_brings_its_scene_and_goes_when_answered() -> None:
    at = NOW + 10 * S
    assert shown(RULE, NOW, NOW + 9 * S, [at]) == "a"
    assert shown(RULE, NOW, NOW + 11 * S, [at]) == "u"
    assert shown(RULE, NOW, NOW + 12 * S, []) == "a"


def test_an_urgent_alarm_nobody_answers_gives_the_wall_back_after_its_time() -> None:
    at = NOW + 10 * S
    assert shown(RULE, NOW, at + 119 * S, [at]) == "u"
    assert shown(RULE, NOW, at + 120 * S, [at]) == "a"
    assert shown(RULE, NOW, at + 120 * S, [at, at + 60 * S]) == "u"


def test_a_person_who_says_what_is_shown_has_the_last_word_over_older_alarms() -> None:
    assert shown(RULE, NOW, NOW + S, [NOW - S, NOW]) == "a"


def test_rotation_goes_on_behind_an_urgent_scene() -> None:
    plan = replace(TURN, urgent="u", urgent_s=20)
    at = NOW + 25 * S
    assert [shown(plan, NOW, NOW + s * S, [at]) for s in (24, 31, 46)] == ["a", "u", "b"]


@given(st.integers(-1000, 10_000), st.lists(st.integers(-1000, 10_000), max_size=4))
def test_something_that_is_in_the_plan_is_always_shown(now: int, alarms: list[int]) -> None:
    plan = replace(TURN, urgent="u")
    assert shown(plan, NOW, NOW + now * S, [NOW + a * S for a in alarms]) in {"a", "b", "c", "u"}


def test_the_program_s_own_scenes_can_be_shown() -> None:
    assert {one.id: faults(one) for one in STANDARD if faults(one)} == {}


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (scene(), "empty"),
        (scene(tile(), name=" "), "name"),
        (scene(tile(), name="x" * 25), "name"),
        (scene(tile(), rows=0), "size"),
        (scene(tile(), columns=9), "size"),
        (scene(tile(), tile(columns=2)), "overlap:1"),
        (scene(tile(row=1, rows=2)), "outside:0"),
        (scene(tile(column=-1)), "outside:0"),
        (scene(tile(rows=0)), "outside:0"),
        (scene(tile(), columns=8), "small:0"),
        (scene(tile(show="grid:seven")), "show:0"),
        (scene(tile(TileKind.RANKING, show="people")), "show:0"),
    ],
)
def test_what_is_wrong_with_a_scene_is_named_with_the_tile(bad: Scene, said: str) -> None:
    assert said in faults(bad)


@pytest.mark.parametrize("show", ["", "city", "urgent", "grid:7"])
def test_a_map_looks_at_the_city_the_urgent_one_or_a_grid(show: str) -> None:
    assert faults(scene(tile(show=show))) == []


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (Plan(scene=""), ["scene"]),
        (Plan(scene="a", every_s=4), ["every"]),
        (Plan(scene="a", every_s=3601), ["every"]),
        (Plan(scene="a", urgent_s=0), ["urgent"]),
        (RULE, []),
    ],
)
def test_what_is_wrong_with_a_plan_is_named(plan: Plan, said: list[str]) -> None:
    assert plan_faults(plan) == said

"""Scenes and plans of the wall: who may, against what was looked at, on record, told; and the wall's own figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from command_center.commands.requests import (
    AcceptAndDispatch,
    Acknowledge,
    Refused,
    RemoveScene,
    ReportMonitors,
    Request,
    SaveScene,
    ShowOnWall,
)
from command_center.model.categories import Priority
from command_center.model.people import Person, Role
from command_center.model.walls import OVERVIEW, STANDARD, Monitor, Plan, Scene, Tile, TileKind
from command_center.notices import WallChanged
from command_center.queries.walls import SILENT_AFTER
from command_center.store import changes, people, records
from tests.builders import NOW, OPERATOR, zone_event
from tests.commands.test_from_flagged_to_closed import Seat

CHIEF = Person("zhou", "周强", frozenset({Role.LEADER}))
LEFT = Monitor(id="DP-1|S1|Panel", label="Panel (DP-1)", width=3840, height=2160)
RIGHT = Monitor(id="DP-2|S2|Panel", label="Panel (DP-2)", width=3840, height=2160)
MINE = Scene(id="mine", name="Schools", rows=1, columns=2, tiles=(
    Tile(kind=TileKind.MAP, row=0, column=0), Tile(kind=TileKind.ALARMS, row=0, column=1)))  # fmt: skip


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    made = Seat(tmp_path)
    made.write(lambda unit: people.put(unit.connection, CHIEF))
    yield made
    made.store.close()


async def refused(seat: Seat, request: Request, person: Person = CHIEF) -> str:
    with pytest.raises(Refused) as caught:
        await seat.desk.do(person, request)
    return caught.value.code


def told(seat: Seat) -> list[str]:
    _, found = seat.store.read_now(lambda c: changes.after(c, 0))
    return [notice.id for notice in found if isinstance(notice, WallChanged)]


async def test_a_wall_begins_with_the_program_s_own_scenes(seat: Seat) -> None:
    wall = await seat.reader.wall()
    assert [kept.scene for kept in wall.scenes] == list(STANDARD)
    assert wall.monitors == () and wall.last_plan == 0


async def test_a_scene_saved_is_there_for_everybody_on_record_and_told(seat: Seat) -> None:
    await seat.desk.do(CHIEF, SaveScene(MINE))
    kept = (await seat.reader.wall()).scenes[-1]
    assert kept.scene == MINE and not kept.standard
    assert told(seat) == ["scenes"]
    assert [r.what for r in seat.store.read_now(lambda c: records.about(c, [("scene", "mine")]))] == ["save-scene"]
    await seat.desk.do(CHIEF, RemoveScene("mine", kept.number))
    assert "mine" not in {kept.scene.id for kept in (await seat.reader.wall()).scenes}
    assert await refused(seat, RemoveScene("mine", kept.number + 1)) == "unknown"


async def test_of_two_people_changing_one_scene_the_second_is_told(seat: Seat) -> None:
    await seat.desk.do(CHIEF, SaveScene(MINE))
    seen = (await seat.reader.wall()).scenes[-1].number
    await seat.desk.do(CHIEF, SaveScene(replace(MINE, name="Parks"), seen))
    assert await refused(seat, SaveScene(replace(MINE, name="Yours"), seen)) == "changed"
    assert await refused(seat, SaveScene(MINE)) == "changed"
    assert await refused(seat, RemoveScene("mine", seen)) == "changed"
    assert (await seat.reader.wall()).scene("mine").name == "Parks"


async def test_a_standard_scene_taken_away_is_as_it_was_at_first(seat: Seat) -> None:
    await seat.desk.do(CHIEF, SaveScene(replace(MINE, id=OVERVIEW, name="")))
    changed = (await seat.reader.wall()).scenes[0]
    assert changed.scene.tiles == MINE.tiles and changed.standard
    await seat.desk.do(CHIEF, RemoveScene(OVERVIEW, changed.number))
    assert (await seat.reader.wall()).scenes[0].scene == STANDARD[0]


async def test_only_a_leader_arranges_scenes_but_any_seat_drives_the_wall(seat: Seat) -> None:
    await seat.desk.do(OPERATOR, ReportMonitors((LEFT,)))
    assert await refused(seat, SaveScene(MINE), OPERATOR) == "not-allowed"
    assert await refused(seat, RemoveScene(OVERVIEW, 0), OPERATOR) == "not-allowed"
    await seat.desk.do(OPERATOR, ShowOnWall((LEFT.id,), Plan(scene="day"), 0))
    assert (await seat.reader.wall()).monitors[0].plan.scene == "day"


async def test_a_scene_that_cannot_be_shown_is_refused_and_named(seat: Seat) -> None:
    with pytest.raises(Refused, match="overlap:1"):
        await seat.desk.do(CHIEF, SaveScene(replace(MINE, tiles=(MINE.tiles[0], MINE.tiles[0]))))
    assert told(seat) == []


async def test_what_a_monitor_shows_is_told_and_kept_and_of_two_seats_the_second_is_told(seat: Seat) -> None:
    await seat.desk.do(OPERATOR, ReportMonitors((LEFT, RIGHT)))
    plan = Plan(scene="day", turn=("day", "city"), every_s=60, urgent="urgent")
    await seat.desk.do(CHIEF, ShowOnWall((LEFT.id, RIGHT.id), plan, 0))
    wall = await seat.reader.wall()
    assert [(card.plan, card.since) for card in wall.monitors] == [(plan, NOW), (plan, NOW)]
    assert told(seat) == ["monitors", "plans"]
    assert await refused(seat, ShowOnWall((LEFT.id,), plan, 0)) == "changed"
    await seat.desk.do(CHIEF, ShowOnWall((LEFT.id,), Plan(scene="city"), wall.last_plan))
    assert [card.plan.scene for card in (await seat.reader.wall()).monitors] == ["city", "day"]


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (ShowOnWall(("nobody",), Plan(scene="day"), 0), "unknown"),
        (ShowOnWall((LEFT.id,), Plan(scene="none"), 0), "unknown"),
        (ShowOnWall((LEFT.id,), Plan(scene="day", turn=("day", "none")), 0), "unknown"),
        (ShowOnWall((LEFT.id,), Plan(scene="day", urgent="none"), 0), "unknown"),
        (ShowOnWall((LEFT.id,), Plan(scene="day", every_s=1), 0), "bad-plan"),
    ],
)
async def test_what_the_wall_cannot_show_is_refused(seat: Seat, request_: Request, code: str) -> None:
    await seat.desk.do(OPERATOR, ReportMonitors((LEFT,)))
    assert await refused(seat, request_) == code


async def test_a_scene_taken_away_while_it_is_shown_gives_way_to_the_overview(seat: Seat) -> None:
    await seat.desk.do(CHIEF, SaveScene(MINE))
    assert (await seat.reader.wall()).scene("mine") == MINE
    await seat.desk.do(CHIEF, RemoveScene("mine", (await seat.reader.wall()).scenes[-1].number))
    assert (await seat.reader.wall()).scene("mine") == STANDARD[0]


async def test_a_monitor_unplugged_or_silent_is_not_there_and_keeps_its_plan(seat: Seat) -> None:
    await seat.desk.do(OPERATOR, ReportMonitors((LEFT, RIGHT)))
    await seat.desk.do(OPERATOR, ReportMonitors((LEFT, RIGHT)))
    assert told(seat) == ["monitors"] and len(_reports(seat)) == 1
    await seat.desk.do(CHIEF, ShowOnWall((RIGHT.id,), Plan(scene="day"), 0))
    await seat.desk.do(OPERATOR, ReportMonitors((LEFT,), (RIGHT.id,)))
    wall = await seat.reader.wall()
    assert [card.there for card in wall.monitors] == [True, False]
    await seat.desk.do(OPERATOR, ReportMonitors((LEFT, RIGHT)))
    assert (await seat.reader.wall()).monitors[1].plan.scene == "day"
    seat.clock.advance(SILENT_AFTER.total_seconds())
    assert [card.there for card in (await seat.reader.wall()).monitors] == [False, False]


def _reports(seat: Seat) -> list[str]:
    found = seat.store.read_now(lambda c: records.about(c, [("wall", "")]))
    return [record.what for record in found]


async def test_the_queue_says_since_when_an_urgent_alarm_waits_until_it_is_answered(seat: Seat) -> None:
    async def waiting() -> dict[str, object]:
        return {row.id: row.urgent_from for row in (await seat.reader.board()).review}

    seat.flag(zone_event("e1", "0001"), zone_event("e2", "0002", priority=Priority.URGENT))
    assert await waiting() == {"e1": None, "e2": zone_event().queue_from}
    await seat.desk.do(OPERATOR, Acknowledge(("e2",)))
    assert await waiting() == {"e1": None, "e2": None}


async def test_the_figures_count_today_s_alarms_and_rank_companies_and_grids(seat: Seat) -> None:
    seat.flag(zone_event(raised=NOW))
    found = await seat.reader.wall_figures()
    assert len(found.hours) == 24 and found.hours[-1] == 1
    assert [count for _, count in found.categories] == [1]
    await seat.do(AcceptAndDispatch(("e1",), "S-07-1"))
    found = await seat.reader.wall_figures()
    assert [(one.closed, one.on_time, one.open) for one in (*found.companies, *found.grids)] == [(0, None, 1)] * 2
    seat.clock.advance(timedelta(days=1).total_seconds())
    assert sum((await seat.reader.wall_figures()).hours) == 0

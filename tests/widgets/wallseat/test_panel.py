"""A seat drives the wall: keys and buttons give the commands; two seats see one another; scenes are edited."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from command_center.commands.requests import RemoveScene, ReportMonitors, SaveScene, ShowOnWall
from command_center.model.walls import OVERVIEW, Monitor, Plan
from tests.widgets.conftest import Seated, until
from tests.widgets.room import board
from widgets.station import Station
from widgets.wallseat.panel import WallPanel

Run = Callable[[Callable[[Seated], Awaitable[None]]], None]
LEFT = Monitor(id="DP-1|1|P", label="Panel (DP-1)", width=3840, height=2160)
RIGHT = Monitor(id="DP-2|2|P", label="Panel (DP-2)", width=3840, height=2160)


async def sit(place: Seated, *monitors: Monitor) -> tuple[Station, WallPanel]:
    station = await place.sit()
    await place.room.desk.commands.do(place.room.desk.person, ReportMonitors(monitors))
    QTest.keyClick(station, Qt.Key.Key_F8)
    panel = station.docks.widget("wall")
    assert isinstance(panel, WallPanel)
    await until(lambda: len(panel.draft.cards) == len(monitors))
    await until(panel.hasFocus)
    return station, panel


def given(place: Seated, kind: type) -> list[object]:
    return [one for one in place.room.commands.given if isinstance(one, kind)]


def plans(place: Seated) -> list[Plan]:
    return [card.plan for card in place.room.queries.wall_now.monitors]


def test_a_scene_is_on_the_wall_in_two_keys(seated: Run) -> None:
    async def body(place: Seated) -> None:
        _, panel = await sit(place, LEFT, RIGHT)
        QTest.keyClick(panel, Qt.Key.Key_4)
        QTest.keyClick(panel, Qt.Key.Key_Return)
        await until(lambda: [plan.scene for plan in plans(place)] == ["day", "day"])
        await until(lambda: "The day" in panel.desk_part.monitors[LEFT.id].below)
        assert "The day" in panel.message.text

    seated(body)


def test_a_monitor_left_out_keeps_what_it_shows(seated: Run) -> None:
    async def body(place: Seated) -> None:
        _, panel = await sit(place, LEFT, RIGHT)
        panel.desk_part.monitors[LEFT.id].click()
        QTest.keyClick(panel, Qt.Key.Key_2)
        panel.desk_part.buttons["show"].click()
        await until(lambda: [plan.scene for plan in plans(place)] == [OVERVIEW, "city"])

    seated(body)


def test_marked_scenes_turn_with_the_seconds_and_the_rule_that_were_set(seated: Run) -> None:
    async def body(place: Seated) -> None:
        _, panel = await sit(place, LEFT)
        QTest.keyClick(panel, Qt.Key.Key_T)
        assert "two scenes" in panel.message.text and not given(place, ShowOnWall)
        for keys in ((Qt.Key.Key_2, Qt.Key.Key_R), (Qt.Key.Key_4, Qt.Key.Key_R), (Qt.Key.Key_3, Qt.Key.Key_U),
                     (Qt.Key.Key_Plus, Qt.Key.Key_BracketLeft)):  # fmt: skip
            for key in keys:
                QTest.keyClick(panel, key)
        QTest.keyClick(panel, Qt.Key.Key_T)
        wanted = Plan(scene="city", turn=("city", "day"), every_s=45, urgent="urgent", urgent_s=120)
        await until(lambda: plans(place) == [wanted])
        await until(lambda: panel.desk_part.monitors[LEFT.id].below == "The city · turns every 45 s")
        place.room.clock.advance(46)
        panel.tick()
        assert panel.desk_part.monitors[LEFT.id].below == "The day · turns every 45 s"
        calm = place.room.queries.now_board
        rows = [replace(calm.review[0], urgent_from=place.room.clock.now()), *calm.review[1:]]
        panel.set_board(board(rows, calm.shelved, calm.cases))
        panel.tick()
        assert panel.desk_part.monitors[LEFT.id].below == "Urgent · an urgent alarm"

    seated(body)


def test_what_another_seat_shows_is_seen_here_and_a_refusal_is_said(seated: Run) -> None:
    async def body(place: Seated) -> None:
        _, panel = await sit(place, LEFT)
        await place.room.desk.commands.do(place.room.desk.person, ShowOnWall((LEFT.id,), Plan(scene="cameras"), 0))
        await until(lambda: panel.desk_part.monitors[LEFT.id].below == "Cameras")
        place.room.commands.refuse = "changed"
        QTest.keyClick(panel, Qt.Key.Key_Return)
        await until(lambda: "Another seat was first" in panel.message.text)

    seated(body)


def test_a_monitor_that_is_not_there_is_shown_so_and_cannot_be_chosen(seated: Run) -> None:
    async def body(place: Seated) -> None:
        _, panel = await sit(place, LEFT, RIGHT)
        await place.room.desk.commands.do(place.room.desk.person, ReportMonitors((LEFT,), (RIGHT.id,)))
        await until(lambda: not panel.desk_part.monitors[RIGHT.id].isEnabled())
        assert "not there since" in panel.desk_part.monitors[RIGHT.id].below
        QTest.keyClick(panel, Qt.Key.Key_Return)
        await until(lambda: bool(given(place, ShowOnWall)))
        assert given(place, ShowOnWall)[-1].monitors == (LEFT.id,)  # type: ignore[attr-defined]

    seated(body)


def test_a_new_scene_is_made_by_keys_and_saved_under_its_name(seated: Run) -> None:
    async def body(place: Seated) -> None:
        _, panel = await sit(place, LEFT)
        QTest.keyClick(panel, Qt.Key.Key_N)
        editor = panel.editor
        assert panel.editing and editor.scene is not None and editor.name.text() == "Overview 2"
        QTest.keyClick(editor, Qt.Key.Key_O)
        QTest.keyClick(editor, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClick(editor, Qt.Key.Key_Right)
        assert (editor.scene.tiles[0].show, editor.scene.tiles[0].columns) == ("urgent", 4)
        assert editor.scene.tiles[0].column == 1
        QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert editor.scene.tiles[0].column == 0
        editor.name.setText("Schools")
        QTest.keyClick(editor, Qt.Key.Key_Return)
        await until(lambda: bool(given(place, SaveScene)))
        await until(lambda: not panel.editing and len(panel.draft.scenes) == 6)
        kept = panel.draft.kept()
        assert kept is not None and kept.scene.name == "Schools" and kept.scene.tiles[0].show == "urgent"
        QTest.keyClick(panel, Qt.Key.Key_Delete)
        await until(lambda: bool(given(place, RemoveScene)) and len(panel.draft.scenes) == 5)

    seated(body)


def test_a_tile_is_dragged_and_sized_by_its_corner_and_an_overlap_is_not_saved(seated: Run) -> None:
    async def body(place: Seated) -> None:
        _, panel = await sit(place, LEFT)
        QTest.keyClick(panel, Qt.Key.Key_4)
        QTest.keyClick(panel, Qt.Key.Key_E)
        editor = panel.editor
        assert editor.scene is not None
        grid, before = editor.grid, editor.scene.tiles[4]
        await until(grid.isVisible)
        box = grid.box(4)
        drag(grid, box.center(), box.center() - QPoint(0, grid.height() // 3))
        assert editor.selected == 4 and editor.scene.tiles[4].row == before.row - 1
        assert "lies over another" in editor.wrong.text()
        QTest.keyClick(editor, Qt.Key.Key_Return)
        assert given(place, SaveScene) == [] and panel.editing
        QTest.keyClick(editor, Qt.Key.Key_Escape)
        assert not panel.editing

    seated(body)


def drag(grid: object, start: QPoint, end: QPoint) -> None:
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(grid, left, Qt.KeyboardModifier.NoModifier, start)  # type: ignore[call-overload]
    QTest.mouseMove(grid, end)  # type: ignore[call-overload]
    QTest.mouseRelease(grid, left, Qt.KeyboardModifier.NoModifier, end)  # type: ignore[call-overload]


def test_letters_of_the_panel_do_not_reach_the_queue_and_escape_gives_the_keys_back(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station, panel = await sit(place, LEFT)
        before = station.queue.view.current()
        for key in (Qt.Key.Key_R, Qt.Key.Key_T, Qt.Key.Key_Down):
            QTest.keyClick(panel, key)
        assert station.queue.view.current() == before
        assert [type(one) for one in place.room.commands.given if not isinstance(one, ReportMonitors)] == []
        QTest.keyClick(panel, Qt.Key.Key_Escape)
        assert not station.docks.is_open("wall")

    seated(body)

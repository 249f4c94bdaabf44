"""The wall turns its scenes as its plan says; an urgent alarm brings its scene and gives it back; monitors come
and go."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from msgspec.structs import replace
from PySide6.QtCore import QRect, QSize

from command_center.commands.requests import RemoveScene, ReportMonitors, SaveScene, ShowOnWall
from command_center.model.categories import Priority
from command_center.model.walls import Monitor, Plan, Scene, Tile, TileKind
from tests.widgets.conftest import Seated, until
from tests.widgets.room import board
from widgets.bigscreen.city import City
from widgets.bigscreen.monitors import Monitors, Place, chosen, identity
from widgets.wall import Wall

Run = Callable[[Callable[[Seated], Awaitable[None]]], None]
SMALL = QSize(960, 540)


def place(name: str, *, primary: bool = False, serial: str = "S") -> Place:
    monitor = Monitor(id=identity(name, serial, "Panel"), label=f"Panel ({name})", width=1920, height=1080)
    return Place(monitor, QRect(0, 0, 1920, 1080), primary, name)


class Plugged(Monitors):
    """Monitors that a test plugs in and out."""

    def __init__(self, *places: Place) -> None:
        super().__init__()
        self.places: Sequence[Place] = places

    def there(self) -> Sequence[Place]:
        return self.places

    def plug(self, *places: Place) -> None:
        gone = [one for one in self.places if one not in places]
        self.places = places
        for one in gone:
            self.going.emit(one.monitor.id)
        self.changed.emit()


SEAT, LEFT, RIGHT = place("eDP-1", primary=True), place("DP-1"), place("DP-2")


def scenes(wall: Wall) -> list[str]:
    return [one.view.scene.id if one.view is not None else "" for one in wall.windows.values()]


async def show(seated: Seated, wall: Wall, plan: Plan, *ids: str) -> None:
    await seated.room.desk.commands.do(seated.room.desk.person, ShowOnWall(ids or tuple(wall.windows), plan, 0))
    seated.room.clock.advance(0.001)
    await until(lambda: plan.scene in scenes(wall))


def later(seated: Seated, wall: Wall, seconds: float) -> list[str]:
    seated.room.clock.advance(seconds)
    wall.turn()
    return scenes(wall)


def test_a_seat_s_command_changes_one_monitor_and_leaves_the_other(seated: Run) -> None:
    async def body(room: Seated) -> None:
        wall = await room.look(Plugged(SEAT, LEFT, RIGHT), SMALL)
        assert scenes(wall) == ["overview", "overview"]
        await show(room, wall, Plan(scene="day"), RIGHT.monitor.id)
        assert scenes(wall) == ["overview", "day"]

    seated(body)


def test_scenes_turn_by_the_clock_on_all_monitors_together(seated: Run) -> None:
    async def body(room: Seated) -> None:
        wall = await room.look(Plugged(SEAT, LEFT, RIGHT), SMALL)
        await show(room, wall, Plan(scene="day", turn=("day", "cameras"), every_s=30))
        assert later(room, wall, 29) == ["day", "day"]
        assert later(room, wall, 1) == ["cameras", "cameras"]
        built = [one.view for one in wall.windows.values()]
        assert later(room, wall, 30) == ["day", "day"]
        assert later(room, wall, 30) == ["cameras", "cameras"]
        assert [one.view for one in wall.windows.values()] == built, "a scene is built once"

    seated(body)


def test_an_urgent_alarm_brings_its_scene_with_the_map_on_it_and_goes_when_answered(seated: Run) -> None:
    async def body(room: Seated) -> None:
        calm = room.room.queries.now_board
        wall = await room.look(size=SMALL)
        await show(room, wall, Plan(scene="day", urgent="urgent", urgent_s=300))
        room.room.clock.advance(5)
        rows = [replace(row, urgent_from=room.room.clock.now()) if row.priority is Priority.URGENT else row
                for row in calm.review]  # fmt: skip
        room.room.show(board(rows, calm.shelved, calm.cases))
        await until(lambda: scenes(wall) == ["urgent"])
        view = next(iter(wall.windows.values())).view
        assert view is not None
        city = next(part for _, part in view.tiles if isinstance(part, City))
        urgent = next(row for row in rows if row.urgent_from is not None)
        x, y = city.map.projection.point(urgent.lon, urgent.lat)
        await until(lambda: abs(city.map.view.port.x - x) < 1 and abs(city.map.view.port.y - y) < 1)
        walked = [replace(row, lon=row.lon + 0.02) if row is urgent else row for row in rows]
        room.room.show(board(walked, calm.shelved, calm.cases))
        x, y = city.map.projection.point(urgent.lon + 0.02, urgent.lat)
        await until(lambda: abs(city.map.view.port.x - x) < city.map.view.port.width * city.map.view.port.mpp / 2)
        room.room.show(calm)
        await until(lambda: scenes(wall) == ["day"])

    seated(body)


def test_an_urgent_alarm_nobody_answers_gives_the_wall_back(seated: Run) -> None:
    async def body(room: Seated) -> None:
        wall = await room.look(size=SMALL)
        await show(room, wall, Plan(scene="day", urgent="urgent", urgent_s=60))
        room.room.clock.advance(5)
        calm = room.room.queries.now_board
        rows = [replace(calm.review[0], urgent_from=room.room.clock.now()), *calm.review[1:]]
        room.room.show(board(rows, calm.shelved, calm.cases))
        await until(lambda: scenes(wall) == ["urgent"])
        assert later(room, wall, 60) == ["day"]

    seated(body)


def test_a_scene_changed_by_a_leader_is_shown_anew_and_one_taken_away_gives_way(seated: Run) -> None:
    async def body(room: Seated) -> None:
        wall = await room.look(size=SMALL)
        mine = Scene(id="mine", name="Mine", rows=1, columns=1,
                     tiles=(Tile(kind=TileKind.ALARMS, row=0, column=0),))  # fmt: skip
        await room.room.desk.commands.do(room.room.desk.person, SaveScene(mine))
        await show(room, wall, Plan(scene="mine"))
        other = replace(mine, tiles=(Tile(kind=TileKind.HOURS, row=0, column=0),))
        await room.room.desk.commands.do(room.room.desk.person, SaveScene(other))
        window = next(iter(wall.windows.values()))
        await until(lambda: window.view is not None and window.view.scene == other)
        await room.room.desk.commands.do(room.room.desk.person, RemoveScene("mine", 1))
        await until(lambda: scenes(wall) == ["overview"])

    seated(body)


def test_a_monitor_unplugged_takes_its_window_with_it_and_brings_it_back_with_its_plan(seated: Run) -> None:
    async def body(room: Seated) -> None:
        monitors = Plugged(SEAT, LEFT, RIGHT)
        wall = await room.look(monitors, SMALL)
        await show(room, wall, Plan(scene="day"), RIGHT.monitor.id)
        monitors.plug(SEAT, LEFT)
        assert list(wall.windows) == [LEFT.monitor.id]
        await until(lambda: [card.there for card in room.room.queries.wall_now.monitors] == [True, False])
        monitors.plug(SEAT)
        assert wall.windows == {}, "it waits: the seat's monitor is not the wall's"
        monitors.plug(SEAT, LEFT, RIGHT)
        await until(lambda: scenes(wall) == ["overview", "day"])
        await until(lambda: all(card.there for card in room.room.queries.wall_now.monitors))

    seated(body)


def test_the_wall_says_again_and_again_that_it_is_there_and_at_the_end_that_it_goes(seated: Run) -> None:
    async def body(room: Seated) -> None:
        wall = await room.look(Plugged(SEAT, LEFT), SMALL)

        def said() -> list[ReportMonitors]:
            return [one for one in room.room.commands.given if isinstance(one, ReportMonitors)]

        assert said()[-1] == ReportMonitors((LEFT.monitor,))
        before = len(said())
        room.room.clock.advance(20)
        await until(lambda: len(said()) > before)
        await wall.farewell()
        assert said()[-1] == ReportMonitors((), (LEFT.monitor.id,))

    seated(body)


def test_escape_ends_the_whole_wall(seated: Run) -> None:
    async def body(room: Seated) -> None:
        wall = await room.look(Plugged(SEAT, LEFT, RIGHT), SMALL)
        ended: list[bool] = []
        wall.closed.connect(lambda: ended.append(True))
        wall.windows[RIGHT.monitor.id].left.emit()
        assert ended == [True] and wall.windows == {}

    seated(body)


def test_which_monitors_are_the_wall_s() -> None:
    every = (SEAT, LEFT, RIGHT)
    assert chosen(every, "", alone=False) == [LEFT, RIGHT]
    assert chosen((SEAT,), "", alone=True) == [SEAT]
    assert chosen((SEAT,), "", alone=False) == []
    assert chosen(every, "all", alone=False) == list(every)
    assert chosen(every, "eDP-1, DP-2", alone=False) == [SEAT, RIGHT]


def test_two_monitors_of_one_make_are_told_apart_by_connector_and_serial() -> None:
    ids = {identity("DP-1", "", "Panel"), identity("DP-2", "", "Panel"), identity("DP-1", "S2", "Panel")}
    assert len(ids) == 3

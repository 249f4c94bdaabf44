"""The zone editor at a running center: drawn with the mouse, saved, and judged by at once."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from command_center.center import DEMO_OPERATOR
from command_center.commands.requests import RemovePlace
from command_center.model.places import PlaceKind
from tests.faults.test_places import EAST, alarmed, walk
from tests.smallcity import LAT, PARK
from tests.station.conftest import Run, Seat
from tests.widgets.conftest import until
from widgets.common.times import CITY_ZONE
from widgets.zones.draft import Part
from widgets.zones.panel import ZonesPanel

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


def press(seat: Seat, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or seat.station, key, modifier)


def pixel(seat: Seat, lon: float, lat: float) -> QPoint:
    map_ = seat.station.map
    return QPointF(*map_.view.port.px_of(*map_.projection.point(lon, lat))).toPoint()


def tool(seat: Seat) -> object:
    return seat.station.map.view.tool


def editing(panel: ZonesPanel) -> bool:
    return panel.is_editing


def click(seat: Seat, lon: float, lat: float) -> None:
    QTest.mouseClick(seat.station.map.view.viewport(), LEFT, pos=pixel(seat, lon, lat))


async def opened(seat: Seat) -> ZonesPanel:
    """The panel by its key, its list read."""
    press(seat, Key.Key_F2)
    panel = seat.station.docks.widget("zones")
    assert isinstance(panel, ZonesPanel)
    await until(lambda: len(panel.lines) == 2)
    return panel


MEADOW = ((-0.002, -0.002), (0.002, -0.002), (0.002, 0.002), (-0.002, 0.002))


def test_that_a_zone_drawn_on_the_map_flags_a_dog_and_an_edit_of_it_is_its_second_version(seated: Run) -> None:
    async def body(seat: Seat) -> None:
        station = await seat.open()
        panel = await opened(seat)
        station.map.go_to(EAST, LAT, 2000)
        press(seat, Key.Key_N)
        form, editor = panel.editing.form, panel.editing.drawing
        assert editor.in_hand
        for x, y in MEADOW:
            click(seat, EAST + x, LAT + y)
        press(seat, Key.Key_Return)
        assert editor.editor.fault is None
        press(seat, Key.Key_S, modifier=CONTROL)
        assert form.rows[Part.NAME].wrong.text() == "It needs a name."
        QTest.keyClicks(form.name, "Meadow")
        press(seat, Key.Key_S, modifier=CONTROL)
        await until(lambda: len(panel.lines) == 3 and not panel.is_editing)
        zone = panel.current
        assert zone is not None and (zone.place.name, zone.version) == ("Meadow", 1)
        assert tool(seat) is None
        await until(lambda: zone.place.id in {place.id for place in seat.center.queries.places()})
        seat.clock.advance(30)
        walk(seat.city, EAST)
        event = await alarmed(seat.center, zone.place.id)
        assert event.place_version == zone.place.version

        station.docks.open("zones")
        press(seat, Key.Key_E)
        await until(lambda: editor.in_hand and bool(editor.editor.shape))
        corner = pixel(seat, EAST + 0.002, LAT + 0.002)
        ground = station.map.view.viewport()
        QTest.mousePress(ground, LEFT, pos=corner)
        QTest.mouseMove(ground, corner + QPoint(40, -30))
        QTest.mouseRelease(ground, LEFT, pos=corner + QPoint(40, -30))
        assert editor.editor.touched
        press(seat, Key.Key_S, modifier=CONTROL)
        await until(lambda: panel.current is not None and panel.current.version == 2)
        history = await seat.center.queries.place_history(zone.place.id)
        assert len(history.entries) == 2 and history.laid_down is not None
        assert history.laid_down.geometry.is_valid and history.laid_down.geometry != zone.place.geometry

        press(seat, Key.Key_O)
        await until(lambda: len(panel.versions.view.lines_model.lines) == 2)
        first = panel.versions.view.lines_model.lines[1]
        assert "version 1" in first.first and first.right == "past" and history.entries[1].by in first.second
        press(seat, Key.Key_Down)
        assert panel.versions.view.id == first.id and tool(seat) is not None
        press(seat, Key.Key_Escape, Key.Key_Escape)
        assert not station.docks.is_open("zones") and tool(seat) is None

    seated(body)


def test_that_a_grid_is_given_to_a_squad_and_a_loading_bay_gets_its_longest_stay(seated: Run) -> None:
    async def body(seat: Seat) -> None:
        await seat.open()
        panel = await opened(seat)
        form, editor = panel.editing.form, panel.editing.drawing
        assert panel.listed.view.go_to("grid-7")
        press(seat, Key.Key_E)
        await until(lambda: editor.in_hand and form.squad.count() > 1)
        assert form.squad.isVisibleTo(form) and not form.stay.isVisibleTo(form)
        form.squad.setCurrentIndex(form.squad.count() - 1)
        squad = form.squad.currentData()
        press(seat, Key.Key_S, modifier=CONTROL)
        await until(lambda: not panel.is_editing)
        stored = (await seat.center.queries.place_history("grid-7")).laid_down
        assert stored is not None and stored.squad == squad and stored.grid == 7

        assert panel.listed.view.go_to(PARK)
        press(seat, Key.Key_E)
        await until(lambda: editor.in_hand)
        form.kind.setCurrentIndex(form.kind.findData(PlaceKind.LOADING_BAY))
        form.stay.setText("half an hour")
        press(seat, Key.Key_S, modifier=CONTROL)
        assert form.rows[Part.STAY].wrong.text().startswith("Minutes, 1 to 1440")
        form.stay.setText("30")
        form.merchants.setText("Noodles, Fruit")
        press(seat, Key.Key_S, modifier=CONTROL)
        await until(lambda: not panel.is_editing)
        stored = (await seat.center.queries.place_history(PARK)).laid_down
        assert stored is not None and stored.max_stay_min == 30 and stored.merchants == ("Noodles", "Fruit")

    seated(body)


def test_that_a_place_is_taken_out_of_force_with_a_reason_and_the_list_says_so(seated: Run) -> None:
    async def body(seat: Seat) -> None:
        await seat.open()
        panel = await opened(seat)
        assert panel.listed.view.go_to(PARK)
        press(seat, Key.Key_Delete)
        await until(panel.listed.end_box.isVisible)
        panel.listed.view.step(-1)
        QTest.keyClicks(panel.listed.end_at, "sometime")
        press(seat, Key.Key_Return)
        assert panel.listed.end_rows[0].wrong.text().startswith("Now, or a time to come")
        panel.listed.end_at.clear()
        QTest.keyClicks(panel.listed.end_reason, "school moved")
        press(seat, Key.Key_Return)
        await until(lambda: [line.place.id for line in panel.lines] == ["grid-7"])
        (end, _) = (await seat.center.queries.place_history(PARK)).entries
        assert end.place is None and end.reason == "school moved"

    seated(body)


def test_that_keys_of_the_seat_work_while_the_panel_has_the_focus_and_unsaved_work_is_not_lost(seated: Run) -> None:
    async def body(seat: Seat) -> None:
        station = await seat.open()
        panel = await opened(seat)
        press(seat, Key.Key_F7)
        assert station.docks.is_open("arrange")
        press(seat, Key.Key_Escape)
        station.docks.open("zones")
        press(seat, Key.Key_N)
        click(seat, EAST, LAT)
        press(seat, Key.Key_Escape)
        assert panel.editing.drawing.in_hand and not panel.editing.drawing.editor.state.line
        click(seat, EAST, LAT)
        panel.setFocus()
        press(seat, Key.Key_Escape)
        assert editing(panel) and "Not saved yet" in panel.editing.form.message.text
        press(seat, Key.Key_Escape)
        assert not editing(panel) and tool(seat) is None

    seated(body)


def test_that_who_was_not_first_is_told_and_what_was_drawn_stays(seated: Run) -> None:
    async def body(seat: Seat) -> None:
        await seat.open()
        panel = await opened(seat)
        panel.listed.view.go_to(PARK)
        press(seat, Key.Key_E)
        await until(lambda: panel.editing.drawing.in_hand)
        history = await seat.center.queries.place_history(PARK)
        await seat.center.commands.do(DEMO_OPERATOR, RemovePlace(PARK, history.last))
        panel.editing.form.name.setText("Renamed")
        press(seat, Key.Key_S, modifier=CONTROL)
        await until(lambda: "Another seat was first" in panel.editing.form.message.text)
        assert panel.is_editing and panel.editing.drawing.editor.shape

    seated(body)


def test_that_hours_that_cannot_be_read_are_refused_beside_them_and_a_change_for_later_waits(seated: Run) -> None:
    async def body(seat: Seat) -> None:
        await seat.open()
        panel = await opened(seat)
        form = panel.editing.form
        panel.listed.view.go_to(PARK)
        press(seat, Key.Key_E)
        await until(lambda: panel.editing.drawing.in_hand)
        form.hours.text = "whenever"
        press(seat, Key.Key_S, modifier=CONTROL)
        await until(lambda: form.rows[Part.HOURS].wrong.text() != "")
        form.hours.text = "Mo-Fr 07:00-18:00"
        form.effective.setText("2001-01-01 08:00")
        press(seat, Key.Key_S, modifier=CONTROL)
        assert form.rows[Part.EFFECTIVE].wrong.text() and not form.rows[Part.HOURS].wrong.text()
        form.effective.setText(f"{seat.clock.now().astimezone(CITY_ZONE) + timedelta(days=1):%Y-%m-%d %H:%M}")
        press(seat, Key.Key_S, modifier=CONTROL)
        await until(lambda: panel.current is not None and panel.current.coming is not None)
        assert panel.current is not None and panel.current.place.hours is None and panel.current.version == 1
        (coming,) = await seat.center.queries.places_to_come()
        assert coming.place is not None and coming.place.hours == "Mo-Fr 07:00-18:00"

    seated(body)

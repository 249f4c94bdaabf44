"""F5: the work list of tags. Keys and buttons give the command; the list changes only when it is told."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from msgspec.structs import replace
from PySide6.QtCore import Qt

from command_center.commands.requests import SettleTagFaults
from command_center.model.dogs import FaultKind, FaultState, TagFault
from command_center.notices import TagWorkChanged
from command_center.queries.tag_work import TagItem
from tests.widgets.conftest import Seated, until
from tests.widgets.room import ago
from tests.widgets.test_station import given, press
from widgets.station import Station
from widgets.tagwork import words
from widgets.tagwork.panel import TagWorkPanel

Run = Callable[[Callable[[Seated], Awaitable[None]]], None]
Key, Shift = Qt.Key, Qt.KeyboardModifier.ShiftModifier
FIGURES = {FaultKind.OFFLINE: 26.0, FaultKind.BATTERY: 0.12, FaultKind.NEVER_MOVES: 48.0, FaultKind.RIDES: 640.0,
           FaultKind.JUMPS: 9.0, FaultKind.TWO_PLACES: 42.0}  # fmt: skip


def item(number: int, kind: FaultKind, **more: object) -> TagItem:
    fault = TagFault(
        id=number, tag=f"{number:04d}", kind=kind, state=FaultState.OPEN, found=ago(seconds=3600 * number),
        last=ago(seconds=30), figure=FIGURES[kind],
    )  # fmt: skip
    return TagItem(replace(fault, **more), "豆豆")


async def opened(place: Seated) -> tuple[Station, TagWorkPanel]:
    place.room.queries.tag_items = [item(n + 1, kind) for n, kind in enumerate(FaultKind)]
    station = await place.sit()
    press(station, Key.Key_F5)
    panel = station.docks.widget("tags")
    assert isinstance(panel, TagWorkPanel)
    await until(lambda: len(panel.items) == len(FaultKind))
    return station, panel


def test_every_fault_is_named_measured_and_explained(seated: Run) -> None:
    async def body(place: Seated) -> None:
        _, panel = await opened(place)
        rows = panel.list.rows_model.sheet.rows
        assert len({row[1] for row in rows}) == len(FaultKind) and all(row[2] for row in rows)
        assert words.meaning(panel.items[0].fault) in panel.meaning.text() and "豆豆" in panel.meaning.text()

    seated(body)


def test_done_asks_what_was_done_and_waits_for_the_notice(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station, panel = await opened(place)
        press(station, Key.Key_J)
        press(station, Key.Key_J, Shift)
        press(station, Key.Key_D)
        assert panel.field.isVisible()
        panel.field.setText("called")
        press(station, Key.Key_Return)
        await until(lambda: bool(given(place)))
        assert given(place) == [SettleTagFaults((2, 3), FaultState.DONE, "called")]
        assert len(panel.items) == len(FaultKind)  # as it was, until it is told
        queries = place.room.queries
        queries.tag_items = [
            one if one.fault.id not in (2, 3) else item(one.fault.id, one.fault.kind, state=FaultState.DONE)
            for one in queries.tag_items
        ]
        place.room.notices.tell([TagWorkChanged()])
        await until(lambda: len(panel.items) == len(FaultKind) - 2)
        press(station, Key.Key_A)
        await until(lambda: len(panel.items) == len(FaultKind))

    seated(body)


def test_escape_leaves_the_question_then_the_panel_and_nothing_was_done(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station, panel = await opened(place)
        press(station, Key.Key_I)
        press(station, Key.Key_Escape)
        assert not panel.field.isVisible() and panel.isVisible()
        press(station, Key.Key_Escape)
        await until(lambda: not panel.isVisible())
        assert given(place) == []

    seated(body)


def test_the_map_moves_only_when_asked_and_only_where_a_position_is_known(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station, panel = await opened(place)
        before = station.map.view.port
        press(station, Key.Key_J)
        assert station.map.view.port == before
        press(station, Key.Key_Return)
        here = station.map.view.port
        assert here != before
        place.room.queries.tag_items = [TagItem(replace(item(1, FaultKind.RIDES).fault, tag="X-1"))]
        place.room.notices.tell([TagWorkChanged()])
        await until(lambda: len(panel.items) == 1)
        press(station, Key.Key_Return)
        assert panel.message.text and station.map.view.port == here

    seated(body)


def test_what_is_gone_says_since_when_and_what_was_settled_by_whom() -> None:
    one = replace(item(1, FaultKind.RIDES, gone=ago(seconds=600), changed_at=ago(seconds=60), note="called"), by="王敏")
    said = words.about(one, ago(seconds=0))
    assert "gone since" in said and "王敏" in said and "called" in said
    assert len(words.sheet([one], settled=True).heads) == len(words.sheet([one], settled=False).heads) + 1

"""The list of what places excused: masked, in words, and one key to raise it; it changes when the store has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from command_center.commands.requests import RaiseSuppressed
from command_center.model.categories import Category, Device
from command_center.model.suppressed import State
from command_center.notices import EventChanged
from command_center.queries.suppressed import SuppressedLine
from tests.widgets.conftest import Body, Seated, until
from tests.widgets.room import NOW
from widgets.station import Station
from widgets.suppressed.panel import SuppressedPanel


def press(station: Station, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or station, key)


Run = Callable[[Body], None]


def line(id_: str = "s1", state: State = State.KEPT) -> SuppressedLine:
    return SuppressedLine(
        id=id_, kind=Category.ILLEGAL_PARKING, plate="浙H·6***2", place="bay-1", place_name="上街 1 号装卸点",
        place_version="3f2a91c0aa", rule_version="r1", hours="Mo-Su 06:00-22:00", max_stay_min=30, stayed_min=12.4,
        first_seen=NOW - timedelta(minutes=13), last_seen=NOW, count=3, device=Device.FIXED, state=state,
        lon=118.87, lat=28.94, raised_by="王敏" if state is State.RAISED else None,
    )  # fmt: skip


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_that_one_key_raises_the_chosen_one_and_the_store_changes_the_list(seated: Run, language: str) -> None:
    async def body(place: Seated) -> None:
        queries, lines = place.room.queries, [line(), line("s2")]

        async def told() -> tuple[SuppressedLine, ...]:
            return tuple(lines)

        queries.suppressed = told  # type: ignore[method-assign]
        station = await place.sit()
        place.language.use(language)
        station.docks.open("suppressed")
        panel = station.docks.content("suppressed")
        assert isinstance(panel, SuppressedPanel)
        await until(lambda: len(panel.lines) == 2)
        rows, asked = panel.list.lines_model.lines, place.room.commands.given
        assert "浙H·6***2" in rows[0].first and not any("浙H6" in row.first + row.second for row in rows)
        assert "12" in rows[0].second and "3f2a91c0" in panel.meaning.text()
        press(station, Qt.Key.Key_J)
        assert panel.list.id == "s2"
        press(station, Qt.Key.Key_R)
        await until(lambda: asked == [RaiseSuppressed("s2")])
        assert panel.buttons["raise"].isEnabled(), "nothing changes before the store has"
        lines[1] = replace(lines[1], state=State.RAISED, raised_by="王敏")
        place.room.notices.tell([EventChanged("x")])
        await until(lambda: not panel.buttons["raise"].isEnabled())
        assert "王敏" in panel.meaning.text()
        press(station, Qt.Key.Key_Return)
        press(station, Qt.Key.Key_R)
        assert len(asked) == 1, "Enter shows it on the map, and what is raised is not raised twice"
        press(station, Qt.Key.Key_Escape)
        assert not station.docks.is_open("suppressed")

    seated(body)

"""The shift at a seat: the log, words to squads, a page made and signed; it changes when the store has."""

from __future__ import annotations

from dataclasses import replace as with_

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from command_center.commands.requests import CallSquad, InstructSquads, PrepareHandover, SignHandover, WriteLog
from command_center.model.people import Role
from command_center.model.shift import Handover, Page, Side, Signature
from command_center.notices import ShiftChanged
from tests.widgets.conftest import Seated, until
from tests.widgets.room import NOW
from tests.widgets.test_station import Run
from widgets.shift.panel import ShiftPanel
from widgets.station import Station


async def opened(station: Station) -> ShiftPanel:
    QTest.keyClick(QApplication.focusWidget() or station, Qt.Key.Key_N)
    panel = station.docks.content("shift")
    assert isinstance(panel, ShiftPanel)
    await until(lambda: panel.shown is not None)
    return panel


def typed(panel: ShiftPanel, text: str) -> None:
    panel.field.setText(text)
    QTest.keyClick(panel.field, Qt.Key.Key_Return)


def test_a_note_is_given_once_and_never_without_words(seated: Run) -> None:
    async def body(place: Seated) -> None:
        panel = await opened(await place.sit())
        QTest.keyClick(panel, Qt.Key.Key_N)
        typed(panel, "  ")
        assert place.room.commands.given == []
        typed(panel, "路灯不亮")
        await until(lambda: place.room.commands.given == [WriteLog("路灯不亮")])

    seated(body)


def test_words_go_to_all_on_duty_or_to_the_chosen_squad_and_a_call_to_it(seated: Run) -> None:
    async def body(place: Seated) -> None:
        panel = await opened(await place.sit())
        assert not panel.buttons["call"].isEnabled()
        QTest.keyClick(panel, Qt.Key.Key_I)
        typed(panel, "a")
        await until(lambda: place.room.commands.given == [InstructSquads("a")])
        QTest.keyClick(panel, Qt.Key.Key_Q)
        QTest.keyClick(panel, Qt.Key.Key_J)
        QTest.keyClick(panel, Qt.Key.Key_C)
        typed(panel, "")
        chosen = panel.list.id
        await until(lambda: place.room.commands.given[1:] == [CallSquad(chosen)])

    seated(body)


def test_a_seat_that_does_not_lead_the_shift_cannot_hand_it_over(seated: Run) -> None:
    async def body(place: Seated) -> None:
        panel = await opened(await place.sit())
        QTest.keyClick(panel, Qt.Key.Key_H)
        assert not any(panel.buttons[id_].isEnabled() for id_ in ("page", "going", "coming"))
        assert place.room.commands.given == []

    seated(body)


def test_the_page_is_signed_as_it_is_shown_and_each_side_once(seated: Run) -> None:
    async def body(place: Seated) -> None:
        chief = replace(place.room.desk.person, roles=frozenset({Role.SHIFT_LEADER}))
        place.room.desk = with_(place.room.desk, person=chief)
        panel = await opened(await place.sit())
        assert not panel.buttons["going"].isEnabled()
        QTest.keyClick(panel, Qt.Key.Key_H)
        await until(lambda: place.room.commands.given == [PrepareHandover()])
        page = Page(NOW, NOW, (), (), (), (), (), (), ())
        made = Handover("H1", page, "a" * 64, "陈静", {Side.GOING: Signature("陈静", NOW, "a" * 64)})
        place.room.queries.shift_now = replace(place.room.queries.shift_now, handover=made)
        place.room.notices.tell([ShiftChanged("handover")])
        await until(lambda: panel.buttons["coming"].isEnabled())
        assert not panel.buttons["going"].isEnabled()
        QTest.keyClick(panel, Qt.Key.Key_Y)
        await until(lambda: place.room.commands.given[1:] == [SignHandover("H1", Side.COMING, "a" * 64)])

    seated(body)

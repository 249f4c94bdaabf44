"""The seat with real parts, by keyboard alone: from the dog in the park to the closed case, and after a restart."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from command_center.commands.requests import Request
from command_center.model.cases import Step, TaskState
from command_center.model.events import DismissReason, EventState, FlaggedEvent
from command_center.model.observations import Outcome
from command_center.queries.answers import HistoryEntry, Matter, Tab
from command_center.store import events, outbox, tracks
from tests.smallcity import CAMERA, REPORT, SQUAD, TAG
from tests.station.conftest import Run, Seat
from tests.widgets.conftest import until

Key, Plain, Control = Qt.Key, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
UNDO = "command_center.cases.opening.UNDO_S"


@dataclass
class Hands:
    """Presses keys where the focus is, and counts them."""

    seat: Seat
    pressed: list[str] = field(default_factory=list)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Plain) -> None:
        self.pressed.append(key.name)
        QTest.keyClick(QApplication.focusWidget() or self.seat.station, key, modifier)


async def matter(seat: Seat, id_: str) -> Matter:
    found = await seat.center.queries.matter(id_)
    assert found is not None
    return found


def stored(seat: Seat) -> dict[str, FlaggedEvent]:
    return {event.subject: event for event in seat.center.store.read_now(lambda c: events.since(c, None))}


def message(seat: Seat) -> str:
    return seat.station.detail.footer.message.text


def positions(seat: Seat) -> int:
    return sum(len(columns.row) for *_, columns in tracks.everything(seat.center.store.read_now, None))


def done(matter: Matter) -> list[HistoryEntry]:
    """What was done about it; evidence is secured when there is time, also after a restart."""
    return [entry for entry in matter.history if entry.what != "secured"]


async def three_alarms(seat: Seat) -> None:
    seat.city.dog_walks_into_the_park()
    await seat.come_to(TAG)
    seat.city.report_comes()
    seat.city.camera_sees()
    await seat.come_to(TAG, REPORT, CAMERA)


def test_flagged_dispatched_closed_and_all_still_there_after_a_restart(
    seated: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(UNDO, 0.1)

    async def body(seat: Seat) -> None:
        await seat.open()
        await three_alarms(seat)
        hands = Hands(seat)
        assert seat.on() == TAG
        hands.press(Key.Key_J)
        await until(lambda: seat.on() == CAMERA)
        await until(lambda: seat.station.detail.picture.has_image)
        await until(lambda: seat.station.tasks.idle)
        hands.press(Key.Key_Return)
        await until(lambda: len(seat.city.tasks()) == 1)
        assert len(hands.pressed) <= 3
        (task,) = seat.city.tasks()
        case = task.case
        assert (task.squad, task.category) == (SQUAD, "street-vending")
        await until(lambda: CAMERA not in seat.rows())

        for _ in range(list(Tab).index(Tab.IN_PROGRESS)):
            hands.press(Key.Key_L)
        await until(lambda: seat.on() == case)
        await until(lambda: "Team 2 · on the way" in shown_feedback(seat))
        seat.city.squad_is_done(task.task)
        await until(lambda: case not in seat.rows())
        hands.press(Key.Key_L)
        await until(lambda: seat.on() == case)
        await until(lambda: "Moved" in shown_feedback(seat))
        await until(lambda: list(seat.station.detail.thumbs._images) != [])
        hands.press(Key.Key_V)
        await until(lambda: case not in seat.rows())
        closed = await matter(seat, case)
        assert closed.case.step is Step.CLOSED
        before = (closed, stored(seat), positions(seat))

        await seat.leave()
        seat.city.report_comes("DU-2", north=0.002)  # while nobody is there
        await seat.open()
        await seat.come_to(TAG, REPORT, "DU-2")
        again = await matter(seat, case)
        assert again.case == closed.case and again.tasks == closed.tasks and done(again) == done(closed)
        assert (again.case.outcome, again.tasks[0].state) == (Outcome.CLEARED, TaskState.DONE)
        assert again.pictures == closed.pictures and len(again.tasks[0].feedback) == 4
        after = stored(seat)
        del after["DU-2"]
        assert (closed, after, positions(seat)) == before
        assert len(seat.city.tasks()) == 1

    seated(body)


def shown_feedback(seat: Seat) -> str:
    """The words of the part that tells what the squad reports."""
    part = seat.station.detail._feedback
    return "\n".join(label.text() for label in part.findChildren(type(part.body))) if part.isVisible() else ""


def test_a_dispatch_taken_back_in_time_is_never_sent(seated: Run) -> None:
    async def body(seat: Seat) -> None:
        await seat.open()
        await three_alarms(seat)
        hands = Hands(seat)
        hands.press(Key.Key_Return)
        await until(lambda: "Ctrl+Z" in message(seat))
        await until(lambda: TAG not in seat.rows())
        hands.press(Key.Key_Z, Control)
        await until(lambda: TAG in seat.rows())
        assert stored(seat)[TAG].state(seat.clock.now()) is EventState.ACKNOWLEDGED

        # A second dispatch waits behind it in the outbox: when that one has left, the first never will.
        await until(lambda: seat.on() == TAG and seat.station.tasks.idle)
        hands.press(Key.Key_J)
        await until(lambda: seat.on() == CAMERA and seat.station.tasks.idle)
        hands.press(Key.Key_Return)
        await until(lambda: CAMERA not in seat.rows())
        seat.clock.advance(20)
        await until(lambda: bool(seat.city.tasks()))
        assert [task.category for task in seat.city.tasks()] == ["street-vending"]
        later = seat.clock.now()
        await until(lambda: seat.center.store.read_now(lambda c: outbox.due(c, "squad", later, later)) == [])
        assert len(seat.city.tasks()) == 1

    seated(body)


def test_after_the_undo_time_ctrl_z_takes_nothing_back(seated: Run) -> None:
    async def body(seat: Seat) -> None:
        await seat.open()
        seat.city.dog_walks_into_the_park()
        await seat.come_to(TAG)
        hands = Hands(seat)
        hands.press(Key.Key_Return)
        await until(lambda: TAG not in seat.rows())
        seat.clock.advance(6)
        hands.press(Key.Key_Z, Control)
        await until(lambda: bool(seat.city.tasks()))
        assert message(seat) == "Nothing can be undone now."
        assert stored(seat)[TAG].state(seat.clock.now()) is EventState.CONFIRMED

    seated(body)


def test_a_false_alarm_is_two_keys_and_kept_with_its_reason(seated: Run) -> None:
    async def body(seat: Seat) -> None:
        await seat.open()
        await three_alarms(seat)
        hands = Hands(seat)
        hands.press(Key.Key_X)
        hands.press(Key.Key_1)
        await until(lambda: TAG not in seat.rows())
        event = stored(seat)[TAG]
        assert event.state(seat.clock.now()) is EventState.DISMISSED
        assert event.dismiss_reason == DismissReason.POSITION_DRIFT
        assert hands.pressed == ["Key_X", "Key_1"]
        assert seat.city.commands == [] or all(c.to.kind == "owner" for c in seat.city.commands)

        hands.press(Key.Key_Z, Control)
        await until(lambda: TAG in seat.rows())

    seated(body)


def test_a_key_pressed_twice_in_haste_opens_one_case(seated: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(UNDO, 0.1)

    async def body(seat: Seat) -> None:
        await seat.open()
        await three_alarms(seat)
        given: list[Request] = []
        do = seat.center.commands.do

        async def count(person: object, request: Request) -> object:
            given.append(request)
            return await do(person, request)  # type: ignore[arg-type]

        monkeypatch.setattr(seat.center.commands, "do", count)
        hands = Hands(seat)
        hands.press(Key.Key_Return)
        hands.press(Key.Key_Return)
        await until(lambda: len(seat.city.tasks()) == 1)
        await until(lambda: TAG not in seat.rows())
        assert len(given) == 1
        assert set(seat.rows()) == {REPORT, CAMERA}

    seated(body)

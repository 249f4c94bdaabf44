"""Whatever people, rules and time do to an alarm in any order, it stands as ISA-18.2 says: checked against a model."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from msgspec.structs import replace

from command_center.clock import FixedClock
from command_center.commands.requests import Acknowledge, Dismiss, Refused, Reopen, Request, Shelve
from command_center.model.events import Condition, DismissReason, EventState
from command_center.store import events
from tests.builders import LEADER, NOW, OPERATOR, zone_event
from tests.commands.test_from_flagged_to_closed import Seat

MINUTE = timedelta(minutes=1)


class Alarm(RuleBasedStateMachine):
    """One alarm. What it should be is kept as plain words, apart from the store's columns."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.seat = Seat(self.folder)
        self.seat.flag(zone_event())
        self.acknowledged = self.dismissed = self.over = False
        self.until = NOW

    def teardown(self) -> None:
        self.seat.store.close()
        shutil.rmtree(self.folder)

    @property
    def clock(self) -> FixedClock:
        return self.seat.clock

    @property
    def shelved(self) -> bool:
        return self.until > self.clock.now()

    def give(self, request: Request) -> None:
        asyncio.run(self.seat.do(request))

    @rule()
    def acknowledge(self) -> None:
        self.give(Acknowledge(("e1",)))
        if not self.dismissed and not self.shelved:
            self.acknowledged = True

    @precondition(lambda self: not self.dismissed)
    @rule(minutes=st.integers(1, 60))
    def shelve(self, minutes: int) -> None:
        until = self.clock.now() + minutes * MINUTE
        self.give(Shelve(("e1",), until))
        self.until, self.acknowledged = until, False

    @precondition(lambda self: not self.dismissed)
    @rule()
    def dismiss(self) -> None:
        self.give(Dismiss(("e1",), DismissReason.POSITION_DRIFT))
        self.dismissed, self.acknowledged, self.until = True, False, NOW

    @precondition(lambda self: self.dismissed)
    @rule()
    def nothing_is_decided_twice(self) -> None:
        for again in (Dismiss(("e1",), DismissReason.TEST), Shelve(("e1",), self.clock.now() + MINUTE)):
            with pytest.raises(Refused):
                self.give(again)

    @rule()
    def reopen(self) -> None:
        self.give(Reopen(("e1",)))
        self.acknowledged, self.dismissed, self.until = self.shelved, False, NOW

    @rule(minutes=st.integers(1, 45))
    def wait(self, minutes: int) -> None:
        self.clock.advance(60.0 * minutes)

    @precondition(lambda self: not self.over)
    @rule()
    def clear(self) -> None:
        event = self.seat.event("e1")
        gone = replace(event, condition=Condition.OVER, over_at=self.clock.now())
        self.seat.write(lambda unit: events.update_condition(unit.connection, gone))
        self.over = True

    @rule()
    def a_leader_may_not(self) -> None:
        with pytest.raises(Refused, match="not-allowed"):
            asyncio.run(self.seat.do(Acknowledge(("e1",)), LEADER))

    @invariant()
    def it_stands_as_it_should(self) -> None:
        event = self.seat.event("e1")
        wanted = (
            EventState.DISMISSED if self.dismissed
            else EventState.SHELVED if self.shelved
            else EventState.CLEARED if self.over
            else EventState.ACKNOWLEDGED if self.acknowledged
            else EventState.OPEN
        )  # fmt: skip
        assert event.state(self.clock.now()) is wanted
        board = asyncio.run(self.seat.reader.board())
        assert len(board.shelved) == (wanted is EventState.SHELVED)
        assert all(row.shelved_by for row in board.shelved)
        waits = not self.dismissed and not self.shelved and not (self.over and self.acknowledged)
        assert len(board.review) == waits


Alarm.TestCase.settings = settings(
    max_examples=12, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
)
TestAlarm = Alarm.TestCase


async def test_what_is_acknowledged_on_the_shelf_comes_back_unacknowledged(tmp_path: Path) -> None:
    seat = Seat(tmp_path)
    seat.flag(zone_event())
    await seat.do(Shelve(("e1",), NOW + MINUTE))
    await seat.do(Acknowledge(("e1",)))
    seat.clock.advance(61)
    assert seat.event("e1").state(seat.clock.now()) is EventState.OPEN
    seat.store.close()


async def test_undoing_an_acknowledgement_undoes_it_though_the_alarm_was_once_shelved(tmp_path: Path) -> None:
    seat = Seat(tmp_path)
    seat.flag(zone_event())
    await seat.do(Shelve(("e1",), NOW + MINUTE))
    seat.clock.advance(61)
    undo = (await seat.desk.do(OPERATOR, Acknowledge(("e1",)))).undo
    assert undo is not None
    await seat.do(undo)
    assert seat.event("e1").state(seat.clock.now()) is EventState.OPEN
    seat.store.close()

"""A task nobody answers goes to the next squad, once, and to a person after the third."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from command_center.cases import answers
from command_center.commands.requests import AcceptAndDispatch
from command_center.model.cases import Step, Task, TaskState
from command_center.model.observations import FeedbackState
from command_center.pipeline.offering import Offerer
from command_center.queries.answers import Tab
from command_center.store import cases, city, outbox, records
from tests.builders import NOW, squad, zone_event
from tests.commands.test_from_flagged_to_closed import Seat

MINUTES = 60


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    made = Seat(tmp_path)
    made.write(lambda unit: city.put_squad(unit.connection, squad("S-10-1", 10), NOW))
    made.write(lambda unit: city.put_squad(unit.connection, squad("S-11-1", 11), NOW))
    made.flag(zone_event())
    yield made
    made.store.close()


def offerer(seat: Seat) -> Offerer:
    return Offerer(seat.store, seat.clock, seat.bureau)


def deliver(seat: Seat, case: str) -> Task:
    """The last task reaches its squad's side."""
    seat.clock.advance(6)
    task = tasks(seat, case)[-1]
    now = seat.clock.now()
    waiting = seat.store.read_now(lambda c: outbox.due(c, "squad", now, now))
    (packet,) = (one for one in waiting if one.key == f"task:{task.id}")
    seat.write(lambda unit: outbox.claim(unit.connection, packet.id, unit.now))
    seat.write(lambda unit: answers.take_acknowledgement(unit, f"task:{task.id}"))
    return task


def tasks(seat: Seat, case: str) -> list[Task]:
    return seat.store.read_now(lambda c: cases.tasks_of(c, [case])[case])


async def test_that_the_next_squad_is_asked_once_and_the_first_is_called_back(seat: Seat) -> None:
    case = await seat.do(AcceptAndDispatch(("e1",), "S-07-1"))
    first = deliver(seat, case)
    seat.clock.advance(4 * MINUTES)
    assert await offerer(seat).look() == []
    seat.clock.advance(2 * MINUTES)
    (offered,) = await offerer(seat).look()
    assert (offered.case, offered.task) == (case, first.id) and offered.squad not in (None, "S-07-1", "S-09-1")
    assert await offerer(seat).look() == [], "done once"
    assert [task.state for task in tasks(seat, case)] == [TaskState.CANCELLED, TaskState.WAITING]
    assert f"cancel:{first.id}" in seat.sent()
    (row,) = (await seat.reader.board()).cases[Tab.IN_PROGRESS]
    assert row.case.squad == offered.squad and row.case.step is Step.DISPATCHED


async def test_that_after_three_a_person_decides(seat: Seat) -> None:
    case = await seat.do(AcceptAndDispatch(("e1",), "S-07-1"))
    asked = []
    for _ in range(3):
        asked.append(deliver(seat, case).squad)
        seat.clock.advance(6 * MINUTES)
        await offerer(seat).look()
    assert len(set(asked)) == 3 and len(tasks(seat, case)) == 3
    assert [row.case.id for row in (await seat.reader.board()).cases[Tab.TO_DISPATCH]] == [case]
    kept = seat.store.read_now(lambda c: records.about(c, [("case", case)]))
    assert [one.what for one in kept].count("unanswered") == 3 and kept[-1].what == "nobody-answers"
    seat.clock.advance(60 * MINUTES)
    assert await offerer(seat).look() == []


@pytest.mark.parametrize("said", [FeedbackState.ACCEPTED, FeedbackState.DECLINED])
async def test_that_any_answer_ends_the_waiting(seat: Seat, said: FeedbackState) -> None:
    case = await seat.do(AcceptAndDispatch(("e1",), "S-07-1"))
    task = deliver(seat, case)
    seat.squad_says(task.id, said)
    seat.clock.advance(60 * MINUTES)
    assert await offerer(seat).look() == []


async def test_that_a_task_that_never_reached_anybody_waits(seat: Seat) -> None:
    await seat.do(AcceptAndDispatch(("e1",), "S-07-1"))
    seat.clock.advance(60 * MINUTES)
    assert await offerer(seat).look() == [], "the squads' feed is out: nobody was asked"


async def test_that_an_answer_after_that_is_kept_and_moves_nothing(seat: Seat) -> None:
    case = await seat.do(AcceptAndDispatch(("e1",), "S-07-1"))
    first = deliver(seat, case)
    seat.clock.advance(6 * MINUTES)
    (offered,) = await offerer(seat).look()
    seat.squad_says(first.id, FeedbackState.ACCEPTED)
    found = seat.store.read_now(lambda c: cases.get(c, case))
    assert found is not None and found.squad == offered.squad and found.step is Step.DISPATCHED

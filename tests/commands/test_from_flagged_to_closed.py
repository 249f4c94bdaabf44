"""A flagged event becomes a case, a squad goes and reports, the check closes it: through commands and effects."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from command_center.bureau import read_bureau
from command_center.cases import answers
from command_center.clock import FixedClock
from command_center.commands.desk import CommandDesk
from command_center.commands.requests import (
    AcceptAndDispatch,
    Acknowledge,
    CancelDispatch,
    Dismiss,
    DispatchCase,
    Merge,
    PassCheck,
    Refused,
    RemindOwner,
    Reopen,
    Request,
    Reveal,
    SendBack,
    Shelve,
    UndoDispatch,
)
from command_center.commands.work import Room
from command_center.live import Live
from command_center.model.cases import Step, TaskState
from command_center.model.categories import Category, Priority
from command_center.model.events import BikesReason, Condition, DismissReason, EventState, FlaggedEvent
from command_center.model.observations import FeedbackState, NoticeReply, Outcome, SquadFeedback
from command_center.model.people import Person
from command_center.queries.answers import Tab
from command_center.queries.reader import Reader
from command_center.store import city, events, outbox, people, records
from command_center.store.database import Store
from command_center.store.unit import Unit, run
from tests.builders import LEADER, NOW, OPERATOR, registered, report, report_event, squad, zone_event


class Seat:
    """A store with a dog, a squad and what was flagged; a desk to give commands at; a clock to move."""

    def __init__(self, folder: Path) -> None:
        self.clock = FixedClock(NOW)
        self.store = Store(f"sqlite:///{folder / 'test.db'}")
        self.bureau = read_bureau()
        room = Room(self.bureau, "Asia/Shanghai", lambda: ())
        self.desk = CommandDesk(self.store, self.clock, room)
        self.reader = Reader(self.store, self.clock, Live(), lambda: (), lambda: (), "Asia/Shanghai", read_bureau())
        self.write(self._furnish)

    def _furnish(self, unit: Unit) -> None:
        city.put_squad(unit.connection, squad(), NOW)
        city.put_squad(unit.connection, squad("S-08-1", 8), NOW)
        city.put_squad(unit.connection, squad("S-09-1", 9, on_duty=False), NOW)
        city.put_dog(unit.connection, registered(), NOW)
        city.put_report(unit.connection, "urban", report(), NOW)
        people.put(unit.connection, OPERATOR)

    def write(self, do: Callable[[Unit], object]) -> None:
        self.store.write_now(lambda c: run(c, do, self.clock.now(), "system"))

    def flag(self, *flagged: FlaggedEvent) -> None:
        self.write(lambda unit: [events.raise_event(unit.connection, event) for event in flagged])

    def squad_says(
        self, task: str, state: FeedbackState, outcome: Outcome | None = None, squad: str = "S-07-1"
    ) -> None:
        told = SquadFeedback(task, squad, state, self.clock.now(), outcome, "到场")
        self.write(lambda unit: answers.take_feedback(unit, told, self.bureau))

    async def do(self, request: Request, person: Person = OPERATOR) -> str:
        done = await self.desk.do(person, request)
        return done.case or ""

    def sent(self, kind: str = "squad") -> list[str]:
        later = self.clock.now() + timedelta(seconds=6)
        return [p.key for p in self.store.read_now(lambda c: outbox.due(c, kind, later, later))]

    def event(self, id_: str) -> FlaggedEvent:
        return self.store.read_now(lambda c: events.by_ids(c, [id_]))[0]


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    made = Seat(tmp_path)
    yield made
    made.store.close()


async def test_that_an_event_goes_from_flagged_to_closed_and_leaves_a_record_of_every_step(seat: Seat) -> None:
    seat.flag(report_event())
    case = await seat.do(AcceptAndDispatch(("r1",), "S-07-1"))
    task = f"{case}-T1"
    for state in (FeedbackState.ACCEPTED, FeedbackState.EN_ROUTE, FeedbackState.ON_SCENE):
        seat.squad_says(task, state)
    assert [row.case.id for row in (await seat.reader.board()).cases[Tab.IN_PROGRESS]] == [case]
    seat.squad_says(task, FeedbackState.DONE, Outcome.ADVISED)
    assert [row.case.id for row in (await seat.reader.board()).cases[Tab.TO_CHECK]] == [case]
    await seat.do(PassCheck(case))
    matter = await seat.reader.matter(case)
    assert matter is not None and matter.case is not None
    assert (matter.case.step, matter.case.outcome) == (Step.CLOSED, Outcome.ADVISED)
    assert [entry.what for entry in matter.history] == [
        "open-case", "dispatch-case", "accept-and-dispatch", "task:accepted", "task:en-route", "task:on-scene",
        "task:done", "pass-check",
    ]  # fmt: skip
    assert seat.sent("urban") == ["result:DU-20261123-0081:closed"]
    assert seat.event("r1").condition is Condition.OVER


async def test_that_a_dispatch_waits_five_seconds_and_can_be_undone_until_it_has_left(seat: Seat) -> None:
    seat.flag(zone_event())
    case = await seat.do(AcceptAndDispatch(("e1",), "S-07-1"))
    now = seat.clock.now()
    assert seat.store.read_now(lambda c: outbox.due(c, "squad", now, now)) == []
    await seat.do(UndoDispatch(case))
    assert seat.sent() == []
    assert seat.event("e1").state(now) is EventState.ACKNOWLEDGED
    assert [row.id for row in (await seat.reader.board()).review] == ["e1"]
    with pytest.raises(Refused) as refused:
        await seat.do(UndoDispatch(case))
    assert refused.value.code == "too-late"


async def test_that_an_undo_after_the_task_has_left_is_refused_and_changes_nothing(seat: Seat) -> None:
    seat.flag(zone_event())
    case = await seat.do(AcceptAndDispatch(("e1",), "S-07-1"))
    seat.clock.advance(6)
    seat.write(lambda unit: outbox.claim(unit.connection, 1, unit.now))
    with pytest.raises(Refused) as refused:
        await seat.do(UndoDispatch(case))
    assert refused.value.code == "too-late"
    assert seat.event("e1").case == case


async def test_that_a_cancelled_task_is_never_sent_late(seat: Seat) -> None:
    seat.flag(zone_event())
    case = await seat.do(AcceptAndDispatch(("e1",), "S-07-1"))
    await seat.do(CancelDispatch(case, "对方已离开"))
    assert seat.sent() == []
    again = await seat.do(DispatchCase(case, "S-08-1"))
    assert again == case and seat.sent() == [f"task:{case}-T2"]


async def test_that_calling_back_a_squad_that_has_its_task_sends_a_cancellation(seat: Seat) -> None:
    seat.flag(zone_event())
    case = await seat.do(AcceptAndDispatch(("e1",), "S-07-1"))
    seat.clock.advance(6)
    seat.write(lambda unit: outbox.claim(unit.connection, 1, unit.now))
    seat.write(lambda unit: answers.take_acknowledgement(unit, f"task:{case}-T1"))
    await seat.do(CancelDispatch(case, "对方已离开"))
    assert seat.sent() == [f"cancel:{case}-T1"]


async def test_that_a_declined_task_brings_the_case_back_to_be_dispatched(seat: Seat) -> None:
    seat.flag(zone_event())
    case = await seat.do(AcceptAndDispatch(("e1",), "S-07-1"))
    seat.squad_says(f"{case}-T1", FeedbackState.DECLINED)
    board = await seat.reader.board()
    assert [row.case.id for row in board.cases[Tab.TO_DISPATCH]] == [case]
    matter = await seat.reader.matter(case)
    assert matter is not None and matter.squads[0].squad == "S-07-1"
    await seat.do(DispatchCase(case, "S-08-1"))
    assert (await seat.reader.board()).cases[Tab.IN_PROGRESS][0].case.squad == "S-08-1"


async def test_that_feedback_for_an_unknown_or_closed_task_is_kept_and_moves_nothing(seat: Seat) -> None:
    seat.flag(zone_event())
    case = await seat.do(AcceptAndDispatch(("e1",), "S-07-1"))
    seat.squad_says("no-such-task", FeedbackState.DONE)
    seat.squad_says(f"{case}-T1", FeedbackState.DONE, Outcome.CLEARED)
    seat.clock.advance(1)
    seat.squad_says(f"{case}-T1", FeedbackState.ON_SCENE)
    matter = await seat.reader.matter(case)
    assert matter is not None and matter.case is not None and matter.case.step is Step.REPORTED_BACK
    assert [told.state for told in matter.tasks[0].feedback] == [FeedbackState.DONE, FeedbackState.ON_SCENE]
    kept = seat.store.read_now(lambda c: records.about(c, [("feed", "S-07-1")]))
    assert [record.what for record in kept] == ["feedback-unknown-task"]


async def test_that_rework_sends_the_same_squad_again(seat: Seat) -> None:
    seat.flag(zone_event())
    case = await seat.do(AcceptAndDispatch(("e1",), "S-07-1"))
    seat.squad_says(f"{case}-T1", FeedbackState.DONE, Outcome.CLEARED)
    await seat.do(SendBack(case, "照片不清楚"))
    matter = await seat.reader.matter(case)
    assert matter is not None and [task.state for task in matter.tasks] == [TaskState.DONE, TaskState.WAITING]


async def test_that_a_dismissed_event_leaves_the_queue_and_undo_brings_it_back(seat: Seat) -> None:
    seat.flag(zone_event())
    done = await seat.desk.do(OPERATOR, Dismiss(("e1",), DismissReason.POSITION_DRIFT))
    assert (await seat.reader.board()).review == ()
    assert seat.event("e1").state(NOW) is EventState.DISMISSED
    assert done.undo == Reopen(("e1",))
    await seat.do(done.undo)
    assert [row.id for row in (await seat.reader.board()).review] == ["e1"]


async def test_that_a_shelved_event_comes_back_by_itself_unacknowledged(seat: Seat) -> None:
    seat.flag(zone_event())
    await seat.do(Acknowledge(("e1",)))
    await seat.do(Shelve(("e1",), NOW + timedelta(minutes=15)))
    board = await seat.reader.board()
    assert board.review == () and [row.id for row in board.shelved] == ["e1"]
    seat.clock.advance(15 * 60)
    (row,) = (await seat.reader.board()).review
    assert row.state is EventState.OPEN and not seat.event("e1").acknowledged


async def test_that_a_person_taking_it_off_the_shelf_brings_it_back_acknowledged(seat: Seat) -> None:
    seat.flag(zone_event())
    await seat.do(Shelve(("e1",), NOW + timedelta(minutes=15)))
    await seat.do(Reopen(("e1",)))
    (row,) = (await seat.reader.board()).review
    assert row.state is EventState.ACKNOWLEDGED


async def test_that_a_dog_breaking_both_rules_is_one_row_and_one_case(seat: Seat) -> None:
    both = zone_event("e2", kind=Category.DOG_OUT_OF_HOURS, place=None, priority=Priority.MEDIUM)
    seat.flag(zone_event(), both)
    (row,) = (await seat.reader.board()).review
    assert set(row.events) == {"e1", "e2"} and row.kinds[0] is Category.DOG_IN_FORBIDDEN_ZONE
    await seat.do(AcceptAndDispatch(row.events, "S-07-1"))
    assert (await seat.reader.board()).review == ()


async def test_that_merged_events_are_one_row_until_they_are_split(seat: Seat) -> None:
    seat.flag(report_event(), report_event("r2", "DU-20261123-0082"))
    done = await seat.desk.do(OPERATOR, Merge("r1", ("r1", "r2")))
    (row,) = (await seat.reader.board()).review
    assert set(row.events) == {"r1", "r2"}
    assert done.undo is not None
    await seat.do(done.undo)
    assert len((await seat.reader.board()).review) == 2


async def test_that_a_reminder_goes_out_once_a_key_press_and_personal_data_stays_masked_until_asked(seat: Seat) -> None:
    seat.flag(zone_event())
    await seat.do(RemindOwner(("e1",)))
    assert seat.sent() == ["notice:e1-1"]
    matter = await seat.reader.matter("e1")
    assert matter is not None and matter.dog is not None
    assert (matter.dog.owner, matter.dog.phone) == ("李**", "138****2210")
    done = await seat.desk.do(OPERATOR, Reveal("e1"))
    assert done.revealed == {"owner": "李明", "phone": "13800002210", "address": "柯城区上街 5 号"}
    history = seat.store.read_now(lambda c: records.about(c, [("event", "e1")]))
    assert [(record.what, record.person) for record in history] == [("reminder", "demo"), ("reveal", "demo")]


async def test_that_a_pile_up_s_operator_is_told_once_a_key_press_and_its_answer_is_on_record(seat: Seat) -> None:
    pile = replace(report_event("b1", "rack-7"), kind=Category.BIKE_PARKING, reason=BikesReason("哈啰", 80, 40))
    seat.flag(pile, report_event("r1"))
    await seat.do(RemindOwner(("b1", "r1")))
    assert seat.sent() == ["notice:b1-1"]
    later = seat.clock.now() + timedelta(seconds=6)
    (packet,) = seat.store.read_now(lambda c: outbox.due(c, "squad", later, later))
    told = msgspec.json.decode(packet.payload)
    assert told["to"] == {"kind": "bike-operator", "id": "哈啰"} and "80" in told["text"] and "40" in told["text"]
    reply = NoticeReply("b1-1", "accepted", seat.clock.now(), "马上清运")
    seat.write(lambda unit: answers.take_reply(unit, reply, seat.bureau))
    history = seat.store.read_now(lambda c: records.about(c, [("event", "b1")]))
    assert [record.what for record in history] == ["operator-told", "reply"]
    with pytest.raises(Refused) as refused:
        await seat.do(RemindOwner(("r1",)))
    assert refused.value.code == "unknown"


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (AcceptAndDispatch(("e1",), "S-99"), "no-squad"),
        (AcceptAndDispatch(("e1",), "S-09-1"), "no-squad"),
        (AcceptAndDispatch(("nobody",), "S-07-1"), "unknown"),
        (PassCheck("QZ-0"), "unknown"),
        (Shelve(("e1",), NOW - timedelta(seconds=1)), "too-late"),
    ],
)
async def test_that_a_refused_command_says_why_and_changes_nothing(seat: Seat, request_: Request, code: str) -> None:
    seat.flag(zone_event())
    before = seat.event("e1")
    with pytest.raises(Refused) as refused:
        await seat.do(request_)
    assert refused.value.code == code
    assert seat.event("e1") == before and seat.sent() == []


async def test_that_a_role_without_the_right_is_refused(seat: Seat) -> None:
    seat.flag(zone_event())
    with pytest.raises(Refused) as refused:
        await seat.do(AcceptAndDispatch(("e1",), "S-07-1"), LEADER)
    assert refused.value.code == "not-allowed"


async def test_that_two_seats_deciding_at_once_end_in_one_case(seat: Seat) -> None:
    seat.flag(zone_event())
    await seat.do(AcceptAndDispatch(("e1",), "S-07-1"))
    with pytest.raises(Refused) as refused:
        await seat.do(AcceptAndDispatch(("e1",), "S-08-1"))
    assert refused.value.code == "wrong-step"
    with pytest.raises(Refused) as refused:
        await seat.do(Dismiss(("e1",), DismissReason.TEST))
    assert refused.value.code == "wrong-step"


async def test_that_accepting_what_another_seat_dismissed_is_refused(seat: Seat) -> None:
    seat.flag(zone_event())
    await seat.do(Dismiss(("e1",), DismissReason.PERMITTED))
    with pytest.raises(Refused) as refused:
        await seat.do(AcceptAndDispatch(("e1",), "S-07-1"))
    assert refused.value.code == "changed" and seat.sent() == []

"""The moves of a case beside sending one squad: each lawful, with a record, and refused in words where it is not."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from command_center.cases import answers, field
from command_center.commands.case_requests import (
    AcceptCase,
    AddPart,
    AskCheck,
    AskExtension,
    AskSuspension,
    AskVerification,
    AskVerificationAgain,
    DecideApproval,
    DropPart,
    Evaluate,
    HandOver,
    Instruct,
    NotAccept,
    Resume,
    TakeBack,
    Urge,
    VoidCase,
)
from command_center.commands.requests import (
    AcceptAndDispatch,
    CancelDispatch,
    DispatchCase,
    PassCheck,
    Refused,
    Request,
    SendBack,
)
from command_center.model.asked import CHECK, VERIFY
from command_center.model.cases import Case, Step, TaskState
from command_center.model.events import EventState, Review
from command_center.model.observations import (
    FeedbackState,
    InstructionRead,
    NoticeReply,
    Outcome,
    ReportChange,
    ReportUpdate,
    VerifyResult,
    VerifyVerdict,
)
from command_center.model.people import Person, Role
from command_center.store import asked, cases, outbox, records
from tests.builders import LEADER, report_event
from tests.commands.test_from_flagged_to_closed import Seat

CHIEF = Person("chief", "周值班长", frozenset({Role.SHIFT_LEADER}))


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    made = Seat(tmp_path)
    yield made
    made.store.close()


def case(seat: Seat, id_: str) -> Case:
    found = seat.store.read_now(lambda c: cases.get(c, id_))
    assert found is not None
    return found


def verdict(seat: Seat, task: str, result: VerifyVerdict, by: str = "C-01") -> None:
    told = VerifyResult(task, by, result, seat.clock.now(), "看过")
    seat.write(lambda unit: field.take_verdict(unit, told, seat.bureau))


def history(seat: Seat, id_: str) -> list[str]:
    rows = seat.store.read_now(lambda c: records.about(c, [("case", id_)]))
    return [row.what for row in rows]


async def handled(seat: Seat) -> str:
    seat.flag(report_event())
    opened = await seat.do(AcceptAndDispatch(("r1",), "S-07-1"))
    seat.squad_says(f"{opened}-T1", FeedbackState.ACCEPTED)
    return opened


async def test_that_a_matter_is_verified_by_a_collector_before_it_is_opened(seat: Seat) -> None:
    seat.flag(report_event())
    number = await seat.do(AskVerification(("r1",)))
    assert case(seat, number).step is Step.COLLECTED
    assert [task.id for task in seat.store.read_now(lambda c: asked.field_queue(c, VERIFY))] == [f"{number}-V1"]
    assert seat.sent() == [f"task:{number}-V1"]
    with pytest.raises(Refused, match="is not answered yet"):
        await seat.do(AskVerificationAgain(number))
    with pytest.raises(Refused, match="possible: verify, verified, accept, not-accept"):
        await seat.do(DispatchCase(number, "S-07-1"))
    verdict(seat, f"{number}-V1", VerifyVerdict.FALSE)
    assert case(seat, number).step is Step.COLLECTED  # a person decides
    await seat.do(AskVerificationAgain(number))
    verdict(seat, f"{number}-V2", VerifyVerdict.TRUE)
    assert case(seat, number).step is Step.OPENED
    verdict(seat, f"{number}-V2", VerifyVerdict.FALSE)  # twice: on record, and nothing more
    assert case(seat, number).step is Step.OPENED
    assert history(seat, number)[-3:] == ["ask-verify", "verify:true", "verify:false"]


async def test_that_what_is_not_accepted_is_answered_and_kept(seat: Seat) -> None:
    seat.flag(report_event())
    number = await seat.do(NotAccept("不属于城管职责。", events=("r1",)))
    assert case(seat, number).step is Step.NOT_ACCEPTED
    assert seat.sent("urban") == ["result:DU-20261123-0081:not-accepted"]
    assert (await seat.reader.board()).review == ()
    with pytest.raises(Refused, match="possible: nothing"):
        await seat.do(VoidCase(number, "x"), CHIEF)


async def test_that_who_handled_a_case_does_not_check_it(seat: Seat) -> None:
    number = await handled(seat)
    seat.squad_says(f"{number}-T1", FeedbackState.DONE, Outcome.CLEARED)
    await seat.do(AskCheck(number))
    verdict(seat, f"{number}-V1", VerifyVerdict.PASSED, by="S-07-1")
    assert [task.id for task in seat.store.read_now(lambda c: asked.field_queue(c, CHECK))] == [f"{number}-V1"]
    verdict(seat, f"{number}-V1", VerifyVerdict.REWORK)
    with pytest.raises(Refused, match="found it not done"):
        await seat.do(PassCheck(number))
    await seat.do(SendBack(number, "仍有垃圾"))
    seat.squad_says(f"{number}-T2", FeedbackState.DONE, Outcome.CLEARED)
    await seat.do(AskCheck(number))
    verdict(seat, f"{number}-V2", VerifyVerdict.PASSED)
    await seat.do(PassCheck(number))
    await seat.do(Evaluate(number, 5), CHIEF)
    assert (case(seat, number).step, case(seat, number).grade) == (Step.EVALUATED, 5)


async def test_that_a_suspension_is_approved_by_another_and_the_clock_stands_still(seat: Seat) -> None:
    number = await handled(seat)
    await seat.do(CancelDispatch(number, "暂时无法处理"))
    left = case(seat, number).deadline - seat.clock.now()
    asked_for = (await seat.desk.do(CHIEF, AskSuspension(number, "需市政立项"))).approval
    assert asked_for is not None
    with pytest.raises(Refused, match="another person"):
        await seat.do(DecideApproval(asked_for, approve=True), CHIEF)
    with pytest.raises(Refused, match="asked for"):
        await seat.do(AskSuspension(number, "again"))
    await seat.do(DecideApproval(asked_for, approve=True), LEADER)
    assert case(seat, number).step is Step.SUSPENDED
    seat.clock.advance(90_000)
    assert not case(seat, number).overdue(seat.clock.now())
    await seat.do(Resume(number, "已立项"))
    assert case(seat, number).deadline - seat.clock.now() == left
    with pytest.raises(Refused, match="was approved"):
        await seat.do(DecideApproval(asked_for, approve=False), LEADER)


async def test_that_an_extension_is_refused_or_gives_more_time(seat: Seat) -> None:
    number = await handled(seat)
    before = case(seat, number).deadline
    for approve, more in ((False, 0), (True, 30)):
        wish = (await seat.desk.do(CHIEF, AskExtension(number, 30, "路远"))).approval
        assert wish is not None
        await seat.do(DecideApproval(wish, approve=approve, why="x"), LEADER)
        assert case(seat, number).deadline == before + timedelta(minutes=more)


async def test_that_a_lead_finishes_only_when_every_part_is_done_or_dropped(seat: Seat) -> None:
    number = await handled(seat)
    with pytest.raises(Refused, match="lead"):
        await seat.do(AddPart(number, "S-07-1", "清运"))
    await seat.do(AddPart(number, "S-08-1", "清运"))
    await seat.do(AddPart(number, "S-08-1", "冲洗"))
    with pytest.raises(Refused, match="another name"):
        await seat.do(AddPart(number, "S-08-1", "冲洗"))
    seat.squad_says(f"{number}-T1", FeedbackState.DONE, Outcome.CLEARED)
    assert (case(seat, number).step, case(seat, number).outcome) == (Step.HANDLING, Outcome.CLEARED)
    seat.squad_says(f"{number}-T2", FeedbackState.DONE, squad="S-08-1")
    seat.squad_says(f"{number}-T3", FeedbackState.DECLINED, squad="S-08-1")
    assert case(seat, number).step is Step.HANDLING
    await seat.do(DropPart(number, "冲洗", "下雨了"))
    assert (case(seat, number).step, case(seat, number).outcome) == (Step.REPORTED_BACK, Outcome.CLEARED)


@pytest.mark.parametrize(("state", "step"), [("returned", Step.OPENED), ("done", Step.REPORTED_BACK)])
async def test_that_a_county_settles_a_case_or_gives_it_back(seat: Seat, state: str, step: Step) -> None:
    number = await handled(seat)
    await seat.do(CancelDispatch(number, "属地为江山"))
    await seat.do(HandOver(number, "jiangshan", "属地"))
    assert case(seat, number).step is Step.HANDLING
    notice = next(key for key in seat.sent() if key.startswith("notice:")).removeprefix("notice:")
    told = NoticeReply(notice, state, seat.clock.now(), "收到")
    seat.write(lambda unit: answers.take_reply(unit, told, seat.bureau))
    assert case(seat, number).step is step


async def test_that_a_case_handed_over_can_be_taken_back(seat: Seat) -> None:
    number = await handled(seat)
    with pytest.raises(Refused, match="call it back"):
        await seat.do(TakeBack(number, "x"))
    await seat.do(CancelDispatch(number, "属地为江山"))
    await seat.do(HandOver(number, "jiangshan", "属地"))
    await seat.do(TakeBack(number, "县里未答复"))
    assert case(seat, number).step is Step.OPENED


async def test_that_an_urge_and_an_instruction_reach_the_squad_and_leave_the_step(seat: Seat) -> None:
    number = await handled(seat)
    await seat.do(Urge(number, "市民来电催促"))
    await seat.do(Instruct(number, "今日办结"), LEADER)
    sent = [key for key in seat.sent() if key.startswith("instruction:")]
    assert len(sent) == 2
    told = InstructionRead(sent[1].removeprefix("instruction:"), "S-07-1", seat.clock.now())
    seat.write(lambda unit: answers.take_read(unit, told.instruction, told))
    assert case(seat, number).step is Step.HANDLING
    assert history(seat, number)[-3:] == ["urge", "instruct", "instruction-read"]
    with pytest.raises(Refused) as refused:
        await seat.do(Instruct(number, "x"))
    assert refused.value.code == "not-allowed"


async def test_that_a_void_case_gives_its_events_back_and_is_kept(seat: Seat) -> None:
    number = await handled(seat)
    with pytest.raises(Refused, match="call the squad back first"):
        await seat.do(VoidCase(number, "误立"), CHIEF)
    await seat.do(CancelDispatch(number, "误立"))
    await seat.do(VoidCase(number, "误立"), CHIEF)
    assert case(seat, number).step is Step.VOID
    assert seat.event("r1").review is Review.ACKNOWLEDGED
    assert seat.event("r1").state(seat.clock.now()) is EventState.ACKNOWLEDGED


async def test_that_what_the_platform_says_of_a_report_stands_on_its_case(seat: Seat) -> None:
    number = await handled(seat)
    told = ReportUpdate("DU-20261123-0081", ReportChange.WITHDRAWN, "已自行解决")
    seat.write(lambda unit: answers.take_update(unit, "r1", told))
    assert history(seat, number)[-1] == "platform-withdrawn"
    assert case(seat, number).step is Step.HANDLING


def requests(number: str) -> list[tuple[Request, Person | None]]:
    return [
        (AcceptCase(number, "x"), None), (AskVerificationAgain(number), None), (NotAccept("x", case=number), None),
        (DispatchCase(number, "S-07-1"), None), (CancelDispatch(number, "x"), None), (HandOver(number, "c", "x"), None),
        (TakeBack(number, "x"), None), (AddPart(number, "S-08-1", "p"), None), (DropPart(number, "p", "x"), None),
        (AskCheck(number), None), (PassCheck(number, "x"), None), (SendBack(number, "x"), None),
        (Evaluate(number, 3), CHIEF), (AskSuspension(number, "x"), None), (AskExtension(number, 5, "x"), None),
        (Resume(number, "x"), None), (Urge(number, "x"), None), (Instruct(number, "x"), LEADER),
        (VoidCase(number, "x"), CHIEF),
    ]  # fmt: skip


MANY = len(requests(""))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, MANY + 3), min_size=5, max_size=25), st.booleans())
def test_that_no_sequence_of_moves_breaks_a_case(seat: Seat, moves: list[int], first: bool) -> None:
    """One lawful state, a clock that runs or stands, nothing deleted, a record of each move that was made."""
    name = f"x{seat.clock.now().timestamp()}"
    seat.flag(msgspec.structs.replace(report_event(), id=name, subject=name))
    start = AskVerification((name,)) if first else AcceptAndDispatch((name,), "S-07-1")
    number = asyncio.run(seat.do(start))
    kept = 0
    for move in moves:
        seat.clock.advance(7)
        before = case(seat, number)
        made = one_move(seat, number, move)
        now, rows = case(seat, number), history(seat, number)
        assert len(rows) >= kept + made
        kept = len(rows)
        assert now.version >= before.version
        assert (now.step is Step.SUSPENDED) == (now.paused_since is not None)
        assert now.step.over == (now.closed is not None)
        tasks = seat.store.read_now(lambda c: cases.tasks_of(c, [number])).get(number, [])
        live = [t for t in tasks if not t.part and t.state not in (TaskState.DONE, *GONE)]
        assert len(live) <= 1
        if now.step is Step.DISPATCHED:
            assert len(live) == 1
        if now.step in (Step.REPORTED_BACK, Step.CLOSED, Step.EVALUATED, Step.VOID, Step.NOT_ACCEPTED, Step.SUSPENDED):
            assert all(t.state in (TaskState.DONE, *GONE) for t in tasks)
    later = seat.clock.now() + timedelta(hours=1)
    keys = [p.key for p in seat.store.read_now(lambda c: outbox.due(c, "squad", later, later))]
    assert len(keys) == len(set(keys))
    seat.clock.advance(10)


GONE = (TaskState.DECLINED, TaskState.CANCELLED)


def one_move(seat: Seat, number: str, move: int) -> int:
    """A command, a squad's report, a collector's or a leader's word; 1 when it counted."""
    if move < MANY:
        request, person = requests(number)[move]
        try:
            asyncio.run(seat.do(request, person) if person else seat.do(request))
        except Refused:
            return 0
        return 1
    tasks = seat.store.read_now(lambda c: cases.tasks_of(c, [number])).get(number, [])
    if move == MANY + 3:
        for wish in seat.store.read_now(lambda c: asked.of_case(c, number)):
            try:
                asyncio.run(seat.do(DecideApproval(wish.id, approve=True), LEADER))
            except Refused:
                continue
        return 0
    states = (FeedbackState.ACCEPTED, FeedbackState.DONE, FeedbackState.DECLINED)
    for task in tasks[-2:]:
        seat.squad_says(task.id, states[move - MANY], squad=task.squad)
    return min(len(tasks), 1)

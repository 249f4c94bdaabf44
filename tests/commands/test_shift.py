"""The shift: a duty log nothing leaves, a roster read whole, instructions with receipts, a page both leaders sign."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.commands.requests import (
    AcceptAndDispatch,
    CallSquad,
    Claim,
    Done,
    ImportRoster,
    InstructSquads,
    PrepareHandover,
    Refused,
    Request,
    Shelve,
    SignHandover,
    WriteLog,
)
from command_center.commands.roster import BadRoster, read_roster
from command_center.doors.export_shift import handed_over
from command_center.doors.handover import WORDS, Sheet, write_pdf
from command_center.evidence.pdf.fonts import chinese
from command_center.model.observations import InstructionRead
from command_center.model.outgoing import SquadInstruction
from command_center.model.people import Person, Role
from command_center.model.shift import Handover, LogKind, Side
from command_center.pipeline.batch import Seen
from command_center.pipeline.effects import Effects
from command_center.store import outbox, people, shift
from tests.builders import NOW, OPERATOR, zone_event
from tests.commands.test_from_flagged_to_closed import Seat

WANG = Person("wang", "王值", frozenset({Role.SHIFT_LEADER}))
LIN = Person("lin", "林值", frozenset({Role.SHIFT_LEADER}))
HEAD = "start,end,post,name,phone\n"
DAY = "2026-11-23T08:00:00+08:00,2026-11-23T20:00:00+08:00"


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    made = Seat(tmp_path)
    made.write(lambda unit: [people.put(unit.connection, one) for one in (WANG, LIN)])
    yield made
    made.store.close()


async def refused(seat: Seat, request: Request, person: Person = WANG) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        await seat.desk.do(person, request)
    return caught.value.code, caught.value.detail


async def page(seat: Seat, request: PrepareHandover | None = None) -> Handover:
    done = await seat.desk.do(WANG, request or PrepareHandover())
    found = seat.store.read_now(lambda c: shift.handover(c, done.made))
    assert found is not None
    return found


async def test_that_a_note_stands_with_its_time_and_author(seat: Seat) -> None:
    await seat.desk.do(OPERATOR, WriteLog("  斗潭路路灯不亮 "))
    (line,) = seat.store.read_now(lambda c: shift.log_since(c, None))
    assert (line.at, line.by, line.kind, line.text) == (NOW, "demo", LogKind.NOTE, "斗潭路路灯不亮")
    assert (await refused(seat, WriteLog("   ")))[0] == "unknown"


async def test_that_a_roster_with_a_mistake_changes_nothing_and_names_every_line(seat: Seat) -> None:
    bad = f"{HEAD}{DAY},S-07-1,张三,0570-1\n{DAY},S-99-9,李四,\n2026-11-23,x,S-07-1,李四,\n{DAY},S-07-1,张三,\n"
    code, said = await refused(seat, ImportRoster(bad))
    assert code == "bad-roster"
    assert [line.split(":")[0] for line in said.splitlines()] == ["line 3", "line 4", "line 5"]
    assert seat.store.read_now(lambda c: shift.duties(c, NOW, NOW + timedelta(hours=1))) == []


async def test_that_a_later_roster_takes_the_place_of_the_earlier_one_of_its_post_and_time(seat: Seat) -> None:
    await seat.desk.do(WANG, ImportRoster(f"{HEAD}{DAY},S-07-1,张三,13800001111\n{DAY},intake,赵六,\n"))
    await seat.desk.do(WANG, ImportRoster(f"\ufeff{HEAD}{DAY},S-07-1,李四,13900002222\n"))
    there = seat.store.read_now(lambda c: shift.duties(c, NOW, NOW + timedelta(hours=1)))
    assert {(one.post, one.name) for one in there} == {("S-07-1", "李四"), ("intake", "赵六")}


async def test_that_a_call_gives_the_number_of_who_is_on_duty_now_and_is_logged(seat: Seat) -> None:
    assert (await refused(seat, CallSquad("S-07-1")))[0] == "unknown"
    await seat.desk.do(WANG, ImportRoster(f"{HEAD}{DAY},S-07-1,张三,13800001111\n"))
    assert await seat.desk.do(OPERATOR, CallSquad("S-07-1", "去府山")) == Done(revealed={"张三": "13800001111"})
    logged = seat.store.read_now(lambda c: shift.log_since(c, None))
    assert (logged[-1].kind, logged[-1].about) == (LogKind.CALL, "S-07-1")


async def test_that_an_instruction_to_all_goes_to_those_on_duty_once_and_shows_who_has_read_it(seat: Seat) -> None:
    number = (await seat.desk.do(WANG, InstructSquads("注意防滑"))).made
    (sent,) = seat.store.read_now(lambda c: outbox.due(c, "squad", NOW, NOW))
    told = msgspec.json.decode(sent.payload, type=SquadInstruction)
    assert (sent.key, told) == (
        f"instruction:{number}",
        SquadInstruction(str(number), ("S-07-1", "S-08-1"), "注意防滑"),
    )
    effects = Effects(seat.bureau)
    for squad in ("S-08-1", "S-08-1", "S-77-7"):
        seen = Seen("squads", NOW, InstructionRead(str(number), squad, NOW), ())
        seat.write(partial(effects.read_receipt, seen=seen, _ids=[]))
    (one,) = seat.store.read_now(lambda c: shift.instructions_since(c, None))
    assert one.reads == {"S-07-1": None, "S-08-1": NOW}
    assert (await refused(seat, InstructSquads("x", ("S-77-7",))))[0] == "no-squad"


async def test_that_the_page_tells_what_is_open_shelved_claimed_and_noted(seat: Seat) -> None:
    seat.flag(zone_event("e1"), zone_event("e2", "0999"), zone_event("e3", "0998"))
    await seat.desk.do(OPERATOR, Shelve(("e2",), NOW + timedelta(hours=1)))
    await seat.desk.do(OPERATOR, Claim("e3"))
    await seat.desk.do(OPERATOR, WriteLog("记事"))
    found = (await page(seat)).page
    assert [one.id for one in found.open] == ["e1", "e3"]
    assert [(one.id, one.who) for one in found.shelved] == [("e2", "王敏")]
    assert [(one.id, one.who) for one in found.claimed] == [("e3", "王敏")]
    assert [(one.text, one.by) for one in found.notes] == [("记事", "王敏")]


async def test_that_a_case_that_is_nearly_due_is_at_risk(seat: Seat) -> None:
    seat.flag(zone_event("e1"))
    case = await seat.do(AcceptAndDispatch(("e1",), "S-07-1"))
    running = await seat.reader.matter(case)
    assert running is not None and running.case is not None
    seat.clock.advance((running.case.deadline - NOW - timedelta(minutes=59)).total_seconds())
    assert [one.id for one in (await page(seat)).page.at_risk] == [case]


async def test_that_two_leaders_sign_what_they_looked_at_each_once(seat: Seat) -> None:
    made = await page(seat)
    sign = SignHandover(made.id, Side.GOING, made.sha256)
    assert (await refused(seat, SignHandover(made.id, Side.GOING, "0" * 64)))[0] == "changed"
    assert (await refused(seat, sign, OPERATOR))[0] == "not-allowed"
    await seat.desk.do(WANG, sign)
    assert (await refused(seat, sign, LIN))[0] == "changed"
    assert (await refused(seat, SignHandover(made.id, Side.COMING, made.sha256)))[0] == "not-allowed"
    await seat.desk.do(LIN, SignHandover(made.id, Side.COMING, made.sha256))
    kept = seat.store.read_now(lambda c: shift.handover(c, made.id))
    assert kept is not None and {side: one.by for side, one in kept.signed.items()} == {
        "going": "wang",
        "coming": "lin",
    }
    assert (kept.page, kept.sha256) == (made.page, made.sha256)
    assert handed_over(kept)["sha256"] == made.sha256


async def test_that_the_next_shift_begins_where_both_signed(seat: Seat) -> None:
    made = await page(seat)
    for person, side in ((WANG, Side.GOING), (LIN, Side.COMING)):
        await seat.desk.do(person, SignHandover(made.id, side, made.sha256))
    seat.clock.advance(8 * 3600)
    assert (await page(seat)).page.since == made.page.made


async def test_that_the_page_is_a_pdf(seat: Seat, tmp_path: Path) -> None:
    seat.flag(zone_event("e1"))
    await seat.desk.do(OPERATOR, WriteLog("斗潭路" * 200))
    sheet = Sheet(tomllib.loads(WORDS.read_text("utf-8")), ZoneInfo("Asia/Shanghai"), {}, {})
    out = tmp_path / "page.pdf"
    write_pdf(await page(seat), sheet, chinese(), NOW, out)
    assert out.read_bytes().startswith(b"%PDF")


@given(st.text(max_size=200))
def test_that_any_text_is_a_roster_or_refused_in_words(text: str) -> None:
    try:
        read_roster(HEAD + text, ["intake"])
    except BadRoster as error:
        assert str(error).startswith("line ")

"""One operator at a time works on a matter: claimed, kept by a heartbeat, lapsed by itself, taken over for a reason."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from command_center.commands.requests import (
    AcceptAndDispatch,
    Acknowledge,
    Claim,
    Dismiss,
    Merge,
    Refused,
    Release,
    Request,
    TakeOver,
)
from command_center.model.claims import LAPSE
from command_center.model.events import DismissReason
from command_center.model.people import Person, Role
from command_center.notices import EventChanged
from command_center.store import changes, people, records
from tests.builders import LEADER, OPERATOR, zone_event
from tests.commands.test_from_flagged_to_closed import Seat

LI = Person("li", "李强", frozenset({Role.DISPATCHER}))
DISMISS = Dismiss(("e1",), DismissReason.TEST)


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    made = Seat(tmp_path)
    made.write(lambda unit: people.put(unit.connection, LI))
    made.flag(zone_event("e1"), zone_event("e2", "0999"))
    yield made
    made.store.close()


async def refused(seat: Seat, request: Request, person: Person = LI) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        await seat.desk.do(person, request)
    return caught.value.code, caught.value.detail


async def holders(seat: Seat) -> dict[str, str]:
    return {subject: held.person_name for subject, held in (await seat.reader.board()).claims.items()}


async def test_everybody_sees_who_has_a_matter_open(seat: Seat) -> None:
    await seat.desk.do(OPERATOR, Claim("e1"))
    assert await holders(seat) == {"e1": "王敏"}


async def test_nobody_else_decides_on_what_another_has_open(seat: Seat) -> None:
    await seat.desk.do(OPERATOR, Claim("e1"))
    for request in (DISMISS, AcceptAndDispatch(("e1",), "S-07-1"), Merge("e2", ("e1",)), Merge("e1", ("e2",))):
        assert await refused(seat, request) == ("claimed", "王敏")
    await seat.desk.do(OPERATOR, DISMISS)


async def test_acknowledging_is_free_for_all(seat: Seat) -> None:
    await seat.desk.do(OPERATOR, Claim("e1"))
    await seat.desk.do(LI, Acknowledge(("e1",)))


async def test_a_claim_lapses_by_itself_when_the_seat_is_silent(seat: Seat) -> None:
    await seat.desk.do(OPERATOR, Claim("e1"))
    seat.clock.advance(LAPSE.total_seconds())
    assert await holders(seat) == {}
    await seat.desk.do(LI, DISMISS)


async def test_a_heartbeat_keeps_it_and_says_nothing_new(seat: Seat) -> None:
    await seat.desk.do(OPERATOR, Claim("e1"))
    newest = seat.store.read_now(changes.newest)
    for _ in range(5):
        seat.clock.advance(LAPSE.total_seconds() - 1)
        await seat.desk.do(OPERATOR, Claim("e1"))
    assert await refused(seat, Claim("e1")) == ("claimed", "王敏")
    assert seat.store.read_now(changes.newest) == newest


async def test_what_is_let_go_is_free_at_once_and_everybody_is_told(seat: Seat) -> None:
    await seat.desk.do(OPERATOR, Claim("e1"))
    newest = seat.store.read_now(changes.newest)
    await seat.desk.do(OPERATOR, Release("e1"))
    assert await holders(seat) == {}
    assert seat.store.read_now(lambda c: changes.after(c, newest))[1] == (EventChanged("e1"),)


async def test_taking_over_needs_a_reason_that_goes_on_record(seat: Seat) -> None:
    await seat.desk.do(OPERATOR, Claim("e1"))
    await seat.desk.do(LI, TakeOver("e1", "王敏 is on the telephone"))
    assert await holders(seat) == {"e1": "李强"}
    assert await refused(seat, Claim("e1"), OPERATOR) == ("claimed", "李强")
    (record,) = [one for one in seat.store.read_now(lambda c: records.since(c, None)) if one.what == "take-over"]
    assert (record.person, record.subject, record.detail) == (
        "li", "e1", {"from": "王敏", "why": "王敏 is on the telephone"},
    )  # fmt: skip


async def test_who_lost_a_matter_does_not_let_it_go_for_the_other(seat: Seat) -> None:
    await seat.desk.do(OPERATOR, Claim("e1"))
    await seat.desk.do(LI, TakeOver("e1", "urgent"))
    await seat.desk.do(OPERATOR, Release("e1"))
    assert await holders(seat) == {"e1": "李强"}


async def test_of_two_who_claim_at_once_one_has_it(seat: Seat) -> None:
    both = await asyncio.gather(
        seat.desk.do(OPERATOR, Claim("e1")), seat.desk.do(LI, Claim("e1")), return_exceptions=True
    )
    assert sorted(isinstance(one, Refused) for one in both) == [False, True]


async def test_what_is_unknown_cannot_be_claimed_and_a_leader_claims_nothing(seat: Seat) -> None:
    assert await refused(seat, Claim("e9")) == ("unknown", "e9")
    assert (await refused(seat, Claim("e1"), LEADER))[0] == "not-allowed"


async def test_what_lapsed_long_ago_is_swept_out(seat: Seat) -> None:
    await seat.desk.do(OPERATOR, Claim("e1"))
    seat.clock.advance(40 * LAPSE.total_seconds())
    await seat.desk.do(OPERATOR, Claim("e2"))
    count = seat.store.read_now(lambda c: c.exec_driver_sql("select count(*) from claims").scalar_one())
    assert count == 1

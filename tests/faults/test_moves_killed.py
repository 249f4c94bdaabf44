"""kill -9 just before a move is stored, and just after: the case is in one lawful state, and what is to leave is
in the outbox once or not at all."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from command_center.commands.case_requests import AddPart, AskCheck, HandOver, Instruct
from command_center.commands.requests import AcceptAndDispatch, CancelDispatch, DispatchCase, Request, SendBack
from command_center.model.cases import Step
from command_center.model.observations import FeedbackState, Outcome
from command_center.store import cases, outbox
from command_center.store.database import Store
from tests.builders import report_event
from tests.commands.test_from_flagged_to_closed import Seat
from tests.faults.processes import ROOT, WITHIN_S

DIES = """
import asyncio, os, signal, sys
from pathlib import Path
import msgspec
from command_center.commands import desk
from command_center.commands.requests import Request
from command_center.store.unit import Unit
from tests.builders import LEADER, OPERATOR
from tests.commands.test_from_flagged_to_closed import Seat

folder, when, request, who = Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
Seat._furnish = lambda self, unit: None
seat = Seat(folder)
seat.clock.advance(60)
if when == "before":
    Unit.finish = lambda self: os.kill(os.getpid(), signal.SIGKILL)
asyncio.run(seat.do(msgspec.json.decode(request, type=Request), LEADER if who == "leader" else OPERATOR))
os.kill(os.getpid(), signal.SIGKILL)
"""

Case = tuple[tuple[str, ...], Request, Step, Step, str]
N = "QZ-20261123-0001"
MOVES: list[Case] = [
    (("back",), DispatchCase(N, "S-08-1"), Step.OPENED, Step.DISPATCHED, f"task:{N}-T2"),
    (("back",), HandOver(N, "jiangshan", "x"), Step.OPENED, Step.HANDLING, f"notice:{N}-C4"),
    (("start",), AddPart(N, "S-08-1", "p"), Step.HANDLING, Step.HANDLING, f"task:{N}-T2"),
    (("start", "done"), SendBack(N, "x"), Step.REPORTED_BACK, Step.DISPATCHED, f"task:{N}-T2"),
    (("start", "done"), AskCheck(N), Step.REPORTED_BACK, Step.REPORTED_BACK, f"task:{N}-V1"),
    (("start",), Instruct(N, "x"), Step.HANDLING, Step.HANDLING, f"instruction:{N}-I4"),
]


async def until_there(seat: Seat, way: tuple[str, ...]) -> None:
    seat.flag(report_event())
    await seat.do(AcceptAndDispatch(("r1",), "S-07-1"))
    if "back" in way:
        await seat.do(CancelDispatch(N, "x"))
    if "start" in way:
        seat.squad_says(f"{N}-T1", FeedbackState.ACCEPTED)
    if "done" in way:
        seat.squad_says(f"{N}-T1", FeedbackState.DONE, Outcome.CLEARED)


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(("way", "request_", "step", "then", "leaves"), MOVES, ids=lambda one: type(one).__name__)
async def test_that_a_move_is_made_whole_or_not_at_all(
    tmp_path: Path, when: str, way: tuple[str, ...], request_: Request, step: Step, then: Step, leaves: str
) -> None:
    seat = Seat(tmp_path)
    await until_there(seat, way)
    seat.store.close()
    who = "leader" if isinstance(request_, Instruct) else "operator"
    command = (sys.executable, "-c", DIES, str(tmp_path), when, msgspec.json.encode(request_).decode(), who)
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=os.environ)
    async with asyncio.timeout(WITHIN_S):
        assert await process.wait() == -signal.SIGKILL
    store = Store(f"sqlite:///{tmp_path / 'test.db'}")
    try:
        found = store.read_now(lambda c: cases.get(c, N))
        assert found is not None
        assert found.step is (step if when == "before" else then)
        later = seat.clock.now() + timedelta(hours=1)
        keys = [p.key for p in store.read_now(lambda c: outbox.due(c, "squad", later, later))]
        assert keys.count(leaves) == (0 if when == "before" else 1)
    finally:
        store.close()

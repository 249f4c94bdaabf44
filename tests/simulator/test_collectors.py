"""The demo city's collectors answer what they are asked, once, and squads read what they are told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from command_center.model.observations import InstructionRead, VerifyResult
from command_center.model.outgoing import SquadInstruction, VerifyTask
from command_center.simulator.world import World, live

MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(("purpose", "answers"), [("verify", {"true", "false"}), ("check", {"passed", "rework"})])
def test_that_a_collector_answers_once_in_the_words_of_what_was_asked(purpose: str, answers: set[str]) -> None:
    world = World(5, MORNING, tags=20, rate=6.0)
    task = VerifyTask("V-1", "C-1", purpose, 118.87, 28.94, MORNING + timedelta(hours=1))
    told = [*world.take(task), *world.take(task), *live(world, MORNING, 300, every=5.0)]
    found = [one.data for one in told if isinstance(one.data, VerifyResult)]
    assert [one.task for one in found] == ["V-1"]
    assert str(found[0].result) in answers
    assert found[0].by.startswith("C-")


def test_that_each_squad_says_it_has_read_an_instruction() -> None:
    world = World(5, MORNING, tags=20, rate=6.0)
    told = [*world.take(SquadInstruction("I-1", ("S-1", "S-2"), "今日办结")), *live(world, MORNING, 70, every=5.0)]
    found = {one.data.squad for one in told if isinstance(one.data, InstructionRead)}
    assert found == {"S-1", "S-2"}

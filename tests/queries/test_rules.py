"""All that was laid down as rules, newest first: what holds, what will, and what never came to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from command_center.books import rules as book
from command_center.commands.requests import ChangeRules
from command_center.model.settings import DogWalking
from command_center.queries.places import When
from command_center.queries.rules import read_rules
from command_center.rules.timeline import Timeline
from command_center.store import people, rules
from tests.builders import LEADER, NOW
from tests.commands.test_from_flagged_to_closed import Seat

HOURS = DogWalking().prohibited


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    made = Seat(tmp_path)
    made.write(lambda unit: people.put(unit.connection, LEADER))
    made.write(lambda unit: book.take_file(unit, DogWalking()))
    yield made
    made.store.close()


async def test_that_versions_say_from_when_to_when_they_hold_by_whom_and_why(seat: Seat) -> None:
    friday, wednesday = NOW + timedelta(days=4), NOW + timedelta(days=2)
    await seat.do(ChangeRules(HOURS, 10, 80, friday, 1, "冬季"), LEADER)
    await seat.do(ChangeRules(HOURS, 15, 80, wednesday, 2), LEADER)

    def whens(days: float) -> list[When]:
        at = NOW + timedelta(days=days)
        return [one.when for one in seat.store.read_now(lambda c: read_rules(c, at)).entries]

    assert whens(0) == [When.TO_COME, When.REPLACED, When.NOW]
    assert whens(3) == whens(5) == [When.NOW, When.REPLACED, When.PAST]
    found = seat.store.read_now(lambda c: read_rules(c, NOW))
    assert found.last == 3 and found.now is not None and found.now.how == "file"
    assert found.now.until == wednesday and found.to_come == (found.entries[0],)
    assert (found.entries[1].by, found.entries[1].reason) == (LEADER.name, "冬季")


async def test_that_the_version_in_force_is_the_one_the_rules_go_by(seat: Seat) -> None:
    for n, days in enumerate((4, 2, 6, 3, 1)):
        await seat.do(ChangeRules(HOURS, n, 80, NOW + timedelta(days=days), n + 1), LEADER)
    line = Timeline(seat.store.read_now(lambda c: rules.timeline(rules.changes(c))))
    for hours in range(0, 8 * 24, 6):
        at = NOW + timedelta(hours=hours)
        now = seat.store.read_now(partial(read_rules, now=at)).now
        assert now is not None and now.version == line.at(at).version

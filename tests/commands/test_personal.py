"""Looking at where dogs were is personal data: only who may, and on record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from command_center.commands.requests import Refused, WatchPast
from command_center.store import records
from tests.builders import LEADER, NOW, OPERATOR
from tests.commands.test_from_flagged_to_closed import Seat


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    made = Seat(tmp_path)
    yield made
    made.store.close()


async def test_that_looking_at_a_dogs_way_says_who_looked_at_which_time(seat: Seat) -> None:
    start = NOW - timedelta(hours=1)
    await seat.do(WatchPast(start, NOW, "0417"))
    await seat.do(WatchPast(start, NOW))
    dog, city = seat.store.read_now(lambda c: records.about(c, [("dog", "0417"), ("city", "")]))
    assert (dog.what, dog.person, dog.subject) == ("watch-past", OPERATOR.id, "0417")
    assert dog.detail == {"from": start.isoformat(), "until": NOW.isoformat()} == city.detail


async def test_that_a_leader_without_a_seat_may_not_and_leaves_no_record(seat: Seat) -> None:
    with pytest.raises(Refused, match="not-allowed"):
        await seat.do(WatchPast(NOW - timedelta(hours=1), NOW, "0417"), LEADER)
    with pytest.raises(Refused, match="unknown"):
        await seat.do(WatchPast(NOW, NOW, "0417"))
    assert seat.store.read_now(lambda c: records.about(c, [("dog", "0417")])) == []

"""Rules over time: each fix is judged by those of its own time, in any order of arrival."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.clock import to_ms
from command_center.model.categories import Category
from command_center.model.rules import RuleStanding
from command_center.model.settings import DogWalking
from command_center.rules.timeline import Timeline, version_of
from tests.rules.test_dogs import Room, walk

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)  # 19:00 in the city: walking is allowed from now on
LONGER = DogWalking(prohibited="Mo-Su 07:00-21:00")


def lay_down(room: Room, since: datetime, rules: DogWalking = LONGER) -> Timeline:
    usual = DogWalking()
    line = Timeline([RuleStanding(usual, version_of(usual)), RuleStanding(rules, version_of(rules), since)])
    for _ in room.engine.lay_down(line):
        pass
    return line


def at_home() -> Room:
    made = Room()
    made.at_home("0417", 0, 0)
    return made


def out(start: datetime, minutes: int) -> object:
    return walk([(20.0 * i, 1000.0 + i, 0.0) for i in range(minutes * 3)], start=start)


def test_that_a_walk_is_judged_by_the_rules_of_its_time_and_names_their_version() -> None:
    room = at_home()
    line = lay_down(room, NOW + timedelta(minutes=20))
    room.see(out(NOW + timedelta(minutes=5), 10), NOW + timedelta(minutes=15))
    assert room.standing == [], "allowed until then"
    room.see(out(NOW + timedelta(minutes=21), 6), NOW + timedelta(minutes=27))
    (event,) = room.standing
    assert event.kind is Category.DOG_OUT_OF_HOURS and event.rule_version == line.newest.version
    assert event.first_seen >= NOW + timedelta(minutes=20)


def test_that_rules_laid_down_now_take_up_a_dog_that_is_out_already() -> None:
    room = at_home()
    room.see(out(NOW + timedelta(minutes=1), 5), NOW + timedelta(minutes=6))
    assert room.standing == []
    lay_down(room, NOW + timedelta(minutes=6))
    room.see(out(NOW + timedelta(minutes=6, seconds=20), 4), NOW + timedelta(minutes=11))
    assert len(room.standing) == 1


def test_that_a_larger_home_excuses_what_a_smaller_one_did_not() -> None:
    narrow = Timeline.of(DogWalking(home_radius_m=60))
    assert narrow.smallest_radius_m == 60 and narrow.at(NOW).version != version_of(DogWalking(home_radius_m=200))


times = st.integers(0, 10_000)


@given(st.lists(times, min_size=1, max_size=8, unique=True), times)
def test_that_what_is_in_force_is_the_last_that_began(since: list[int], asked: int) -> None:
    made = [RuleStanding(DogWalking(remind_first_min=n), str(n), NOW + timedelta(seconds=n)) for n in sorted(since)]
    found = Timeline(made).at_ms(to_ms(NOW) + asked * 1000).version
    begun = [n for n in since if n <= asked]
    assert found == str(max(begun) if begun else min(since))


def test_that_no_rules_or_unsorted_ones_are_an_error() -> None:
    usual = RuleStanding(DogWalking(), "1", NOW)
    for wrong in ([], [usual, usual], [usual, RuleStanding(DogWalking(), "0", NOW - timedelta(1))]):
        with pytest.raises(ValueError, match="must"):
            Timeline(wrong)

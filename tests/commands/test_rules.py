"""Rules are laid down on record, from a time on; the file's word and a person's do not lose each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from command_center.books import rules as book
from command_center.commands.requests import ChangeRules, NoteTrial, Refused
from command_center.model.settings import DogWalking
from command_center.notices import RulesChanged
from command_center.rules.timeline import Timeline, version_of
from command_center.store import changes, people, records, rules
from tests.builders import LEADER, NOW, OPERATOR
from tests.commands.test_from_flagged_to_closed import Seat

FILE = DogWalking()
LATER = ChangeRules("Mo-Su 08:00-18:00", 10, 80, expected=1, reason="冬季")


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    made = Seat(tmp_path)
    made.write(lambda unit: people.put(unit.connection, LEADER))
    made.write(lambda unit: book.take_file(unit, FILE))
    yield made
    made.store.close()


def line(seat: Seat) -> Timeline:
    return Timeline(seat.store.read_now(lambda c: rules.timeline(rules.changes(c))))


async def test_that_a_change_holds_from_its_time_on_and_stands_on_record(seat: Seat) -> None:
    await seat.do(ChangeRules("Mo-Su 08:00-18:00", 10, 80, NOW + timedelta(hours=2), 1, "冬季"), LEADER)
    found = line(seat)
    assert found.at(NOW).rules == FILE
    assert found.at(NOW + timedelta(hours=2)).rules == DogWalking(10, "Mo-Su 08:00-18:00", FILE.timezone, 80)
    kept = seat.store.read_now(lambda c: records.about(c, [("city", "rules")]))
    assert [one.what for one in kept] == ["rules-from-file", "rules-changed"] and "冬季" in str(kept[-1].detail)
    (_, told) = seat.store.read_now(lambda c: changes.after(c, 0))
    assert RulesChanged() in told


async def test_that_only_a_leader_may_and_what_is_wrong_changes_nothing(seat: Seat) -> None:
    wrong = [
        (OPERATOR, LATER, "not-allowed"),
        (LEADER, ChangeRules("Mo-Su 7-19h", 5, 60, expected=1), "bad-rules"),
        (LEADER, ChangeRules(FILE.prohibited, 5, 60, NOW - timedelta(hours=1), 1), "too-late"),
        (LEADER, ChangeRules(FILE.prohibited, 5, 61, expected=7), "changed"),
    ]
    for person, request, code in wrong:
        with pytest.raises(Refused) as caught:
            await seat.do(request, person)
        assert caught.value.code == code
    assert seat.store.read_now(rules.newest) == 1


async def test_that_what_is_laid_down_already_is_no_change(seat: Seat) -> None:
    await seat.do(ChangeRules(FILE.prohibited, FILE.remind_first_min, FILE.home_radius_m, expected=1), LEADER)
    assert seat.store.read_now(rules.newest) == 1


async def test_that_a_person_s_rules_outlive_a_restart_and_the_file_s_next_change_is_the_newer_word(seat: Seat) -> None:
    await seat.do(LATER, LEADER)
    seat.clock.advance(60)
    seat.write(lambda unit: book.take_file(unit, FILE))
    assert line(seat).at(seat.clock.now()).rules.home_radius_m == 80
    seat.clock.advance(60)
    seat.write(lambda unit: book.take_file(unit, DogWalking(home_radius_m=70)))
    assert line(seat).at(seat.clock.now()).rules == DogWalking(home_radius_m=70)


async def test_that_a_change_from_earlier_on_replaces_what_was_laid_down_for_later(seat: Seat) -> None:
    await seat.do(ChangeRules(FILE.prohibited, 9, 60, NOW + timedelta(days=2), 1), LEADER)
    await seat.do(ChangeRules(FILE.prohibited, 7, 60, NOW + timedelta(days=1), 2), LEADER)
    assert [one.rules.remind_first_min for one in line(seat).standings] == [5, 7]
    assert line(seat).newest.version == version_of(DogWalking(remind_first_min=7))


async def test_that_a_trial_stands_on_record_with_who_and_what_and_needs_a_time_and_a_leader(seat: Seat) -> None:
    await seat.do(NoteTrial(NOW - timedelta(days=1), NOW, "home within 80 m"), LEADER)
    (kept,) = [
        one for one in seat.store.read_now(lambda c: records.about(c, [("city", "rules")])) if one.what == "trial"
    ]
    assert "80" in str(kept.detail) and kept.person == LEADER.id
    for person, start, code in ((OPERATOR, NOW - timedelta(days=1), "not-allowed"), (LEADER, NOW, "unknown")):
        with pytest.raises(Refused) as caught:
            await seat.do(NoteTrial(start, NOW), person)
        assert caught.value.code == code

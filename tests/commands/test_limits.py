"""A step's limit ends when the bureau's calendar says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.bureau import RESOURCES, BureauFileError, Limited, read_bureau
from command_center.model.categories import Category
from command_center.worktime import Limit, Unit, end, read_limit

CALENDAR = read_bureau().deadlines.calendar
ZONE = ZoneInfo("Asia/Shanghai")


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("start", "limit", "ends"),
    [
        ("2026-11-23T10:00", 90, "2026-11-23T11:30"),
        ("2026-11-23T10:00", "2 hours", "2026-11-23T12:00"),
        ("2026-11-23T10:00", "4 working-hours", "2026-11-23T16:00"),  # over lunch
        ("2026-11-27T16:30", "2 working-hours", "2026-11-30T09:30"),  # over a weekend
        ("2026-09-30T17:00", "1 working-hours", "2026-10-08T09:00"),  # over the National Day's week
        ("2026-11-23T21:00", "2 urgent-hours", "2026-11-24T08:00"),  # over night
        ("2026-10-01T10:00", "2 urgent-hours", "2026-10-01T12:00"),  # urgent on a holiday too
        ("2026-11-27T10:00", "1 working-days", "2026-11-30T10:00"),
        ("2026-11-28T10:00", "1 working-days", "2026-12-01T00:00"),  # begins on a Saturday
        ("2026-02-13T10:00", "1 working-days", "2026-02-14T10:00"),  # a Saturday worked in lieu
        ("2026-02-14T10:00", "1 working-days", "2026-02-24T10:00"),  # over the Spring Festival
    ],
)
def test_that_a_limit_ends_by_the_calendar(start: str, limit: str | int, ends: str) -> None:
    found = end(local(start), read_limit(limit), CALENDAR)
    assert found == local(ends)
    assert found.tzinfo is UTC or found.tzinfo is ZONE


def test_that_the_bureaus_own_days_come_before_the_countrys() -> None:
    own = msgspec.structs.replace(CALENDAR, work=(date(2026, 11, 28),), off=(date(2026, 11, 27),))
    assert end(local("2026-11-26T17:00"), Limit(1, Unit.WORKING_HOURS), own) == local("2026-11-28T09:00")


def test_that_a_year_without_its_days_in_lieu_is_not_confirmed() -> None:
    assert CALENDAR.confirmed(2026)
    assert not CALENDAR.confirmed(2040)


@given(
    st.integers(0, 4 * 365 * 24 * 60).map(
        lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    ),
    st.floats(0.01, 100),
    st.floats(0.01, 100),
    st.sampled_from(Unit),
)
def test_that_more_of_a_unit_never_ends_sooner_and_never_before_it_began(
    start: datetime, some: float, more: float, unit: Unit
) -> None:
    first, second = end(start, Limit(some, unit), CALENDAR), end(start, Limit(some + more, unit), CALENDAR)
    assert start <= first <= second
    later = end(start + timedelta(hours=1), Limit(some, unit), CALENDAR)
    assert later >= first


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("default = 15", "default = '4 moons'", "4 moons"),
        ("default = 15", "default = 0", "more than 0"),
        ("default = 15", "", "no default"),
        ("illegal-signs", "ilegal-signs", "ilegal-signs: no category"),
    ],
)
def test_that_a_wrong_table_is_refused_in_words(tmp_path: Path, before: str, after: str, says: str) -> None:
    for file in (RESOURCES / "city").glob("*.toml"):
        (tmp_path / file.name).write_text(file.read_text("utf-8"), "utf-8")
    table = tmp_path / "deadlines.toml"
    table.write_text(table.read_text("utf-8").replace(before, after), "utf-8")
    with pytest.raises(BureauFileError, match=says):
        read_bureau(tmp_path)


def test_that_a_category_has_its_own_limit_or_the_steps() -> None:
    deadlines = read_bureau().deadlines
    start = local("2026-11-23T21:00")
    assert deadlines.end(Limited.HANDLE, start, Category.FACILITY_DAMAGE) == local("2026-11-24T08:00")
    assert deadlines.end(Limited.CHECK, start, Category.FACILITY_DAMAGE) == local("2026-11-23T22:00")

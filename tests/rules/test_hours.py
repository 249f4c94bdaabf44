"""When hours hold: by the city's clock and its public holidays."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.model.hours import holds, parse
from command_center.rules.hours import COUNTRIES, BadHours, check, in_force

CITY = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(("day", "holds"), [(1, False), (8, True)])
def test_that_public_holidays_are_the_countrys(day: int, holds: bool) -> None:
    when = datetime(2026, 10, day, 11, 0, tzinfo=CITY)
    assert in_force("Mo-Su 08:00-17:00; PH off", when, "Asia/Shanghai") is holds
    assert in_force("Mo-Su 08:00-17:00; PH off", when, "Europe/Berlin") is False  # five in the morning there


@pytest.mark.parametrize(
    ("day", "public"),
    [("2026-02-20", True), ("2026-10-05", True), ("2026-10-08", False), ("2026-02-14", False), ("2026-02-28", False)],
)
def test_that_days_off_in_lieu_are_public_holidays_and_make_up_saturdays_are_none(day: str, public: bool) -> None:
    when = datetime.fromisoformat(f"{day}T11:00").replace(tzinfo=CITY)
    assert in_force("Mo-Su 08:00-17:00; PH off", when, "Asia/Shanghai") is not public
    assert in_force("PH 08:00-17:00", when, "Asia/Shanghai") is public
    assert in_force("Mo-Fr,PH 08:00-17:00", when, "Asia/Shanghai") is (public or when.weekday() < 5)


DAYS = st.sampled_from(["", "Mo-Fr ", "Sa,Su ", "Mo-Su ", "We "])
SPANS = st.sampled_from(["07:00-19:00", "22:00-06:00", "08:00-12:00,13:00-26:00", "off", "00:00-24:00"])
SEASONS = st.sampled_from(["", "Jun-Aug: ", "Nov 15-Feb 10: "])
RULES = st.builds(lambda season, day, span: f"{season}{day}{span}", SEASONS, DAYS, SPANS)


@given(st.lists(RULES, min_size=1, max_size=3), st.integers(0, 366 * 24 * 4))
def test_that_hours_taken_apart_hold_when_the_library_says_so(rules: list[str], quarter: int) -> None:
    when = datetime(2026, 1, 1, tzinfo=CITY) + timedelta(minutes=15 * quarter)
    expression = "; ".join(rules)
    parsed = parse(expression)
    assert parsed is not None
    assert holds(parsed, when, lambda _day: False) is in_force(expression, when, "Asia/Shanghai")


@pytest.mark.parametrize("timezone", sorted(COUNTRIES))
def test_that_every_country_is_one_the_library_knows(timezone: str) -> None:
    check("Mo-Su 08:00-17:00; PH off", timezone)
    with pytest.raises(BadHours, match="opening_hours"):
        check("whenever", timezone)

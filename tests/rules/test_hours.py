"""When hours hold: by the city's clock and its public holidays."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from command_center.rules.hours import COUNTRIES, BadHours, check, in_force

CITY = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(("day", "holds"), [(1, False), (8, True)])
def test_that_public_holidays_are_the_countrys(day: int, holds: bool) -> None:
    when = datetime(2026, 10, day, 11, 0, tzinfo=CITY)
    assert in_force("Mo-Su 08:00-17:00; PH off", when, "Asia/Shanghai") is holds
    assert in_force("Mo-Su 08:00-17:00; PH off", when, "Europe/Berlin") is False  # five in the morning there


@pytest.mark.parametrize("timezone", sorted(COUNTRIES))
def test_that_every_country_is_one_the_library_knows(timezone: str) -> None:
    check("Mo-Su 08:00-17:00; PH off", timezone)
    with pytest.raises(BadHours, match="opening_hours"):
        check("whenever", timezone)

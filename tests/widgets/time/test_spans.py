"""Which time is meant by what a person writes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from widgets.time.spans import own, ticks

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 10:00 in the city


def city(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("08:00-09:30", city(23, 8), city(23, 9, 30)),
        ("18:00 - 20:00", city(22, 18), city(22, 20)),
        ("22:00–02:00", city(22, 22), city(23, 2)),
        ("11-20 18:00 – 11-21 02:00", city(20, 18), city(21, 2)),
        ("2026-11-20 18:00 到 20:00", city(20, 18), city(20, 20)),
        ("09:00-23:00", city(23, 9), NOW),
    ],
)
def test_a_time_is_understood_as_the_city_speaks_of_it(text: str, start: datetime, end: datetime) -> None:
    assert own(text, NOW) == (start, end)


@pytest.mark.parametrize(
    "text",
    ["", "18:00", "25:00-26:00", "02-30 10:00-12:00", "2027-01-01 10:00-12:00", "2026-01-01 10:00 - 11-01 10:00"],
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert own(text, NOW) is None


def test_ticks_are_round_moments_of_the_city_and_never_too_many() -> None:
    found = ticks(NOW - timedelta(hours=24), NOW, 12)
    assert [text for _, text in found][:3] == ["10:00", "12:00", "14:00"] and "11-23" in [text for _, text in found]
    assert len(ticks(NOW - timedelta(days=31), NOW, 8)) <= 9

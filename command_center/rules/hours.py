"""opening_hours expressions, asked about a moment in a city's local time."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]  # it is there, its stub is not

COUNTRIES = {
    **dict.fromkeys(("Asia/Shanghai", "Asia/Chongqing", "Asia/Harbin", "Asia/Urumqi", "PRC"), "CN"),
    "Asia/Hong_Kong": "HK",
}
"""Whose public holidays `PH` means, by the city's timezone; elsewhere no day is one."""


class BadHours(ValueError):
    """Not an opening_hours expression; the text says where it breaks."""


@lru_cache(1024)
def _parsed(expression: str, timezone: str) -> OpeningHours:
    try:
        return OpeningHours(expression, timezone=ZoneInfo(timezone), country=COUNTRIES.get(timezone))
    except ParserError as error:
        raise BadHours(f"{expression!r} is not opening_hours syntax: {error}") from error


@lru_cache(16_384)
def _at_minute(expression: str, timezone: str, minute: int) -> bool:
    local = datetime.fromtimestamp(minute * 60, ZoneInfo(timezone))
    return bool(_parsed(expression, timezone).is_open(local))


def in_force(expression: str | None, when: datetime, timezone: str) -> bool:
    """Whether `expression` (None: always) holds at `when`, in the local time of `timezone` (IANA name).

    Hours are laid down in minutes, so the answer is kept by the minute. Raises BadHours.
    """
    return expression is None or _at_minute(expression, timezone, int(when.timestamp() // 60))


def check(expression: str, timezone: str) -> None:
    """Raises BadHours when `expression` cannot be read."""
    _parsed(expression, timezone)

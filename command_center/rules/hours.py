"""opening_hours expressions, asked about a moment in a city's local time."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache, partial
from zoneinfo import ZoneInfo

from holidays import HolidayBase, country_holidays
from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]  # it is there, its stub is not

from command_center.model.hours import Rule, holds, parse

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
    rules = _with_holidays(expression) if timezone in COUNTRIES else None
    if rules is not None:
        return holds(rules, local, partial(_is_public, COUNTRIES[timezone]))
    return bool(_parsed(expression, timezone).is_open(local))


@lru_cache(1024)
def _with_holidays(expression: str) -> tuple[Rule, ...] | None:
    """The rules of an expression that speaks of public holidays and can be taken apart, else None.

    The library's own holidays are not the country's: it has the days off in lieu, 2026-02-20 say, as working days."""
    return parse(expression) if "PH" in expression else None


@lru_cache(4)
def _holidays(country: str) -> HolidayBase:
    return country_holidays(country)


def _is_public(country: str, day: date) -> bool:
    return day in _holidays(country)


def in_force(expression: str | None, when: datetime, timezone: str) -> bool:
    """Whether `expression` (None: always) holds at `when`, in the local time of `timezone` (IANA name).

    Hours are laid down in minutes, so the answer is kept by the minute. Raises BadHours.
    """
    return expression is None or _at_minute(expression, timezone, int(when.timestamp() // 60))


def check(expression: str, timezone: str) -> None:
    """Raises BadHours when `expression` cannot be read."""
    _parsed(expression, timezone)

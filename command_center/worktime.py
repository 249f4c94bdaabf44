"""When a limit ends: in natural time, working hours, urgent working hours or working days, by the bureau's calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

import msgspec
from holidays import HolidayBase, country_holidays

LONGEST_DAYS = 3700
"""A limit is looked for this far ahead; a calendar with no working time in it is wrong."""


class Unit(StrEnum):
    """What a limit counts in: 自然时间, 工作时, 紧急工作时, 工作日."""

    MINUTES = "minutes"
    HOURS = "hours"
    WORKING_HOURS = "working-hours"
    URGENT_HOURS = "urgent-hours"
    WORKING_DAYS = "working-days"


class Limit(msgspec.Struct, frozen=True):
    """So many of a unit."""

    amount: float
    unit: Unit


class Span(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """A part of a day in local time; `to` 00:00 is its end."""

    from_: time
    to: time


class Calendar(msgspec.Struct, frozen=True):
    """`working` holds on working days, `urgent` every day. `work` and `off` are days that the country's calendar does
    not have, or has otherwise; `country` as ISO 3166, `timezone` as IANA names it."""

    timezone: str
    country: str
    working: tuple[Span, ...]
    urgent: tuple[Span, ...]
    work: tuple[date, ...] = ()
    off: tuple[date, ...] = ()

    def is_working(self, day: date) -> bool:
        """Whether people work on that day: weekends, public holidays and days in lieu considered."""
        if day in self.work or day in self.off:
            return day in self.work
        return bool(_country(self.country, day.year).is_working_day(day))

    def confirmed(self, year: int) -> bool:
        """False while the days worked in lieu of a year are not published, or not known here."""
        days = (*_country(self.country, year).weekend_workdays, *self.work)
        return any(day.year == year for day in days)


@lru_cache(64)
def _country(country: str, year: int) -> HolidayBase:
    return country_holidays(country, years=year)


def read_limit(text: str | float) -> Limit:
    """Read "4 working-hours", or a number of minutes. Raises ValueError that says what was expected."""
    if not isinstance(text, str):
        limit = Limit(float(text), Unit.MINUTES)
    else:
        amount, _, unit = text.partition(" ")
        try:
            limit = Limit(float(amount), Unit(unit.strip()))
        except ValueError:
            raise ValueError(f"{text!r}: a number and one of {', '.join(Unit)} was expected") from None
    if not 0 < limit.amount < 1_000_000:
        raise ValueError(f"{text!r}: more than 0 and less than a million was expected")
    return limit


def end(start: datetime, limit: Limit, calendar: Calendar) -> datetime:
    """When a limit that begins at `start` (aware) ends, in UTC.

    A working day counts from the moment of the day to the same moment, so many working days later; what begins on a day
    off begins with the next working day. Raises ValueError when the calendar has too little working time.
    """
    if limit.unit in (Unit.MINUTES, Unit.HOURS):
        return start + timedelta(minutes=limit.amount * (60 if limit.unit is Unit.HOURS else 1))
    if limit.unit is Unit.WORKING_DAYS:
        return _days(start, limit.amount, calendar)
    left = timedelta(hours=limit.amount)
    for begins, ends in _spans(start, limit.unit is Unit.URGENT_HOURS, calendar):
        begins = max(begins, start)
        if ends - begins >= left:
            return (begins + left).astimezone(UTC)
        left -= max(ends - begins, timedelta())
    raise ValueError(f"the calendar has no {limit.amount:g} {limit.unit} within ten years")


def _spans(start: datetime, urgent: bool, calendar: Calendar) -> Iterator[tuple[datetime, datetime]]:
    """The working time from the day of `start` on, in UTC, in order."""
    zone = ZoneInfo(calendar.timezone)
    first = start.astimezone(zone).date()
    for n in range(LONGEST_DAYS):
        day = first + timedelta(days=n)
        if not urgent and not calendar.is_working(day):
            continue
        for span in calendar.urgent if urgent else calendar.working:
            last = day + timedelta(days=1) if span.to == time() else day
            begins, ends = datetime.combine(day, span.from_, zone), datetime.combine(last, span.to, zone)
            yield begins.astimezone(UTC), ends.astimezone(UTC)


def _days(start: datetime, amount: float, calendar: Calendar) -> datetime:
    zone = ZoneInfo(calendar.timezone)
    local = start.astimezone(zone)
    midnight = datetime.combine(local.date(), time(), zone)
    into = (local - midnight) if calendar.is_working(local.date()) else timedelta()
    left = timedelta(days=amount) + into
    for n in range(LONGEST_DAYS):
        day = local.date() + timedelta(days=n)
        if not calendar.is_working(day):
            continue
        if left <= timedelta(days=1):
            return (datetime.combine(day, time(), zone) + left).astimezone(UTC)
        left -= timedelta(days=1)
    raise ValueError(f"the calendar has no {amount:g} working days within ten years")

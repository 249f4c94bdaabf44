"""Hours as people lay them down: the common part of the opening_hours syntax, taken apart and put together again.

The syntax is OpenStreetMap's (opening_hours specification 0.7). What stands outside the part known here (weeks, years,
sunrise, comments, `||`) is not wrong: `parse` returns None and the text stays the truth.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from msgspec import Struct

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "PH")
PUBLIC = 7
"""The number of a public holiday among the days; Monday is 0."""
WEEK = tuple(range(7))
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
DAY = 1440
"""Minutes of a day."""


class Span(Struct, frozen=True, order=True):
    """Minutes after midnight; `end` beyond DAY is on the next day, and always less than a day after `start`, but for
    the whole day."""

    start: int
    end: int


ALL_DAY = Span(0, DAY)


class Season(Struct, frozen=True):
    """From a day to a day of every year, both in it; a day of 0 means the whole month. It may run over New Year."""

    from_month: int
    from_day: int
    to_month: int
    to_day: int


class Rule(Struct, frozen=True):
    """When something holds, or (`off`) does not: on `days` (sorted, 0 Monday … 6 Sunday, 7 public holidays), within
    `spans`, in `seasons` (none: all year). A later rule takes the place of an earlier one on its days."""

    days: tuple[int, ...] = WEEK
    spans: tuple[Span, ...] = (ALL_DAY,)
    seasons: tuple[Season, ...] = ()
    off: bool = False


ALWAYS = Rule()
_MONTH, _DAY, _TIME = rf"(?:{'|'.join(MONTHS)})", rf"(?:{'|'.join(DAYS)})", r"\d{1,2}:\d{2}"
_DATE = rf"{_MONTH}(?: \d{{1,2}})?"
_SEASON = rf"{_DATE}(?:-(?:{_DATE}|\d{{1,2}}))?"
_RULE = re.compile(
    rf"(?:(?P<seasons>{_SEASON}(?:,{_SEASON})*):? ?)?"
    rf"(?:(?P<days>{_DAY}(?:-{_DAY})?(?:,{_DAY}(?:-{_DAY})?)*) ?)?"
    rf"(?:(?P<off>off|closed)|(?P<spans>{_TIME}-{_TIME}(?:,{_TIME}-{_TIME})*))?"
)


def parse(text: str) -> tuple[Rule, ...] | None:
    """The rules a text is made of; None when it says more than can be taken apart, or nothing. A comma with a space
    after it begins a further rule in the syntax, so it is not known here."""
    found: list[Rule] = []
    for part in text.split(";"):
        plain = " ".join(part.split())
        rule = ALWAYS if plain == "24/7" else _rule(plain)
        if rule is None:
            return None
        found.append(rule)
    return tuple(found)


def _rule(text: str) -> Rule | None:
    match = _RULE.fullmatch(text)
    if not text or match is None:
        return None
    days = _days(match["days"]) if match["days"] else WEEK
    seasons = [_season(one) for one in match["seasons"].split(",")] if match["seasons"] else []
    off = bool(match["off"])
    spans = [_span(one) for one in match["spans"].split(",")] if match["spans"] else [] if off else [ALL_DAY]
    known_spans = tuple(one for one in spans if one is not None)
    known = tuple(one for one in seasons if one is not None)
    if len(known) < len(seasons) or len(known_spans) < len(spans) or days is None:
        return None
    return Rule(days, known_spans, known, off)


def _days(text: str) -> tuple[int, ...] | None:
    found: set[int] = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        start, end = DAYS.index(first), DAYS.index(last or first)
        if last and PUBLIC in (start, end):
            return None
        found |= {start} if start == end else {(start + n) % 7 for n in range((end - start) % 7 + 1)}
    return tuple(sorted(found))


def _season(text: str) -> Season | None:
    first, dash, last = text.partition("-")
    from_month, from_day = _date(first)
    to_month, to_day = (from_month, int(last)) if last.isdecimal() else _date(last) if dash else (from_month, from_day)
    if bool(from_day) != bool(to_day):
        return None
    known = from_day <= LENGTHS[from_month - 1] and to_day <= LENGTHS[to_month - 1]
    return Season(from_month, from_day, to_month, to_day) if known else None


def _date(text: str) -> tuple[int, int]:
    month, _, day = text.partition(" ")
    return MONTHS.index(month) + 1, int(day or 0)


def _span(text: str) -> Span | None:
    first, last = text.split("-")
    start, end = _minutes(first), _minutes(last)
    return None if start is None or end is None else span(start, end)


def _minutes(text: str) -> int | None:
    hour, minute = (int(part) for part in text.split(":"))
    return hour * 60 + minute if minute < 60 and hour <= 48 else None


def span(start: int, end: int) -> Span | None:
    """From a minute of a day to another; one not later is on the next day. None when that is none."""
    if end <= start:
        end += DAY
    short = end - start < DAY or (start, end) == (0, DAY)
    return Span(start, end) if 0 <= start < DAY and short else None


def write(rules: Sequence[Rule]) -> str:
    """The rules as text; `parse` reads the same back."""
    return "; ".join(_written(rule) for rule in rules)


def _written(rule: Rule) -> str:
    if rule == ALWAYS:
        return "24/7"
    seasons = ",".join(_written_season(season) for season in rule.seasons)
    days = ",".join(DAYS[a] if a == b else f"{DAYS[a]}-{DAYS[b]}" for a, b in runs(rule.days))
    spans = "off" if rule.off else ",".join(f"{clock(one.start)}-{clock(one.end)}" for one in rule.spans)
    return f"{seasons}{': ' if seasons else ''}{days} {spans}"


def _written_season(season: Season) -> str:
    first = MONTHS[season.from_month - 1] + (f" {season.from_day:02}" if season.from_day else "")
    last = MONTHS[season.to_month - 1] + (f" {season.to_day:02}" if season.to_day else "")
    return first if first == last else f"{first}-{last}"


def clock(minute: int) -> str:
    """`06:00`; 24:00 only at a day's end, later ones as on the next day."""
    minute = minute if minute <= DAY else minute - DAY
    return f"{minute // 60:02}:{minute % 60:02}"


def runs(days: Sequence[int]) -> list[tuple[int, int]]:
    """Sorted days as runs, first and last; public holidays are one of their own."""
    found: list[tuple[int, int]] = []
    for _, run in groupby(enumerate(days), lambda item: (item[1] == PUBLIC, item[1] - item[0])):
        members = [day for _, day in run]
        found.append((members[0], members[-1]))
    return found


def holds(rules: Sequence[Rule], when: datetime, is_public: Callable[[date], bool]) -> bool:
    """Whether the rules hold at a local time; `is_public` knows the public holidays. A weekday's rule counts on such a
    day too, unless a later rule speaks of it."""
    day, minute = when.date(), when.hour * 60 + when.minute
    before = day - timedelta(days=1)
    found: list[Span] = []
    for rule in rules:
        over = [Span(0, one.end - DAY) for one in rule.spans if one.end > DAY and _is_of(rule, before, is_public)]
        if _is_of(rule, day, is_public):
            found = over + [Span(one.start, min(one.end, DAY)) for one in rule.spans]
        elif not found:
            found = over
    return any(one.start <= minute < one.end for one in found)


def _is_of(rule: Rule, day: date, is_public: Callable[[date], bool]) -> bool:
    if rule.seasons and not any(_in_season(season, day) for season in rule.seasons):
        return False
    return day.weekday() in rule.days or (PUBLIC in rule.days and is_public(day))


def _in_season(season: Season, day: date) -> bool:
    start, end = (season.from_month, season.from_day or 1), (season.to_month, season.to_day or 31)
    here = day.month, day.day
    return start <= here <= end if start <= end else here >= start or here <= end


def week(rules: Sequence[Rule]) -> tuple[tuple[Span, ...], ...]:
    """Monday to Sunday of a week without public holidays: what the rules without a season say, cut at midnight."""
    plain = [rule for rule in rules if not rule.seasons]
    return tuple(tuple(sorted(_of_day(plain, day))) for day in WEEK)


def _of_day(rules: Sequence[Rule], day: int) -> list[Span]:
    """As the library in use has it: a rule for the day takes the place of all before it, what runs over from the
    evening before included; what a rule for the day before leaves running counts where nothing else was said."""
    found: list[Span] = []
    for rule in rules:
        over = [Span(0, one.end - DAY) for one in rule.spans if one.end > DAY and (day - 1) % 7 in rule.days]
        if day in rule.days:
            found = over + [Span(one.start, min(one.end, DAY)) for one in rule.spans]
        elif not found:
            found = over
    return found

"""Which time the time line shows: the last so many hours, or one's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from widgets.common.literal import QT_TRANSLATE_NOOP
from widgets.common.times import CITY_ZONE, local

LENGTHS: Mapping[timedelta, str] = {
    timedelta(hours=1): QT_TRANSLATE_NOOP("TimeLine", "1 h"),
    timedelta(hours=8): QT_TRANSLATE_NOOP("TimeLine", "8 h"),
    timedelta(hours=24): QT_TRANSLATE_NOOP("TimeLine", "24 h"),
    timedelta(days=7): QT_TRANSLATE_NOOP("TimeLine", "7 d"),
}
"""The last so much, and its word."""
LONGEST = timedelta(days=31)
_MOMENT = re.compile(
    r"(?:(?:(?P<year>\d{4})-)?(?P<month>\d{1,2})-(?P<day>\d{1,2})[ T]+)?(?P<hour>\d{1,2}):(?P<minute>\d{2})"
)
_BETWEEN = re.compile(r"\s*(?:-|–|—|~|到|至|to)\s*")


def own(text: str, now: datetime) -> tuple[datetime, datetime] | None:
    """The time in `text`, city's time: `18:00-20:30`, `11-22 18:00 – 11-22 20:00`, `2026-11-22 18:00 – 20:00`.

    Without a date it is the last one that has begun by `now`; without a year the last such day. None when it is no
    time, longer than LONGEST, or not begun yet; what lies ahead is cut off.
    """
    text = text.strip()
    first = _MOMENT.match(text)
    between = _BETWEEN.match(text, first.end()) if first else None
    second = _MOMENT.fullmatch(text, between.end()) if between else None
    if first is None or second is None:
        return None
    try:
        start = _moment(first, local(now), None)
        while start > now:  # yesterday evening, or last December
            start = start.replace(year=start.year - 1) if first["month"] else start - timedelta(days=1)
            if first["year"]:
                return None
        end = _moment(second, local(now), local(start))
    except ValueError:
        return None
    if end <= start and not second["month"]:
        end += timedelta(days=1)
    if not timedelta(0) < end - start <= LONGEST:
        return None
    return start.astimezone(now.tzinfo), min(end.astimezone(now.tzinfo), now)


def _moment(met: re.Match[str], now: datetime, day: datetime | None) -> datetime:
    """Raises ValueError for what is in no calendar."""
    base = day or now
    return datetime(
        int(met["year"] or base.year),
        int(met["month"] or base.month),
        int(met["day"] or base.day),
        int(met["hour"]),
        int(met["minute"]),
        tzinfo=CITY_ZONE,
    )


def ticks(start: datetime, end: datetime, most: int) -> list[tuple[datetime, str]]:
    """At most `most` round moments between two, in the city's time, and what is written at them."""
    steps = (timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880))
    step = next((step for step in steps if (end - start) / step <= most), timedelta(days=5))
    midnight = local(start).replace(hour=0, minute=0, second=0, microsecond=0)
    at = midnight + -(-(local(start) - midnight) // step) * step
    found = []
    while at <= end:
        found.append((at, f"{at:%m-%d}" if at.hour == at.minute == 0 else f"{at:%H:%M}"))
        at += step
    return found

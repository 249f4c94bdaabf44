"""What a person types for a grant, taken apart: words, a place for a second home, and the last day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

_DAY = re.compile(r"(?:^|\s)(\d{4}-\d{2}-\d{2})\s*$")
_SPOT = re.compile(r"^\s*(-?\d{1,3}(?:\.\d+)?)\s*[,,\s]\s*(-?\d{1,2}(?:\.\d+)?)(?:\s|$)")


class Unclear(ValueError):
    """What was typed cannot be understood; the text is `day` or `place`, what is wrong with it."""


@dataclass(frozen=True)
class Typed:
    """`until` is the first moment at which it holds no longer; `spot` degrees east and north."""

    label: str
    until: datetime | None = None
    spot: tuple[float, float] | None = None


def understood(text: str, timezone: ZoneInfo, *, place: bool) -> Typed:
    """`118.8712, 28.9460 words 2027-01-31`: the place (only with `place`, and then needed) first, the last day at the
    end, if there is one. Raises Unclear."""
    spot: tuple[float, float] | None = None
    if place:
        found = _SPOT.match(text)
        if found is None or abs(float(found[1])) > 180 or abs(float(found[2])) > 90:
            raise Unclear("place")
        spot, text = (float(found[1]), float(found[2])), text[found.end() :]
    last = _DAY.search(text)
    if last is None:
        return Typed(text.strip(), None, spot)
    try:
        day = date.fromisoformat(last[1]) + timedelta(days=1)
    except (ValueError, OverflowError) as error:
        raise Unclear("day") from error
    return Typed(text[: last.start()].strip(), datetime(day.year, day.month, day.day, tzinfo=timezone), spot)

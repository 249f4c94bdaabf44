"""How long a tile may be shown without asking its server again (RFC 9111, within reason)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx

from command_center.clock import to_ms

UNSAID = timedelta(days=7)
"""When the server says nothing; what OpenStreetMap's tile policy asks for at least."""
ABSENT, LONGEST = timedelta(days=1), timedelta(days=30)


def keepable(headers: httpx.Headers) -> bool:
    """Whether it may be kept on disk at all."""
    return "no-store" not in headers.get("cache-control", "").lower()


def fresh_until_ms(headers: httpx.Headers, now: datetime, absent: bool = False) -> int:
    """Until when it is fresh, milliseconds of the epoch; `now` itself when it must be asked for each time."""
    return to_ms(now + min(max(_span(headers, absent), timedelta(0)), LONGEST))


def _span(headers: httpx.Headers, absent: bool) -> timedelta:
    control = headers.get("cache-control", "").lower()
    if "no-cache" in control or "no-store" in control:
        return timedelta(0)
    if age := re.search(r"max-age\s*=\s*\"?(\d{1,12})", control):
        return timedelta(seconds=min(int(age[1]), LONGEST.total_seconds()) - _age(headers))
    expires, date = _moment(headers.get("expires")), _moment(headers.get("date"))
    if "expires" in headers:
        return expires - date if expires is not None and date is not None else timedelta(0)
    return ABSENT if absent else UNSAID


def _age(headers: httpx.Headers) -> int:
    found = headers.get("age", "")
    return int(found) if re.fullmatch(r"\d{1,9}", found) else 0


def _moment(text: str | None) -> datetime | None:
    try:
        found = parsedate_to_datetime(text or "")
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def patience_s(headers: httpx.Headers, usual: float, most: float) -> float:
    """Seconds the server asks to wait (`Retry-After` in seconds; a date is taken for the most)."""
    said = headers.get("retry-after", "")
    if not said:
        return usual
    return min(max(float(said), usual), most) if re.fullmatch(r"\d{1,9}", said.strip()) else most

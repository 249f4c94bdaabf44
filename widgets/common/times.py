"""Moments and spans as people in the room read them: the city's own time, figures that keep their width."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

CITY_ZONE = ZoneInfo("Asia/Shanghai")
"""The city's time zone. Everything is stored in UTC; only screens speak local time."""
SHIFT_STARTS = (7, 15, 23)
"""Local hours at which the early, late and night shift begin."""


def local(moment: datetime) -> datetime:
    """A moment in the city's time."""
    return moment.astimezone(CITY_ZONE)


def clock(moment: datetime, now: datetime | None = None) -> str:
    """`07:40:05`; with the date before it when `now` is given and the moment is of another day."""
    here = local(moment)
    if now is not None and here.date() != local(now).date():
        return f"{here:%m-%d %H:%M}"
    return f"{here:%H:%M:%S}"


def short_clock(moment: datetime) -> str:
    """`07:40`."""
    return f"{local(moment):%H:%M}"


def span(length: timedelta) -> str:
    """`02:11` minutes and seconds, `1:02:11` with hours, `3 d 04:10` beyond two days; never negative."""
    seconds = max(0, int(length.total_seconds()))
    if seconds >= 2 * 86400:
        days, rest = divmod(seconds, 86400)
        text = QCoreApplication.translate("Times", "{days} d {hours}")
        return text.format(days=days, hours=f"{rest // 3600:02}:{rest % 3600 // 60:02}")
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60:02}:{rest % 60:02}"


def minutes(length: timedelta) -> str:
    """A span in whole minutes, for the wall: `7 min`, `1 h 20`, `3 d`."""
    whole = max(0, int(length.total_seconds())) // 60
    if whole < 1:
        return QCoreApplication.translate("Times", "just now")
    if whole < 60:
        return QCoreApplication.translate("Times", "{n} min").format(n=whole)
    if whole < 48 * 60:
        return QCoreApplication.translate("Times", "{h} h {m}").format(h=whole // 60, m=f"{whole % 60:02}")
    return QCoreApplication.translate("Times", "{n} d").format(n=whole // 1440)


def shift_number(moment: datetime) -> int:
    """0 early, 1 late, 2 night: the shift that is on at `moment`."""
    hour = local(moment).hour
    started = [n for n, start in enumerate(SHIFT_STARTS) if hour >= start]
    return started[-1] if started else len(SHIFT_STARTS) - 1


def shift_end(moment: datetime) -> datetime:
    """When the shift that is on at `moment` ends."""
    here = local(moment)
    for start in SHIFT_STARTS:
        end = here.replace(hour=start, minute=0, second=0, microsecond=0)
        if end > here:
            return end.astimezone(moment.tzinfo)
    tomorrow = here + timedelta(days=1)
    return tomorrow.replace(hour=SHIFT_STARTS[0], minute=0, second=0, microsecond=0).astimezone(moment.tzinfo)

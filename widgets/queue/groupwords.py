"""The words on a group's line, and on the bar above a crowded queue."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from command_center.figures.flood import Flood
from command_center.model.categories import Priority
from command_center.queries.grouping import By, Group
from widgets.common import times, words
from widgets.common.words import grid_word, joined, word

translate = QCoreApplication.translate


def title(group: Group) -> str:
    """`24 × Dog out in prohibited hours`."""
    return translate("Groups", "{n} × {what}").format(n=len(group.rows), what=word(words.CATEGORY, group.kind))


def _where(group: Group) -> str | None:
    first = group.first
    if group.by is By.PLACE:
        return first.place_name or first.place
    if group.by is By.CAMERA:
        return first.address or first.subject
    return grid_word(first.grid) if group.by is By.GRID else None


def subtitle(group: Group) -> str:
    """Where; how many of each priority; the newest."""
    counts = Counter(row.priority for row in group.rows)
    shares = [f"{word(words.PRIORITY, priority)} {counts[priority]}" for priority in Priority if counts[priority]]
    newest = max(row.age_from for row in group.rows)
    return joined(_where(group), *shares, translate("Groups", "newest {time}").format(time=times.short_clock(newest)))


def unseen(group: Group) -> str:
    """How many of them nobody has seen."""
    count = group.unseen
    return translate("Groups", "{n} not seen").format(n=count) if count else translate("Groups", "all seen")


def flood(found: Flood, now: datetime) -> str:
    """Since when, how many; that nothing is hidden."""
    text = translate(
        "Groups",
        "Alarm flood since {time}: {n} in 10 minutes for {people} people. "
        "Alarms are in groups, the urgent ones are not; none is hidden.",
    )
    return text.format(time=times.clock(found.since, now), n=found.newest, people=found.people)


def crowd(rows: int, lines: int) -> str:
    """What stands in how many lines."""
    return translate("Groups", "{n} alarms in {lines} lines").format(n=rows, lines=lines)

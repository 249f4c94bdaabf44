"""Where a case is on its way: its one clock, its parts, and what waits for another person or a collector."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from command_center.model.asked import EXTEND, VERIFY, WAITING
from command_center.model.cases import Case, TaskState
from command_center.queries.answers import Matter
from widgets.case.fact import Fact
from widgets.common import times, words
from widgets.common.words import joined, word

translate = QCoreApplication.translate


def clock_words(case: Case, now: datetime) -> str:
    """`by 18:00 · 25 min left`, overdue by how much, or since when the clock stands still."""
    if case.paused_since is not None:
        return translate("Facts", "clock stands still since {time}").format(time=times.clock(case.paused_since, now))
    when = translate("Facts", "by {time}").format(time=times.clock(case.deadline, now))
    if case.overdue(now):
        late = translate("Facts", "{long} too late").format(long=long_words(now - case.deadline))
        return joined(when, translate("Facts", "overdue"), late)
    return joined(when, translate("Facts", "{long} left").format(long=long_words(case.deadline - now)))


def long_words(span: timedelta) -> str:
    """Minutes below two hours, hours below two days, days above."""
    minutes = max(int(span.total_seconds() // 60), 0)
    if minutes < 120:
        return translate("Facts", "{n} min").format(n=minutes)
    if minutes < 2880:
        return translate("Facts", "{n} h").format(n=minutes // 60)
    return translate("Facts", "{n} d").format(n=minutes // 1440)


def way_facts(matter: Matter, now: datetime) -> list[Fact]:
    """Its age, each part's state, what waits."""
    case = matter.case
    if case is None:
        return []
    found = [_part(matter, part) for part in dict.fromkeys(task.part for task in matter.tasks if task.part)]
    if case.step.over:
        return found
    found.insert(0, Fact(translate("Facts", "Opened"), _age(case, now)))
    for wish in matter.approvals:
        if wish.state == WAITING:
            what = translate("Facts", "extension") if wish.kind == EXTEND else translate("Facts", "suspension")
            text = translate("Facts", "{what} asked for by {name} (no. {n}): {why}")
            value = text.format(what=what, name=wish.asked_by, n=wish.id, why=wish.reason)
            found.append(Fact(translate("Facts", "To approve"), value))
    for task in matter.field_tasks:
        if task.state == WAITING:
            what = translate("Facts", "verify") if task.purpose == VERIFY else translate("Facts", "check")
            when = translate("Facts", "by {time}").format(time=times.clock(task.deadline, now))
            found.append(Fact(translate("Facts", "Collector"), joined(what, when)))
    return found


def _age(case: Case, now: datetime) -> str:
    age = translate("Facts", "{long} ago").format(long=long_words(now - case.opened))
    return joined(times.clock(case.opened, now), age)


def _part(matter: Matter, part: str) -> Fact:
    task = [one for one in matter.tasks if one.part == part][-1]
    state = translate("Facts", "dropped") if task.state is TaskState.CANCELLED else word(words.TASK, task.state)
    return Fact(translate("Facts", "Part"), joined(part, matter.squad_names.get(task.squad, task.squad), state))

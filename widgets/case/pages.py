"""Facts, history and feedback as small tables of rich text, in the theme's colours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape

from PySide6.QtCore import QCoreApplication

from command_center.queries.answers import Matter
from command_center.queries.troubles import Delivery
from widgets.case import history
from widgets.case.facts import Fact
from widgets.common import times, words
from widgets.common.theme import px, tokens
from widgets.common.words import joined, word

translate = QCoreApplication.translate
MOST_HISTORY = 40


def fact_table(facts: Sequence[Fact], shown: bool) -> str:
    """Label and value, one line each; masked ones end with the link that asks. `shown`: they are unmasked now."""
    look = QCoreApplication.translate("Case", "show (on the record)")
    lines = []
    for fact in facts:
        value = escape(fact.value)
        if fact.reveal is not None and not shown:
            value += f' <a href="{escape(fact.reveal)}" style="color:{tokens().info}">{escape(look)}</a>'
        lines.append((escape(fact.label), value))
    return _table(lines)


def history_table(matter: Matter, now: datetime) -> str:
    """The newest lines of what happened, oldest first."""
    lines = (history.line(entry, matter, now) for entry in matter.history[-MOST_HISTORY:])
    return _table((when, escape(what)) for when, what in lines)


def feedback_table(matter: Matter, now: datetime) -> str:
    """What the squads reported, newest task last."""
    lines = []
    for task in matter.tasks:
        name = matter.squad_names.get(task.squad, task.squad)
        state = word(words.TASK, task.state)
        lines.append((times.clock(task.created, now), escape(joined(name, state))))
        lines += [
            (times.clock(one.since, now), escape(delivery_words(one, now)))
            for one in matter.waiting
            if one.about == task.id
        ]
        for told in task.feedback:
            outcome = word(words.OUTCOME, told.outcome) if told.outcome else ""
            lines.append(
                (times.clock(told.time, now), escape(joined(word(words.TASK, told.state), outcome, told.text)))
            )
    known = {task.id for task in matter.tasks}
    rest = (one for one in matter.waiting if one.about not in known)
    return _table([*lines, *((times.clock(one.since, now), escape(delivery_words(one, now))) for one in rest)])


def delivery_words(one: Delivery, now: datetime) -> str:
    """What is not delivered yet, and how often it was tried."""
    what = word(words.MESSAGE, one.what)
    if one.tried is None:
        return translate("Case", "{what} not delivered yet: waits for the connection").format(what=what)
    text = translate("Case", "{what} not delivered yet, sent {n} times, last {time}; goes on by itself")
    return text.format(what=what, n=one.attempts, time=times.clock(one.tried, now))


def _table(lines: Iterable[tuple[str, str]]) -> str:
    dim, gap = tokens().dim, px(12)
    rows = "".join(
        f'<tr><td style="color:{dim}; padding-right:{gap}px; white-space:nowrap">{label}</td>'
        f'<td style="padding-bottom:{px(4)}px">{value}</td></tr>'
        for label, value in lines
    )
    return f'<table cellspacing="0" cellpadding="0">{rows}</table>' if rows else ""

"""The handbook's page of a matter in words."""

from __future__ import annotations

import re
from datetime import datetime
from html import escape

from PySide6.QtCore import QCoreApplication

from command_center.model.handbook import Before, Mark, Point
from command_center.queries.handbook import HandbookView
from widgets.common import theme, times, words
from widgets.common.theme import px, tokens
from widgets.common.words import joined, word

translate = QCoreApplication.translate
SHOWN = 5
"""So many earlier cases are named; the others are counted."""


def advice(view: HandbookView) -> str:
    """Which time this is, and what the handbook advises."""
    if view.nth == 1:
        first = translate("Handbook", "Nothing before in {n} days.").format(n=view.page.days)
    else:
        first = translate("Handbook", "Time {nth} in {n} days.").format(nth=view.nth, n=view.page.days)
    outcome = translate("Handbook", "The handbook advises: {what}").format(
        what=word(words.OUTCOME, view.advice.outcome)
    )
    return f"{first} {outcome}\n{view.advice.words}"


def earlier(view: HandbookView, now: datetime) -> str:
    """The cases before, newest first."""
    lines = [_before(one, now) for one in view.before[:SHOWN]]
    more = len(view.before) - SHOWN
    if more > 0:
        lines.append(translate("Handbook", "and {n} more").format(n=more))
    return "\n".join(lines)


def _before(one: Before, now: datetime) -> str:
    return joined(times.clock(one.closed, now), one.case, word(words.OUTCOME, one.outcome))


def points(view: HandbookView, row: int, now: datetime) -> str:
    """The check list, the `row`th point lit; every point is a link that marks it."""
    t, lines = tokens(), []
    lit = theme.mix(t.info, t.panel, 0.16).name()
    for number, point in enumerate(view.page.points):
        mark = view.marks.get(point.id)
        done = mark is not None and mark.done
        ground = f"background:{lit};" if number == row else ""
        style = f"{ground} padding:{px(4)}px; color:{t.info if done else t.dim}"
        box = f'<td width="{px(22)}" style="{style}">{"☑" if done else "☐"}</td>'
        text = escape(point.words) + _by(point, mark, now)
        inner = text if view.case is None or view.over else _link(point, text)
        lines.append(f'<tr>{box}<td style="{ground} padding:{px(4)}px">{inner}</td></tr>')
    return f'<table cellspacing="0" cellpadding="0" width="100%">{"".join(lines)}</table>'


def _link(point: Point, text: str) -> str:
    return f'<a href="point:{escape(point.id)}" style="color:{tokens().ink}; text-decoration:none">{text}</a>'


def _by(point: Point, mark: Mark | None, now: datetime) -> str:
    if mark is None:
        return ""
    said = mark.by if mark.done else translate("Handbook", "taken back by {name}").format(name=mark.by)
    was = translate("Handbook", "worded then: {words}").format(words=mark.words) if mark.words != point.words else ""
    return f'<br><span style="color:{tokens().dim}">{escape(joined(said, times.clock(mark.at, now), was))}</span>'


def state(view: HandbookView) -> str:
    """How far the check list is, or why it cannot be marked."""
    if view.case is None:
        return translate("Handbook", "Can be marked once there is a case.")
    done = sum(1 for point in view.page.points if point.id in view.marks and view.marks[point.id].done)
    said = translate("Handbook", "{done} of {n} done").format(done=done, n=len(view.page.points))
    return joined(said, translate("Handbook", "the case is over") if view.over else "")


def text(view: HandbookView) -> str:
    """The page without its check list, its headings no larger than the panel's own."""
    return re.sub(r"^#{1,4} ", "#### ", view.page.text, flags=re.MULTILINE)

"""What a trial found, in words and tables: what a change would have raised beside what the rules in force raise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import QCoreApplication

from command_center.queries.trial.asked import Tally, TrialResult
from command_center.queries.trial.asked import WouldBe as Alarm
from widgets.common import times
from widgets.common.theme import tokens
from widgets.map.projection import Projection
from widgets.map.wouldbe import Side, WouldBe

translate = QCoreApplication.translate
MOST = 8
"""Lines of a table; what is left out is told in a last one."""
OF_ONE = 0.5
"""From this share on, one dog's part of all is said in the first sentence."""


def summary(found: TrialResult) -> str:
    """The first sentences: how many, how many of these of one dog, and how that differs."""
    if found.first is None or found.last is None:
        return translate("Rules", "There are no recorded tracks of that time.")
    span = f"{times.local(found.first):%m-%d %H:%M} – {times.local(found.last):%m-%d %H:%M}"
    told = translate("Rules", "{span}: would have raised {n}.").format(span=span, n=found.changed)
    tag, most = max(((one.name, one.changed) for one in found.by_dog), key=lambda one: one[1], default=("", 0))
    if most > 1 and most >= OF_ONE * found.changed:
        one = translate("Rules", "{span}: would have raised {n}, {most} of them of one dog ({tag}).")
        told = one.format(span=span, n=found.changed, most=most, tag=tag)
    if not found.n_more and not found.n_fewer:
        return told + " " + translate("Rules", "Nothing differs from the rules in force.")
    differs = translate("Rules", "In force now: {now}. {more} more, {fewer} no longer, {both} as now.")
    return told + " " + differs.format(now=found.now, more=found.n_more, fewer=found.n_fewer, both=found.both)


def place_words(name: str) -> str:
    """A place's name; "" is the prohibited hours."""
    return name or translate("Rules", "prohibited hours")


def hour_words(hour: str) -> str:
    """`07–08`."""
    return f"{hour}–{(int(hour) + 1) % 24:02}"


def table(lines: Sequence[Tally], word: Callable[[str], str], by_name: bool = False) -> str:
    """Rows of what it is, now, with the change, and what differs; the largest first, or all `by_name`."""
    shown = sorted(lines, key=lambda one: one.name) if by_name else lines[:MOST]
    rows = [_row(("", translate("Rules", "now"), translate("Rules", "changed"), ""), head=True)]
    for one in shown:
        differs = " ".join(text for n, text in ((one.more, f"+{one.more}"), (one.fewer, f"−{one.fewer}")) if n)
        rows.append(_row((word(one.name), str(one.now), str(one.changed), differs)))
    if left := len(lines) - len(shown):
        rows.append(_row((translate("Rules", "and {n} more").format(n=left), "", "", "")))
    return f"<table width='100%'>{''.join(rows)}</table>"


def on_map(found: TrialResult, projection: Projection) -> list[WouldBe]:
    """Its alarms for the map."""

    def signs(alarms: Sequence[Alarm], side: Side) -> list[WouldBe]:
        return [WouldBe(*projection.point(one.lon, one.lat), side) for one in alarms]

    return [*signs(found.same, Side.BOTH), *signs(found.fewer, Side.NO_LONGER), *signs(found.more, Side.ADDED)]


def _row(cells: Sequence[str], head: bool = False) -> str:
    t = tokens()
    first = f"<td style='color:{t.dim if head else t.ink}; padding:2px 8px 2px 0'>{escape(cells[0])}</td>"
    ink, side = t.dim if head else t.ink, "padding:2px 0 2px 10px"
    rest = (f"<td align=right style='color:{ink}; {side}'>{escape(cell)}</td>" for cell in cells[1:])
    return f"<tr>{first}{''.join(rest)}</tr>"

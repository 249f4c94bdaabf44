"""The figures of the alarm load in words, each beside its mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from PySide6.QtCore import QCoreApplication

from command_center.figures import load as marks
from command_center.figures.load import AIMED, Dismissals, Learned, Load, Worst
from command_center.model.categories import Category, Priority
from widgets.common import words
from widgets.common.theme import tokens
from widgets.common.words import joined, word

translate = QCoreApplication.translate
Line = tuple[str, str, str, bool]
"""What, how much, its mark, and whether it is within."""


def percent(share: float) -> str:
    """`3.1 %`."""
    return f"{share * 100:.1f} %"


def lines(load: Load) -> list[Line]:
    """The figures against the marks."""
    return [
        (translate("Load", "Alarms an hour for each operator"), f"{load.an_hour:.1f}",
         translate("Load", "{n} are fine, {m} the most").format(n=6, m=12), load.an_hour <= marks.MOST_AN_HOUR),
        (translate("Load", "Most in 10 minutes for each"), f"{load.worst_window:.1f}",
         translate("Load", "at most {n}").format(n=marks.FLOOD_ABOVE), load.worst_window <= marks.FLOOD_ABOVE),
        (translate("Load", "Floods, and their share of the time"), f"{load.floods} · {percent(load.flood_share)}",
         translate("Load", "under {n}").format(n=percent(marks.FLOOD_SHARE)), load.flood_share < marks.FLOOD_SHARE),
        (translate("Load", "The ten worst sources' share"), percent(load.worst_share),
         translate("Load", "under {n}").format(n=percent(marks.WORST_SHARE)),
         load.worst_share < marks.WORST_SHARE or load.count < marks.TELLING),
        (translate("Load", "Chattering sources"), str(len(load.chattering)), translate("Load", "none"),
         not load.chattering),
        (translate("Load", "Standing longer than 24 hours"), str(load.standing),
         translate("Load", "under {n}").format(n=marks.STANDING_MOST), load.standing < marks.STANDING_MOST),
    ]  # fmt: skip


def table(found: Sequence[Line]) -> str:
    """Rows of label, figure, mark; what is beyond its mark says so in a word."""
    t, over = tokens(), translate("Load", "too much")
    rows = []
    for what, figure, mark, good in found:
        said = escape(mark) if good else f"<b>{escape(over)}</b> · {escape(mark)}"
        rows.append(
            f"<tr><td style='color:{t.dim}; padding:3px 8px 3px 0'>{escape(what)}</td><td align=right "
            f"style='padding:3px 8px'><b>{escape(figure)}</b></td><td style='color:{t.dim if good else t.ink}; "
            f"padding:3px 0'>{said}</td></tr>"
        )
    return f"<table width='100%'>{''.join(rows)}</table>"


def priorities(load: Load) -> list[Line]:
    """How the alarms spread over the priorities: for the shift leader."""
    low = load.by_priority[Priority.LOW] + load.by_priority[Priority.MEDIUM]
    shares = (
        (joined(word(words.PRIORITY, Priority.MEDIUM), word(words.PRIORITY, Priority.LOW)), low, Priority.MEDIUM),
        (word(words.PRIORITY, Priority.HIGH), load.by_priority[Priority.HIGH], Priority.HIGH),
        (word(words.PRIORITY, Priority.URGENT), load.by_priority[Priority.URGENT], Priority.URGENT),
    )
    return [
        (what, percent(share), translate("Load", "aim {n}").format(n=f"{AIMED[of] * 100:.0f} %"),
         of is Priority.MEDIUM or share <= 2 * AIMED[of] or load.count < marks.TELLING)
        for what, share, of in shares
    ]  # fmt: skip


def sources(worst: Sequence[Worst], chattering: Sequence[Worst], names: Mapping[str, str]) -> list[Line]:
    """The worst sources, the worst first; `names` are the places' by id."""
    loud = {(one.kind, one.source) for one in chattering}
    return [
        (joined(word(words.CATEGORY, one.kind), names.get(one.source, one.source)), str(one.count), percent(one.share)
         if (one.kind, one.source) not in loud else joined(percent(one.share), translate("Load", "chatters")), True)
        for one in worst
    ]  # fmt: skip


def dismissals(found: Sequence[Dismissals], learned: Learned, names: Mapping[str, str], most: int = 8) -> list[Line]:
    """Shares of false alarms with their interval; a camera that cries wolf is beyond the mark."""
    wolves = set(learned.wolves)
    made = []
    for one in found[:most]:
        low, high = one.interval
        kinds = {str(kind) for kind in Category}
        name = word(words.CATEGORY, Category(one.what)) if one.what in kinds else names.get(one.what, one.what)
        interval = translate("Load", "{low}–{high} for sure").format(low=percent(low), high=percent(high))
        made.append((name, f"{percent(one.share)} · {one.dismissed}/{one.decided}", interval, one not in wolves))
    return made

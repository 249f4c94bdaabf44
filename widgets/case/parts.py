"""Why several sightings are one matter, and that it happened before, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from html import escape

from PySide6.QtCore import QCoreApplication

from command_center.model.candidates import Join, JoinHow, Repeat
from command_center.model.events import DetectionReason, FlaggedEvent, ReportReason
from command_center.queries.answers import Matter
from widgets.common import times, words
from widgets.common.literal import QT_TRANSLATE_NOOP
from widgets.common.words import joined, word
from widgets.table import CAPS

translate = QCoreApplication.translate
REPEATS: Mapping[str, str] = {
    "plate": QT_TRANSLATE_NOOP("Words", "This vehicle: time no. {n} in {days} days."),
    "dog": QT_TRANSLATE_NOOP("Words", "This dog: time no. {n} in {days} days."),
    "place": QT_TRANSLATE_NOOP("Words", "This shop or address: time no. {n} in {days} days."),
}
SHOWN = 12
"""More joins than this are counted, not listed."""


def one_matter(matter: Matter, now: datetime) -> str:
    """Rich text, a line each: what happened before, what was joined with what, and why; "" when there is nothing."""
    events = {event.id: event for event in matter.events}
    lines = [line for repeat in matter.repeats for line in _again(repeat, now)]
    known = [join for join in matter.joins if join.event in events and join.other in events]
    if known:
        text = translate("Why", "Held to be one matter ({key} takes it apart):")
        lines.append(text.format(key=CAPS["split"]))
        lines += [_line(join, events, now) for join in known[:SHOWN]]
        if len(known) > SHOWN:
            lines.append(translate("Why", "and {n} more").format(n=len(known) - SHOWN))
    return "<br>".join(lines)


def _again(repeat: Repeat, now: datetime) -> list[str]:
    """That it happened before, whether that weighs, and the last times with what became of them."""
    said = word(REPEATS, repeat.what).format(n=repeat.nth, days=repeat.days)
    weighs = translate("Why", "From the third time on one step more urgent.") if repeat.weighs else ""
    lines = [f"<b>{said}</b> {weighs}".rstrip()]
    for one in repeat.earlier:
        became = word(words.OUTCOME, one.outcome) if one.outcome is not None else translate("Why", "in hand")
        if one.case is None:
            became = translate("Why", "nobody took it up")
        number = escape(one.case or "")
        lines.append(f"· {joined(times.clock(one.at, now), word(words.CATEGORY, one.kind), number, became)}")
    more = repeat.nth - 1 - len(repeat.earlier)
    return [*lines, translate("Why", "and {n} more").format(n=more)] if more > 0 else lines


def _line(join: Join, events: Mapping[str, FlaggedEvent], now: datetime) -> str:
    both = " + ".join(escape(_part(events[id_], now)) for id_ in (join.other, join.event))
    return f"· {both}: {joined(*_reasons(join))}"


def _part(event: FlaggedEvent, now: datetime) -> str:
    """`Fixed camera 荷花中路 10:02`."""
    match event.reason:
        case DetectionReason() as reason:
            who = f"{word(words.DEVICE, reason.device)} {reason.camera_name}"
        case ReportReason() as reason:
            who = f"{word(words.CHANNEL, reason.channel)} {event.subject}"
        case _:
            who = event.subject
    return f"{who} {times.clock(event.first_seen, now)}"


def _reasons(join: Join) -> list[str]:
    found = [translate("Why", "{m} m apart").format(m=round(join.metres))]
    if join.minutes >= 1:
        found.append(translate("Why", "{n} min apart").format(n=round(join.minutes)))
    else:
        found.append(translate("Why", "at the same time"))
    if join.same_plate:
        found.append(translate("Why", "the same plate"))
    found.append(translate("Why", "the same kind") if join.same_kind else translate("Why", "kinds that go together"))
    if join.how is JoinHow.MERGED:
        found.append(translate("Why", "merged by a person"))
    return found

"""The rows of the work list, in words. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from command_center.model.dogs import FaultKind, TagFault
from command_center.queries.tag_work import TagItem
from widgets.common import times, words
from widgets.common.words import joined, word
from widgets.feeds.columns import Sheet

translate = QCoreApplication.translate


def sheet(items: Sequence[TagItem], *, settled: bool) -> Sheet:
    """The list as a table; with `settled` ones among them, how each stands too."""
    heads = [translate("TagWork", "Tag"), translate("TagWork", "What may be wrong"), translate("TagWork", "Measured")]
    if settled:
        heads.append(translate("TagWork", "State"))
    return Sheet(tuple(heads), tuple(_row(item)[: len(heads)] for item in items), frozenset({2}), wide=1)


def _row(item: TagItem) -> tuple[str, ...]:
    fault = item.fault
    return (fault.tag, word(words.FAULT, fault.kind), figure(fault), word(words.FAULT_STATE, fault.state))


def figure(fault: TagFault) -> str:
    """What was measured, in short: the sentence below the list says of what."""
    match fault.kind:
        case FaultKind.OFFLINE | FaultKind.NEVER_MOVES:
            return translate("TagWork", "{n} h").format(n=round(fault.figure))
        case FaultKind.BATTERY:
            return translate("TagWork", "{n} %").format(n=round(fault.figure * 100))
        case FaultKind.RIDES:
            return translate("TagWork", "{n} min").format(n=round(fault.figure))
        case FaultKind.JUMPS | FaultKind.TWO_PLACES:
            return translate("TagWork", "{n}/h").format(n=round(fault.figure))


def about(item: TagItem, now: datetime) -> str:
    """All of an item, for below the list."""
    fault = item.fault
    found = translate("TagWork", "found at {time}").format(time=times.clock(fault.found, now))
    gone = times.clock(fault.gone, now) if fault.gone is not None else ""
    if gone:
        gone = translate("TagWork", "gone since {time}").format(time=gone)
    line = joined(item.fault.tag, item.dog, found, gone)
    said = joined(word(words.FAULT_STATE, fault.state), item.by, fault.note) if fault.changed_at is not None else ""
    return "\n".join(part for part in (line, meaning(fault), said) if part)


def meaning(fault: TagFault) -> str:
    """What it may mean and what is usually done, in a sentence."""
    literal = {
        FaultKind.OFFLINE: translate(
            "TagWork", "Hours since it was heard last, while others are heard: call the owner."
        ),
        FaultKind.BATTERY: translate("TagWork", "The battery is low: remind the owner to charge the tag."),
        FaultKind.NEVER_MOVES: translate(
            "TagWork", "Hours it sent without leaving its place in two days: the dog may go out without its tag."
        ),
        FaultKind.RIDES: translate("TagWork", "Minutes a day it moves as a vehicle does: the tag may hang in a car."),
        FaultKind.JUMPS: translate("TagWork", "Jumps in an hour further than anything moves: the tag may be broken."),
        FaultKind.TWO_PLACES: translate(
            "TagWork",
            "Times an hour to and fro between two places: two tags may carry one number.",
        ),
    }
    return literal[fault.kind]

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


def sheet(items: Sequence[TagItem], now: datetime) -> Sheet:
    """The list as a table."""
    heads = (
        translate("TagWork", "Tag"),
        translate("TagWork", "Dog"),
        translate("TagWork", "What may be wrong"),
        translate("TagWork", "Measured"),
        translate("TagWork", "Found"),
        translate("TagWork", "State"),
        translate("TagWork", "Note"),
    )
    return Sheet(heads, tuple(_row(item, now) for item in items), frozenset({3}), wide=6)


def _row(item: TagItem, now: datetime) -> tuple[str, ...]:
    fault = item.fault
    state = word(words.FAULT_STATE, fault.state)
    if fault.gone is not None:
        state = joined(state, translate("TagWork", "gone since {time}").format(time=times.clock(fault.gone, now)))
    return (
        fault.tag,
        item.dog,
        word(words.FAULT, fault.kind),
        figure(fault),
        times.clock(fault.found, now),
        state,
        joined(item.by, fault.note),
    )


def figure(fault: TagFault) -> str:
    """What was measured, with its unit."""
    match fault.kind:
        case FaultKind.OFFLINE:
            return translate("TagWork", "silent for {n} h").format(n=round(fault.figure))
        case FaultKind.BATTERY:
            return translate("TagWork", "{n} %").format(n=round(fault.figure * 100))
        case FaultKind.NEVER_MOVES:
            return translate("TagWork", "at rest in all of {n} h").format(n=round(fault.figure))
        case FaultKind.RIDES:
            return translate("TagWork", "{n} min driven in a day").format(n=round(fault.figure))
        case FaultKind.JUMPS:
            return translate("TagWork", "{n} jumps in an hour").format(n=round(fault.figure))
        case FaultKind.TWO_PLACES:
            return translate("TagWork", "{n} times to and fro in an hour").format(n=round(fault.figure))


def meaning(fault: TagFault) -> str:
    """What it may mean and what is usually done, in a sentence."""
    literal = {
        FaultKind.OFFLINE: translate(
            "TagWork", "Nothing heard of it for twelve hours or more, while others are heard: call the owner."
        ),
        FaultKind.BATTERY: translate("TagWork", "The battery is low: remind the owner to charge the tag."),
        FaultKind.NEVER_MOVES: translate(
            "TagWork", "It has not left its place for two days: the dog may go out without its tag."
        ),
        FaultKind.RIDES: translate(
            "TagWork", "It moves as a vehicle does for more than an hour a day: the tag may hang in a car."
        ),
        FaultKind.JUMPS: translate("TagWork", "Its position jumps further than anything moves: the tag may be broken."),
        FaultKind.TWO_PLACES: translate(
            "TagWork", "It is in two places by turns: two tags may carry one number. Have both looked at."
        ),
    }
    return literal[fault.kind]

"""What was had of servers whose ids are their sequences: ranges instead of ids, and the same answer.

The pair of source and id names an event. Where the id is the sequence itself, "everything from 5 to 900" says as much
as 895 ids do, in one row. A range holds only what was given and understood without a break: it ends before what could
not be read and before a gap, so that either, should it ever come, is not taken for had.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from command_center.feeds.items import Heard
from command_center.store import intake
from command_center.store.intake import Range

Bounds = dict[tuple[str, str], tuple[str, str]]


def is_numbered(item: Heard) -> bool:
    """Whether the event's id is its sequence."""
    return item.id == item.sequence and bool(item.sequence)


class Spans:
    """The ranges that still grow, by feed and source. Begun anew in each process: a range more costs nothing."""

    def __init__(self) -> None:
        self._open: dict[str, dict[str, tuple[str, str]]] = {}

    def end(self, feed: str) -> None:
        """Something of the feed is missing here: what follows begins ranges of its own."""
        self._open.pop(feed, None)

    def had(self, feed: str, item: Heard) -> Range:
        """The range that reaches to this event, now that it is had."""
        growing = self._open.setdefault(feed, {})
        low, high = growing.get(item.source, (item.sequence, ""))
        if item.sequence <= high:
            low = item.sequence  # fell back, which no server should: a range never shrinks
        growing[item.source] = (low, item.sequence)
        return (feed, item.source, low)


def bounds(told: Sequence[tuple[str, Heard]]) -> Bounds:
    """The lowest and the highest sequence of each feed and source."""
    found: Bounds = {}
    for feed, item in told:
        low, high = found.get((feed, item.source), (item.sequence, item.sequence))
        found[feed, item.source] = (min(low, item.sequence), max(high, item.sequence))
    return found


def had_before(connection: Connection, asked: Bounds) -> Mapping[tuple[str, str], Sequence[tuple[str, str]]]:
    """The ranges known in these bounds; nothing for feeds that go on where they were."""
    found = {key: intake.ranges(connection, *key, *between) for key, between in asked.items()}
    return {key: ranges for key, ranges in found.items() if ranges}

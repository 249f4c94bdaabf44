"""What was had of a Traccar server since the program started: enough not to hand everything over twice.

The store knows for certain, by id. This spares it most of the work: the history is read with an overlap, again and
again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from datetime import datetime

from command_center.clock import from_ms
from command_center.feeds.items import Heard, Item
from command_center.model.observations import Fixes

SWEEPS = 4
"""Ids are kept for so many readings of the history."""
MOST_IDS = 1_000_000
"""In one reading: some 150 MB, of a day's fixes read at the first start. What goes beyond is told by the store."""


class Had:
    """Ids of the latest fixes, and how far each tag has got: `newest` now, `mark` when the history was last read."""

    def __init__(self) -> None:
        self._ids: deque[set[str]] = deque([set()], maxlen=SWEEPS)
        self._newest: dict[str, datetime] = {}
        self._mark: dict[str, datetime] = {}

    def fresh(self, items: Iterable[Item]) -> list[Item]:
        """The items without fixes had lately."""
        return [one for one in items if not (isinstance(one, Heard) and any(one.id in ids for ids in self._ids))]

    def note(self, items: Iterable[Item]) -> None:
        """These were handed over. Not before: what was cut off in between must come again."""
        ids, newest = self._ids[-1], self._newest
        for one in items:
            if isinstance(one, Heard) and isinstance(one.what, Fixes):
                if len(ids) < MOST_IDS:
                    ids.add(one.id)
                tag, time = one.what.tag[0], from_ms(int(one.what.time_ms[0]))
                if tag not in newest or time > newest[tag]:
                    newest[tag] = time

    def swept(self) -> None:
        """The history was read to its end."""
        self._mark = dict(self._newest)
        self._ids.append(set())

    def mark(self, tag: str) -> datetime | None:
        """The newest fix of a tag when the history was last read to its end; None before that."""
        return self._mark.get(tag)

"""Whether alarms flood the room now, and which come and go.

A flood begins above 10 alarms in 10 minutes for each operator and ends below 5 (EEMUA 191 and ISA-18.2, as secondary
sources give them). What it is follows from when alarms came and nothing else: every seat works out the same.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from command_center.figures.load import FLOOD_ABOVE, FLOOD_BELOW, FLOOD_WINDOW

LOOK_BACK = timedelta(hours=4)
"""A flood that began earlier is said to have begun then: half a shift of too much is all anybody has to know."""
PEOPLE_WITHIN = timedelta(minutes=30)
"""Who has done something in this time sits here."""
REPEATS, REPEATS_WITHIN = 3, timedelta(minutes=15)
"""The same thing at the same place raised so often within this time comes and goes. ISA-18.2 counts three in a minute,
for process plants; here one that is over stays so for two minutes at least (`rules.limits.leave_s`), so that the
fastest there can be is five in fifteen minutes."""


class Flood(msgspec.Struct, frozen=True):
    """A flood that lasts: since when, how many came in the last 10 minutes, and the operators who share them."""

    since: datetime
    newest: int
    people: int


def flood(times: Sequence[datetime], now: datetime, people: int) -> Flood | None:
    """The flood at `now`, from when alarms reached the queue (sorted), shared by so many (at least one)."""
    people = max(1, people)
    window: deque[datetime] = deque()
    since: datetime | None = None
    for at in times:
        since = _let_go(window, at, since, people)
        window.append(at)
        if since is None and len(window) > FLOOD_ABOVE * people:
            since = at
    since = _let_go(window, now, since, people)
    return None if since is None else Flood(since, len(window), people)


def _let_go(window: deque[datetime], until: datetime, since: datetime | None, people: int) -> datetime | None:
    """What is older than the window leaves it; the flood that lasts then, if one does."""
    while window and window[0] + FLOOD_WINDOW <= until:
        window.popleft()
        if len(window) < FLOOD_BELOW * people:
            since = None
    return since

"""When a seat makes a sound, and which: no clock and no loudspeaker in here.

What comes together sounds once, with the worst of it. What could not sound in time says nothing later. An urgent alarm
sounds again until somebody has seen it. What comes and goes, and in a flood what is not high, sounds no more.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from command_center.figures.flood import REPEATS
from command_center.model.categories import Priority
from command_center.model.events import EventState
from command_center.queries.answers import Board, ReviewRow

GAPS = {
    Priority.URGENT: timedelta(seconds=2),
    Priority.HIGH: timedelta(seconds=10),
    Priority.MEDIUM: timedelta(seconds=30),
}
"""The least time between two tones, by the later one's priority. What is low makes no sound."""
EXPIRES = timedelta(seconds=45)
"""Older news is no news: the queue shows it."""
AGAIN, AGAIN_FOR = timedelta(seconds=15), timedelta(minutes=10)
"""An urgent alarm that nobody has seen sounds again so often, for so long."""
QUIET_FOR = timedelta(minutes=2)
"""Silence ends by itself."""


class Hearing:
    """What has sounded at one seat, and what has yet to."""

    def __init__(self) -> None:
        self._known: set[str] | None = None
        self._waiting: dict[str, tuple[datetime, Priority]] = {}
        self._calling: dict[str, datetime] = {}
        self._last: datetime | None = None
        self.quiet_until: datetime | None = None

    def take(self, board: Board, now: datetime) -> None:
        """The newest queue. What stands in the first one is no news."""
        unseen = {row.id: row for row in board.review if row.state is EventState.OPEN and not row.over}
        fresh = [row for row in unseen.values() if self._known is not None and self._known.isdisjoint(row.events)]
        self._known = {id_ for row in board.review for id_ in row.events}
        for row in fresh:
            if _sounds(row, in_flood=board.flood is not None) and not self._quiet(row.priority, now):
                self._waiting[row.id] = now, row.priority
        self._waiting = {id_: when for id_, when in self._waiting.items() if id_ in unseen}
        urgent = {id_ for id_, row in unseen.items() if row.priority is Priority.URGENT}
        self._calling = {id_: since for id_, since in self._calling.items() if id_ in urgent}

    def due(self, now: datetime) -> Priority | None:
        """The tone to make now, if any; asked at every change and every second."""
        self._waiting = {id_: one for id_, one in self._waiting.items() if now - one[0] < EXPIRES}
        self._calling = {id_: since for id_, since in self._calling.items() if now - since < AGAIN_FOR}
        worst = min((priority for _, priority in self._waiting.values()), key=lambda one: one.rank, default=None)
        past = None if self._last is None else now - self._last
        if worst is not None and (past is None or past >= GAPS[worst]):
            self._calling |= {id_: now for id_, (_, one) in self._waiting.items() if one is Priority.URGENT}
            self._waiting.clear()
            self._last = now
            return worst
        if self._calling and past is not None and past >= AGAIN:
            self._last = now
            return Priority.URGENT
        return None

    def silence(self, now: datetime) -> None:
        """Quiet for what there is; for a while also for what comes, unless it is urgent."""
        self._waiting.clear()
        self._calling.clear()
        self.quiet_until = now + QUIET_FOR

    def calling(self, now: datetime) -> bool:
        """An urgent alarm sounds again and again, or something has only just sounded."""
        return bool(self._calling) or (self._last is not None and now - self._last < EXPIRES)

    def quiet(self, now: datetime) -> bool:
        """Silenced, and not yet over."""
        return self.quiet_until is not None and now < self.quiet_until

    def _quiet(self, priority: Priority, now: datetime) -> bool:
        return priority is not Priority.URGENT and self.quiet(now)


def _sounds(row: ReviewRow, *, in_flood: bool) -> bool:
    if row.priority is Priority.URGENT:
        return True
    if row.priority not in GAPS or row.times >= REPEATS:
        return False
    return row.priority is Priority.HIGH or not in_flood

"""One rule's eye on one dog (and one place): its recent marks, and the event they make."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from command_center.clock import from_ms, to_ms
from command_center.model.events import Condition, FixEvidence, FlaggedEvent, HoursReason, ZoneReason
from command_center.rules.episodes import Episode, Mark, Need, Verdict, episodes
from command_center.rules.outcomes import Ended, Outcome, Raised, Updated

if TYPE_CHECKING:
    from command_center.rules.limits import Limits

MOST_FIXES = 12
MakeEvent = Callable[[Episode], FlaggedEvent]


class Watch:
    """Keeps ten minutes of marks and the event they confirmed, if any; late marks correct it."""

    def __init__(self, need: Need, limits: Limits, make: MakeEvent) -> None:
        self._need, self._limits, self._make = need, limits, make
        self._marks: list[Mark] = []
        self._closed_ms = -1
        self._before = 0
        self.event: FlaggedEvent | None = None

    def restore(self, event: FlaggedEvent) -> None:
        """Take up an event of the store: an active one goes on, one that is over is not raised again."""
        if event.condition is Condition.OVER:
            self._closed_ms = max(self._closed_ms, to_ms(event.last_seen))
        else:
            self.event = event
            self._before = event.count

    @property
    def idle(self) -> bool:
        """True when nothing would be lost by forgetting it."""
        return self.event is None and all(mark.verdict is Verdict.OUT for mark in self._marks)

    @property
    def newest_ms(self) -> int:
        """The newest mark's time, -1 when there is none."""
        return self._marks[-1].time_ms if self._marks else -1

    def take(self, mark: Mark) -> list[Outcome]:
        """A fix's verdict, at whatever time it is of: what follows from it."""
        at = bisect_left(self._marks, mark.time_ms, key=lambda m: m.time_ms)
        if at < len(self._marks) and self._marks[at].time_ms == mark.time_ms:
            return []
        if self.event is not None and self._before and mark.time_ms <= to_ms(self.event.last_seen):
            return []  # restored: counted before the restart
        insort(self._marks, mark, key=lambda m: m.time_ms)
        self._forget()
        return self._judge()

    def _forget(self) -> None:
        keep_from = self.newest_ms - round(self._limits.keep_s * 1000)
        old = bisect_left(self._marks, keep_from, key=lambda m: m.time_ms)
        if self.event is not None:
            first = to_ms(self.event.first_seen)
            self._before += sum(m.verdict is Verdict.IN and m.time_ms >= first for m in self._marks[:old])
        del self._marks[:old]

    def _judge(self) -> list[Outcome]:
        found = [e for e in episodes(self._marks, self._need) if e.first_ms > self._closed_ms]
        if self.event is not None:
            return self._correct(self.event, found)
        return self._raise(found[-1]) if found else []

    def _raise(self, episode: Episode) -> list[Outcome]:
        self.event = self._make(episode)
        raised = Raised(self.event)
        if episode.over_ms is None:
            return [raised]
        return [raised, *self.end(from_ms(episode.over_ms))]

    def _correct(self, event: FlaggedEvent, found: Sequence[Episode]) -> list[Outcome]:
        """The marks changed under an active event: it moves, ends, or turns out never to have been."""
        if self._before:
            return self._go_on(event)
        if not found:
            return self.end(from_ms(self.newest_ms), withdrawn=True)
        now = self._make(found[-1])
        self.event = replace(now, id=event.id)
        if found[-1].over_ms is not None:
            return self.end(from_ms(found[-1].over_ms))
        return [Updated(self.event)] if self.event != event else []

    def _go_on(self, event: FlaggedEvent) -> list[Outcome]:
        """The beginning is older than what is kept: only its going on and its end are judged."""
        ins = [mark for mark in self._marks if mark.verdict is Verdict.IN and mark.time_ms > self._closed_ms]
        last_in = max([mark.time_ms for mark in ins] + [to_ms(event.last_seen)])
        outs = [mark for mark in self._marks if mark.verdict is Verdict.OUT and mark.time_ms > last_in]
        if outs and (outs[-1].at_once or outs[-1].time_ms - outs[0].time_ms >= self._need.leave_ms):
            return self.end(from_ms(outs[-1].time_ms))
        if not ins or ins[-1].time_ms <= to_ms(event.last_seen):
            return []
        newest = ins[-1].evidence
        self.event = replace(
            event,
            last_seen=newest.time,
            lon=newest.lon,
            lat=newest.lat,
            count=self._before + len(ins),
            reason=_with_fixes(event, [mark.evidence for mark in ins]),
        )
        return [Updated(self.event)]

    def end(self, at: datetime, *, withdrawn: bool = False) -> list[Outcome]:
        """It is over (or, `withdrawn`, never was)."""
        if self.event is None:
            return []
        event = replace(self.event, condition=Condition.OVER, over_at=at, withdrawn=withdrawn)
        self.event, self._before = None, 0
        self._closed_ms = max(self._closed_ms, to_ms(event.last_seen) if not withdrawn else self._closed_ms)
        return [Ended(event)]

    def tick(self, now: datetime, *, holds: bool) -> list[Outcome]:
        """Time passed; `holds` says whether the rule is in force now."""
        if self.event is None:
            return []
        newest = max(self.newest_ms, to_ms(self.event.last_seen))
        if not holds or to_ms(now) - newest > self._limits.silent_s * 1000:
            return self.end(now)
        return []


def _with_fixes(event: FlaggedEvent, fixes: Sequence[FixEvidence]) -> ZoneReason | HoursReason:
    assert isinstance(event.reason, ZoneReason | HoursReason)
    return replace(event.reason, fixes=tuple(fixes[-MOST_FIXES:]))

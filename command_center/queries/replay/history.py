"""Events and cases as they stood: the queue's board at any moment of a time that was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray
from sqlalchemy import Connection

from command_center.clock import from_ms, to_ms
from command_center.model.cases import Case, Step
from command_center.model.categories import Priority
from command_center.model.events import Condition, DetectionReason, FlaggedEvent, Review
from command_center.model.observations import FeedbackState
from command_center.queries import masking
from command_center.queries.answers import Board, CaseRow, ReviewRow, Tab
from command_center.queries.board import review_row
from command_center.store import city, past

MOST = 20_000
"""Events, and cases, of a time; of more the newest."""
_NEVER = datetime(9999, 1, 1, tzinfo=UTC)
_STEPS = {
    FeedbackState.ACCEPTED: Step.HANDLING,
    FeedbackState.EN_ROUTE: Step.HANDLING,
    FeedbackState.ON_SCENE: Step.HANDLING,
    FeedbackState.DONE: Step.REPORTED_BACK,
    FeedbackState.DECLINED: Step.OPENED,
}


class PastEvent(Struct, frozen=True):
    """An event, plates masked, and how long it stood in the queue."""

    event: FlaggedEvent
    start: datetime
    end: datetime


class PastCase(Struct, frozen=True):
    """A case, the names it is shown with, and its steps by the time they began."""

    case: Case
    place_name: str | None
    squad_name: str | None
    steps: tuple[tuple[datetime, Step], ...]
    end: datetime


class _Present(NamedTuple):
    """When each of n things began and ended to stand there, milliseconds."""

    start: NDArray[np.int64]
    end: NDArray[np.int64]

    def at(self, time_ms: int) -> tuple[int, ...]:
        return tuple(np.flatnonzero((self.start <= time_ms) & (time_ms < self.end)).tolist())


class History:
    """What was read of a time. `board` is the same object as long as nothing changes, so that who draws it need not
    draw it again."""

    def __init__(self, events: Sequence[PastEvent], cases: Sequence[PastCase], names: Mapping[str, str]) -> None:
        self._events, self._cases, self._names = events, cases, names
        self._there = _present([(one.start, one.end) for one in events])
        stretches = [
            (number, step, begin, one.steps[i + 1][0] if i + 1 < len(one.steps) else one.end)
            for number, one in enumerate(cases)
            for i, (begin, step) in enumerate(one.steps)
        ]
        self._steps = [(number, step) for number, step, _, _ in stretches]
        self._stands = _present([(begin, end) for _, _, begin, end in stretches])
        self._seen: tuple[tuple[int, ...], tuple[int, ...]] | None = None
        self._board: Board | None = None

    @property
    def truncated(self) -> bool:
        """True when there was more than is held."""
        return max(len(self._events), len(self._cases)) >= MOST

    def board(self, time_ms: int) -> Board:
        """What stood in the queue at a moment, and the cases not closed then, at the steps they had."""
        seen = self._there.at(time_ms), self._stands.at(time_ms)
        if self._board is None or seen != self._seen:
            self._seen, self._board = seen, self._make(from_ms(time_ms), *seen)
        return self._board

    def subjects(self, time_ms: int) -> set[str]:
        """Whom the events of a moment are about: the dogs among them are flagged."""
        return {self._events[number].event.subject for number in self._there.at(time_ms)}

    def _make(self, now: datetime, events: Sequence[int], stretches: Sequence[int]) -> Board:
        review = [self._row(self._events[number].event, now) for number in events]
        rows: dict[Tab, list[CaseRow]] = {Tab.TO_DISPATCH: [], Tab.IN_PROGRESS: [], Tab.TO_CHECK: []}
        for stretch in stretches:
            number, step = self._steps[stretch]
            one = self._cases[number]
            # Deadlines move with the steps and only the last one is known: no case is called late in the past.
            case = replace(one.case, step=step, closed=None, outcome=None, deadline=max(one.case.deadline, now))
            row = CaseRow(case=case, place_name=one.place_name, squad_name=one.squad_name, task=None, undelivered=False)
            rows[_TABS[step]].append(row)
        review.sort(key=lambda row: (row.priority.rank, row.age_from, row.id))
        return Board(
            at=now,
            review=tuple(review),
            shelved=(),
            cases={tab: tuple(some) for tab, some in rows.items()},
            by_priority={priority: sum(row.priority is priority for row in review) for priority in Priority},
        )

    def _row(self, event: FlaggedEvent, now: datetime) -> ReviewRow:
        """The event as it stood: not over, and nobody had decided. Seen, so that nothing rings for what is past."""
        standing = replace(
            event, condition=Condition.ACTIVE, over_at=None, review=Review.ACKNOWLEDGED, acknowledged=True,
            dismiss_reason=None, shelved_until=None, case=None, last_seen=min(event.last_seen, now),
        )  # fmt: skip
        plate = event.reason.plate if isinstance(event.reason, DetectionReason) else None
        return replace(review_row([standing], now, self._names), plate=masking.plate(plate))


_TABS = {
    Step.OPENED: Tab.TO_DISPATCH,
    Step.DISPATCHED: Tab.IN_PROGRESS,
    Step.HANDLING: Tab.IN_PROGRESS,
    Step.REPORTED_BACK: Tab.TO_CHECK,
}


def _present(spans: Sequence[tuple[datetime, datetime]]) -> _Present:
    ends = np.array([(to_ms(start), to_ms(end)) for start, end in spans], np.int64).reshape(-1, 2)
    return _Present(ends[:, 0], ends[:, 1])


def read_history(connection: Connection, start: datetime, end: datetime, names: Mapping[str, str]) -> History:
    """Events and cases that overlap a time; `names` are the places' by id."""
    found = past.overlapping_events(connection, start, end, MOST)
    cases = past.overlapping_cases(connection, start, end, MOST)
    opened = {event: case.opened for case in cases for event in case.events}
    dismissed = past.dismissed(connection, [event.id for event in found if event.review is Review.DISMISSED])
    events = [_event(event, opened.get(event.id) or dismissed.get(event.id)) for event in found]
    ids = [case.id for case in cases]
    tasks, told = past.tasks_of(connection, ids), past.told(connection, ids)
    squads = {row.squad: row.name for row in city.all_squads(connection)}
    stood = [
        PastCase(
            case=case,
            place_name=names.get(case.place) if case.place else None,
            squad_name=squads.get(case.squad, case.squad) if case.squad else None,
            steps=_steps(case, [task.created for task in tasks.get(case.id, [])], told.get(case.id, [])),
            end=case.closed or _NEVER,
        )
        for case in cases
    ]
    return History([one for one in events if one.start < one.end], stood, names)


def _event(event: FlaggedEvent, decided: datetime | None) -> PastEvent:
    """It stood in the queue from when it reached it until somebody decided, or it was over."""
    return PastEvent(event, event.queue_from, min(filter(None, (decided, event.over_at)), default=_NEVER))


def _steps(
    case: Case, sent: Sequence[datetime], told: Sequence[tuple[datetime, str]]
) -> tuple[tuple[datetime, Step], ...]:
    """A case's steps, by what was done: opened, a squad sent, what the squad told."""
    moves = [(at, Step.DISPATCHED) for at in sent]
    moves += [(at, _STEPS[FeedbackState(state)]) for at, state in told if state in _STEPS]
    end = case.closed or _NEVER
    found = [(case.opened, Step.OPENED)]
    for at, step in sorted(moves, key=lambda move: move[0]):
        if case.opened <= at < end and step is not found[-1][1]:
            found.append((at, step))
    return tuple(found)

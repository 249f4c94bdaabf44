"""From marks in time to episodes: pure, and the same in whatever order the marks came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from command_center.model.events import FixEvidence

MOST_WEIGHT = 3.0


class Verdict(Enum):
    """What one fix says of a rule: it is broken, certainly not broken, or it cannot be told."""

    IN = "in"
    OUT = "out"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Mark:
    """One fix's verdict. `time_ms` is data time; `weight` how far inside in units of its error (negative outside),
    None when the fix tells nothing; `at_once`: an OUT that ends an episode without waiting."""

    time_ms: int
    verdict: Verdict
    evidence: FixEvidence
    weight: float | None = None
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class Need:
    """What it takes: at least `fixes` IN over `dwell_ms`, their weights less `drift` summing to `score`; OUT for
    `leave_ms` ends it."""

    fixes: int
    dwell_ms: int
    leave_ms: int
    score: float
    drift: float

    def met(self, run: Sequence[Mark], score: float) -> bool:
        """Whether this much is believed."""
        long_enough = len(run) >= self.fixes and run[-1].time_ms - run[0].time_ms >= self.dwell_ms
        return long_enough and score >= self.score

    def add(self, score: float, mark: Mark) -> float:
        """One step of the sum: never below nothing, and no single fix counts for more than `MOST_WEIGHT`."""
        if mark.weight is None:
            return score
        return max(0.0, score + min(mark.weight, MOST_WEIGHT) - self.drift)


@dataclass(frozen=True, slots=True)
class Episode:
    """A time the rule was broken. `confirmed_ms` is when the last missing fix was taken; `over_ms` None: it lasts."""

    ins: tuple[Mark, ...]
    confirmed_ms: int
    over_ms: int | None

    @property
    def first_ms(self) -> int:
        """When it began."""
        return self.ins[0].time_ms

    @property
    def last_ms(self) -> int:
        """When it was last seen."""
        return self.ins[-1].time_ms


@dataclass(slots=True)
class _Run:
    """What is being added up while marks go by."""

    ins: list[Mark]
    score: float = 0.0
    confirmed: int | None = None
    out_since: int | None = None


def episodes(marks: Sequence[Mark], need: Need) -> list[Episode]:
    """The confirmed episodes in marks sorted by time, oldest first."""
    found: list[Episode] = []
    run = _Run([])
    for mark in marks:
        if mark.verdict is Verdict.OUT:
            run = _out(run, mark, need, found)
        else:
            _in_or_unsure(run, mark, need)
    if run.confirmed is not None:
        found.append(Episode(tuple(run.ins), run.confirmed, None))
    return found


def _in_or_unsure(run: _Run, mark: Mark, need: Need) -> None:
    run.score = need.add(run.score, mark)
    if mark.verdict is Verdict.IN:
        run.ins.append(mark)
        run.out_since = None
    if run.confirmed is not None:
        return
    if run.score == 0.0:
        run.ins.clear()
    elif mark.verdict is Verdict.IN and need.met(run.ins, run.score):
        run.confirmed = mark.time_ms


def _out(run: _Run, mark: Mark, need: Need, found: list[Episode]) -> _Run:
    if run.confirmed is None:
        return _Run([])
    run.out_since = mark.time_ms if run.out_since is None else run.out_since
    if mark.at_once or mark.time_ms - run.out_since >= need.leave_ms:
        found.append(Episode(tuple(run.ins), run.confirmed, mark.time_ms))
        return _Run([])
    return run

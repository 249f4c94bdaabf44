"""From one tag's fixes, sorted by time, to episodes: a fold, the same in whatever order the fixes arrived.

A state is a value: the fixes older than what may still be corrected are folded into one, and from there the rest
is folded again whenever a late fix comes in between.
"""

from __future__ import annotations

from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from command_center.model.events import FixEvidence

MOST_WEIGHT = 3.0
MOST_FIXES = 12


class Verdict(Enum):
    """What one fix says of a rule: it is broken, certainly not broken, or it cannot be told."""

    IN = "in"
    OUT = "out"
    UNSURE = "unsure"


class Mark(Struct, frozen=True, gc=False):
    """One fix's verdict. `time_ms` is data time; `weight` how far inside in units of its error (negative outside),
    None when the fix tells nothing; `at_once`: an OUT that ends an episode without waiting."""

    time_ms: int
    verdict: Verdict
    evidence: FixEvidence | None = None
    weight: float | None = None
    at_once: bool = False


class Need(Struct, frozen=True, gc=False):
    """What it takes: at least `fixes` IN over `dwell_ms`, their weights less `drift` summing to `score`; OUT for
    `leave_ms`, or nothing IN for `silent_ms`, ends it."""

    fixes: int
    dwell_ms: int
    leave_ms: int
    silent_ms: int
    score: float
    drift: float


class Episode(Struct, frozen=True, gc=False):
    """A time the rule was broken. `confirmed_ms` is the time of the last missing fix; `over_ms` None: it lasts.

    `evidence` are its last fixes, at most `MOST_FIXES`; `count` is how many there were.
    """

    first_ms: int
    confirmed_ms: int
    last_ms: int
    count: int
    evidence: tuple[FixEvidence, ...]
    over_ms: int | None = None


class State(Struct, frozen=True, gc=False):
    """Everything that is known after some fixes: the evidence that adds up, and the episodes that were confirmed."""

    count: int = 0
    score: float = 0.0
    first_ms: int = 0
    last_ms: int = 0
    newest_ms: int = 0
    confirmed_ms: int | None = None
    out_since: int | None = None
    evidence: tuple[FixEvidence, ...] = ()
    done: tuple[Episode, ...] = ()

    @property
    def episodes(self) -> tuple[Episode, ...]:
        """The confirmed ones, oldest first; the last may still last."""
        if self.confirmed_ms is None:
            return self.done
        open_ = Episode(self.first_ms, self.confirmed_ms, self.last_ms, self.count, self.evidence)
        return (*self.done, open_)

    def since(self, time_ms: int, need: Need) -> State:
        """The same without the episodes that were over by then, when nothing older can come any more."""
        state = self
        if state.count and time_ms - state.newest_ms >= need.silent_ms:
            state = _over(state, state.newest_ms + need.silent_ms)
        kept = tuple(episode for episode in state.done if episode.over_ms is None or episode.over_ms > time_ms)
        return state if len(kept) == len(state.done) else replace(state, done=kept)


def step(state: State, mark: Mark, need: Need) -> State:
    """The state after one more fix, later than all before it."""
    if state.count and mark.time_ms - state.newest_ms > need.silent_ms:
        state = _over(state, state.newest_ms + need.silent_ms)
    if mark.verdict is Verdict.IN:
        return _in(state, mark, need)
    if mark.verdict is Verdict.OUT:
        return _out(state, mark, need)
    return _unsure(state, mark, need)


def _over(state: State, at_ms: int) -> State:
    """What was being added up is at its end; it stays when it had been confirmed."""
    done = state.done
    if state.confirmed_ms is not None:
        done = (*done, replace(state.episodes[-1], over_ms=at_ms))
    return State(newest_ms=state.newest_ms, done=done)


def _added(state: State, mark: Mark, need: Need) -> float:
    """One step of the sum: never below nothing, and no single fix counts for more than `MOST_WEIGHT`."""
    if mark.weight is None:
        return state.score
    return max(0.0, state.score + min(mark.weight, MOST_WEIGHT) - need.drift)


def _in(state: State, mark: Mark, need: Need) -> State:
    assert mark.evidence is not None
    score, count = _added(state, mark, need), state.count + 1
    first = state.first_ms if state.count else mark.time_ms
    confirmed = state.confirmed_ms
    if confirmed is None:
        long_enough = count >= need.fixes and mark.time_ms - first >= need.dwell_ms
        confirmed = mark.time_ms if long_enough and score >= need.score else None
    return State(
        count=count,
        score=score,
        first_ms=first,
        last_ms=mark.time_ms,
        newest_ms=mark.time_ms,
        confirmed_ms=confirmed,
        evidence=(*state.evidence[1 - MOST_FIXES :], mark.evidence),
        done=state.done,
    )


def _unsure(state: State, mark: Mark, need: Need) -> State:
    score = _added(state, mark, need)
    if state.confirmed_ms is None and score == 0.0:
        return State(newest_ms=mark.time_ms, done=state.done)
    if state.confirmed_ms is not None and mark.time_ms - state.last_ms >= need.silent_ms:
        return _over(replace(state, newest_ms=mark.time_ms), mark.time_ms)
    return replace(state, score=score, newest_ms=mark.time_ms)


def _out(state: State, mark: Mark, need: Need) -> State:
    if state.confirmed_ms is None:
        return State(newest_ms=mark.time_ms, done=state.done)
    since = mark.time_ms if state.out_since is None else state.out_since
    gone = mark.at_once or mark.time_ms - since >= need.leave_ms or mark.time_ms - state.last_ms >= need.silent_ms
    state = replace(state, newest_ms=mark.time_ms, out_since=since)
    return _over(state, mark.time_ms) if gone else state

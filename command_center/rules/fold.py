"""From one tag's fixes, sorted by time, to episodes: a fold, the same in whatever order the fixes arrived.

A state is a value: the fixes older than what may still be corrected are folded into one, and from there the rest
is folded again whenever a late fix comes in between.
"""

from __future__ import annotations

from enum import Enum
from math import exp, tanh

from msgspec import Struct
from msgspec.structs import replace

from command_center.model.events import FixEvidence

MOST_FIXES = 12
A_STEP_MS = 10_000.0
"""Sums are reckoned for fixes this far apart; nearer ones count less, `MOST_SHARE` at most."""
MOST_SHARE = 1.5
DEBT_SHARE = 0.25
"""A tag that passes by runs up its debt slowly: one that only comes in past the edge owes next to nothing."""
FORGIVEN_MS = 60_000
"""A debt is of no account after this long without a fix."""


class Verdict(Enum):
    """What one fix says of a rule: it is probably broken, certainly not broken, or it cannot be told."""

    IN = "in"
    OUT = "out"
    UNSURE = "unsure"


class Mark(Struct, frozen=True, gc=False):
    """One fix's verdict. `time_ms` is data time; `weight` how far inside in units of its error (negative outside),
    None when the fix tells nothing of it; `error_m` that error; `at_once`: an OUT ends an episode at once."""

    time_ms: int
    verdict: Verdict
    evidence: FixEvidence | None = None
    weight: float | None = None
    error_m: float = 0.0
    at_once: bool = False


class Need(Struct, frozen=True, gc=False):
    """What it takes: at least `fixes` IN over `dwell_ms`, their weights less `drift` summing to `score`; OUT for
    `leave_ms`, or nothing IN for `silent_ms`, ends it. `debt`, `correlation_ms`, `fade_ms` as in `Limits`."""

    fixes: int
    dwell_ms: int
    leave_ms: int
    silent_ms: int
    score: float
    drift: float
    debt: float
    correlation_ms: float
    fade_ms: float


class Weighed(Struct, frozen=True, gc=False):
    """The fixes of an episode added up: how many, their weights, their errors in metres. Up to the confirmation all of
    them, then those IN: what is unsure after a stay does not make it less likely."""

    fixes: int = 0
    weight: float = 0.0
    error_m: float = 0.0

    def more(self, mark: Mark) -> Weighed:
        """One fix more; a fix that tells nothing changes nothing."""
        if mark.weight is None:
            return self
        return Weighed(self.fixes + 1, self.weight + mark.weight, self.error_m + mark.error_m)


class Episode(Struct, frozen=True, gc=False):
    """A time the rule was broken. `confirmed_ms` is the time of the last missing fix; `over_ms` None: it lasts.

    `evidence` are its last fixes, at most `MOST_FIXES`; `count` is how many there were; `weighed` what they came to.
    """

    first_ms: int
    confirmed_ms: int
    last_ms: int
    count: int
    evidence: tuple[FixEvidence, ...]
    weighed: Weighed = Weighed()
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
    weighed: Weighed = Weighed()
    done: tuple[Episode, ...] = ()

    @property
    def episodes(self) -> tuple[Episode, ...]:
        """The confirmed ones, oldest first; the last may still last."""
        if self.confirmed_ms is None:
            return self.done
        open_ = Episode(self.first_ms, self.confirmed_ms, self.last_ms, self.count, self.evidence, self.weighed)
        return (*self.done, open_)

    def since(self, time_ms: int, need: Need) -> State:
        """The same without the episodes that were over by then, when nothing older can come any more."""
        state = self
        if state.count and time_ms - state.newest_ms >= need.silent_ms:
            state = _over(state, state.newest_ms + need.silent_ms)
        kept = tuple(episode for episode in state.done if episode.over_ms is None or episode.over_ms > time_ms)
        return state if len(kept) == len(state.done) else replace(state, done=kept)


def share(apart_ms: float, need: Need) -> float:
    """How much of a fix is new, so long after the one before, where 1 is a fix `A_STEP_MS` after it.

    The errors are taken for a first-order Gauss-Markov process of correlation time T, so that fixes d apart are
    correlated by r = exp(-d / T) and each is worth (1 - r) / (1 + r) = tanh(d / 2T) independent ones.
    """
    half = 2 * need.correlation_ms
    return min(MOST_SHARE, tanh(apart_ms / half) / tanh(A_STEP_MS / half))


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
    """One step of the sum. The first fix counts whole: what went before says nothing of its error."""
    if mark.weight is None:
        return state.score
    apart, score = mark.time_ms - state.newest_ms, state.score
    if score > 0:
        # what was in hand is spent before anything is owed
        return max(0.0, score * exp(-apart / need.fade_ms) + share(apart, need) * (mark.weight - need.drift))
    owed, more = (0.0 if apart > FORGIVEN_MS else score), mark.weight - need.drift
    return owed + more if more > 0 else max(-need.debt, owed + DEBT_SHARE * share(apart, need) * more)


def _in(state: State, mark: Mark, need: Need) -> State:
    assert mark.evidence is not None
    confirmed = state.confirmed_ms
    score = _added(state, mark, need) if confirmed is None else state.score
    if confirmed is None and score <= 0:
        return State(score=score, newest_ms=mark.time_ms, done=state.done)
    first, count = (state.first_ms, state.count + 1) if state.count else (mark.time_ms, 1)
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
        weighed=state.weighed.more(mark),
        done=state.done,
    )


def _unsure(state: State, mark: Mark, need: Need) -> State:
    if state.confirmed_ms is not None:
        state = replace(state, newest_ms=mark.time_ms)
        return _over(state, mark.time_ms) if mark.time_ms - state.last_ms >= need.silent_ms else state
    score = _added(state, mark, need)
    if score <= 0:
        return State(score=score, newest_ms=mark.time_ms, done=state.done)
    weighed = state.weighed.more(mark) if state.count else state.weighed
    return replace(state, score=score, newest_ms=mark.time_ms, weighed=weighed)


def _out(state: State, mark: Mark, need: Need) -> State:
    if state.confirmed_ms is None:
        score = _added(state, mark, need)
        if mark.weight is None or score <= 0:
            return State(newest_ms=mark.time_ms, done=state.done)
        return replace(state, score=score, newest_ms=mark.time_ms, weighed=state.weighed.more(mark))
    since = mark.time_ms if state.out_since is None else state.out_since
    gone = mark.at_once or mark.time_ms - since >= need.leave_ms or mark.time_ms - state.last_ms >= need.silent_ms
    state = replace(state, newest_ms=mark.time_ms, out_since=since)
    return _over(state, mark.time_ms) if gone else state

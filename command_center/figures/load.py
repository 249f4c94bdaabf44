"""The room's own alarm load against what a person can bear.

The marks are those of EEMUA 191 and ISA-18.2 as secondary sources give them: about 6 alarms an hour per operator are
fine and 12 the most; a flood begins above 10 in 10 minutes and ends below 5, and takes under 1 % of the time; the ten
worst sources make under 5 % of the load; a source chatters with three alarms in 60 seconds; fewer than 5 alarms stand
longer than 24 hours; priorities lie near 80/15/5.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from datetime import datetime, timedelta
from math import sqrt

import msgspec

from command_center.model.categories import Category, Priority

FINE_AN_HOUR, MOST_AN_HOUR = 6.0, 12.0
FLOOD_WINDOW = timedelta(minutes=10)
FLOOD_ABOVE, FLOOD_BELOW = 10, 5
FLOOD_SHARE, WORST_SHARE = 0.01, 0.05
WORST = 10
CHATTER_COUNT, CHATTER_WINDOW = 3, timedelta(seconds=60)
STANDING_AFTER, STANDING_MOST = timedelta(hours=24), 5
AIMED = {Priority.LOW: 0.80, Priority.MEDIUM: 0.80, Priority.HIGH: 0.15, Priority.URGENT: 0.05}
"""Low and medium together make the 80 %."""
SURE = 1.96
"""Standard deviations of a 95 % interval."""


class Arrival(msgspec.Struct, frozen=True, gc=False):
    """An alarm reached the queue. Its source is the place where, or (in none) whom or what it is about."""

    at: datetime
    kind: Category
    priority: Priority
    source: str


class Worst(msgspec.Struct, frozen=True):
    """A source, how many alarms it made, and the share of all (0…1)."""

    kind: Category
    source: str
    count: int
    share: float


TELLING = 30
"""Of fewer alarms a share is no share: two alarms are always from the ten worst sources."""


class Load(msgspec.Struct, frozen=True, kw_only=True):
    """The load of a span. `an_hour` and `worst_window` are per operator; shares are 0…1; `parts` how many came in each
    of so many equal parts of the span, oldest first; `chattering` the sources that did."""

    start: datetime
    end: datetime
    operators: int
    count: int
    an_hour: float
    worst_window: float
    floods: int
    flood_share: float
    worst: tuple[Worst, ...]
    worst_share: float
    chattering: tuple[Worst, ...]
    standing: int
    by_priority: dict[Priority, float]
    parts: tuple[int, ...]


def load(
    arrivals: Sequence[Arrival], start: datetime, end: datetime, operators: int, standing: int, parts: int = 48
) -> Load:
    """The load of the arrivals between `start` and `end`, in any order, shared by so many operators (at least one)."""
    inside = sorted((one for one in arrivals if start <= one.at < end), key=lambda one: one.at)
    times, people = [one.at for one in inside], max(1, operators)
    worst_window, floods, flooded = _floods(times, end, people)
    span, count = (end - start).total_seconds(), len(inside)
    sources = Counter((one.kind, one.source) for one in inside)
    ranked = [Worst(kind, source, n, n / count) for (kind, source), n in sources.most_common()]
    shares = Counter(one.priority for one in inside)
    return Load(
        start=start, end=end, operators=people, count=count,
        an_hour=count / people / (span / 3600), worst_window=worst_window / people,
        floods=floods, flood_share=flooded / span,
        worst=tuple(ranked[:WORST]), worst_share=sum(one.share for one in ranked[:WORST]),
        chattering=tuple(one for one in ranked if (one.kind, one.source) in _chattering(inside)),
        standing=standing,
        by_priority={priority: shares[priority] / count if count else 0.0 for priority in Priority},
        parts=_parts(times, start, span, parts),
    )  # fmt: skip


def _parts(times: Sequence[datetime], start: datetime, span: float, parts: int) -> tuple[int, ...]:
    counts = [0] * parts
    for at in times:
        counts[int((at - start).total_seconds() / span * parts)] += 1
    return tuple(counts)


def _floods(times: Sequence[datetime], end: datetime, people: int) -> tuple[int, int, float]:
    """The most in any window, how many floods, and the seconds they took. One lasts from the arrival that makes too
    many until the window holds few enough, or the end of the span."""
    window: deque[datetime] = deque()
    most, floods, seconds = 0, 0, 0.0
    since: datetime | None = None
    for at in (*times, None):
        until = end if at is None else at
        while window and window[0] + FLOOD_WINDOW <= until:
            gone = window.popleft() + FLOOD_WINDOW
            if since is not None and len(window) < FLOOD_BELOW * people:
                seconds, since = seconds + (gone - since).total_seconds(), None
        if at is None:
            break
        window.append(at)
        most = max(most, len(window))
        if since is None and len(window) > FLOOD_ABOVE * people:
            floods, since = floods + 1, at
    return most, floods, seconds + (0.0 if since is None else (end - since).total_seconds())


def _chattering(arrivals: Sequence[Arrival]) -> set[tuple[Category, str]]:
    """Sources with three alarms within a minute; `arrivals` by time."""
    by_source: defaultdict[tuple[Category, str], list[datetime]] = defaultdict(list)
    for one in arrivals:
        by_source[one.kind, one.source].append(one.at)
    return {
        source
        for source, times in by_source.items()
        if any(b - a <= CHATTER_WINDOW for a, b in zip(times, times[CHATTER_COUNT - 1 :], strict=False))
    }


class Dismissals(msgspec.Struct, frozen=True):
    """What people decided about one rule, place or camera: `dismissed` of `decided` were false alarms. `low` and
    `high` are the ends of the 95 % interval of that share."""

    what: str
    dismissed: int
    decided: int

    @property
    def share(self) -> float:
        """0…1."""
        return self.dismissed / self.decided

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's score interval (E. B. Wilson, 1927): honest for few decisions, within 0…1."""
        n, p, z = self.decided, self.share, SURE
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)


ENOUGH, TOO_OFTEN = 10, 0.9
"""A camera is named when at least so many of its alarms were decided on and this share dismissed."""


class Learned(msgspec.Struct, frozen=True):
    """Dismissals of a span by rule, by place and by camera, most dismissed first. Nothing changes by itself."""

    rules: tuple[Dismissals, ...]
    places: tuple[Dismissals, ...]
    cameras: tuple[Dismissals, ...]

    @property
    def wolves(self) -> tuple[Dismissals, ...]:
        """The cameras that cry wolf."""
        return tuple(one for one in self.cameras if one.decided >= ENOUGH and one.share >= TOO_OFTEN)

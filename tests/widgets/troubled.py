"""Feeds that are not well, in every way there is."""

from __future__ import annotations

from command_center.model.health import FeedHealth, FeedState
from command_center.queries.troubles import Delivery, Gap, SetAside
from tests.widgets.room import FakeQueries, ago


def health(name: str, kind: str, state: FeedState, **more: object) -> FeedHealth:
    """One feed."""
    base: dict[str, object] = {"since": ago(minutes=4), "last_message": ago(seconds=2), "received": 4000, "rate": 3.6}
    return FeedHealth(name=name, kind=kind, state=state, **(base | more))  # type: ignore[arg-type]


def trouble(queries: FakeQueries) -> None:
    """Every state a feed can be in; records, gaps and messages of the reports' feed."""
    queries.health = [
        health("dogs", "dog-tag", FeedState.CATCHING_UP, rate=8200.0, lag_s=413.0),
        health("dogs-2", "dog-tag", FeedState.LIVE, rate=312.0, lag_s=0.4, skew_s=14.2),
        health("cameras", "camera", FeedState.LAGGING, lag_s=95.0),
        health("urban", "urban", FeedState.GAP, gaps=3, unseen_gaps=2, quarantined=450, lag_s=0.3, skew_s=-0.4),
        health("squads", "squad", FeedState.STALE, last_message=ago(seconds=75), unsent=2, reconnects=4,
               why="nothing came for 30 s"),
        health("traps", "camera", FeedState.REFUSED, why="the server answered HTTP 401"),
        health("south", "urban", FeedState.DOWN, why="connection refused"),
    ]  # fmt: skip
    queries.lost["urban"] = (
        Gap(3, "01795390805000000000"[:20].zfill(20), "00001795390865000000", ago(minutes=50), None, None),
        Gap(2, "00001795380865000000", None, ago(hours=4), None, None),
        Gap(1, "0" * 20, "00000000000000000041", ago(hours=60), ago(hours=59), "wang-min"),
    )
    queries.unsent["squads"] = (
        Delivery("task", "QZ-20261123-0084-T1", "QZ-20261123-0084", ago(minutes=3), 3, ago(seconds=70)),
        Delivery("cancel", "QZ-20261123-0079-T1", "QZ-20261123-0079", ago(seconds=50), 0, None),
    )
    queries.aside = [
        SetAside(n, "urban", ago(minutes=450 - n), REASONS[n % 3], 700 + 31 * n, n % 2, None, None)
        for n in range(450, 0, -1)
    ]


REASONS = (
    "not as the contract has it: Expected `float` <= 90.0 - at `$.lat`",
    "no such type: 'city.ufo.landed.v1'",
    "not JSON: Input data was truncated",
)

"""A feed in words: its name, rate, lag, clock, state; and whether what it told is old."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from command_center.model.health import FeedHealth, FeedState
from widgets.common import times, words
from widgets.common.words import joined, word

translate = QCoreApplication.translate
LAG_SHOWN_S = 2.0
SKEW_SHOWN_S = 2.0
OLD_S = 60.0
"""Positions of a feed that catches up are grey while they are this old."""
OUT = (FeedState.CONNECTING, FeedState.STALE, FeedState.REFUSED, FeedState.DOWN)
"""Nothing comes from a feed in these states."""


def stale(feed: FeedHealth) -> bool:
    """Whether what is shown of this feed is old: then it is grey."""
    behind = feed.state is FeedState.CATCHING_UP and (feed.lag_s or 0.0) > OLD_S
    return behind or feed.state is FeedState.LAGGING or feed.state in OUT


def silence(feed: FeedHealth, now: datetime) -> timedelta:
    """How long it has been in its state; a stale one since it was last heard."""
    since = (feed.last_message or feed.since) if feed.state is FeedState.STALE else feed.since
    return max(now - since, timedelta(0))


def name(feed: FeedHealth, feeds: Sequence[FeedHealth]) -> str:
    """Its kind's word; with its own name when there are several of the kind."""
    kind = word(words.FEED_KIND, feed.kind)
    return joined(kind, feed.name) if sum(other.kind == feed.kind for other in feeds) > 1 else kind


def rate_words(feed: FeedHealth) -> str:
    """`312/s`, or by the minute when it is slow."""
    if feed.rate >= 10:
        return f"{feed.rate:.0f}/s"
    if feed.rate >= 1:
        return f"{feed.rate:.1f}/s"
    return translate("Feeds", "{n}/min").format(n=f"{feed.rate * 60:.0f}")


def lag_words(feed: FeedHealth) -> str:
    """How far behind, when worth a word: `4 s behind`, `12:05 behind`."""
    lag = feed.lag_s or 0.0
    if lag < LAG_SHOWN_S:
        return ""
    if lag < 100:
        return translate("Feeds", "{n} s behind").format(n=f"{lag:.0f}")
    return translate("Feeds", "{span} behind").format(span=times.span(timedelta(seconds=lag)))


def skew_words(feed: FeedHealth) -> str:
    """The server's clock, when it is worth a word."""
    skew = feed.skew_s
    if skew is None or abs(skew) <= SKEW_SHOWN_S:
        return ""
    ahead, behind = translate("Feeds", "clock {n} s ahead"), translate("Feeds", "clock {n} s behind")
    return (ahead if skew > 0 else behind).format(n=f"{abs(skew):.0f}")


def state_words(feed: FeedHealth, now: datetime) -> str:
    """Alive: rate and, when worth a word, lag and skew. Else the state, how far behind, or for how long."""
    state = word(words.FEED_STATE, feed.state)
    if feed.state is FeedState.LIVE:
        return joined(rate_words(feed), lag_words(feed), skew_words(feed))
    if feed.state in (FeedState.CATCHING_UP, FeedState.LAGGING):
        return joined(state, lag_words(feed), rate_words(feed))
    if feed.state is FeedState.GAP:
        return joined(f"{state} {feed.unseen_gaps}", rate_words(feed))
    return f"{state} {times.span(silence(feed, now))}"

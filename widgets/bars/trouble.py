"""Trouble in words: what happened, what it means, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from command_center.model.health import FeedHealth, FeedState
from widgets.bars.feedwords import OUT, name, silence
from widgets.common import times

translate = QCoreApplication.translate
GRACE_S = 10.0
"""A feed that is back within this time is not worth a banner; its light has told."""


def store_words(reason: str) -> str:
    """The store cannot be written."""
    text = translate(
        "Trouble",
        "The store cannot be written: {why}. What you see is kept, but nothing new is stored and no action is saved. "
        "Call the administrator; what feeds send is fetched again afterwards.",
    )
    return text.format(why=reason)


def feeds_out(feeds: Sequence[FeedHealth], now: datetime, grace_s: float = GRACE_S) -> list[FeedHealth]:
    """The feeds that have been out for longer than `grace_s` seconds."""
    return [f for f in feeds if f.state in OUT and silence(f, now).total_seconds() >= grace_s]


def feed_words(feeds: Sequence[FeedHealth], now: datetime) -> str:
    """Which feeds are out, since when, why; "" when none is."""
    out = feeds_out(feeds, now)
    if not out:
        return _lost_words(feeds)
    names = translate("Trouble", ", ").join(name(feed, feeds) for feed in out)
    since = times.clock(now - max(silence(feed, now) for feed in out), now)
    refused = any(feed.state is FeedState.REFUSED for feed in out)
    text = translate(
        "Trouble",
        "No data from {names} since {since}. Their things on the map are grey; new alarms from them are missing. ",
    ).format(names=names, since=since)
    if refused:
        return text + translate("Trouble", "The server refuses this station: have its token and address checked.")
    return text + translate(
        "Trouble", "It reconnects by itself and fetches what was missed; if it stays out, call the administrator."
    )


def _lost_words(feeds: Sequence[FeedHealth]) -> str:
    """Which feeds lost something nobody has taken note of; "" when none did."""
    lost = [feed for feed in feeds if feed.unseen_gaps]
    if not lost:
        return ""
    names = translate("Trouble", ", ").join(name(feed, feeds) for feed in lost)
    text = translate(
        "Trouble",
        "Something from {names} is lost: the server no longer had it. Alarms of that time may be missing. "
        "F6 shows since when; take note of it there.",
    )
    return text.format(names=names)

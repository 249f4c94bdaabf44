"""What a feed's state means: what happened, what it means for the operator, what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from command_center.model.health import FeedHealth, FeedState
from widgets.bars.feedwords import SKEW_SHOWN_S, name, silence
from widgets.common import times, words
from widgets.common.literal import QT_TRANSLATE_NOOP
from widgets.common.words import word

translate = QCoreApplication.translate
MEANING: Mapping[FeedState, str] = {
    FeedState.CONNECTING: QT_TRANSLATE_NOOP(
        "FeedStates", "The connection is being made. Its things are grey until something comes. Nothing to do."
    ),
    FeedState.CATCHING_UP: QT_TRANSLATE_NOOP(
        "FeedStates",
        "What was missed is being read, and it comes nearer. Alarms may be about things that are past. Nothing to do.",
    ),
    FeedState.LAGGING: QT_TRANSLATE_NOOP(
        "FeedStates",
        "What comes is old, and does not become newer: alarms come late, and its things are grey. "
        "If it stays so, call whoever runs the server.",
    ),
    FeedState.GAP: QT_TRANSLATE_NOOP(
        "FeedStates",
        "It is live, but something before is lost for good: its server no longer had it. "
        "Look when that was (F6), check other sources for that time, and take note of it.",
    ),
    FeedState.LIVE: QT_TRANSLATE_NOOP("FeedStates", "All is well."),
    FeedState.STALE: QT_TRANSLATE_NOOP(
        "FeedStates",
        "The connection stands, but nothing comes. Its things are grey; new alarms from it are missing. "
        "It is connected again by itself; if it stays so, call whoever runs the server.",
    ),
    FeedState.REFUSED: QT_TRANSLATE_NOOP(
        "FeedStates",
        "The server refuses this station: nothing comes until that is mended. Have its token and address checked.",
    ),
    FeedState.DOWN: QT_TRANSLATE_NOOP(
        "FeedStates",
        "There is no connection. Its things are grey; new alarms from it are missing. "
        "It reconnects by itself and fetches what was missed; if it stays out, call the administrator.",
    ),
}


def meaning(feed: FeedHealth) -> str:
    """What its state means, and what to do."""
    literal = MEANING.get(feed.state)
    return "" if literal is None else translate("FeedStates", literal)


def told(feed: FeedHealth) -> str:
    """What its state means, why, and whether its clock is wrong."""
    why = translate("Feeds", "Why: {why}").format(why=feed.why) if feed.why else ""
    return " ".join(filter(None, (meaning(feed), why, skew_told(feed))))


def skew_told(feed: FeedHealth) -> str:
    """That the server's clock is wrong, when it is by more than is worth a word."""
    skew = feed.skew_s
    if skew is None or abs(skew) <= SKEW_SHOWN_S:
        return ""
    ahead, behind = (
        translate("Feeds", "The server's clock is {n} s ahead of ours: have it set."),
        translate("Feeds", "The server's clock is {n} s behind ours: have it set."),
    )
    return (ahead if skew > 0 else behind).format(n=f"{abs(skew):.0f}")


def explained(feed: FeedHealth, feeds: Sequence[FeedHealth], now: datetime) -> str:
    """Everything known, for the tool tip."""
    lines = [
        f"{name(feed, feeds)} ({feed.name}): {word(words.FEED_STATE, feed.state)}",
        meaning(feed),
        translate("Feeds", "Since {time}").format(time=times.clock(now - silence(feed, now), now)),
    ]
    if feed.why:
        lines.append(translate("Feeds", "Why: {why}").format(why=feed.why))
    if feed.lag_s is not None:
        lines.append(translate("Feeds", "Newest data is {n} s old on arrival").format(n=f"{feed.lag_s:.1f}"))
    if skew_told(feed):
        lines.append(skew_told(feed))
    lines.append(
        translate("Feeds", "Received {n}, set aside {q}, gaps {g}, reconnects {r}, not delivered {u}").format(
            n=feed.received, q=feed.quarantined, g=feed.gaps, r=feed.reconnects, u=feed.unsent
        )
    )
    return "\n".join(lines)

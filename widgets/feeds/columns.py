"""What stands in the panel's tables: one function a list, rows of words, pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from command_center.model.health import FeedHealth
from command_center.queries.troubles import Delivery, Gap, SetAside
from widgets.bars.feedwords import rate_words, silence
from widgets.common import times, words
from widgets.common.words import word

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Sheet:
    """A table: heads, rows of as many words; `right` names the columns of figures; `wide` the one that takes what
    room is left, -1 all alike; `spare` those that are left out where there is too little room, the first first."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int] = frozenset()
    wide: int = 0
    spare: tuple[int, ...] = ()


def feeds_sheet(feeds: Sequence[FeedHealth], now: datetime) -> Sheet:
    """All feeds, in the order of the settings."""
    heads = (
        translate("FeedsPanel", "Feed"),
        translate("FeedsPanel", "Kind"),
        translate("FeedsPanel", "State"),
        translate("FeedsPanel", "Since"),
        translate("FeedsPanel", "Rate"),
        translate("FeedsPanel", "Lag"),
        translate("FeedsPanel", "Clock"),
        translate("FeedsPanel", "Last message"),
        translate("FeedsPanel", "Reconnects"),
        translate("FeedsPanel", "Received"),
        translate("FeedsPanel", "Set aside"),
        translate("FeedsPanel", "Gaps"),
        translate("FeedsPanel", "Not delivered"),
    )
    clock, reconnects, since, kind = 6, 8, 3, 1
    rows = tuple(_feed(feed, now) for feed in feeds)
    return Sheet(heads, rows, frozenset(range(4, 13)), wide=-1, spare=(clock, reconnects, since, kind))


def _feed(feed: FeedHealth, now: datetime) -> tuple[str, ...]:
    last = feed.last_message
    gaps = f"{feed.gaps:,}".replace(",", " ")
    if feed.unseen_gaps:
        gaps = translate("FeedsPanel", "{n} new of {all}").format(n=feed.unseen_gaps, all=gaps)
    return (
        feed.name,
        word(words.FEED_KIND, feed.kind),
        word(words.FEED_STATE, feed.state),
        times.clock(now - silence(feed, now), now),
        rate_words(feed),
        "—" if feed.lag_s is None else f"{feed.lag_s:.1f} s",
        "—" if feed.skew_s is None else f"{feed.skew_s:+z.1f} s",
        "—" if last is None else times.clock(last, now),
        _figure(feed.reconnects),
        _figure(feed.received),
        _figure(feed.quarantined),
        gaps,
        _figure(feed.unsent),
    )


def _figure(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def gaps_sheet(gaps: Sequence[Gap], now: datetime) -> Sheet:
    """What a feed lost."""
    heads = (
        translate("FeedsPanel", "Noticed"),
        translate("FeedsPanel", "Lost after"),
        translate("FeedsPanel", "Lost before"),
        translate("FeedsPanel", "Taken note of"),
    )
    return Sheet(heads, tuple(_gap(gap, now) for gap in gaps), wide=3)


def _gap(gap: Gap, now: datetime) -> tuple[str, ...]:
    noted = translate("FeedsPanel", "not yet")
    if gap.acknowledged is not None:
        noted = f"{times.clock(gap.acknowledged, now)} {gap.by or ''}".strip()
    until = translate("FeedsPanel", "the server began anew") if gap.until is None else _moment(gap.until, now)
    return times.clock(gap.seen, now), _moment(gap.after, now), until, noted


def _moment(sequence: str, now: datetime) -> str:
    """A sequence; many servers count in microseconds since 1970, then it is a time as well."""
    number = int(sequence)
    shown = f"…{sequence[-12:]}" if number else translate("FeedsPanel", "the beginning")
    if 1_500_000_000_000_000 < number < 4_102_444_800_000_000:
        shown = f"{times.clock(datetime.fromtimestamp(number / 1e6, now.tzinfo), now)}  ({shown})"
    return shown


def aside_sheet(rows: Sequence[SetAside], now: datetime) -> Sheet:
    """What was set aside."""
    heads = (
        translate("FeedsPanel", "No."),
        translate("FeedsPanel", "Received"),
        translate("FeedsPanel", "Size"),
        translate("FeedsPanel", "Tried again"),
        translate("FeedsPanel", "Why it is not understood"),
    )
    return Sheet(heads, tuple(_aside(row, now) for row in rows), frozenset({0, 2}), wide=4)


def _aside(row: SetAside, now: datetime) -> tuple[str, ...]:
    tried = f"×{row.retried}" if row.retried else "—"
    if row.retry_at is not None:
        tried = translate("FeedsPanel", "under way")
    return str(row.id), times.clock(row.received, now), size_words(row.size), tried, " ".join(row.reason.split())


def size_words(size: int) -> str:
    """Bytes as people read them."""
    if size < 1024:
        return f"{size} B"
    return f"{size / 1024:.0f} KiB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MiB"


def unsent_sheet(rows: Sequence[Delivery], now: datetime) -> Sheet:
    """What nobody has acknowledged."""
    heads = (
        translate("FeedsPanel", "Waits since"),
        translate("FeedsPanel", "What"),
        translate("FeedsPanel", "Sent"),
        translate("FeedsPanel", "Last sent"),
        translate("FeedsPanel", "Case"),
        translate("FeedsPanel", "About"),
    )
    return Sheet(heads, tuple(_unsent(row, now) for row in rows), frozenset({2}), wide=5)


def _unsent(row: Delivery, now: datetime) -> tuple[str, ...]:
    last = translate("FeedsPanel", "not yet") if row.tried is None else times.clock(row.tried, now)
    sent = f"×{row.attempts}"
    return times.clock(row.since, now), word(words.MESSAGE, row.what), sent, last, row.case or "—", row.about

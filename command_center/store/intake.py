"""What the intake keeps beside the effects: how far each feed was read, what was had, what could not be read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, insert, select

from command_center.store.schema import cursors, gaps, had_ranges, quarantine, seen
from command_center.store.upsert import insert_new, upsert

KEEP_IDS_DAYS = 30
_SLICE = 500


def digest(feed: str, source: str, id_: str) -> int:
    """64 bits that name one event of one feed, as a signed integer."""
    text = f"{feed}\0{source}\0{id_}".encode(errors="surrogatepass")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big", signed=True)


def day_number(moment: datetime) -> int:
    """Days since 1970 UTC."""
    return int(moment.astimezone(UTC).timestamp() // 86_400)


def cursor(connection: Connection, feed: str) -> str | None:
    """The sequence up to which a feed's events are stored, None when nothing is."""
    found: str | None = connection.execute(
        select(cursors.c.sequence).where(cursors.c.feed == feed)
    ).scalar_one_or_none()
    return found


def heard(connection: Connection) -> dict[str, datetime]:
    """When something of each feed was last stored."""
    return {row.feed: row.updated for row in connection.execute(select(cursors.c.feed, cursors.c.updated))}


def set_cursor(connection: Connection, feed: str, sequence: str, at: datetime) -> None:
    """Note how far a feed was read, in the transaction that stores the effects."""
    upsert(connection, cursors, [{"feed": feed, "sequence": sequence, "updated": at}])


def had(connection: Connection, digests: Sequence[int]) -> set[int]:
    """Which of these events were had in the last 30 days."""
    found: set[int] = set()
    for start in range(0, len(digests), _SLICE):
        part = digests[start : start + _SLICE]
        found.update(connection.execute(select(seen.c.digest).where(seen.c.digest.in_(part))).scalars())
    return found


def note_had(connection: Connection, digests: Iterable[int], at: datetime) -> None:
    """These events are had now."""
    rows = [{"digest": value, "day": day_number(at)} for value in digests]
    if rows:
        connection.execute(insert(seen).prefix_with("OR IGNORE", dialect="sqlite"), rows)


Range = tuple[str, str, str]
"""Feed, source, first sequence."""


def ranges(connection: Connection, feed: str, source: str, low: str, high: str) -> list[tuple[str, str]]:
    """What was had of a source whose ids are its sequences: (first, last) of all that reaches into these bounds."""
    c = had_ranges.c
    query = select(c.low, c.high).where(c.feed == feed, c.source == source, c.low <= high, c.high >= low)
    return [(row.low, row.high) for row in connection.execute(query)]


def note_ranges(connection: Connection, had_now: Mapping[Range, str], at: datetime) -> None:
    """These ranges reach to these sequences now."""
    day = day_number(at)
    rows = [
        {"feed": feed, "source": source, "low": low, "high": high, "day": day}
        for (feed, source, low), high in had_now.items()
    ]
    upsert(connection, had_ranges, rows)


def forget_old_ids(connection: Connection, now: datetime) -> None:
    """Keep ids for 30 days."""
    oldest = day_number(now) - KEEP_IDS_DAYS
    connection.execute(delete(seen).where(seen.c.day < oldest))
    connection.execute(delete(had_ranges).where(had_ranges.c.day < oldest))


def add_gap(connection: Connection, feed: str, after: str, until: str | None, at: datetime) -> None:
    """A feed no longer holds events we have not had."""
    connection.execute(insert(gaps).values(feed=feed, after=after, until=until, seen_at=at))


def quarantined(connection: Connection, feed: str, received: datetime, reason: str, raw: bytes) -> bool:
    """Keep whole what could not be understood; returns False when it is kept already.

    What comes with no bytes (too large to be read) is told apart by its reason.
    """
    name = hashlib.sha256(raw or reason.encode(errors="surrogatepass")).hexdigest()
    row = {"feed": feed, "received": received, "reason": reason, "raw": raw, "digest": name}
    return insert_new(connection, quarantine, [row]) == 1


def count_quarantined(connection: Connection) -> dict[str, int]:
    """How many are kept and not resolved, by feed."""
    query = select(quarantine.c.feed, func.count()).where(quarantine.c.resolved_at.is_(None))
    query = query.group_by(quarantine.c.feed)
    return {feed: count for feed, count in connection.execute(query)}


def count_gaps(connection: Connection, *, unseen: bool = False) -> dict[str, int]:
    """How many gaps there were, by feed; `unseen`: those nobody has acknowledged."""
    query = select(gaps.c.feed, func.count()).group_by(gaps.c.feed)
    if unseen:
        query = query.where(gaps.c.acknowledged_at.is_(None))
    return {feed: count for feed, count in connection.execute(query)}


def all_quarantined(connection: Connection, start: datetime | None) -> Sequence[tuple[int, str, datetime, str, bytes]]:
    """(id, feed, received, reason, raw) of all that is kept since `start`, oldest first."""
    query = select(quarantine.c.id, quarantine.c.feed, quarantine.c.received, quarantine.c.reason, quarantine.c.raw)
    if start is not None:
        query = query.where(quarantine.c.received >= start)
    return [tuple(row) for row in connection.execute(query.order_by(quarantine.c.id))]

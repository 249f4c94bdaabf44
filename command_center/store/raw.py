"""Feed messages as they came, behind what was flagged and what squads reported; and the sources' clocks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import Connection, and_, delete, func, select

from command_center.model.evidence import SourceClock, source_clock
from command_center.store import blobs
from command_center.store.schema import case_events, evidence_blobs, evidence_items, raw_messages, source_clocks
from command_center.store.upsert import insert_new, upsert

MOST_BYTES = 24 * 1024 * 1024
MOST_PER_OWNER = 50
"""A car that stands all day is seen again and again: the first messages are kept, that there were more is noted."""
AS_UNDERSTOOD = "application/vnd.command-center.observation+json"
"""Where a format has no message for one event (Frigate joins several), what was understood is kept."""
LAGS_KEPT = 64
AT_ONCE = 500
TOO_LATE = timedelta(minutes=10)
"""A message received longer after its time was read from a backlog: it says nothing of a clock."""
_C = raw_messages.c


class Raw(msgspec.Struct, frozen=True):
    """A message of something, kept or (no `sha256`) not, and why."""

    owner_kind: str
    owner: str
    sha256: str | None
    why: str
    feed: str
    told: datetime | None
    received: datetime


def keep(
    connection: Connection, owner_kind: str, owners: Sequence[str], data: bytes, media_type: str, *,
    feed: str, told: datetime | None, received: datetime,
) -> None:  # fmt: skip
    """Keep a message with what it raised or went on."""
    sha256: str | None = None
    for owner in owners:
        mine = and_(_C.owner_kind == owner_kind, _C.owner == owner)
        count = connection.execute(select(func.count()).where(mine)).scalar_one()
        why = ""
        if count > MOST_PER_OWNER:
            continue
        if count == MOST_PER_OWNER:
            why = f"the first {MOST_PER_OWNER} messages are kept, there were more"
        elif len(data) > MOST_BYTES:
            why = f"larger than {MOST_BYTES // 1_048_576} MiB"
        elif sha256 is None:
            sha256 = blobs.put(connection, data, media_type, received)
        row = {"owner_kind": owner_kind, "owner": owner, "sha256": None if why else sha256, "why": why, "feed": feed}
        insert_new(connection, raw_messages, [row | {"told": told, "received": received}])


def of(connection: Connection, owner_kind: str, owners: Sequence[str]) -> list[Raw]:
    """The messages of these, oldest first."""
    query = select(_C.owner_kind, _C.owner, _C.sha256, _C.why, _C.feed, _C.told, _C.received)
    where = and_(_C.owner_kind == owner_kind, _C.owner.in_(owners))
    return [Raw(*row) for row in connection.execute(query.where(where).order_by(_C.id))]


def forget(connection: Connection, before: datetime, limit: int = AT_ONCE) -> int:
    """Forget messages received before, but those of events that are or were in a case, and of squads' reports.
    Returns how many; call again while it is `limit`."""
    in_case = select(case_events.c.event).where(case_events.c.event == _C.owner).exists()
    old = select(_C.id, _C.sha256).where(_C.received < before, _C.owner_kind == "event", ~in_case).limit(limit)
    rows = connection.execute(old).all()
    if not rows:
        return 0
    connection.execute(delete(raw_messages).where(_C.id.in_([row.id for row in rows])))
    names = {row.sha256 for row in rows if row.sha256}
    still = set(connection.execute(select(_C.sha256).where(_C.sha256.in_(names))).scalars())
    still |= set(
        connection.execute(select(evidence_items.c.sha256).where(evidence_items.c.sha256.in_(names))).scalars()
    )
    connection.execute(delete(evidence_blobs).where(evidence_blobs.c.sha256.in_(names - still)))
    return len(rows)


def note_clock(connection: Connection, feed: str, source: str, told: datetime, received: datetime) -> None:
    """A source told its time, and when that was received."""
    lag = received - told
    if lag > TOO_LATE:
        return
    lags = [*_lags(connection, feed, source), round(lag.total_seconds(), 3)][-LAGS_KEPT:]
    row = {"feed": feed, "source": source, "lags": msgspec.json.encode(lags).decode(), "updated": received}
    upsert(connection, source_clocks, [row])


def clock(connection: Connection, feed: str, source: str) -> SourceClock | None:
    """What is known of a source's clock; None while that is too little."""
    return source_clock(_lags(connection, feed, source))


def _lags(connection: Connection, feed: str, source: str) -> list[float]:
    c = source_clocks.c
    found = connection.execute(select(c.lags).where(c.feed == feed, c.source == source)).scalar_one_or_none()
    return msgspec.json.decode(found, type=list[float]) if found else []

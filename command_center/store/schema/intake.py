"""What the intake keeps: cursors, ids already had, gaps, quarantine, tracks."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, String, Table, Text, UniqueConstraint

from command_center.store.schema.base import AutoId, UtcTime, metadata

cursors = Table(
    "cursors",
    metadata,
    Column("feed", String(100), primary_key=True),
    Column("sequence", String(20), nullable=False),
    Column("updated", UtcTime, nullable=False),
)

seen = Table(
    "seen",
    metadata,
    # 64 bits of BLAKE2b over feed, source and id: 30 days of ids in a bounded space.
    Column("digest", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("day", Integer, nullable=False, index=True),
)

had_ranges = Table(
    "had_ranges",
    metadata,
    # Everything this source said between two sequences is had: for servers whose ids are their sequences.
    Column("feed", String(100), primary_key=True),
    Column("source", String(500), primary_key=True),
    Column("low", String(20), primary_key=True),
    Column("high", String(20), nullable=False),
    Column("day", Integer, nullable=False),
)

gaps = Table(
    "gaps",
    metadata,
    Column("id", AutoId, primary_key=True),
    Column("feed", String(100), nullable=False),
    Column("after", String(20), nullable=False),
    Column("until", String(20)),
    Column("seen_at", UtcTime, nullable=False),
    # when and by whom it was taken note of
    Column("acknowledged_at", UtcTime),
    Column("acknowledged_by", String(100)),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("id", AutoId, primary_key=True),
    Column("feed", String(100), nullable=False),
    Column("received", UtcTime, nullable=False, index=True),
    Column("reason", Text, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    Column("digest", String(64), nullable=False),
    # a person asked to have it tried again; the intake does, and counts how often
    Column("retry_at", UtcTime, index=True),
    Column("retried", Integer, nullable=False, default=0, server_default="0"),
    # understood after all, and applied
    Column("resolved_at", UtcTime),
    UniqueConstraint("feed", "digest"),
    Index("ix_quarantine_feed_resolved_at", "feed", "resolved_at"),
)

track_blocks = Table(
    "track_blocks",
    metadata,
    Column("id", AutoId, primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("feed", String(100), nullable=False),
    Column("start_ms", BigInteger, nullable=False),
    Column("end_ms", BigInteger, nullable=False),
    Column("n", Integer, nullable=False),
    Column("merged", Integer, nullable=False, default=0),
    Column("data", LargeBinary, nullable=False),
    Index("ix_track_blocks_kind_end_ms", "kind", "end_ms"),
)

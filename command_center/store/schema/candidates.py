"""Which events are one candidate, why, and which a person took apart for good. Who leads stands in `events`."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, String, Table

from command_center.store.schema.base import AutoId, UtcTime, metadata

# Only ever added to: why two events were joined, or that they were taken apart.
candidate_joins = Table(
    "candidate_joins",
    metadata,
    Column("id", AutoId, primary_key=True),
    Column("event", String(36), nullable=False, index=True),
    Column("other", String(36), nullable=False, index=True),
    # fused (by the rules) | merged | split (by a person)
    Column("how", String(10), nullable=False),
    Column("metres", Float, nullable=False),
    Column("minutes", Float, nullable=False),
    Column("same_plate", Boolean, nullable=False),
    Column("same_kind", Boolean, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("by", String(100), nullable=False),
    sqlite_autoincrement=True,
)

# Pairs the rules never join again, each both ways round; a person who merges them by hand takes the pair out.
candidate_apart = Table(
    "candidate_apart",
    metadata,
    Column("event", String(36), primary_key=True),
    Column("other", String(36), primary_key=True, index=True),
)

"""What is known of dogs beyond the registry, what their tags did by the hour, and the work on tags."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Index, Integer, String, Table, Text

from command_center.store.schema.base import AutoId, UtcTime, metadata

# Only ever added to; the last change of a tag counts.
dog_homes = Table(
    "dog_homes",
    metadata,
    Column("id", AutoId, primary_key=True),
    Column("tag", String(200), nullable=False, index=True),
    # learned | set (by a person) | refused (never learn one) | free (a person takes back what a person said)
    Column("how", String(10), nullable=False),
    Column("lon", Float),
    Column("lat", Float),
    Column("since", UtcTime, nullable=False),
    Column("sure", Float, nullable=False),
    Column("nights", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("made_by", String(100), nullable=False),
    sqlite_autoincrement=True,
)

# Only ever added to; the last change of a grant counts.
dog_grants = Table(
    "dog_grants",
    metadata,
    Column("id", AutoId, primary_key=True),
    Column("grant", String(40), nullable=False, index=True),
    Column("tag", String(200), nullable=False, index=True),
    Column("kind", String(15), nullable=False),
    Column("since", UtcTime, nullable=False),
    Column("until", UtcTime),
    Column("lon", Float),
    Column("lat", Float),
    Column("label", Text, nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("made_by", String(100), nullable=False),
    sqlite_autoincrement=True,
)

tag_hours = Table(
    "tag_hours",
    metadata,
    # whole hours since 1970 UTC
    Column("hour", Integer, primary_key=True, autoincrement=False),
    Column("tag", String(200), primary_key=True),
    Column("n", Integer, nullable=False),
    Column("lon", Float, nullable=False),
    Column("lat", Float, nullable=False),
    Column("spread_m", Float, nullable=False),
    Column("fast_s", Float, nullable=False),
    Column("slow_s", Float, nullable=False),
    Column("jumps", Integer, nullable=False),
    Column("flips", Integer, nullable=False),
)

tag_faults = Table(
    "tag_faults",
    metadata,
    Column("id", AutoId, primary_key=True),
    Column("tag", String(200), nullable=False),
    Column("kind", String(20), nullable=False),
    # open | done | ignored
    Column("state", String(10), nullable=False),
    Column("found", UtcTime, nullable=False),
    Column("last", UtcTime, nullable=False),
    # no longer so since then, by what the tag sends
    Column("gone", UtcTime),
    Column("figure", Float, nullable=False),
    Column("note", Text, nullable=False),
    Column("changed_at", UtcTime),
    Column("changed_by", String(100)),
    Column("version", Integer, nullable=False),
    # true until a fault that is found again makes a new row
    Column("current", Boolean, nullable=False),
    Index("ix_tag_faults_state", "state"),
)
Index("uq_tag_faults_current", tag_faults.c.tag, tag_faults.c.kind, unique=True, sqlite_where=tag_faults.c.current,
      postgresql_where=tag_faults.c.current)  # fmt: skip

"""What was seen and is no violation."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table, Text

from command_center.store.schema.base import UtcTime, metadata

suppressed = Table(
    "suppressed",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("thing", String(900), nullable=False, index=True),
    Column("place", String(200), nullable=False, index=True),
    Column("place_version", String(64), nullable=False),
    Column("rule_version", String(64), nullable=False),
    # kept | overstay | raised (by a person) | void (part of another)
    Column("state", String(10), nullable=False),
    Column("first_seen", UtcTime, nullable=False),
    Column("last_seen", UtcTime, nullable=False, index=True),
    # all of it, as JSON
    Column("stay", Text, nullable=False),
    Column("raised_by", String(100)),
    Column("raised_at", UtcTime),
    Column("version", Integer, nullable=False),
)

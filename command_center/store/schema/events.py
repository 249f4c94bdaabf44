"""Flagged events and pictures."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Index, Integer, LargeBinary, String, Table, Text, UniqueConstraint

from command_center.store.schema.base import AutoId, UtcTime, metadata

events = Table(
    "events",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("priority", String(10), nullable=False),
    Column("condition", String(10), nullable=False),
    Column("review", String(15), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    # kind, subject, place and thing in one column: what the partial unique index below holds to one row.
    Column("identity", String(900), nullable=False),
    Column("subject", String(200), nullable=False, index=True),
    Column("thing", String(200), nullable=False, index=True),
    Column("place", String(200)),
    Column("place_version", String(64)),
    Column("grid", Integer),
    Column("lon", Float, nullable=False),
    Column("lat", Float, nullable=False),
    Column("first_seen", UtcTime, nullable=False),
    Column("raised", UtcTime, nullable=False, index=True),
    Column("last_seen", UtcTime, nullable=False, index=True),
    Column("over_at", UtcTime),
    Column("count", Integer, nullable=False),
    Column("source", String(100), nullable=False),
    Column("reason", Text, nullable=False),
    Column("rule_version", String(64), nullable=False),
    Column("queue_from", UtcTime, nullable=False),
    Column("acknowledged", Boolean, nullable=False),
    Column("shelved_until", UtcTime),
    Column("dismiss_reason", String(40)),
    Column("merged_into", String(36), index=True),
    Column("case", String(40), index=True),
    Column("version", Integer, nullable=False),
    Index("ix_events_review_condition", "review", "condition"),
)
Index("uq_events_identity_active", events.c.identity, unique=True, sqlite_where=events.c.condition == "active",
      postgresql_where=events.c.condition == "active")  # fmt: skip

pictures = Table(
    "pictures",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("media_type", String(40), nullable=False),
    Column("size", Integer, nullable=False),
    Column("stored", UtcTime, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

picture_links = Table(
    "picture_links",
    metadata,
    Column("id", AutoId, primary_key=True),
    # what it belongs to: `event`, `feedback` (a task's feedback id) or `report`, and its id
    Column("owner_kind", String(10), nullable=False),
    Column("owner", String(200), nullable=False),
    # an address still to be fetched; NULL for a picture that came inside the message
    Column("url", Text),
    Column("feed", String(100), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("sha256", String(64)),
    Column("state", String(10), nullable=False),
    Column("why", Text, nullable=False, default=""),
    Column("at", UtcTime, nullable=False),
    # when it was taken, by its source's clock
    Column("taken", UtcTime),
    UniqueConstraint("owner_kind", "owner", "digest"),
    Index("ix_picture_links_state", "state"),
)

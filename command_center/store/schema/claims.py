"""Who has what open."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table

from command_center.store.schema.base import UtcTime, metadata

claims = Table(
    "claims",
    metadata,
    # a flagged event's or a case's id
    Column("subject", String(100), primary_key=True),
    Column("person", String(100), nullable=False),
    Column("since", UtcTime, nullable=False),
    Column("beat", UtcTime, nullable=False),
    Column("version", Integer, nullable=False),
    Index("ix_claims_beat", "beat"),
)

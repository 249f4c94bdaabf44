"""People and their roles, the record of everything done, and what changed."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from command_center.store.schema.base import AutoId, UtcTime, metadata

people = Table(
    "people",
    metadata,
    Column("id", String(100), primary_key=True),
    Column("name", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
)

person_roles = Table(
    "person_roles",
    metadata,
    Column("person", String(100), ForeignKey("people.id"), primary_key=True),
    Column("role", String(20), primary_key=True),
)

records = Table(
    "records",
    metadata,
    Column("id", AutoId, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("person", String(100), nullable=False),
    Column("what", String(60), nullable=False),
    Column("subject_kind", String(10), nullable=False),
    Column("subject", String(200), nullable=False),
    Column("detail", Text, nullable=False),
    # SHA-256 over the link before it and this entry: see `model.canonical`
    Column("link", LargeBinary(32)),
    Index("ix_records_subject", "subject_kind", "subject"),
    Index("ix_records_at", "at"),
)

changes = Table(
    "changes",
    metadata,
    Column("id", AutoId, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("notice", Text, nullable=False),
    sqlite_autoincrement=True,
)

"""What people marked of a case's check list. Only ever added to: the newest mark of a point holds."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, String, Table, Text

from command_center.store.schema.base import AutoId, UtcTime, metadata

handbook_marks = Table(
    "handbook_marks",
    metadata,
    Column("id", AutoId, primary_key=True),
    Column("case_id", String(40), nullable=False, index=True),
    Column("point", String(40), nullable=False),
    Column("words", Text, nullable=False),
    Column("done", Boolean, nullable=False),
    Column("revision", String(12), nullable=False),
    Column("by", String(100), nullable=False),
    Column("at", UtcTime, nullable=False),
    sqlite_autoincrement=True,
)

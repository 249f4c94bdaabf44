"""What was asked of another person about a case (suspension, extension), and of collectors in the field."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, String, Table, Text, text

from command_center.store.schema.base import AutoId, UtcTime, metadata

approvals = Table(
    "approvals",
    metadata,
    Column("id", AutoId, primary_key=True),
    Column("case", String(40), ForeignKey("cases.id"), nullable=False, index=True),
    Column("kind", String(10), nullable=False),
    # of an extension: how much longer
    Column("minutes", Float),
    Column("asked_by", String(100), nullable=False),
    Column("asked_at", UtcTime, nullable=False),
    Column("reason", Text, nullable=False),
    Column("state", String(10), nullable=False),
    Column("decided_by", String(100)),
    Column("decided_at", UtcTime),
    Column("answer", Text, nullable=False, default=""),
    Index(
        "ix_approvals_one_waiting", "case", "kind", unique=True,
        sqlite_where=text("state = 'waiting'"), postgresql_where=text("state = 'waiting'"),
    ),
    sqlite_autoincrement=True,
)  # fmt: skip

verify_tasks = Table(
    "verify_tasks",
    metadata,
    Column("id", String(60), primary_key=True),
    Column("case", String(40), ForeignKey("cases.id"), nullable=False, index=True),
    Column("purpose", String(10), nullable=False),
    Column("asked_by", String(100), nullable=False),
    Column("asked_at", UtcTime, nullable=False),
    Column("deadline", UtcTime, nullable=False),
    # waiting, then the collector's own word; a second answer, or one of who handled it, is only on record
    Column("state", String(10), nullable=False, index=True),
    Column("by", String(200)),
    Column("text", Text, nullable=False, default=""),
    Column("answered_at", UtcTime),
)

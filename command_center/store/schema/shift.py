"""The shift: rosters, the duty log, instructions with their receipts, pages handed over. Nothing is ever deleted."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text

from command_center.store.schema.base import AutoId, UtcTime, metadata

roster = Table(
    "roster",
    metadata,
    Column("id", AutoId, primary_key=True),
    Column("post", String(100), nullable=False),
    Column("start", UtcTime, nullable=False),
    Column("end", UtcTime, nullable=False),
    Column("name", Text, nullable=False),
    Column("phone", String(40), nullable=False),
    Column("by", String(100), nullable=False),
    Column("at", UtcTime, nullable=False),
    # A later roster for the same post and time takes the place of this line.
    Column("replaced", UtcTime),
    Index("ix_roster_start", "start"),
    sqlite_autoincrement=True,
)

duty_log = Table(
    "duty_log",
    metadata,
    Column("id", AutoId, primary_key=True),
    Column("at", UtcTime, nullable=False, index=True),
    Column("by", String(100), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("about", String(200), nullable=False),
    Column("text", Text, nullable=False),
    sqlite_autoincrement=True,
)

instructions = Table(
    "instructions",
    metadata,
    Column("id", String(60), primary_key=True),
    Column("at", UtcTime, nullable=False, index=True),
    Column("by", String(100), nullable=False),
    Column("text", Text, nullable=False),
)

instruction_squads = Table(
    "instruction_squads",
    metadata,
    Column("instruction", String(60), ForeignKey("instructions.id"), primary_key=True),
    Column("squad", String(100), primary_key=True),
    Column("read", UtcTime),
)

handovers = Table(
    "handovers",
    metadata,
    Column("id", String(60), primary_key=True),
    Column("made", UtcTime, nullable=False, index=True),
    Column("made_by", String(100), nullable=False),
    Column("page", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
)

handover_signatures = Table(
    "handover_signatures",
    metadata,
    Column("handover", String(60), ForeignKey("handovers.id"), primary_key=True),
    Column("side", String(10), primary_key=True),
    Column("by", String(100), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("sha256", String(64), nullable=False),
)

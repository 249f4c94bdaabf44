"""Evidence: bytes by their hash, what belongs to which case, what people confirmed, penalty cases."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from command_center.store.schema.base import AutoId, UtcTime, metadata

record_chain = Table(
    "record_chain",
    metadata,
    # one row: how many entries `records` has, and the link of the last
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("count", Integer, nullable=False),
    Column("link", LargeBinary(32), nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)

evidence_blobs = Table(
    "evidence_blobs",
    metadata,
    # of the bytes as they came, before packing
    Column("sha256", String(64), primary_key=True),
    Column("media_type", String(80), nullable=False),
    Column("size", Integer, nullable=False),
    Column("stored", UtcTime, nullable=False),
    # plain | zlib; file: the bytes lie in the folder beside the store
    Column("packing", String(10), nullable=False),
    Column("data", LargeBinary),
)

raw_messages = Table(
    "raw_messages",
    metadata,
    Column("id", AutoId, primary_key=True),
    # event | feedback, as in picture_links
    Column("owner_kind", String(10), nullable=False),
    Column("owner", String(200), nullable=False),
    # none: it was not kept, and why
    Column("sha256", String(64)),
    Column("why", Text, nullable=False, default=""),
    Column("feed", String(100), nullable=False),
    Column("told", UtcTime),
    Column("received", UtcTime, nullable=False, index=True),
    UniqueConstraint("owner_kind", "owner", "sha256"),
)

source_clocks = Table(
    "source_clocks",
    metadata,
    Column("feed", String(100), primary_key=True),
    Column("source", String(200), primary_key=True),
    # the newest receipts minus source times, seconds, as a JSON array, oldest first
    Column("lags", Text, nullable=False),
    Column("updated", UtcTime, nullable=False),
)

evidence_items = Table(
    "evidence_items",
    metadata,
    Column("id", AutoId, primary_key=True),
    Column("case", String(40), ForeignKey("cases.id"), nullable=False),
    # picture | clip | track | message | clock
    Column("kind", String(10), nullable=False),
    Column("owner_kind", String(10), nullable=False),
    Column("owner", String(200), nullable=False),
    # none: a gap, and why
    Column("sha256", String(64)),
    Column("why", Text, nullable=False, default=""),
    Column("media_type", String(80), nullable=False),
    Column("size", Integer, nullable=False),
    Column("source", String(300), nullable=False),
    Column("taken", UtcTime),
    Column("received", UtcTime),
    Column("width", Integer),
    Column("height", Integer),
    # the source's clock as it was known then: receipts minus source times, the tenth percentile, the median
    Column("clock_samples", Integer),
    Column("clock_fastest_s", Float),
    Column("clock_median_s", Float),
    Column("kept", UtcTime, nullable=False),
    # of the item's own description: named in the record
    Column("digest", String(64), nullable=False),
    # what makes it the same item again
    Column("key", String(64), nullable=False),
    UniqueConstraint("case", "kind", "owner_kind", "owner", "key"),
)

evidence_answers = Table(
    "evidence_answers",
    metadata,
    Column("id", AutoId, primary_key=True),
    Column("case", String(40), ForeignKey("cases.id"), nullable=False),
    Column("item", String(60), nullable=False),
    Column("holds", Boolean, nullable=False),
    Column("note", Text, nullable=False),
    Column("person", String(100), nullable=False),
    Column("at", UtcTime, nullable=False),
    Index("ix_evidence_answers_case", "case"),
)

penalty_cases = Table(
    "penalty_cases",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("case", String(40), ForeignKey("cases.id"), nullable=False, index=True),
    Column("opened", UtcTime, nullable=False),
    Column("opened_by", String(100), nullable=False),
    # JSON: name and certificate of each
    Column("officers", Text, nullable=False),
    Column("offender", Text, nullable=False),
    Column("ground", Text, nullable=False),
    # JSON: what the evidence check and the check list said then
    Column("checks", Text, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("case", "offender"),
)

"""The record becomes a chain of hashes that is only added to; evidence of cases; penalty cases."""

from datetime import timedelta

import msgspec
import sqlalchemy as sa
from alembic import op

from command_center.model.canonical import GENESIS, entry_digest, linked
from command_center.store.schema.base import EPOCH, UtcTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

SEALED = ("records", "evidence_items", "evidence_answers")
"""Only ever added to: the database itself refuses the rest."""


def upgrade() -> None:
    """Make the tables, chain what is there, then close it."""
    _tables()
    _chain(op.get_bind())
    for table in SEALED:
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} are only ever added to'); END"
            )


def _chain(connection: sa.Connection) -> None:
    link, count = GENESIS, 0
    asked = "SELECT id, at, person, what, subject_kind, subject, detail FROM records ORDER BY id"
    while rows := connection.execute(sa.text(f"{asked} LIMIT 10000 OFFSET {count}")).all():
        links = []
        for row in rows:
            link = linked(link, _digest(row))
            links.append({"id": row.id, "link": link})
        connection.execute(sa.text("UPDATE records SET link = :link WHERE id = :id"), links)
        count += len(rows)
    connection.execute(
        sa.text("INSERT INTO record_chain (id, count, link) VALUES (1, :count, :link)"), {"count": count, "link": link}
    )


def _digest(row: sa.Row[tuple[int, int, str, str, str, str, str]]) -> bytes:
    detail = msgspec.json.decode(row.detail, type=dict[str, str])
    at = EPOCH + timedelta(microseconds=row.at)
    return entry_digest(at, row.person, row.what, row.subject_kind, row.subject, detail)


def _tables() -> None:
    op.create_table(
        "evidence_blobs",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("stored", UtcTime(), nullable=False),
        sa.Column("packing", sa.String(length=10), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_evidence_blobs")),
    )
    op.create_table(
        "raw_messages",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("owner_kind", sa.String(length=10), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("feed", sa.String(length=100), nullable=False),
        sa.Column("told", UtcTime(), nullable=True),
        sa.Column("received", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_raw_messages")),
        sa.UniqueConstraint("owner_kind", "owner", "sha256", name=op.f("uq_raw_messages_owner_kind_owner_sha256")),
    )
    op.create_index(op.f("ix_raw_messages_received"), "raw_messages", ["received"], unique=False)
    op.create_table(
        "record_chain",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("link", sa.LargeBinary(length=32), nullable=False),
        sa.CheckConstraint("id = 1", name="one_row"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_chain")),
    )
    op.create_table(
        "source_clocks",
        sa.Column("feed", sa.String(length=100), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("lags", sa.Text(), nullable=False),
        sa.Column("updated", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("feed", "source", name=op.f("pk_source_clocks")),
    )
    op.create_table(
        "evidence_answers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case", sa.String(length=40), nullable=False),
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("person", sa.String(length=100), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_evidence_answers_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_answers")),
    )
    op.create_index("ix_evidence_answers_case", "evidence_answers", ["case"], unique=False)
    op.create_table(
        "evidence_items",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("owner_kind", sa.String(length=10), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("taken", UtcTime(), nullable=True),
        sa.Column("received", UtcTime(), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("clock_samples", sa.Integer(), nullable=True),
        sa.Column("clock_fastest_s", sa.Float(), nullable=True),
        sa.Column("clock_median_s", sa.Float(), nullable=True),
        sa.Column("kept", UtcTime(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_evidence_items_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_items")),
        sa.UniqueConstraint(
            "case", "kind", "owner_kind", "owner", "key", name=op.f("uq_evidence_items_case_kind_owner_kind_owner_key")
        ),
    )
    op.create_table(
        "penalty_cases",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("case", sa.String(length=40), nullable=False),
        sa.Column("opened", UtcTime(), nullable=False),
        sa.Column("opened_by", sa.String(length=100), nullable=False),
        sa.Column("officers", sa.Text(), nullable=False),
        sa.Column("offender", sa.Text(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("checks", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_penalty_cases_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_penalty_cases")),
        sa.UniqueConstraint("case", "offender", name=op.f("uq_penalty_cases_case_offender")),
    )
    op.create_index(op.f("ix_penalty_cases_case"), "penalty_cases", ["case"], unique=False)
    op.add_column("picture_links", sa.Column("taken", UtcTime(), nullable=True))
    op.add_column("records", sa.Column("link", sa.LargeBinary(length=32), nullable=True))

"""Candidates: why events are one, and which are not; indexes to look for what is near and for repeat offenders."""

import sqlalchemy as sa
from alembic import op

from command_center.store.schema.base import UtcTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make two tables and four indexes."""
    auto = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "candidate_joins",
        sa.Column("id", auto, nullable=False),
        sa.Column("event", sa.String(36), nullable=False),
        sa.Column("other", sa.String(36), nullable=False),
        sa.Column("how", sa.String(10), nullable=False),
        sa.Column("metres", sa.Float(), nullable=False),
        sa.Column("minutes", sa.Float(), nullable=False),
        sa.Column("same_plate", sa.Boolean(), nullable=False),
        sa.Column("same_kind", sa.Boolean(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("by", sa.String(100), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_candidate_joins"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_candidate_joins_event", "candidate_joins", ["event"])
    op.create_index("ix_candidate_joins_other", "candidate_joins", ["other"])
    op.create_table(
        "candidate_apart",
        sa.Column("event", sa.String(36), nullable=False),
        sa.Column("other", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("event", "other", name="pk_candidate_apart"),
    )
    op.create_index("ix_candidate_apart_other", "candidate_apart", ["other"])
    op.create_index("ix_events_last_seen", "events", ["last_seen"])
    op.create_index("ix_events_thing", "events", ["thing"])
    op.create_index("ix_reports_address", "reports", ["address"])
    op.create_index("ix_events_merged_into", "events", ["merged_into"])

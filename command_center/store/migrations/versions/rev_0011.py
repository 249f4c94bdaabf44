"""What was seen and is no violation is kept."""

import sqlalchemy as sa
from alembic import op

from command_center.store.schema.base import UtcTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "suppressed",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("thing", sa.String(900), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("place_version", sa.String(64), nullable=False),
        sa.Column("rule_version", sa.String(64), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("first_seen", UtcTime(), nullable=False),
        sa.Column("last_seen", UtcTime(), nullable=False),
        sa.Column("stay", sa.Text(), nullable=False),
        sa.Column("raised_by", sa.String(100)),
        sa.Column("raised_at", UtcTime()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_suppressed"),
    )
    for column in ("thing", "place", "last_seen"):
        op.create_index(f"ix_suppressed_{column}", "suppressed", [column])

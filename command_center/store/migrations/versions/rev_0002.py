"""Gaps are acknowledged; what is in quarantine is tried again and resolved."""

import sqlalchemy as sa
from alembic import op

from command_center.store.schema.base import UtcTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; what was kept before is unacknowledged and unresolved."""
    op.add_column("gaps", sa.Column("acknowledged_at", UtcTime()))
    op.add_column("gaps", sa.Column("acknowledged_by", sa.String(100)))
    op.add_column("quarantine", sa.Column("retry_at", UtcTime()))
    op.add_column("quarantine", sa.Column("retried", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("quarantine", sa.Column("resolved_at", UtcTime()))
    op.create_index("ix_quarantine_feed_resolved_at", "quarantine", ["feed", "resolved_at"])

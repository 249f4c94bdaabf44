"""What is sent has a subject, to keep its order, and may belong to one feed of several of its kind; what is to be
tried again is found without reading all that was set aside."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; what was sent before keeps its own key as its subject, but tasks share theirs with their end."""
    op.add_column("squads", sa.Column("feed", sa.String(100)))
    op.add_column("outbox", sa.Column("feed", sa.String(100)))
    op.add_column("outbox", sa.Column("about", sa.String(300), nullable=False, server_default=""))
    op.add_column("outbox", sa.Column("acks", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE outbox SET about = key")
    op.execute("UPDATE outbox SET about = 'task:' || substr(key, 8) WHERE key LIKE 'cancel:%'")
    op.execute("UPDATE outbox SET acks = 1 WHERE acked_at IS NOT NULL")
    op.create_index("ix_outbox_about", "outbox", ["about"])
    op.create_index("ix_quarantine_retry_at", "quarantine", ["retry_at"])

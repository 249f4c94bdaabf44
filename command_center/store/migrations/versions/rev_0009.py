"""Who has which matter open."""

import sqlalchemy as sa
from alembic import op

from command_center.store.schema.base import UtcTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "claims",
        sa.Column("subject", sa.String(100), nullable=False),
        sa.Column("person", sa.String(100), nullable=False),
        sa.Column("since", UtcTime(), nullable=False),
        sa.Column("beat", UtcTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("subject", name="pk_claims"),
    )
    op.create_index("ix_claims_beat", "claims", ["beat"])

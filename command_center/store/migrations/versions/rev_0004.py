"""What a server whose ids are its sequences has said is kept as ranges, not id by id."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; ids had before stay where they are, for their 30 days."""
    op.create_table(
        "had_ranges",
        sa.Column("feed", sa.String(100), nullable=False),
        sa.Column("source", sa.String(500), nullable=False),
        sa.Column("low", sa.String(20), nullable=False),
        sa.Column("high", sa.String(20), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("feed", "source", "low", name="pk_had_ranges"),
    )

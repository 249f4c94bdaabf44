"""Thresholds of cameras."""

import sqlalchemy as sa
from alembic import op

from command_center.store.schema.base import UtcTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "camera_limits",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("camera", sa.String(200), nullable=False),
        sa.Column("least", sa.Float(), nullable=False),
        sa.Column("since", UtcTime(), nullable=False),
        sa.Column("made_by", sa.String(100), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_camera_limits"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_camera_limits_camera", "camera_limits", ["camera"])

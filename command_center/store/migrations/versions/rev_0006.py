"""The wall: scenes, what each monitor is to show, and the monitors there are."""

import sqlalchemy as sa
from alembic import op

from command_center.store.schema.base import UtcTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the three tables."""
    auto = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "wall_scenes",
        sa.Column("id", auto, nullable=False),
        sa.Column("scene", sa.String(60), nullable=False),
        sa.Column("content", sa.Text()),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("made_by", sa.String(100), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_wall_scenes"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_wall_scenes_scene", "wall_scenes", ["scene"])
    op.create_table(
        "wall_plans",
        sa.Column("id", auto, nullable=False),
        sa.Column("monitor", sa.String(300), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("made_by", sa.String(100), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_wall_plans"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_wall_plans_monitor", "wall_plans", ["monitor"])
    op.create_table(
        "wall_monitors",
        sa.Column("monitor", sa.String(300), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("seen", UtcTime(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("monitor", name="pk_wall_monitors"),
    )

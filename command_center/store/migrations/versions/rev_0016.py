"""Moves of cases: approvals, collectors' tasks, parts, a clock that pauses."""

import sqlalchemy as sa
from alembic import op

from command_center.store.schema.base import UtcTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and columns."""
    op.add_column("cases", sa.Column("paused_since", UtcTime()))
    op.add_column("cases", sa.Column("grade", sa.Integer()))
    op.add_column("tasks", sa.Column("part", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "approvals",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("minutes", sa.Float()),
        sa.Column("asked_by", sa.String(100), nullable=False),
        sa.Column("asked_at", UtcTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("decided_by", sa.String(100)),
        sa.Column("decided_at", UtcTime()),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_approvals"),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name="fk_approvals_case_cases"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_approvals_case", "approvals", ["case"])
    waiting = sa.text("state = 'waiting'")
    op.create_index("ix_approvals_one_waiting", "approvals", ["case", "kind"], unique=True, sqlite_where=waiting)
    op.create_table(
        "verify_tasks",
        sa.Column("id", sa.String(60), nullable=False),
        sa.Column("case", sa.String(40), nullable=False),
        sa.Column("purpose", sa.String(10), nullable=False),
        sa.Column("asked_by", sa.String(100), nullable=False),
        sa.Column("asked_at", UtcTime(), nullable=False),
        sa.Column("deadline", UtcTime(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("by", sa.String(200)),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answered_at", UtcTime()),
        sa.PrimaryKeyConstraint("id", name="pk_verify_tasks"),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name="fk_verify_tasks_case_cases"),
    )
    op.create_index("ix_verify_tasks_case", "verify_tasks", ["case"])
    op.create_index("ix_verify_tasks_state", "verify_tasks", ["state"])

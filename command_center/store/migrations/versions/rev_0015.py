"""The shift: rosters, duty log, instructions, hand-over."""

import sqlalchemy as sa
from alembic import op

from command_center.store.schema.base import UtcTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    _lists()
    op.create_table(
        "instructions",
        sa.Column("id", sa.String(60), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("by", sa.String(100), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_instructions"),
    )
    op.create_index("ix_instructions_at", "instructions", ["at"])
    op.create_table(
        "instruction_squads",
        sa.Column("instruction", sa.String(60), nullable=False),
        sa.Column("squad", sa.String(100), nullable=False),
        sa.Column("read", UtcTime()),
        sa.ForeignKeyConstraint(["instruction"], ["instructions.id"], name="fk_instruction_squads_instruction"),
        sa.PrimaryKeyConstraint("instruction", "squad", name="pk_instruction_squads"),
    )
    op.create_table(
        "handovers",
        sa.Column("id", sa.String(60), nullable=False),
        sa.Column("made", UtcTime(), nullable=False),
        sa.Column("made_by", sa.String(100), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_handovers"),
    )
    op.create_index("ix_handovers_made", "handovers", ["made"])
    op.create_table(
        "handover_signatures",
        sa.Column("handover", sa.String(60), nullable=False),
        sa.Column("side", sa.String(10), nullable=False),
        sa.Column("by", sa.String(100), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["handover"], ["handovers.id"], name="fk_handover_signatures_handover"),
        sa.PrimaryKeyConstraint("handover", "side", name="pk_handover_signatures"),
    )


def _lists() -> None:
    op.create_table(
        "roster",
        sa.Column("id", _ID, nullable=False),
        sa.Column("post", sa.String(100), nullable=False),
        sa.Column("start", UtcTime(), nullable=False),
        sa.Column("end", UtcTime(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.String(40), nullable=False),
        sa.Column("by", sa.String(100), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("replaced", UtcTime()),
        sa.PrimaryKeyConstraint("id", name="pk_roster"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_roster_start", "roster", ["start"])
    op.create_table(
        "duty_log",
        sa.Column("id", _ID, nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("by", sa.String(100), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("about", sa.String(200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_duty_log"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_duty_log_at", "duty_log", ["at"])

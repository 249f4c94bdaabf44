"""Dogs' homes and grants, what tags did by the hour, and the work on tags."""

import sqlalchemy as sa
from alembic import op

from command_center.store.schema.base import UtcTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def _auto() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the four tables."""
    _known()
    op.create_table(
        "tag_hours",
        sa.Column("hour", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tag", sa.String(200), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Float(), nullable=False) for name in ("lon", "lat", "spread_m", "fast_s", "slow_s")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("jumps", "flips")),
        sa.PrimaryKeyConstraint("hour", "tag", name="pk_tag_hours"),
    )
    op.create_table(
        "tag_faults",
        sa.Column("id", _auto(), nullable=False),
        sa.Column("tag", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("found", UtcTime(), nullable=False),
        sa.Column("last", UtcTime(), nullable=False),
        sa.Column("gone", UtcTime()),
        sa.Column("figure", sa.Float(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("changed_at", UtcTime()),
        sa.Column("changed_by", sa.String(100)),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tag_faults"),
    )
    op.create_index("ix_tag_faults_state", "tag_faults", ["state"])
    where = sa.text("current")
    op.create_index(
        "uq_tag_faults_current", "tag_faults", ["tag", "kind"], unique=True, sqlite_where=where, postgresql_where=where
    )


def _known() -> None:
    op.create_table(
        "dog_homes",
        sa.Column("id", _auto(), nullable=False),
        sa.Column("tag", sa.String(200), nullable=False),
        sa.Column("how", sa.String(10), nullable=False),
        sa.Column("lon", sa.Float()),
        sa.Column("lat", sa.Float()),
        sa.Column("since", UtcTime(), nullable=False),
        sa.Column("sure", sa.Float(), nullable=False),
        sa.Column("nights", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("made_by", sa.String(100), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_dog_homes"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_dog_homes_tag", "dog_homes", ["tag"])
    op.create_table(
        "dog_grants",
        sa.Column("id", _auto(), nullable=False),
        sa.Column("grant", sa.String(40), nullable=False),
        sa.Column("tag", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(15), nullable=False),
        sa.Column("since", UtcTime(), nullable=False),
        sa.Column("until", UtcTime()),
        sa.Column("lon", sa.Float()),
        sa.Column("lat", sa.Float()),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("made_by", sa.String(100), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_dog_grants"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_dog_grants_grant", "dog_grants", ["grant"])
    op.create_index("ix_dog_grants_tag", "dog_grants", ["tag"])

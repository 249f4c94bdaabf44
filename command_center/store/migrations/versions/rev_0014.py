"""Rules are laid down in the store, from a time on."""

import json

import sqlalchemy as sa
from alembic import op

from command_center.store.schema.base import UtcTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; the versions noted so far become changes by the settings' file."""
    op.create_table(
        "rule_changes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("since", UtcTime(), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("made_by", sa.String(100), nullable=False),
        sa.Column("how", sa.String(10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rule_changes"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_rule_changes_since", "rule_changes", ["since"])
    connection = op.get_bind()
    old = connection.execute(sa.text("SELECT version, settings, since FROM rule_versions ORDER BY since, version"))
    for version, settings, since in old.fetchall():
        rules = json.loads(settings).get("dog_walking", {})
        connection.execute(
            sa.text(
                "INSERT INTO rule_changes (version, rules, since, made_at, made_by, how, reason)"
                " VALUES (:version, :rules, :since, :since, 'system', 'file', '')"
            ),
            {"version": version, "rules": json.dumps(rules), "since": since},
        )
    op.drop_table("rule_versions")

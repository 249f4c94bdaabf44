"""Places live in the store: every change of a place, by whom and from when, instead of the file's versions alone."""

import sqlalchemy as sa
from alembic import op

from command_center.store.schema.base import UtcTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables, and take over what the places file has said so far."""
    op.create_table(
        "place_changes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("version", sa.String(64)),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("feature", sa.Text()),
        sa.Column("since", UtcTime(), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("made_by", sa.String(100), nullable=False),
        sa.Column("how", sa.String(10), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_place_changes"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_place_changes_place", "place_changes", ["place"])
    op.create_index("ix_place_changes_since", "place_changes", ["since"])
    op.create_table(
        "place_imports",
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("place", name="pk_place_imports"),
    )
    _take_over(op.get_bind())
    op.drop_table("place_versions")


def _take_over(connection: sa.Connection) -> None:
    asked = "SELECT place, version, kind, name, feature, since, until FROM place_versions"
    rows = connection.execute(sa.text(asked)).all()
    begins = {(row.place, row.since) for row in rows}
    found = []
    for row in rows:
        common = {"place": row.place, "kind": row.kind, "name": row.name, "by": "system", "how": "file"}
        found.append({**common, "version": row.version, "feature": row.feature, "since": row.since})
        if row.until is not None and (row.place, row.until) not in begins:
            found.append({**common, "version": None, "feature": None, "since": row.until})
    found.sort(key=lambda change: change["since"])
    statement = """INSERT INTO place_changes (place, version, kind, name, feature, since, made_at, made_by, how)
                   VALUES (:place, :version, :kind, :name, :feature, :since, :since, :by, :how)"""
    if found:
        connection.execute(sa.text(statement), found)
    standing = """INSERT INTO place_imports (place, version, at)
                  SELECT place, version, since FROM place_versions WHERE until IS NULL"""
    connection.execute(sa.text(standing))

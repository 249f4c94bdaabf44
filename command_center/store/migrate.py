"""Bringing a store to this program's schema, and refusing one that is newer."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from command_center.store.errors import StoreNewer

_HERE = Path(__file__).parent / "migrations"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    return config


def head() -> str:
    """The schema's newest revision in this program."""
    found = ScriptDirectory.from_config(_config()).get_current_head()
    assert found is not None
    return found


def migrate(connection: Connection) -> None:
    """Upgrade to `head()`, inside the caller's transaction. Raises StoreNewer when the store is ahead of us."""
    config = _config()
    scripts = ScriptDirectory.from_config(config)
    current = MigrationContext.configure(connection).get_current_revision()
    known = {revision.revision for revision in scripts.walk_revisions()}
    if current is not None and current not in known:
        raise StoreNewer(
            f"the store was written by a newer version of this program (its schema is {current}, "
            f"this program knows {head()}): use that version, or another store.url"
        )
    if current == head():
        return
    config.attributes["connection"] = connection
    command.upgrade(config, "head")

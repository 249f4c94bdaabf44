"""The migrations make exactly the tables the code speaks to; a newer store is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text

from command_center.store.database import Store
from command_center.store.errors import IntakeTaken, StoreError, StoreNewer
from command_center.store.lock import IntakeLock
from command_center.store.schema import metadata


def test_that_the_migrated_store_is_what_the_schema_says(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'test.db'}")

    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        return list(compare_metadata(context, metadata))

    try:
        assert store.read_now(differences) == []
    finally:
        store.close()


def test_that_a_store_of_a_newer_program_is_refused_in_words(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'test.db'}"
    store = Store(url)
    store.write_now(lambda c: c.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    store.close()
    with pytest.raises(StoreNewer, match="newer version"):
        Store(url)


def test_that_a_file_that_is_no_database_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "test.db").write_bytes(b"this is no database, it only looks like a file" * 100)
    with pytest.raises(StoreError, match="cannot be opened"):
        Store(f"sqlite:///{tmp_path / 'test.db'}")


@pytest.mark.parametrize("url", ["nonsense", "sqlite://", "sqlite:///:memory:", "postgresql+psycopg://localhost/x"])
def test_that_an_address_we_cannot_use_is_refused_in_words(url: str) -> None:
    with pytest.raises(StoreError, match=r"store\.url"):
        Store(url)


def test_that_one_process_at_a_time_has_the_intake(tmp_path: Path) -> None:
    first, second = IntakeLock(tmp_path / "a.db"), IntakeLock(tmp_path / "a.db")
    first.take()
    with pytest.raises(IntakeTaken):
        second.take()
    first.release()
    second.take()
    second.release()

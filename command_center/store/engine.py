"""SQLite, set up for one writer and many readers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from command_center.store.errors import StoreError

BUSY_TIMEOUT_MS = 10_000


def parse_url(url: str) -> URL:
    """The store's address. Raises StoreError when it is none, or not of a kind this version can use."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreError(f"store.url: not a database address: {url!r}") from error
    if parsed.get_backend_name() != "sqlite":
        raise StoreError(f"store.url: {parsed.get_backend_name()} is not supported by this version; use sqlite:///FILE")
    if not parsed.database or parsed.database == ":memory:":
        raise StoreError("store.url: a file is needed (several processes share it), as in sqlite:///command-center.db")
    return parsed


def database_file(url: str) -> Path:
    """The file behind a sqlite address."""
    return Path(str(parse_url(url).database)).absolute()


def make_engine(url: str, *, writing: bool) -> Engine:
    """An engine whose transactions begin IMMEDIATE (writer) or deferred (readers); WAL, foreign keys on."""
    engine = create_engine(
        parse_url(url), pool_size=1 if writing else 4, max_overflow=0, connect_args={"check_same_thread": False}
    )

    def connected(dbapi_connection: Any, _record: Any) -> None:
        # sqlite3 would begin transactions by itself, late and deferred: we begin them, below.
        dbapi_connection.isolation_level = None
        cursor = dbapi_connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        cursor.execute("PRAGMA foreign_keys=ON")
        if writing:
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("PRAGMA synchronous=NORMAL")
            cursor.execute("PRAGMA journal_size_limit=67108864")
        else:
            cursor.execute("PRAGMA query_only=ON")
        cursor.close()

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begin)
    return engine

"""The store: one writer thread, a few reader threads, and the transactions they run."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from command_center.store import engine as engines
from command_center.store.errors import StoreError
from command_center.store.migrate import migrate

T = TypeVar("T")


class Store:
    """An open store. Statements stand in this package's other modules; they take the connection given here.

    `write` runs in the one writer thread, in a transaction that commits when the function returns and rolls
    back when it raises; `read` runs in a reader thread on a consistent snapshot. `on_commit` functions are
    called in the writer thread after every commit: they must only wake somebody.
    """

    def __init__(self, url: str) -> None:
        """Open, making or upgrading the schema. Raises StoreError with what to do."""
        self.file = engines.database_file(url)
        if not self.file.parent.is_dir():
            raise StoreError(f"store.url: there is no folder {self.file.parent}")
        _private(self.file)
        self._write_engine = engines.make_engine(url, writing=True)
        self._read_engine = engines.make_engine(url, writing=False)
        try:
            with self._write_engine.begin() as connection:
                migrate(connection)
        except DatabaseError as error:
            self._dispose()
            raise StoreError(f"the store {self.file} cannot be opened: {error.orig}") from error
        except StoreError:
            self._dispose()
            raise
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="store-writer")
        self._readers = ThreadPoolExecutor(3, thread_name_prefix="store-reader")
        self._on_commit: list[Callable[[], None]] = []

    def on_commit(self, call: Callable[[], None]) -> Callable[[], None]:
        """Have `call` called after every commit; returns the function that stops it."""
        self._on_commit.append(call)

        def stop() -> None:
            if call in self._on_commit:
                self._on_commit.remove(call)

        return stop

    async def write(self, do: Callable[[Connection], T], *, durable: bool = False) -> T:
        """Run `do` in the writer thread and commit. `durable` waits for the disk: for a person's decisions.

        Raises what `do` raises, and sqlalchemy's DatabaseError when the database cannot be written.
        """
        return await asyncio.wrap_future(self._writer.submit(self._write, do, durable))

    async def read(self, do: Callable[[Connection], T]) -> T:
        """Run `do` in a reader thread, on one snapshot. Raises what `do` raises."""
        return await asyncio.wrap_future(self._readers.submit(self._read, do))

    def write_now(self, do: Callable[[Connection], T]) -> T:
        """`write`, waited for in the calling thread: for start-up and the command line."""
        return self._writer.submit(self._write, do, True).result()

    def read_now(self, do: Callable[[Connection], T]) -> T:
        """`read`, waited for in the calling thread: for start-up and the command line."""
        return self._readers.submit(self._read, do).result()

    def _write(self, do: Callable[[Connection], T], durable: bool) -> T:
        with self._write_engine.connect() as connection:
            if durable:
                _set_synchronous(connection, "FULL")
            try:
                with connection.begin():
                    result = do(connection)
            finally:
                if durable:
                    _set_synchronous(connection, "NORMAL")
        for call in tuple(self._on_commit):
            call()
        return result

    def _read(self, do: Callable[[Connection], T]) -> T:
        with self._read_engine.connect() as connection, connection.begin():
            return do(connection)

    def close(self) -> None:
        """Finish what was begun, and let go of the file."""
        self._writer.shutdown(wait=True)
        self._readers.shutdown(wait=True)
        self._dispose()

    def _dispose(self) -> None:
        self._read_engine.dispose()
        self._write_engine.dispose()


def _private(file: Path) -> None:
    """A new store is its owner's alone: it holds personal data. SQLite gives its side files the same rights."""
    with contextlib.suppress(FileExistsError):
        try:
            os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except PermissionError as error:
            raise StoreError(f"the store {file} cannot be made: {error.strerror}") from error


def _set_synchronous(connection: Connection, level: str) -> None:
    """Outside any transaction, on the driver's own connection: SQLite ignores it inside one."""
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA synchronous={level}")
    cursor.close()

"""What doctor says of the record: whether it is what was written, to the last entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

import msgspec
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from command_center.store import blobs, records
from command_center.store import evidence as items
from command_center.store.engine import database_file, make_engine
from command_center.store.migrate import head

MOST_NAMED = 5
NOT_YET = "not looked at: the store's schema is not this version's. Start the station on it once"
MEND = "keep the file as it is, compare with a backup and with dossiers made before, and tell who answers for it"


class Said(msgspec.Struct, frozen=True):
    """Whether the record holds, and `mend`, what to do when it doesn't."""

    ok: bool
    said: str
    mend: str = ""


def record(url: str) -> Said:
    """Read the whole record of a store, from the first entry on. Nothing is changed: not even the schema."""
    return _asked(url, _read)


def evidence(url: str) -> Said:
    """Whether every item of evidence is what was secured, and large files are there."""
    folder = blobs.folder_of(database_file(url))
    return _asked(url, lambda connection: _kept(connection, folder))


def _asked(url: str, ask: Callable[[Connection], Said]) -> Said:
    if not database_file(url).exists():
        return Said(True, "no store yet")
    engine = make_engine(url, writing=False)
    try:
        with engine.connect() as connection, connection.begin():
            if MigrationContext.configure(connection).get_current_revision() != head():
                return Said(True, NOT_YET)
            return ask(connection)
    except DatabaseError as error:
        return Said(False, f"cannot be read: {error.orig}", "correct store.url, or bring back a backup")
    finally:
        engine.dispose()


def _read(connection: Connection) -> Said:
    found = list(islice(records.faults(connection), MOST_NAMED + 1))
    if not found:
        count, link = records.head(connection)
        return Said(True, f"{count:,} entries hold; the last link is {link.hex()[:16]}")
    return _wrong([fault.said for fault in found])


def _kept(connection: Connection, folder: Path) -> Said:
    found = list(islice(items.faults(connection, folder), MOST_NAMED + 1))
    return _wrong(found) if found else Said(True, "every item is what was secured")


def _wrong(found: Sequence[str]) -> Said:
    more = " …" if len(found) > MOST_NAMED else ""
    return Said(False, "; ".join(found[:MOST_NAMED]) + more, MEND)

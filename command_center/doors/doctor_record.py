"""What doctor says of the record: whether it is what was written, to the last entry."""

from __future__ import annotations

from itertools import islice

import msgspec
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from command_center.store import records
from command_center.store.engine import database_file, make_engine
from command_center.store.migrate import head

MOST_NAMED = 5


class Said(msgspec.Struct, frozen=True):
    """Whether the record holds, and `mend`, what to do when it doesn't."""

    ok: bool
    said: str
    mend: str = ""


def record(url: str) -> Said:
    """Read the whole record of a store, from the first entry on. Nothing is changed: not even the schema."""
    if not database_file(url).exists():
        return Said(True, "no store yet")
    engine = make_engine(url, writing=False)
    try:
        with engine.connect() as connection, connection.begin():
            return _read(connection)
    except DatabaseError as error:
        return Said(False, f"cannot be read: {error.orig}", "correct store.url, or bring back a backup")
    finally:
        engine.dispose()


def _read(connection: Connection) -> Said:
    if MigrationContext.configure(connection).get_current_revision() != head():
        return Said(True, "not looked at: the store's schema is not this version's. Start the station on it once")
    found = list(islice(records.faults(connection), MOST_NAMED + 1))
    if not found:
        count, link = records.head(connection)
        return Said(True, f"{count:,} entries hold; the last link is {link.hex()[:16]}")
    more = " …" if len(found) > MOST_NAMED else ""
    mend = "keep the file as it is, compare with a backup and with dossiers made before, and tell who answers for it"
    return Said(False, "; ".join(fault.said for fault in found[:MOST_NAMED]) + more, mend)

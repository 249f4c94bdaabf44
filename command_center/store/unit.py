"""One unit of work: a transaction, who does it and when, what it records and whom it tells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection

from command_center.notices import Notice
from command_center.store import changes, records
from command_center.store.database import Store

T = TypeVar("T")


class Unit:
    """What a function that changes the store is given."""

    def __init__(self, connection: Connection, now: datetime, person: str) -> None:
        self.connection = connection
        self.now = now
        self.person = person
        self._notices: list[Notice] = []
        self._records: list[records.Record] = []

    def tell(self, notice: Notice) -> None:
        """Have everybody told, once this is committed."""
        self._notices.append(notice)

    def record(
        self, what: str, subject_kind: str, subject: str, /, at: datetime | None = None, **detail: object
    ) -> None:
        """Leave a record; `detail` values are written as text, None and "" left out."""
        words = {name: str(value) for name, value in detail.items() if value not in (None, "")}
        self._records.append(records.Record(at or self.now, self.person, what, subject_kind, subject, words))

    def finish(self) -> None:
        """Write the records and the changes: the last thing in the transaction."""
        records.add(self.connection, *self._records)
        changes.add(self.connection, self.now, self._notices)


async def transact(
    store: Store, do: Callable[[Unit], T], *, now: datetime, person: str = records.SYSTEM, durable: bool = False
) -> T:
    """Run `do` as one transaction of the writer. Raises what `do` raises; then nothing is changed."""
    return await store.write(lambda connection: run(connection, do, now, person), durable=durable)


def run(connection: Connection, do: Callable[[Unit], T], now: datetime, person: str) -> T:
    """`do` as part of the caller's transaction."""
    unit = Unit(connection, now, person)
    result = do(unit)
    unit.finish()
    return result

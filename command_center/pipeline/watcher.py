"""Reads what changed from the store, whoever changed it, and tells it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from command_center.clock import Clock
from command_center.notices import EventChanged, Notice, Notices, PlacesChanged, RulesChanged
from command_center.store import changes, events, places, rules
from command_center.store.database import Store

log = logging.getLogger(__name__)

LOOK_EVERY_S = 0.5
"""How soon another process's changes are seen; our own wake us at once."""


class Watcher:
    """One in every process. Also tells when time alone changed something: an event reached the queue, a change of
    places took effect. `prepare` is waited for before notices are told: who hears them finds what it asks for."""

    def __init__(
        self,
        store: Store,
        notices: Notices,
        clock: Clock,
        prepare: Callable[[Sequence[Notice]], Awaitable[None]] | None = None,
    ) -> None:
        self._store, self._notices, self._clock, self._prepare = store, notices, clock, prepare
        self._last = store.read_now(changes.newest)
        self._looked = clock.now()
        self._wake = asyncio.Event()

    async def run(self) -> None:
        """Until cancelled."""
        loop = asyncio.get_running_loop()

        def wake() -> None:
            loop.call_soon_threadsafe(self._wake.set)

        stop = self._store.on_commit(wake)
        try:
            while True:
                try:
                    async with asyncio.timeout(LOOK_EVERY_S):
                        await self._wake.wait()
                except TimeoutError:
                    pass
                self._wake.clear()
                await self.look()
        finally:
            stop()

    async def look(self) -> None:
        """Tell what is new."""
        before, now = self._looked, self._clock.now()
        by_time = (now - before).total_seconds() >= LOOK_EVERY_S

        def read(connection: Connection) -> tuple[int, list[Notice]]:
            last, found = changes.after(connection, self._last)
            return last, [*found, *(_due(connection, before, now) if by_time else ())]

        try:
            last, found = await self._store.read(read)
            if self._prepare is not None:
                await self._prepare(found)
        except DatabaseError as error:
            log.warning("changes cannot be read now: %s", error.orig)
            return
        self._last = last
        if by_time:
            self._looked = now
        self._notices.tell(found)


def _due(connection: Connection, before: datetime, now: datetime) -> list[Notice]:
    found: list[Notice] = [EventChanged(id_, new=True) for id_ in events.due_to_queue(connection, before, now)]
    if places.fell_due(connection, before, now):
        found.append(PlacesChanged())
    if rules.fell_due(connection, before, now):
        found.append(RulesChanged())
    return found

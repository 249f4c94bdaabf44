"""What was set aside is tried again when a person asks for it: after a fix, here or at the feed's contract."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from sqlalchemy.exc import DatabaseError

from command_center.clock import Clock
from command_center.feeds.items import NO_SEQUENCE, Acknowledged, Heard, Item, Resolved, Unreadable
from command_center.notices import QuarantineChanged
from command_center.pipeline.intake import Intake
from command_center.store import quarantine
from command_center.store.database import Store
from command_center.store.quarantine import Whole
from command_center.store.unit import Unit, transact

log = logging.getLogger(__name__)

LOOK_EVERY_S = 0.5
STORED_WITHIN_S = 30.0
OUR_READING = ("the rules failed on it", "cannot be stored")
"""What is kept under these reasons is what we made of a message, not the message: it cannot be read again."""

Read = Callable[[bytes], Awaitable[Sequence[Item]]]


class Retrier:
    """Runs in the process that has the intake. `readers` read what was set aside, by the feed's name: what a
    message comes to now, nothing when it is understood and has nothing to say.

    What is understood now goes through the intake like anything that comes, but moves no cursor; the record is
    resolved in the transaction that stores the effects. Killed in between, it is tried again, and ids had are had.
    """

    def __init__(self, store: Store, intake: Intake, readers: Mapping[str, Read], clock: Clock) -> None:
        self._store, self._intake, self._readers, self._clock = store, intake, readers, clock

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                while await self.once():
                    pass
            except DatabaseError as error:
                log.warning("what was set aside cannot be tried now: %s", error.orig)
            await asyncio.sleep(LOOK_EVERY_S)

    async def once(self) -> int:
        """Try what was asked for, a bounded part of it; returns how many."""
        found = await self._store.read(quarantine.to_retry)
        failed: list[tuple[int, str]] = []
        delivered: list[int] = []
        for row in found:
            why = await self._try(row)
            if why:
                failed.append((row[0], why))
            else:
                delivered.append(row[0])
            await asyncio.sleep(0)
        failed += [(id_, "understood now, but cannot be stored") for id_ in await self._left(delivered)]
        if failed:
            await transact(self._store, lambda unit: _note(unit, failed), now=self._clock.now())
        return len(found)

    async def _try(self, row: Whole) -> str:
        """Deliver a record if it is understood now; else why it is not."""
        id_, feed, received, reason, raw = row
        if reason.startswith(OUR_READING):
            return reason
        read = self._readers.get(feed)
        if read is None:
            return f"the feed is not in the settings ({reason})"
        if not raw:
            return reason  # too large: nothing of it was kept
        items = await read(raw)
        bad = [item for item in items if isinstance(item, Unreadable)]
        good = [_late(item) for item in items if isinstance(item, Heard | Acknowledged)]
        if bad and not good:
            return bad[0].reason
        if items and not good:
            return "nothing in it that could be applied now"
        parts = [replace(item, sequence=NO_SEQUENCE) for item in bad]
        await self._intake.deliver(feed, [*good, *parts, Resolved(id_)], received)
        return ""

    async def _left(self, ids: Sequence[int]) -> list[int]:
        """Those of the delivered that the intake did not store, once it had the time to."""
        loop = asyncio.get_running_loop()
        end = loop.time() + STORED_WITHIN_S
        while ids:
            ids = await self._store.read(partial(quarantine.waits, ids=ids))
            if not ids or (loop.time() > end and not self._intake.trouble):
                break
            await asyncio.sleep(0.05)
        return list(ids)


def _late(item: Item) -> Item:
    return replace(item, sequence=NO_SEQUENCE) if isinstance(item, Heard) else item


def _note(unit: Unit, failed: Sequence[tuple[int, str]]) -> None:
    for id_, reason in failed:
        feed = quarantine.failed(unit.connection, id_, reason)
        if feed is not None:
            unit.tell(QuarantineChanged(feed))

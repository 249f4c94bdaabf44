"""Looks now and then for tasks nobody answers. One in the process that has the intake."""

from __future__ import annotations

import asyncio
import logging
from functools import partial

from sqlalchemy.exc import DatabaseError

from command_center.bureau import Bureau
from command_center.cases.offering import Offered, offer_on
from command_center.clock import Clock
from command_center.store.database import Store
from command_center.store.unit import transact

log = logging.getLogger(__name__)

LOOK_EVERY_S = 5.0


class Offerer:
    """`run` until cancelled; `look` once."""

    def __init__(self, store: Store, clock: Clock, bureau: Bureau) -> None:
        self._store, self._clock, self._bureau = store, clock, bureau

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.look()
            except DatabaseError as error:
                log.warning("unanswered tasks cannot be offered on now: %s", error.orig)
            await asyncio.sleep(LOOK_EVERY_S)

    async def look(self) -> list[Offered]:
        """What nobody answered goes on, in one transaction."""
        return await transact(self._store, partial(offer_on, bureau=self._bureau), now=self._clock.now())

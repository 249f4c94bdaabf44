"""The outbox, sent: each message until it is acknowledged, in order, never after it was cancelled."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta

import msgspec
from sqlalchemy.exc import DatabaseError

from command_center.clock import Clock
from command_center.feeds.subscription import Subscription
from command_center.model.cases import TaskState
from command_center.notices import CaseChanged
from command_center.store import cases, outbox
from command_center.store.database import Store
from command_center.store.outbox import RESEND_AFTER_S, Pending
from command_center.store.unit import Unit, transact

log = logging.getLogger(__name__)

LOOK_EVERY_S = 0.25


class Sender:
    """Runs in the process that has the intake. A message goes by the first feed of its kind that is connected."""

    def __init__(self, store: Store, subscriptions: Sequence[Subscription], clock: Clock) -> None:
        self._store, self._subscriptions, self._clock = store, subscriptions, clock
        self._was_open: dict[str, bool] = {}

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                for kind in dict.fromkeys(s.settings.kind for s in self._subscriptions):
                    await self._send_due(kind)
            except DatabaseError as error:
                log.warning("the outbox cannot be read now: %s", error.orig)
            await asyncio.sleep(LOOK_EVERY_S)

    async def _send_due(self, kind: str) -> None:
        carrier = next((s for s in self._subscriptions if s.settings.kind == kind and s.opened.is_set()), None)
        fresh = carrier is not None and not self._was_open.get(kind, False)
        self._was_open[kind] = carrier is not None
        if carrier is None:
            return
        now = self._clock.now()
        # A new connection may be a server that lost what the old one took: what is unanswered goes again at once.
        resend_before = now if fresh else now - timedelta(seconds=RESEND_AFTER_S)
        for pending in await self._store.read(lambda c: outbox.due(c, kind, now, resend_before)):
            await self._send(carrier, pending)

    async def _send(self, carrier: Subscription, pending: Pending) -> None:
        def claim(unit: Unit) -> bool:
            if not outbox.claim(unit.connection, pending.id, unit.now):
                return False
            _mark_sent(unit, pending)
            return True

        # Marked before it leaves: an undo that comes now is told that it is too late, never the other way round.
        if await transact(self._store, claim, now=self._clock.now(), durable=True):
            await carrier.send(pending.type, msgspec.Raw(pending.payload))


def _mark_sent(unit: Unit, pending: Pending) -> None:
    if not pending.key.startswith("task:"):
        return
    task = cases.task(unit.connection, pending.key.removeprefix("task:"))
    if task is not None and task.state is TaskState.WAITING:
        cases.set_task_state(unit.connection, task.id, TaskState.SENT)
        unit.tell(CaseChanged(task.case))

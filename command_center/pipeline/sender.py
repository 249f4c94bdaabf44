"""The outbox, sent: each message until it is acknowledged, in order, never after it was cancelled."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy.exc import DatabaseError

from command_center.clock import Clock
from command_center.feeds.subscription import Subscription
from command_center.model.cases import TaskState
from command_center.notices import CaseChanged
from command_center.store import cases, outbox
from command_center.store.database import Store
from command_center.store.outbox import Pending
from command_center.store.unit import Unit, transact

log = logging.getLogger(__name__)

LOOK_EVERY_S = 0.25
SEND_WITHIN_S = 5.0
"""A server that takes nothing holds up only its own messages, and these are unsure after so long."""


class Sender:
    """Runs in the process that has the intake: one task a feed, so that no feed waits for another.

    A message for one feed goes by that one alone; one for no feed in particular, or for a feed that is gone from the
    settings, by the first of its kind that is connected.
    """

    def __init__(self, store: Store, subscriptions: Sequence[Subscription], clock: Clock) -> None:
        self._store, self._subscriptions, self._clock = store, subscriptions, clock

    async def run(self) -> None:
        """Until cancelled."""
        async with asyncio.TaskGroup() as group:
            for subscription in self._subscriptions:
                group.create_task(self._serve(subscription), name=f"sender {subscription.settings.name}")

    async def _serve(self, carrier: Subscription) -> None:
        connection, opened = -1, self._clock.now()
        while True:
            if carrier.opened.is_set():
                if connection != carrier.meter.reconnects:
                    connection, opened = carrier.meter.reconnects, self._clock.now()
                try:
                    await self._send_due(carrier, opened)
                except DatabaseError as error:
                    log.warning("the outbox cannot be read now: %s", error.orig)
            await asyncio.sleep(LOOK_EVERY_S)

    async def _send_due(self, carrier: Subscription, opened: datetime) -> None:
        name, kind, now = carrier.settings.name, carrier.settings.kind, self._clock.now()
        same = [s for s in self._subscriptions if s.settings.kind == kind]
        first = next((s for s in same if s.opened.is_set()), None)
        others = [s.settings.name for s in same if s is not carrier]
        # The first that is connected takes what is for no feed in particular; any other only its own.
        own = None if carrier is first else name
        found = await self._store.read(
            lambda c: outbox.due(c, kind, now, opened, feed=own, others=() if own else others)
        )
        for pending in found:
            if not carrier.opened.is_set():
                return
            await self._send(carrier, pending, opened)

    async def _send(self, carrier: Subscription, pending: Pending, opened: datetime) -> None:
        def claim(unit: Unit) -> bool:
            if outbox.answered_once(unit.connection, pending.id, unit.now, opened):
                _tell(unit, pending)
                return False
            if not outbox.claim(unit.connection, pending.id, unit.now):
                return False
            _mark_sent(unit, pending)
            return True

        # Marked before it leaves: an undo that comes now is told that it is too late, never the other way round. What
        # was marked and then not sent, because we died or the connection did, goes again on the next connection.
        if not await transact(self._store, claim, now=self._clock.now(), durable=True):
            return
        try:
            async with asyncio.timeout(SEND_WITHIN_S):
                await carrier.send(pending.type, msgspec.Raw(pending.payload))
        except TimeoutError:
            log.warning("%s takes nothing now; %s is tried again", carrier.settings.name, pending.key)
        except Exception:
            log.exception("%s could not be sent by %s; it is tried again", pending.key, carrier.settings.name)


def _mark_sent(unit: Unit, pending: Pending) -> None:
    if pending.key.startswith("task:"):
        task = cases.task(unit.connection, pending.key.removeprefix("task:"))
        if task is not None and task.state is TaskState.WAITING:
            cases.set_task_state(unit.connection, task.id, TaskState.SENT)
    _tell(unit, pending)


def _tell(unit: Unit, pending: Pending) -> None:
    case = outbox.case_of(unit.connection, pending.id)
    if case:
        unit.tell(CaseChanged(case))

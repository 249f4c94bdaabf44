"""What the store says of each feed, onto its meter: in every process, so that every seat shows the same."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from command_center.feeds.subscription import Subscription
from command_center.store import intake, outbox
from command_center.store.database import Store

log = logging.getLogger(__name__)

COUNT_EVERY_S = 1.0
Counts = tuple[dict[str, int], dict[str, int], dict[str, int], dict[tuple[str, str | None], int]]


class Tally:
    """Counts what is in quarantine, lost, or not delivered yet."""

    def __init__(self, store: Store, subscriptions: Sequence[Subscription]) -> None:
        self._store, self._subscriptions = store, subscriptions

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                self.take(await self._store.read(count))
            except DatabaseError as error:
                log.warning("the feeds' counts cannot be read now: %s", error.orig)
            await asyncio.sleep(COUNT_EVERY_S)

    def take(self, counts: Counts) -> None:
        """Onto the meters."""
        quarantined, gaps, unseen, unsent = counts
        for subscription in self._subscriptions:
            meter, name = subscription.meter, subscription.settings.name
            meter.quarantined = quarantined.get(name, 0)
            meter.gaps, meter.unseen_gaps = gaps.get(name, 0), unseen.get(name, 0)
            meter.unsent = unsent.get((subscription.settings.kind, name), 0)
        names = {subscription.settings.name for subscription in self._subscriptions}
        for (kind, feed), waiting in unsent.items():
            # What is for no feed in particular, or for one that is gone, waits for the first of its kind.
            first = next((s for s in self._subscriptions if s.settings.kind == kind), None)
            if first is not None and feed not in names:
                first.meter.unsent += waiting


def count(connection: Connection) -> Counts:
    """In quarantine, gaps, gaps not acknowledged (all by feed), and messages not delivered (by kind and feed)."""
    return (
        intake.count_quarantined(connection),
        intake.count_gaps(connection),
        intake.count_gaps(connection, unseen=True),
        outbox.waiting(connection),
    )

"""The intake: what feeds deliver goes through the rules into the store, in order, once, and nothing is dropped.

One task takes everything that waits as one batch. Ids had before are left out, the rules look at what remains,
the live tables move, and one transaction stores effects and cursors together. While a transaction runs the
next batch gathers; when too much waits, `deliver` waits too, and with it the feed.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from command_center.breath import Breath
from command_center.clock import Clock
from command_center.feeds.items import Heard, Item, Unreadable
from command_center.live import Live
from command_center.model import observations as obs
from command_center.model.places import Standing
from command_center.notices import Notices, StoreTrouble
from command_center.pipeline import spans
from command_center.pipeline.backlog import Backlog, Delivery
from command_center.pipeline.batch import Batch, Seen, written
from command_center.pipeline.effects import Effects
from command_center.pipeline.sifting import Sifter, Told
from command_center.rules.dogs import Steps
from command_center.rules.engine import Engine, Fact, Observed, Outcome
from command_center.rules.timeline import Timeline
from command_center.store import city
from command_center.store import intake as kept
from command_center.store.database import Store
from command_center.store.unit import transact

log = logging.getLogger(__name__)

RETRY_S = 1.0
CLOCK_FEED = "clock"


class Intake:
    """The one process that has the intake runs one of these. `trouble` is why the store cannot be written now."""

    def __init__(
        self, store: Store, engine: Engine, effects: Effects, live: Live, notices: Notices, clock: Clock
    ) -> None:
        self._store, self._engine, self._effects = store, engine, effects
        self._notices, self._clock = notices, clock
        self._sifter = Sifter(engine, live)
        self._waiting = Backlog()
        self._standings: Sequence[Standing] | None = None
        self._rules: Timeline | None = None
        self._facts: list[Fact] = []
        self.trouble = ""
        self.stored = 0

    async def deliver(self, feed: str, items: Sequence[Item], received: datetime) -> None:
        """Take a message's items; waits while too many wait already."""
        await self._waiting.put((feed, received, items))

    def lay_out(self, standings: Sequence[Standing]) -> None:
        """Other places: the rules take them before the next batch, within a second."""
        self._standings = standings

    def lay_down(self, rules: Timeline) -> None:
        """Other rules: taken before the next batch, within a second."""
        self._rules = rules

    def know(self, facts: Sequence[Fact]) -> None:
        """More is known of these dogs and cameras: the rules take it before the next batch, within a second."""
        self._facts += facts

    async def run(self) -> None:
        """Until cancelled. What was taken and not stored by then is asked for again: the cursor stands before it."""
        try:
            while True:
                # At the latest after a second of nothing: so the rules learn the time.
                await self.once(await self._waiting.take(1.0))
        except Exception as error:
            self._notices.tell([StoreTrouble(f"the intake has stopped: {error}")])
            raise

    async def once(self, deliveries: Sequence[Delivery]) -> None:
        """Take one batch of deliveries and the time, all the way."""
        batch = await self._through_rules(deliveries)
        if batch:
            await self._keep(batch)

    async def settle(self, outcomes: Sequence[Outcome]) -> None:
        """Store what followed from the time that passed while nobody ran."""
        if outcomes:
            now = self._clock.now()
            await self._keep(Batch(seen=[Seen(CLOCK_FEED, now, obs.Tick(now), tuple(outcomes))]))

    async def _through_rules(self, deliveries: Sequence[Delivery]) -> Batch:
        told = await self._name(deliveries)
        rezoned = (*await self._rule(), *await self._rezone(), *self._learn())
        batch = await self._sifter.sift(told, await self._had(told))
        now = self._clock.now()
        if rezoned:
            batch.seen.insert(0, Seen(CLOCK_FEED, now, obs.Tick(now), rezoned))
        outcomes = self._tick(now)
        if outcomes:
            batch.seen.append(Seen(CLOCK_FEED, now, obs.Tick(now), outcomes))
        return batch

    async def _rezone(self) -> tuple[Outcome, ...]:
        """What follows from other places, if there are any."""
        standings, self._standings = self._standings, None
        if standings is None:
            return ()
        return await self._gone_through(self._engine.lay_out(standings, self._clock.now()), "other places")

    async def _rule(self) -> tuple[Outcome, ...]:
        """What follows from other rules, if there are any."""
        rules, self._rules = self._rules, None
        return () if rules is None else await self._gone_through(self._engine.lay_down(rules), "other rules")

    async def _gone_through(self, steps: Steps, what: str) -> tuple[Outcome, ...]:
        breath = Breath()
        try:
            while True:
                try:
                    next(steps)
                except StopIteration as end:
                    return tuple(end.value)
                await breath()
        except Exception:
            log.exception("the rules failed on %s", what)
            return ()

    def _learn(self) -> tuple[Outcome, ...]:
        """What follows from what is known of dogs since the last batch."""
        facts, self._facts = self._facts, []
        now = self._clock.now()
        try:
            return tuple(out for one in facts for out in self._engine.observe(Observed(CLOCK_FEED, now, one)))
        except Exception:
            log.exception("the rules failed on what is known of a dog")
            return ()

    def _tick(self, now: datetime) -> tuple[Outcome, ...]:
        try:
            return tuple(self._engine.observe(Observed(CLOCK_FEED, now, obs.Tick(now))))
        except Exception:
            log.exception("the rules failed on the clock's tick")
            return ()

    async def _name(self, deliveries: Sequence[Delivery]) -> list[Told]:
        """Every item, with the digest that names its event."""
        told: list[Told] = []
        breath = Breath()
        for feed, received, items in deliveries:
            for item in items:
                digest = kept.digest(feed, item.source, item.id) if isinstance(item, Heard) else None
                told.append(Told(feed, received, item, digest))
            await breath()
        return told

    async def _had(self, told: Sequence[Told]) -> set[int | str]:
        """Digests of events, and numbers of reports, that were had before."""
        digests = [one.digest for one in told if one.digest is not None]
        heard = [one.item.what for one in told if isinstance(one.item, Heard)]
        reports = [what.report for what in heard if isinstance(what, obs.Report)]
        numbered = [(one, one.item) for one in told if isinstance(one.item, Heard) and spans.is_numbered(one.item)]
        asked = spans.bounds([(one.feed, item) for one, item in numbered])
        if not digests:
            return set()

        def ask(connection: Connection) -> set[int | str]:
            found: set[int | str] = {*kept.had(connection, digests), *city.known_reports(connection, reports)}
            ranges = spans.had_before(connection, asked)
            for one, item in numbered if ranges else ():
                between = ranges.get((one.feed, item.source), ())
                if one.digest is not None and any(low <= item.sequence <= high for low, high in between):
                    found.add(one.digest)
            return found

        while True:
            try:
                return await self._store.read(ask)
            except OperationalError as error:
                await self._wait_out(error)

    async def _keep(self, batch: Batch) -> None:
        """Store a batch. What in it cannot be stored, whatever the reason, is quarantined alone."""
        try:
            await self._store_whole(batch)
        except Exception:
            log.exception("a batch could not be stored as a whole: one by one")
            await self._one_by_one(batch)

    async def _store_whole(self, batch: Batch) -> None:
        """One transaction, tried until the store can be written: until then nothing more is taken."""
        while True:
            try:
                await transact(self._store, partial(self._effects.apply, batch=batch), now=self._clock.now())
            except OperationalError as error:
                await self._wait_out(error)
            else:
                break
        self._well()
        self.stored += sum(len(seen.digests) for seen in batch.seen)

    async def _one_by_one(self, batch: Batch) -> None:
        # The cursors go last: after a crash in between, what is stored already is known by its id.
        rest = Batch(
            unreadable=batch.unreadable,
            gaps=batch.gaps,
            cursors=batch.cursors,
            resolved=batch.resolved,
            ranges=batch.ranges,
        )
        parts = [Batch(seen=[seen]) for seen in batch.seen] + [Batch(acknowledged=[key]) for key in batch.acknowledged]
        for part in parts:
            try:
                await self._store_whole(part)
            except Exception as error:
                log.exception("one observation could not be stored")
                for seen in part.seen:
                    bad = Unreadable(f"cannot be stored: {error}", written(seen.what))
                    rest.unreadable.append((seen.feed, seen.received, bad))
        await self._store_whole(rest)

    async def _wait_out(self, error: OperationalError) -> None:
        """The store cannot be used now (disk full, locked): say so, wait, and let the caller try again."""
        why = str(error.orig)
        if why != self.trouble:
            self.trouble = why
            log.error("the store cannot be used: %s; nothing more is taken until it can", why)
            self._notices.tell([StoreTrouble(why)])
        await asyncio.sleep(RETRY_S)

    def _well(self) -> None:
        if self.trouble:
            self.trouble = ""
            log.warning("the store can be used again")
            self._notices.tell([StoreTrouble("")])

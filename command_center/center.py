"""Puts the house together; the only file that knows all the rooms.

The order of starting, and why:
1. the bureau's files and the places are read: a mistake in them must stop us before anything is touched;
2. the store is opened and migrated; a newer one is refused;
3. the intake lock is tried: who has it is the one process that stores, sends and judges; the others view;
4. what the places file says otherwise than last time is taken into the store, where places live, and the rules' version
   is noted, so that events can name them;
5. places, live tables and rules are rebuilt from the store, before the first new observation;
6. the watcher begins to tell notices, then the intake runs, and only then do the subscriptions open;
7. the sender starts last: what waits in the outbox leaves when its feed is connected.
Closing goes the other way. What was taken and not yet stored is asked for again: its cursor was not moved.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Connection

from command_center.books import rules as book_of_rules
from command_center.books.places import take_file
from command_center.bureau import Bureau, read_bureau
from command_center.clock import Clock
from command_center.commands.desk import CommandDesk
from command_center.commands.work import Room
from command_center.feeds.line import Line
from command_center.feeds.meter import Meter
from command_center.feeds.subscription import Subscription, dialect
from command_center.feeds.wire import FIRST_SEQUENCE
from command_center.live import Live
from command_center.model.health import FeedHealth
from command_center.model.names import NameIndex
from command_center.model.observations import Fixes, SquadPosition, TagRegistered
from command_center.model.people import Person, Role
from command_center.model.places import Place
from command_center.model.settings import Settings
from command_center.notices import (
    CameraLimitChanged,
    DogFactsChanged,
    FeedChanged,
    Notice,
    Notices,
    PlacesChanged,
    RulesChanged,
)
from command_center.pipeline.clips import Clips
from command_center.pipeline.effects import Effects
from command_center.pipeline.intake import Intake
from command_center.pipeline.moving import Viewer, move
from command_center.pipeline.offering import Offerer
from command_center.pipeline.retrying import Retrier
from command_center.pipeline.ruling import Ruling
from command_center.pipeline.securing import Securer
from command_center.pipeline.sender import Sender
from command_center.pipeline.tag_book import TagBook
from command_center.pipeline.tally import Tally, count
from command_center.pipeline.upkeep import Fetcher, Tidier
from command_center.pipeline.watcher import Watcher
from command_center.pipeline.zoning import Zoning
from command_center.queries.evidence import EvidenceReader
from command_center.queries.reader import Reader
from command_center.queries.trial.asking import Trials
from command_center.rules.engine import Engine, Fact, Observed, Outcome
from command_center.settings.places import read_told
from command_center.store import camera_limits, city, dog_life, events, intake, people, suppressed, tracks
from command_center.store.database import Store
from command_center.store.errors import IntakeTaken
from command_center.store.lock import IntakeLock
from command_center.store.unit import Unit, run

log = logging.getLogger(__name__)

REBUILD_FROM = timedelta(minutes=15)
STAYS_FROM = timedelta(hours=24)
"""Longer than anything may stand in a bay and be seen again (`stays.LONGEST`)."""
AGAIN_AFTER_S = 1.0
DEMO_OPERATOR = Person(
    "demo", "王敏", frozenset({Role.INTAKE, Role.DISPATCHER, Role.CHECKER, Role.SHIFT_LEADER, Role.OFFICER})
)


class NoSuchPerson(Exception):
    """`--as` names nobody who may sign in."""


class Center:
    """The running core of one process. Make it with `open`, run it with `start`, end it with `close`."""

    def __init__(self, settings: Settings, bureau: Bureau, store: Store, clock: Clock) -> None:
        self.settings, self.clock, self.store = settings, clock, store
        tags = NameIndex()
        self.live, self.notices = Live(tags), Notices()
        self.zoning = Zoning(store, clock)
        self.ruling = Ruling(store, settings.rules.dog_walking)
        self._bureau = bureau
        self._lock = IntakeLock(store.file)
        self._tasks: list[asyncio.Task[None]] = []
        self._subscriptions: list[Subscription] = []
        self.engine = Engine(settings.rules.dog_walking, (), tags)
        self.intake: Intake | None = None
        timezone = settings.rules.dog_walking.timezone
        self.queries = Reader(store, clock, self.live, lambda: self.zoning.places, self.feeds, timezone, bureau)
        self.evidence = EvidenceReader(store, clock, bureau, lambda: self.zoning.places, timezone)
        self.trials = Trials(settings.store.url, settings.rules.dog_walking, clock)
        self.clips = Clips(store, settings.feeds, settings.video.folders)
        self.commands = CommandDesk(store, clock, Room(bureau, timezone, lambda: self.zoning.places))
        self._station = "station"
        self._restored: list[Outcome] = []
        self._limits_known = 0

    @classmethod
    def open(cls, settings: Settings, clock: Clock, *, viewer: bool = False) -> Center:
        """Steps 1 to 5. Raises SettingsError, BureauFileError, StoreError: each says what to do.

        `viewer`: never take the intake, even when it is free.
        """
        bureau = read_bureau()
        places = read_told(Path(settings.places.file)) if settings.places.file else None
        center = cls(settings, bureau, Store(settings.store.url), clock)
        try:
            center._take_intake(viewer)
            if center.has_intake:
                center.store.write_now(lambda c: run(c, partial(center._note, places), clock.now(), "system"))
            center.store.read_now(center._rebuild)
        except BaseException:
            center._lock.release()
            center.store.close()
            raise
        return center

    @property
    def has_intake(self) -> bool:
        """Whether this process is the one that stores, judges and sends."""
        return self.intake is not None

    def _take_intake(self, viewer: bool) -> None:
        if viewer:
            return
        try:
            self._lock.take()
        except IntakeTaken as taken:
            log.warning("%s: this one views and gives commands", taken)
            return
        effects = Effects(self._bureau)
        self.intake = Intake(self.store, self.engine, effects, self.live, self.notices, self.clock)

    def _note(self, places: Sequence[Place] | None, unit: Unit) -> None:
        if places is not None:
            take_file(unit, places)
        book_of_rules.take_file(unit, self.settings.rules.dog_walking)

    def _rebuild(self, connection: Connection) -> None:
        now = self.clock.now()
        self.zoning.read(connection)
        self.ruling.read(connection)
        for _ in self.engine.lay_down(self.ruling.timeline):
            pass
        for _ in self.engine.lay_out(self.zoning.standings, now):
            pass
        recent: list[Observed] = []
        for feed, newest in tracks.newest(connection, "dog").items():
            # A feed that was telling a backlog is taken up where its own time stood, not where the clock is.
            start = min(now, newest) - REBUILD_FROM
            for _, columns in tracks.blocks(connection, "dog", start, now + REBUILD_FROM, feed):
                fixes = _fixes(columns)
                recent.append(Observed(feed, now, fixes))
                move(self.live, fixes, now)
        self._rebuild_others(connection)
        if self.has_intake:
            known = events.for_rules(connection, now - 2 * REBUILD_FROM)
            stays = [kept.stay for kept in suppressed.since(connection, now - STAYS_FROM, None)]
            limits = camera_limits.all_limits(connection)
            self._limits_known = max((limit.number for limit in limits), default=0)
            registry: list[TagRegistered | Fact] = [*city.all_dogs(connection), *dog_life.facts(connection), *limits]
            self._restored = self.engine.restore(registry, known, recent, stays)

    def _rebuild_others(self, connection: Connection) -> None:
        now = self.clock.now()
        for camera in city.all_cameras(connection):
            move(self.live, camera, now)
            if self.has_intake:
                self.engine.observe(Observed("store", now, camera))
        for squad in city.all_squads(connection):
            if squad.lon is not None and squad.lat is not None:
                when = squad.position_time or now
                move(self.live, SquadPosition(squad.squad, when, squad.lon, squad.lat, None), now)

    def person(self, id_: str | None) -> Person:
        """Who sits here; None: the demo operator. Raises NoSuchPerson."""
        if id_ is None:
            # A wall may be the first to open a new store.
            self.store.write_now(lambda c: people.put(c, DEMO_OPERATOR))
        found = self.store.read_now(lambda c: people.get(c, id_ or DEMO_OPERATOR.id))
        if found is None:
            raise NoSuchPerson(f"no person {id_!r} may sign in at this store")
        return found

    def feeds(self) -> Sequence[FeedHealth]:
        """How each feed is doing, in the order of the settings."""
        return tuple(subscription.meter.health() for subscription in self._subscriptions)

    async def start(self) -> None:
        """Steps 6 and 7. Returns when everything runs."""
        watcher = Watcher(self.store, self.notices, self.clock, self._prepare)
        if self.intake is not None:
            self.zoning.changed, self.ruling.changed = self.intake.lay_out, self.intake.lay_down
        await self._prepare([PlacesChanged(), RulesChanged()])  # what was changed since it was opened
        self._keep("watcher", watcher.run)
        if self.intake is not None:
            await self.intake.settle(self._restored)
            self._spawn("intake", self.intake.run())
            feeds = {feed.name: feed for feed in self.settings.feeds}
            self._keep("fetcher", Fetcher(self.store, self.clock, feeds).run)
            self._keep("offerer", Offerer(self.store, self.clock, self._bureau).run)
            self._keep("tidier", Tidier(self.store, self.clock).run)
            folders, days = self.settings.video.folders, self._bureau.evidence.raw_days
            self._keep("securer", Securer(self.store, self.clock, self.notices, feeds, folders, days).run)
            self._keep("tag book", TagBook(self.store, self.clock, self.live, self.settings.rules.dog_walking).run)
        self._subscribe()
        if self.intake is not None:
            readers = {one.settings.name: one.again for one in self._subscriptions}
            self._keep("retrier", Retrier(self.store, self.intake, readers, self.clock).run)
            self._keep("sender", Sender(self.store, self._subscriptions, self.clock).run)

    async def _prepare(self, told: Sequence[Notice]) -> None:
        """Before these are told to anybody: what the rules go by is read again. Raises DatabaseError."""
        await self.zoning.refresh(told)
        await self.ruling.refresh(told)
        dogs = tuple(dict.fromkeys(notice.id for notice in told if isinstance(notice, DogFactsChanged)))
        if dogs and self.intake is not None:
            self.intake.know(await self.store.read(lambda connection: dog_life.facts(connection, dogs)))
        if self.intake is not None and any(isinstance(notice, CameraLimitChanged) for notice in told):
            await self._learn_limits(self.intake)

    async def _learn_limits(self, intake: Intake) -> None:
        """Thresholds laid down since the last look, by whichever process."""
        found = await self.store.read(camera_limits.all_limits)
        intake.know([limit for limit in found if limit.number > self._limits_known])
        self._limits_known = max((limit.number for limit in found), default=0)

    def _subscribe(self) -> None:
        deliver = self.intake.deliver if self.intake is not None else Viewer(self.live).deliver
        for feed in self.settings.feeds:
            meter = Meter(feed.name, feed.kind, self.clock, lambda name: self.notices.tell([FeedChanged(name)]))
            after = self._cursor(feed.name) if self.has_intake else None
            line = Line(feed, self._station, deliver, meter, self.clock)
            one = Subscription(line, dialect(line, after))
            self._subscriptions.append(one)
        tally = Tally(self.store, self._subscriptions)
        tally.take(self.store.read_now(count))
        self._keep("tally", tally.run)
        for one in self._subscriptions:
            self._spawn(f"feed {one.settings.name}", one.run())

    def _cursor(self, feed: str) -> str:
        return self.store.read_now(lambda c: intake.cursor(c, feed)) or FIRST_SEQUENCE

    def _keep(self, name: str, run: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Have something run for ever: a fault in it is logged, and it is begun again. Not for the intake: what it
        had in hand when it failed would be passed over."""

        async def again_and_again() -> None:
            while True:
                try:
                    await run()
                except Exception:
                    log.critical("%s has stopped; it is begun again", name, exc_info=True)
                await asyncio.sleep(AGAIN_AFTER_S)

        self._spawn(name, again_and_again())

    def _spawn(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work, name=name)
        task.add_done_callback(_report)
        self._tasks.append(task)

    async def close(self) -> None:
        """End everything, in order. May be called twice."""
        tasks, self._tasks = self._tasks, []
        for task in reversed(tasks):
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError, Exception):
                await task
        self.clips.close()
        self.store.close()
        self._lock.release()


def _fixes(columns: tracks.Columns) -> Fixes:
    """Stored positions as the feed told them; the battery is not kept."""
    names = tuple(columns.names[row] for row in columns.row)
    unknown = np.full(len(names), np.nan)
    return Fixes(names, columns.time_ms, columns.lon, columns.lat, columns.accuracy, unknown)


def _report(task: asyncio.Task[None]) -> None:
    """A supervised task never ends by itself: when one does, say so loudly."""
    if not task.cancelled() and task.exception() is not None:
        log.critical("%s has stopped", task.get_name(), exc_info=task.exception())

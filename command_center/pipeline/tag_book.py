"""Keeps the book of tags: what each did by the hour, where homeless dogs live, and what may be wrong with a tag.

Everything follows from the stored tracks, so that a restart or another process's intake finds the same. Late fixes
have their hour summed up again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from zoneinfo import ZoneInfo

import numpy as np
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from command_center.clock import Clock, from_ms
from command_center.live import Live
from command_center.model.dogs import FaultKind, Home, TagHour
from command_center.model.geo import short_m
from command_center.model.settings import DogWalking
from command_center.notices import DogChanged, DogFactsChanged, TagWorkChanged
from command_center.rules import faults
from command_center.rules.faults import Heard
from command_center.rules.hourly import HOUR_MS, HourFixes, summarise
from command_center.rules.nights import home_of, night_hours, night_of, nights
from command_center.store import dog_life, tag_work, tracks
from command_center.store.database import Store
from command_center.store.dog_life import HomeHow
from command_center.store.unit import Unit, transact

log = logging.getLogger(__name__)

LOOK_EVERY_S = 60.0
AGAIN_AFTER = timedelta(minutes=10)
"""An hour that goes on is summed up so often, and once more so long after its end: late fixes are in by then."""
AT_ONCE = 4
"""Hours summed up in one look: after a long pause the loop is not held up."""
TAGS_AT_ONCE = 200
BLOCKS_AT_ONCE = 40
KEEP_H, KEEP_NIGHTS_H = 72, 24 * 20
MOVED_M = 20.0
SURER = 0.1
"""A home is stored anew when it moved by so much, or its sureness did."""


class TagBook:
    """One in the process that has the intake."""

    def __init__(self, store: Store, clock: Clock, live: Live, settings: DogWalking) -> None:
        self._store, self._clock, self._live = store, clock, live
        self._zone, self._radius = ZoneInfo(settings.timezone), settings.home_radius_m
        self._done: dict[int, datetime] = {}
        self._due: set[int] = set()
        self._last_block = -1
        self._nights_new = False

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.look()
            except DatabaseError as error:
                log.warning("the book of tags cannot be kept now: %s", error.orig)
            await asyncio.sleep(LOOK_EVERY_S)

    async def look(self) -> None:
        """Sum up what is due; then see what follows."""
        now = self._clock.now()
        await self._store.read(partial(self._note_due, now=now))
        waiting = sorted(hour for hour in self._due if self._is_due(hour, now))
        due = waiting[-AT_ONCE:]
        for hour in due:
            await self._sum_up(hour, now)
            self._nights_new |= night_of(hour, self._zone) is not None
        # Not before all is summed up: else a home would hang on how far a long pause had been read.
        if self._nights_new and len(waiting) == len(due):
            self._nights_new = False
            await self._homes(now)
        await self._faults(now, moved=bool(due))
        before = int(now.timestamp() // 3600)
        keep = [hour for hour in range(24) if night_of(before - before % 24 + hour, self._zone) is not None]
        await self._store.write(lambda c: tag_work.forget_hours(c, before - KEEP_H, keep))
        await self._store.write(lambda c: tag_work.forget_nights(c, before - KEEP_NIGHTS_H))

    def _note_due(self, connection: Connection, now: datetime) -> None:
        """Hours with new fixes; at first, all of the last days that were not summed up, and the newest two."""
        this = int(now.timestamp() // 3600)
        first = self._last_block < 0
        self._last_block, spans = tracks.spans(connection, "dog", self._last_block, (this - KEEP_NIGHTS_H) * HOUR_MS)
        hours = {hour for start, end in spans for hour in range(start // HOUR_MS, end // HOUR_MS + 1)}
        if first:
            known = tag_work.known_hours(connection, this - KEEP_NIGHTS_H)
            hours = {hour for hour in hours if hour not in known or hour >= this - 2}
        for hour in hours:
            if hour >= this - KEEP_H or night_of(hour, self._zone) is not None:
                self._due.add(hour)

    def _is_due(self, hour: int, now: datetime) -> bool:
        if hour in self._done and now - self._done[hour] < AGAIN_AFTER:
            return False
        return from_ms(hour * HOUR_MS) <= now - AGAIN_AFTER

    async def _sum_up(self, hour: int, now: datetime) -> None:
        """An hour of everybody's fixes, from the store and back."""
        rows = await self._store.read(partial(_summed, hour=hour))
        await self._store.write(lambda c: tag_work.put_hours(c, hour, rows))
        self._done[hour] = now
        if now >= from_ms((hour + 1) * HOUR_MS) + AGAIN_AFTER:
            self._due.discard(hour)
            self._done.pop(hour, None)

    async def _homes(self, now: datetime) -> None:
        """Where the dogs live whose home nobody told, as far as the nights say."""
        wanted = night_hours(now, self._zone)
        hours = await self._store.read(lambda c: tag_work.hours_of_homeless(c, wanted))
        learned: dict[str, Home | None] = {}
        for tag, mine in groupby(hours, key=lambda hour: hour.tag):
            found = nights(mine, self._zone, self._radius)
            learned[tag] = home_of(found, self._zone, self._radius)
        if learned:
            await transact(self._store, partial(_keep_homes, learned=learned), now=now)

    async def _faults(self, now: datetime, *, moved: bool) -> None:
        last, active, low = await self._store.read(
            lambda c: (tag_work.last_hours(c), tag_work.active_since(c), tag_work.batteries_low(c))
        )
        heard = self._heard(last, active)
        found = faults.flat(heard, low)
        kinds = {FaultKind.BATTERY}
        silent = faults.silent(heard, now)
        if silent is not None:
            found |= silent
            kinds.add(FaultKind.OFFLINE)
        if moved:
            this = int(now.timestamp() // 3600)
            rest, day = await self._store.read(
                lambda c: (
                    tag_work.days(c, this - faults.REST_HOURS, this - 1),
                    tag_work.days(c, this - faults.RIDES_HOURS + 1, this),
                )
            )
            found |= {**faults.still(rest), **faults.moving(day)}
            kinds |= {FaultKind.NEVER_MOVES, FaultKind.RIDES, FaultKind.JUMPS, FaultKind.TWO_PLACES}
        await transact(self._store, partial(_keep_faults, found=found, kinds=kinds), now=now)

    def _heard(self, last: dict[str, int], active: dict[str, datetime | None]) -> dict[str, Heard]:
        """What is known of every tag that should send: those registered as active, and those not registered."""
        table = self._live.dogs
        newest, battery = table.time_ms.copy(), table.battery.copy()
        found: dict[str, Heard] = {}
        for tag in {*active, *last, *table.ids[: len(newest)]}:
            since = active.get(tag)
            if tag in active and since is None:
                continue  # lost, retired, or not yet active
            row = table.row(tag)
            ms = -1 if row is None or row >= len(newest) else int(newest[row])
            if ms < 0 and tag in last:
                ms = (last[tag] + 1) * HOUR_MS
            share = None if row is None or row >= len(battery) or np.isnan(battery[row]) else float(battery[row])
            if since is not None or ms >= 0:
                when = from_ms(ms) if ms >= 0 else None
                found[tag] = Heard(when, share, since or from_ms(ms))
        return found


def _summed(connection: Connection, hour: int) -> list[TagHour]:
    """In the store's reader; some blocks, and then some tags, at a time, so that the loop has its turn."""
    parts: list[tracks.Columns] = []
    after, start = -1, hour * HOUR_MS
    while after:
        after, some = tracks.step(connection, "dog", start, start + HOUR_MS, max(after, 0), BLOCKS_AT_ONCE)
        parts += some
    found: list[TagHour] = []
    if not parts:
        return found
    whole = tracks.join(parts)
    for first in range(0, len(whole.names), TAGS_AT_ONCE):
        part = whole.take(np.flatnonzero((whole.row >= first) & (whole.row < first + TAGS_AT_ONCE)))
        found += summarise(hour, HourFixes(part.names, part.row, part.time_ms, part.lon, part.lat, part.accuracy))
    return found


def _keep_homes(unit: Unit, learned: dict[str, Home | None]) -> None:
    """Store the homes that are other ones than before. A person's word stands."""
    before = dog_life.homes(unit.connection)
    for tag, home in learned.items():
        row = before.get(tag)
        if (row is not None and row.by_person) or _same(row.home if row is not None else None, home):
            continue
        dog_life.add_home(unit.connection, tag, HomeHow.LEARNED, home, unit.person, unit.now)
        sure = home.sure if home is not None else None
        unit.record("home-learned" if home else "home-unlearned", "dog", tag, sure=sure)
        unit.tell(DogFactsChanged(tag))
        unit.tell(DogChanged(tag))


def _same(before: Home | None, now: Home | None) -> bool:
    if before is None or now is None:
        return before is now
    far = short_m(before.at.lon, before.at.lat, now.at.lon, now.at.lat) >= MOVED_M
    return not far and abs(before.sure - now.sure) < SURER


def _keep_faults(unit: Unit, found: faults.Found, kinds: Iterable[FaultKind]) -> None:
    if tag_work.note_found(unit.connection, found, kinds, unit.now):
        unit.tell(TagWorkChanged())

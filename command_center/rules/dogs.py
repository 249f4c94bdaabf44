"""The two dog rules: in a place that bans dogs; out of doors while dogs must not be walked.

A fix is a lead: what is nearer to an edge than its accuracy is told neither inside nor outside. A dog that rides
in a vehicle breaks no rule, nor does one at the vet's, in the shelter or in a dog run. Home exempts from hours,
never from zones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from math import isnan

import numpy as np
from numpy.typing import NDArray

from command_center.clock import from_ms, to_ms
from command_center.model.categories import Category, Priority
from command_center.model.events import (
    Condition,
    FixEvidence,
    FlaggedEvent,
    HoursReason,
    Reason,
    Review,
    ZoneReason,
)
from command_center.model.geo import distance_m
from command_center.model.observations import Fixes, TagRegistered
from command_center.model.places import Place, PlaceKind
from command_center.model.settings import DogWalking
from command_center.rules import priorities
from command_center.rules.episodes import Episode, Mark, Need, Verdict
from command_center.rules.hours import in_force
from command_center.rules.identity import event_id
from command_center.rules.limits import LIMITS, Limits
from command_center.rules.motion import Motion
from command_center.rules.outcomes import Outcome
from command_center.rules.progress import Progress
from command_center.rules.watch import MOST_FIXES, Watch
from command_center.rules.zones import ZoneIndex, grid_around

EXEMPT = (PlaceKind.VET, PlaceKind.SHELTER, PlaceKind.DOG_RUN)
GridOf = Callable[[float, float], int | None]


class DogRules:
    """State of both rules for every dog that is near a zone or out of doors; nothing is kept of the others."""

    def __init__(
        self, settings: DogWalking, places: Sequence[Place], version: str, grid_of: GridOf, limits: Limits = LIMITS
    ) -> None:
        self._settings, self._limits, self._version, self._grid_of = settings, limits, version, grid_of
        grid = grid_around(places)
        self._bans = ZoneIndex(_of(places, PlaceKind.NO_DOG), grid, limits.near_m)
        self._exempt = ZoneIndex(_of(places, *EXEMPT), grid, limits.near_m, limits.exempt_point_m)
        self._controlled = ZoneIndex(_of(places, PlaceKind.DOG_CONTROL_AREA), grid, 0.1)
        self._zone_need = _need(limits, limits.zone_dwell_s)
        self._hours_need = _need(limits, limits.hours_dwell_s)
        self._homes: dict[str, tuple[float, float]] = {}
        self._motion: dict[str, Motion] = {}
        self._zones: dict[str, dict[str, Watch]] = {}
        self._hours: dict[str, Watch] = {}
        self._by_id = {place.id: place for place in places}

    def registered(self, told: TagRegistered) -> None:
        """Learn where a dog lives."""
        if told.home is None:
            self._homes.pop(told.tag, None)
        else:
            self._homes[told.tag] = (told.home.lon, told.home.lat)

    def restore(self, event: FlaggedEvent) -> None:
        """Take up an event of the store, active or lately over."""
        if isinstance(event.reason, ZoneReason) and event.place in self._by_id:
            self._zone_watch(event.subject, self._by_id[event.place], event.source).restore(event)
        elif isinstance(event.reason, HoursReason):
            self._hours_watch(event.subject, event.source).restore(event)

    def take(self, feed: str, fixes: Fixes, received: datetime) -> list[Outcome]:
        """Fixes of many dogs, in any order: what follows from them."""
        timely = fixes.time_ms <= to_ms(received) + round(self._limits.future_s * 1000)
        near: dict[int, list[tuple[Place, float]]] = {}
        for which, zone, depth in zip(*self._bans.near(fixes.lon, fixes.lat), strict=True):
            near.setdefault(int(which), []).append((self._bans.places[zone], float(depth)))
        exempt = self._deepest(self._exempt, fixes)
        controlled = self._deepest(self._controlled, fixes)
        away = self._away(fixes)
        found: list[Outcome] = []
        for i in np.argsort(fixes.time_ms, kind="stable"):
            if timely[i] and (i in near or away[i] or fixes.tag[i] in self._motion):
                fix = _Fix(fixes, int(i), self._limits)
                free = bool(exempt[i] > -fix.error) or (bool(self._controlled.places) and not controlled[i] > 0)
                found += self._one(feed, fix, near.get(int(i), []), exempt=bool(exempt[i] > -fix.error), free=free)
        return found

    def _deepest(self, index: ZoneIndex, fixes: Fixes) -> NDArray[np.float64]:
        deepest = np.full(len(fixes), -np.inf)
        which, _, depth = index.near(fixes.lon, fixes.lat)
        np.maximum.at(deepest, which, depth)
        return deepest

    def _away(self, fixes: Fixes) -> NDArray[np.bool_]:
        """Which fixes may be away from home: the others need no looking at."""
        nowhere = (np.nan, np.nan)
        homes = np.array([self._homes.get(tag, nowhere) for tag in fixes.tag])
        east = (fixes.lon - homes[:, 0]) * 111_195.0 * np.cos(np.radians(fixes.lat))
        north = (fixes.lat - homes[:, 1]) * 111_195.0
        away: NDArray[np.bool_] = ~(np.hypot(east, north) <= self._settings.home_radius_m)
        return away

    def _one(
        self, feed: str, fix: _Fix, near: Sequence[tuple[Place, float]], *, exempt: bool, free: bool
    ) -> list[Outcome]:
        motion = self._motion.setdefault(fix.tag, Motion(self._limits))
        motion.take(fix.time_ms, fix.lon, fix.lat, fix.error)
        moving = motion.verdict(fix.time_ms)
        found: list[Outcome] = []
        depths = {place.id: (place, depth) for place, depth in near}
        for id_ in depths.keys() | self._zones.get(fix.tag, {}).keys():
            place, depth = depths.get(id_, (self._by_id[id_], -self._limits.near_m))
            mark = self._zone_mark(fix, place, depth, moving, exempt=exempt)
            if mark.verdict is not Verdict.OUT or id_ in self._zones.get(fix.tag, {}):
                found += self._zone_watch(fix.tag, place, feed).take(mark)
        mark = self._hours_mark(fix, motion, moving, free=free)
        if mark.verdict is not Verdict.OUT or fix.tag in self._hours:
            found += self._hours_watch(fix.tag, feed).take(mark)
        self._forget(fix.tag)
        return found

    def _forget(self, tag: str) -> None:
        zones = self._zones.get(tag, {})
        for id_ in [id_ for id_, watch in zones.items() if watch.idle]:
            del zones[id_]
        if not zones:
            self._zones.pop(tag, None)
        if tag in self._hours and self._hours[tag].idle:
            del self._hours[tag]
        if tag in self._homes and tag not in self._hours and tag not in self._zones:
            del self._motion[tag]

    def _zone_mark(self, fix: _Fix, place: Place, depth: float, moving: str, *, exempt: bool) -> Mark:
        evidence = fix.evidence(depth)
        if moving == "jump":
            return Mark(fix.time_ms, Verdict.UNSURE, evidence)
        banned = in_force(place.hours, evidence.time, self._settings.timezone)
        if not banned:
            return Mark(fix.time_ms, Verdict.OUT, evidence, at_once=True)
        if moving == "vehicle" or exempt or depth < -fix.error:
            return Mark(fix.time_ms, Verdict.OUT, evidence)
        return Mark(fix.time_ms, Verdict.IN if depth > fix.error else Verdict.UNSURE, evidence, depth / fix.error)

    def _hours_mark(self, fix: _Fix, motion: Motion, moving: str, *, free: bool) -> Mark:
        home = self._homes.get(fix.tag)
        away = None if home is None else distance_m(*home, fix.lon, fix.lat)
        evidence = fix.evidence(away)
        if not in_force(self._settings.prohibited, evidence.time, self._settings.timezone):
            return Mark(fix.time_ms, Verdict.OUT, evidence, at_once=True)
        if moving == "jump":
            return Mark(fix.time_ms, Verdict.UNSURE, evidence)
        far = motion.moved_m(fix.time_ms) if away is None else away
        if moving == "vehicle" or free or far < self._settings.home_radius_m:
            return Mark(fix.time_ms, Verdict.OUT, evidence)
        beyond = (far - self._settings.home_radius_m) / fix.error
        return Mark(fix.time_ms, Verdict.IN if beyond > 1 else Verdict.UNSURE, evidence, beyond)

    def _zone_watch(self, tag: str, place: Place, feed: str) -> Watch:
        watches = self._zones.setdefault(tag, {})
        if place.id not in watches:
            watches[place.id] = Watch(self._zone_need, self._limits, lambda e: self._zone_event(tag, place, feed, e))
        return watches[place.id]

    def _hours_watch(self, tag: str, feed: str) -> Watch:
        if tag not in self._hours:
            self._hours[tag] = Watch(self._hours_need, self._limits, lambda e: self._hours_event(tag, feed, e))
        return self._hours[tag]

    def _zone_event(self, tag: str, place: Place, feed: str, episode: Episode) -> FlaggedEvent:
        fixes = tuple(mark.evidence for mark in episode.ins[-MOST_FIXES:])
        reason = ZoneReason(place.name, place.hours, place.urgent, fixes)
        kind = Category.DOG_IN_FORBIDDEN_ZONE
        priority = priorities.of(kind, urgent_place=place.urgent)
        return self._event(kind, priority, tag, place, feed, episode, reason)

    def _hours_event(self, tag: str, feed: str, episode: Episode) -> FlaggedEvent:
        fixes = tuple(mark.evidence for mark in episode.ins[-MOST_FIXES:])
        reason = HoursReason(self._settings.prohibited, tag in self._homes, fixes)
        kind = Category.DOG_OUT_OF_HOURS
        return self._event(kind, priorities.of(kind), tag, None, feed, episode, reason)

    def _event(
        self,
        kind: Category,
        priority: Priority,
        tag: str,
        place: Place | None,
        feed: str,
        episode: Episode,
        reason: Reason,
    ) -> FlaggedEvent:
        last = episode.ins[-1].evidence
        first, raised = from_ms(episode.first_ms), from_ms(episode.confirmed_ms)
        wait = timedelta(0) if priority is Priority.URGENT else timedelta(minutes=self._settings.remind_first_min)
        return FlaggedEvent(
            id=event_id(kind, tag, place.id if place else "", "", first),
            kind=kind,
            priority=priority,
            condition=Condition.ACTIVE,
            review=Review.OPEN,
            withdrawn=False,
            subject=tag,
            thing="",
            place=place.id if place else None,
            place_version=place.version if place else None,
            grid=self._grid_of(last.lon, last.lat),
            lon=last.lon,
            lat=last.lat,
            first_seen=first,
            raised=raised,
            last_seen=last.time,
            count=len(episode.ins),
            source=feed,
            reason=reason,
            rule_version=self._version,
            queue_from=raised + wait,
        )

    def tick(self, clock: datetime, progress: Progress) -> list[Outcome]:
        """Time passed: what nobody hears of any more, or is no longer forbidden, is over."""
        found: list[Outcome] = []
        for watches in self._zones.values():
            for id_, watch in watches.items():
                found += self._tick(watch, self._by_id[id_].hours, clock, progress)
        for watch in self._hours.values():
            found += self._tick(watch, self._settings.prohibited, clock, progress)
        return found

    def _tick(self, watch: Watch, hours: str | None, clock: datetime, progress: Progress) -> list[Outcome]:
        if watch.event is None:
            return []
        now = progress.now(watch.event.source, clock)
        return watch.tick(now, holds=in_force(hours, now, self._settings.timezone))


def _need(limits: Limits, dwell_s: float) -> Need:
    return Need(limits.fixes, round(dwell_s * 1000), round(limits.leave_s * 1000), limits.score, limits.drift)


def _of(places: Iterable[Place], *kinds: PlaceKind) -> list[Place]:
    return [place for place in places if place.kind in kinds]


class _Fix:
    """One fix of a batch. `error` is how far it may be off, for telling inside from outside: metres."""

    __slots__ = ("accuracy", "error", "lat", "lon", "tag", "time_ms")

    def __init__(self, fixes: Fixes, i: int, limits: Limits) -> None:
        self.tag = fixes.tag[i]
        self.time_ms = int(fixes.time_ms[i])
        self.lon, self.lat = float(fixes.lon[i]), float(fixes.lat[i])
        accuracy = float(fixes.accuracy[i])
        self.accuracy = None if isnan(accuracy) else accuracy
        stated = limits.unknown_accuracy_m if self.accuracy is None else self.accuracy
        self.error = max(stated, limits.edge_m)

    def evidence(self, depth_m: float | None) -> FixEvidence:
        return FixEvidence(from_ms(self.time_ms), self.lon, self.lat, self.accuracy, depth_m)

"""The room's own alarm load, read from the store."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
from sqlalchemy import Connection

from command_center.figures.load import STANDING_AFTER, Arrival, Dismissals, Learned, Load, load
from command_center.figures.trial import Trial, trial
from command_center.model.categories import Category, Priority
from command_center.store import camera_limits, loads

LEARN_FROM = timedelta(days=30)
HOUR = timedelta(hours=1)


class AlarmLoad(msgspec.Struct, frozen=True):
    """The load of a span, and what was learned from the dismissals of the last thirty days. `trials` are the cameras
    that cry wolf and those with a threshold: what another one would have meant."""

    load: Load
    learned: Learned
    trials: tuple[Trial, ...] = ()


def read_load(connection: Connection, now: datetime, span: timedelta) -> AlarmLoad:
    """The load of the last `span`."""
    start = now - span
    found = [
        Arrival(at, Category(kind), Priority(priority), source)
        for at, kind, priority, source in loads.arrivals(connection, start, now)
    ]
    people = loads.operators(connection, start, now)
    made = load(found, start, now, people, loads.standing(connection, now - STANDING_AFTER))
    rules, places, cameras = (
        tuple(Dismissals(*row) for row in loads.decisions(connection, now - LEARN_FROM, by))
        for by in ("kind", "place", "camera")
    )
    learned = Learned(rules, places, cameras)
    return AlarmLoad(made, learned, _trials(connection, now - LEARN_FROM, learned))


def _trials(connection: Connection, start: datetime, learned: Learned) -> tuple[Trial, ...]:
    limits = {limit.camera: limit for limit in camera_limits.all_limits(connection)}
    named = [one.what for one in learned.wolves]
    set_ = sorted(camera for camera, limit in limits.items() if limit.least > 0 and camera not in named)
    found = []
    for camera in (*named, *set_):
        limit = limits.get(camera)
        least, number = (limit.least, limit.number) if limit is not None else (0.0, 0)
        decided, held = camera_limits.decided(connection, camera, start), camera_limits.held(connection, camera, start)
        found.append(trial(camera, least, number, decided, held))
    return tuple(found)


def read_hours(connection: Connection, start: datetime, now: datetime) -> list[Load]:
    """The load of every whole hour from the one of `start` until `now`, and of the hour begun; oldest first."""
    first = start.replace(minute=0, second=0, microsecond=0)
    found = [
        Arrival(at, Category(kind), Priority(priority), source)
        for at, kind, priority, source in loads.arrivals(connection, first, now)
    ]
    hours: list[Load] = []
    while first < now:
        end = min(first + HOUR, now)
        inside = [one for one in found if first <= one.at < end]
        hours.append(load(inside, first, end, loads.operators(connection, first, end), 0))
        first = end
    return hours

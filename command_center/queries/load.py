"""The room's own alarm load, read from the store."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
from sqlalchemy import Connection

from command_center.figures.load import STANDING_AFTER, Arrival, Dismissals, Learned, Load, load
from command_center.model.categories import Category, Priority
from command_center.store import loads

LEARN_FROM = timedelta(days=30)


class AlarmLoad(msgspec.Struct, frozen=True):
    """The load of a span, and what was learned from the dismissals of the last thirty days."""

    load: Load
    learned: Learned


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
    return AlarmLoad(made, Learned(rules, places, cameras))

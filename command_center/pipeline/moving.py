"""Positions into the live tables: for the process that has the intake, and for viewers that store nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from command_center.clock import to_ms
from command_center.feeds.items import Heard, Item
from command_center.live import Live, LiveTable
from command_center.model import observations as obs

FUTURE_MS = 60_000
"""A fix further ahead of its receipt comes from a wrong clock: taken, it would hold the marker until then."""


def move(live: Live, what: obs.Observation, received: datetime) -> None:
    """Take an observation's positions, if it has any and they are not of the future."""
    latest_ms = to_ms(received) + FUTURE_MS
    if isinstance(what, obs.Fixes):
        _fixes(live.dogs, what, latest_ms)
    elif isinstance(what, obs.SquadPosition | obs.DroneTelemetry) and to_ms(what.time) > latest_ms:
        return
    elif isinstance(what, obs.SquadPosition):
        _one(live.squads, what.squad, to_ms(what.time), what.lon, what.lat, what.accuracy)
    elif isinstance(what, obs.DroneTelemetry):
        _one(live.drones, what.drone, to_ms(what.time), what.lon, what.lat, None)
    elif isinstance(what, obs.CameraStatus):
        table = live.cameras
        row = table.row(what.camera)
        newest = 0 if row is None else int(table.time_ms[row])
        _one(table, what.camera, newest + 1, what.lon, what.lat, None)


def _fixes(table: LiveTable, what: obs.Fixes, latest_ms: int) -> None:
    timely = what.time_ms <= latest_ms
    if timely.all():
        table.update(what.tag, what.time_ms, what.lon, what.lat, what.accuracy, what.battery)
        return
    names = [name for name, good in zip(what.tag, timely, strict=True) if good]
    if names:
        columns = (what.lon, what.lat, what.accuracy, what.battery)
        table.update(names, what.time_ms[timely], *(column[timely] for column in columns))


def _one(table: LiveTable, name: str, time_ms: int, lon: float, lat: float, accuracy: float | None) -> None:
    unsure = np.nan if accuracy is None else accuracy
    table.update([name], np.array([time_ms]), np.array([lon]), np.array([lat]), np.array([unsure]))


class Viewer:
    """What a process without the intake does with its feeds: it moves things on the map, and stores nothing."""

    def __init__(self, live: Live) -> None:
        self._live = live

    async def deliver(self, feed: str, items: Sequence[Item], received: datetime) -> None:
        """Take a message's positions."""
        for item in items:
            if isinstance(item, Heard):
                move(self._live, item.what, received)

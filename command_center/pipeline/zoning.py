"""The places in force, in every process: read from the store when a change of them is told or falls due."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from command_center.clock import Clock
from command_center.model.places import Place, Standing
from command_center.notices import Notice, PlacesChanged
from command_center.settings.places import with_grids
from command_center.store import places
from command_center.store.database import Store

REMEMBERED = timedelta(days=30)
"""Versions out of force for longer judge no fix any more: no feed holds that old a backlog."""


class Zoning:
    """`places` are those in force when it last looked; `standings` those of the last month and to come as well.

    `changed` is called whenever they were read anew: the process that judges lays them out for its rules.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self.places: tuple[Place, ...] = ()
        self.standings: tuple[Standing, ...] = ()
        self.changed: Callable[[Sequence[Standing]], None] = lambda _: None

    def read(self, connection: Connection) -> None:
        """Take what the store has now; a place that names no grid gets the one it lies in."""
        self._take(*_read(connection, self._clock.now()))

    async def refresh(self, told: Sequence[Notice]) -> None:
        """Before these are told to anybody: look again when places are among them. Raises DatabaseError."""
        if any(isinstance(notice, PlacesChanged) for notice in told):
            now = self._clock.now()
            self._take(*await self._store.read(lambda connection: _read(connection, now)))

    def _take(self, standings: tuple[Standing, ...], in_force: tuple[Place, ...]) -> None:
        if standings != self.standings or in_force != self.places:
            self.standings, self.places = standings, in_force
            self.changed(standings)


def _read(connection: Connection, now: datetime) -> tuple[tuple[Standing, ...], tuple[Place, ...]]:
    standings = tuple(places.standings(connection, now - REMEMBERED))
    return standings, with_grids([one.place for one in standings if one.at(now)])

"""The demo city, alive: Quzhou to the counts of the bureau. Pure simulation: no I/O beyond its map, no clock.

The same seed, start and sequence of steps and commands give the same emissions.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np

from command_center.feeds import wire
from command_center.model.categories import Category
from command_center.model.outgoing import (
    DispatchCancel,
    DispatchTask,
    Outgoing,
    OutwardNotice,
    SquadInstruction,
    VerifyTask,
)
from command_center.simulator.bikes import Bikes
from command_center.simulator.cameras import Cameras
from command_center.simulator.citymap import CityMap
from command_center.simulator.collectors import Collectors
from command_center.simulator.dogs import Dogs
from command_center.simulator.emission import CAMERAS, DOGS, SQUADS, Emission, TruthEntry
from command_center.simulator.life import OFFLINE_FOR_S, Life
from command_center.simulator.matters import Matters
from command_center.simulator.misdeeds import Misdeeds
from command_center.simulator.reports import Reports
from command_center.simulator.squads import Squads
from command_center.simulator.stage import Stage
from command_center.simulator.walks import Walks
from command_center.simulator.watching import View

NEIGHBOURS = (("1873", "府山公园"), ("0417", "实验小学"))
"""Tags whose dogs live beside a zone, for the first minutes' sake."""


class World:
    """The demo city as `emission.World` has it: `tags` dogs, together `rate` fixes a second, from `start` (aware)."""

    def __init__(self, seed: int, start: datetime, tags: int = 3000, rate: float = 312.0) -> None:
        self._stage = Stage(CityMap(), np.random.default_rng(seed), start.timestamp())
        self._dogs = Dogs(self._stage, tags, rate)
        self._walks = Walks(self._stage, self._dogs)
        self._settle_neighbours()
        self._registry = self._dogs.registry()
        self._life = Life(self._walks)
        self._misdeeds = Misdeeds(self._walks)
        self._matters = Matters(self._stage)
        self._cameras = Cameras(self._matters)
        self._bikes = Bikes(self._stage)
        self._reports = Reports(self._matters)
        self._squads = Squads(self._matters, self._deal_with)
        self._collectors = Collectors(self._stage)

    def _settle_neighbours(self) -> None:
        """Give each of `NEIGHBOURS` a home a few minutes from its zone, where another dog lives already."""
        for tag, zone in NEIGHBOURS:
            row = self._dogs.row.get(tag)
            spot = self._stage.city.named(zone)
            near = self._walks.candidates(*spot.middle, 150, 600)
            if row is not None and near:
                mate = int(self._dogs.mate[row])
                if mate >= 0:
                    self._dogs.mate[[row, mate]] = -1
                x, y = self._walks.home(near[0])
                self._dogs.move_home(row, x + 4.0, y - 3.0)

    @property
    def truth(self) -> list[TruthEntry]:
        """All that was truly done so far, in the order it was written down."""
        return self._stage.truth.entries

    def new_truth(self) -> Sequence[TruthEntry]:
        """Truth entries recorded since the last call, oldest first."""
        return self._stage.truth.new()

    def show_pictures(self, address: str) -> None:
        """The fixed cameras' pictures are served at this address from now on: it stands in what is told of them."""
        self._cameras.pictures = address

    def view(self, camera: str) -> View | None:
        """What a fixed camera sees now, None when there is no such camera."""
        return self._cameras.view(camera)

    def snapshot(self) -> list[Emission]:
        """Registry, cameras, squads, and every tag's first position; tags long offline with their last."""
        stage, now = self._stage, self._stage.moment()
        out = [Emission(DOGS, "city.dogtag.registered.v1", entry, now) for entry in self._registry]
        statuses = [self._cameras.status(camera) for camera in self._cameras.all]
        out += [Emission(CAMERAS, "city.camera.status.v1", status, now) for status in statuses]
        squads = [self._squads.status(squad) for squad in self._squads.all]
        out += [Emission(SQUADS, "city.squad.status.v1", status, now) for status in squads]
        out.append(self._first_positions(np.flatnonzero(~self._dogs.silent), stage.now))
        silent = np.flatnonzero(self._dogs.silent)
        if len(silent):
            out.append(self._first_positions(silent, stage.now - OFFLINE_FOR_S))
        return out

    def _first_positions(self, rows: np.ndarray[tuple[int], np.dtype[np.intp]], when: float) -> Emission:
        where = np.array([self._dogs.where(row, when) for row in rows.tolist()])
        lon, lat = self._stage.city.here.to_degrees(where[:, 0], where[:, 1])
        n = len(rows)
        tags = [self._dogs.tags[row] for row in rows.tolist()]
        columns = wire.Positions(
            tags, [round(when * 1000)] * n, lon.round(7).tolist(), lat.round(7).tolist(), [12.0] * n
        )
        return Emission(DOGS, wire.POSITIONS, columns, self._stage.moment())

    def step(self, now: datetime) -> list[Emission]:
        """Live until `now` and tell what came of it. A time before the last step's is taken as that one."""
        until = max(now.timestamp(), self._stage.now)
        self._stage.play(until)
        return [*self._dogs.fixes(until), *self._taken()]

    def _taken(self) -> list[Emission]:
        out, self._stage.out = self._stage.out, []
        return out

    def take(self, command: Outgoing) -> list[Emission]:
        """React to the station. What needs time comes with later steps; a repeated command changes nothing."""
        if isinstance(command, DispatchTask):
            self._squads.dispatch(command)
        elif isinstance(command, DispatchCancel):
            self._squads.cancel(command)
        elif isinstance(command, OutwardNotice):
            self._notice(command)
        elif isinstance(command, VerifyTask | SquadInstruction):
            self._collectors.take(command)
        return self._taken()

    def _notice(self, notice: OutwardNotice) -> None:
        if notice.to.kind == "owner":
            self._misdeeds.remind(notice)
        elif notice.to.kind == "bike-operator":
            self._bikes.ask(notice)
        else:
            self._reports.answer(notice)

    def _deal_with(self, category: Category, x: float, y: float) -> bool:
        """A squad is done at a place: matters there end, dogs are taken home, bikes put in order."""
        if category in (Category.DOG_IN_FORBIDDEN_ZONE, Category.DOG_OUT_OF_HOURS):
            self._misdeeds.clear_around(x, y)
            return True
        if category is Category.BIKE_PARKING:
            return self._bikes.relieve_near(x, y)
        return self._matters.clear(category, x, y)


def live(world: World, start: datetime, seconds: float, every: float = 0.25) -> list[Emission]:
    """All emissions of `seconds` from `start` in steps of `every` seconds: for tests and benchmarks."""
    out: list[Emission] = []
    for k in range(1, round(seconds / every) + 1):
        out += world.step(start + timedelta(seconds=k * every))
    return out

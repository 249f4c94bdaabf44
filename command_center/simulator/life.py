"""A believable day of 3,000 dogs: walks at permitted hours, gardens, cars, the vet, and faulty tags."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import partial

import numpy as np

from command_center.model.places import PlaceKind
from command_center.simulator import outings
from command_center.simulator.dogs import Outing
from command_center.simulator.stage import LOCAL
from command_center.simulator.tracks import along
from command_center.simulator.walks import Walks

MORNING, EVENING = 0.5, 0.72
"""Share of dogs that walk before 07:00, and after 19:00."""
IN_GARDENS_PER_H, BY_CAR_PER_H = 50.0, 3.0
OFFLINE, SHELTERED = 12, 14
OFFLINE_FOR_S = 26 * 3600.0


class Life:
    """Keeps the dogs' day going."""

    def __init__(self, walks: Walks) -> None:
        self._walks, self._stage, self._dogs = walks, walks.stage, walks.dogs
        self._set_apart()
        self._plan(self._midnight(0))
        self._stage.after(self._wait(IN_GARDENS_PER_H), self._garden)
        self._stage.after(self._wait(BY_CAR_PER_H), self._drive)

    def _wait(self, per_hour: float) -> float:
        share = len(self._dogs.tags) / 3000
        return float(self._stage.rng.exponential(3600 / (per_hour * share)))

    def _midnight(self, days: int) -> float:
        day = self._stage.local().date() + timedelta(days=days)
        return datetime.combine(day, time(), LOCAL).timestamp()

    def _set_apart(self) -> None:
        """Tags offline, dogs in the shelter, and three tags with a fault; in small packs, none."""
        dogs, rng, n = self._dogs, self._stage.rng, len(self._dogs.tags)
        if n < 200:
            return
        singles = [i for i in rng.permutation(n).tolist() if dogs.mate[i] < 0 and dogs.tags[i] not in ("0417", "1873")]
        dogs.special[singles[: OFFLINE + SHELTERED + 4]] = True
        for row in singles[:OFFLINE]:
            dogs.silent[row] = True
            start = self._stage.now - OFFLINE_FOR_S
            self._stage.truth.note("tag-offline", dogs.tags[row], None, start)
        shelter = self._stage.city.of(PlaceKind.SHELTER)[0]
        yard = outings.wander(shelter.shape, SHELTERED, rng)
        for row, (x, y) in zip(singles[OFFLINE : OFFLINE + SHELTERED], yard, strict=True):
            dogs.settle_at(row, x, y)
            self._stage.truth.note("in-shelter", dogs.tags[row], shelter.id, self._stage.now)
        frozen, frozen_too, rider, jumper = singles[OFFLINE + SHELTERED : OFFLINE + SHELTERED + 4]
        for row, fault in ((frozen, "still"), (frozen_too, "still"), (rider, "riding"), (jumper, "jumping")):
            self._stage.truth.note("tag-fault", dogs.tags[row], None, self._stage.now, None, fault)
        dogs.frozen[[frozen, frozen_too]] = True
        self._ride(rider)
        self._jump(jumper, False)

    def _ride(self, row: int) -> None:
        """A tag on a delivery van: all day, all over town."""
        city, rng = self._stage.city, self._stage.rng
        goal = city.streets.xy[int(rng.integers(len(city.streets)))]
        points = outings.way(city, self._dogs.where(row, self._stage.now), (float(goal[0]), float(goal[1])))
        track = along(points, self._stage.now, float(rng.uniform(8, 12)))
        self._dogs.depart(row, Outing(track, "riding", driven=True))
        self._stage.at(track.end + 30, partial(self._ride, row))

    def _jump(self, row: int, away: bool) -> None:
        """A cloned tag: now here, now three kilometres off."""
        x, y = self._walks.home(row)
        toward = -1.0 if x > 0 else 1.0
        self._dogs.settle_at(row, x + (3000.0 * toward if away else 0.0), y)
        self._stage.after(self._stage.uniform(60, 110), partial(self._jump, row, not away))

    def _plan(self, midnight: float) -> None:
        """Walks of one local day, those already under way included; then the next day's in its turn."""
        rng, n = self._stage.rng, len(self._dogs.tags)
        draws = rng.random((4, n))
        for row in range(n):
            minutes = 15 + 20 * draws[2, row]
            if draws[0, row] < MORNING:  # home again by 06:55
                start = 6 * 60 + 3 + draws[3, row] * max(1.0, 50 - minutes)
                self._schedule(row, midnight + start * 60, min(minutes, 30) * 60 * 0.85)
            if draws[1, row] < EVENING:
                start = 19 * 60 + 2 + 120 * rng.beta(1.6, 2.4)
                self._schedule(row, midnight + start * 60, minutes * 60)
        self._stage.at(midnight + 86_400, lambda: self._plan(self._midnight(0)))

    def _schedule(self, row: int, start: float, seconds: float) -> None:
        if start + seconds * 0.8 > self._stage.now:
            self._stage.at(start, partial(self._walks.stroll, row, start, seconds))

    def _anyone(self) -> int | None:
        row = int(self._stage.rng.integers(len(self._dogs.tags)))
        return row if self._walks.free(row) else None

    def _garden(self) -> None:
        """A few minutes in the yard, within the home's radius: no walk by the rules."""
        self._stage.after(self._wait(IN_GARDENS_PER_H), self._garden)
        row = self._anyone()
        if row is None or not 6 <= self._stage.local().hour < 23:
            return
        rng, (x, y) = self._stage.rng, self._walks.home(row)
        angles, far = rng.uniform(0, 2 * np.pi, 6), rng.uniform(8, 34, 6)
        points = [(x + r * np.cos(a), y + r * np.sin(a)) for a, r in zip(angles, far, strict=True)]
        self._walks.go(row, along([(x, y), *points, (x, y)], self._stage.now, 0.6), "garden")

    def _drive(self) -> None:
        """By car to the vet or the dog run, a while there, and back: never an alarm."""
        self._stage.after(self._wait(BY_CAR_PER_H), self._drive)
        row = self._anyone()
        if row is None or not 8 <= self._stage.local().hour < 19:
            return
        city, rng = self._stage.city, self._stage.rng
        goal = self._stage.pick([*city.of(PlaceKind.VET), *city.of(PlaceKind.DOG_RUN)])
        speeds = (float(rng.uniform(7, 11)), 0.5)
        track = outings.visit(city, self._walks.home(row), goal.shape, float(rng.uniform(1200, 2700)), speeds, rng)
        track = outings.shifted(track, self._stage.now)
        self._walks.go(row, track, "drive", driven=True)
        note = "by car"
        self._stage.truth.note("exempt-visit", self._dogs.tags[row], goal.id, track.start, track.end, note)

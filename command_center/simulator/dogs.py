"""The dogs of the demo city: who they are, where they truly are, and the fixes their tags send."""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from command_center.feeds import wire
from command_center.model.observations import LonLat, TagRegistered, TagState
from command_center.simulator import people
from command_center.simulator.emission import DOGS, Emission
from command_center.simulator.gps import Receivers
from command_center.simulator.homes import settle
from command_center.simulator.outings import Span
from command_center.simulator.stage import Stage
from command_center.simulator.tracks import Track
from command_center.simulator.truth import moment

LATE, HELD_BACK = 0.0012, 0.00012
"""Share of fixes delivered 20 to 120 s late, and of fixes after which a tag holds back what it has for minutes."""
CATCH_UP_S = 120.0
"""After a pause of the whole world, fixes of longer ago are not made up."""
HOMELESS_EVERY = 250
"""Of so many tags the registry does not tell one's home: the station learns it from nights."""
HOME_OUT_M = 25.0
"""Nearer to home than this a dog is taken to be indoors, as far as the receiver's sky goes."""


@dataclass
class Outing:
    """A dog away from home. `driven`: in a vehicle. `kind` is for the truth: walk, zone, hours, vet, run …"""

    track: Track
    kind: str
    driven: bool = False
    spans: list[Span] = field(default_factory=list)
    open: dict[tuple[str, str | None], float] = field(default_factory=dict)


class Dogs:
    """All tags. Rows are tag numbers from "0001" in order; `x`, `y` metres are where each dog truly is at rest."""

    def __init__(self, stage: Stage, count: int, rate: float) -> None:
        self._stage = stage
        city, rng = stage.city, stage.rng
        self.tags = [f"{i:04d}" for i in range(1, count + 1)]
        self.row = {tag: i for i, tag in enumerate(self.tags)}
        homes = settle(city, count, rng)
        self.address = homes.address
        self.home_x, self.home_y = homes.x, homes.y
        self.x, self.y = homes.x.copy(), homes.y.copy()
        self.mate = np.full(count, -1)
        self._pair_up()
        self.special = np.zeros(count, bool)  # faulty, offline or in the shelter: takes no part in daily life
        self.silent = np.zeros(count, bool)
        self.frozen = np.zeros(count, bool)
        self.outings: dict[int, Outing] = {}
        self._out = np.zeros(count, bool)
        self._gps = Receivers(count, np.random.default_rng(rng.integers(2**63)))
        self._noise = np.random.default_rng(rng.integers(2**63))
        self._battery = rng.uniform(0.15, 1.0, count)
        self._battery[300::600] = 0.11
        self._born = stage.now
        self.every = count / rate
        self._due = stage.now + rng.permutation(count) / count * self.every
        self._late: list[tuple[float, int, tuple[object, ...]]] = []
        self._held: dict[int, float] = {}
        self._count = 0

    def _pair_up(self) -> None:
        """One in fifteen owners has two dogs, in neighbouring numbers."""
        for i in np.flatnonzero(self._stage.rng.random(len(self.tags) // 2) < 0.065) * 2:
            self.mate[i], self.mate[i + 1] = i + 1, i
            self.x[i + 1] = self.home_x[i + 1] = self.home_x[i]
            self.y[i + 1] = self.home_y[i + 1] = self.home_y[i]
            self.address[i + 1] = self.address[i]

    def move_home(self, row: int, x: float, y: float) -> None:
        """Let a dog live somewhere else (before the day begins)."""
        self.home_x[row] = self.x[row] = x
        self.home_y[row] = self.y[row] = y
        self.address[row] = self._stage.city.address(x, y)

    def registry(self) -> list[TagRegistered]:
        """Every tag's entry, and a few that are still on their way to their owners (they send nothing)."""
        rng, today = self._stage.rng, self._stage.local().date()
        lonlat = [self._stage.city.lonlat(x, y) for x, y in zip(self.home_x, self.home_y, strict=True)]
        out: list[TagRegistered] = []
        for i, tag in enumerate(self.tags):
            mate = int(self.mate[i])
            owner = out[mate].owner if 0 <= mate < i else people.owner(self.address[i], rng)
            home = None if mate < 0 and i % HOMELESS_EVERY == HOMELESS_EVERY // 2 else LonLat(*lonlat[i])
            out.append(TagRegistered(tag, TagState.ACTIVE, people.dog(today, rng), owner, home))
        states = (TagState.APPLIED, TagState.APPROVED, TagState.MAILED)
        for k in range(len(self.tags) // 125):
            i = int(rng.integers(len(self.tags)))
            owner = people.owner(self.address[i], rng)
            tag = f"{len(self.tags) + 1 + k:04d}"
            out.append(TagRegistered(tag, states[k % 3], people.dog(today, rng), owner, LonLat(*lonlat[i])))
        return out

    def depart(self, row: int, outing: Outing) -> None:
        """From now on the dog is where its outing has it."""
        self.outings[row] = outing
        self._out[row] = True

    def settle_at(self, row: int, x: float, y: float) -> None:
        """The outing is over; the dog stays at a point."""
        self.outings.pop(row, None)
        self._out[row] = False
        self.x[row], self.y[row] = x, y

    def where(self, row: int, when: float) -> tuple[float, float]:
        """The true position, metres."""
        outing = self.outings.get(row)
        return outing.track.at(when) if outing else (float(self.x[row]), float(self.y[row]))

    def fixes(self, now: float) -> list[Emission]:
        """Positions of all tags due up to `now`, as one message (two when late ones come in)."""
        self._due = np.maximum(self._due, now - CATCH_UP_S)
        parts = []
        while len(rows := np.flatnonzero(self._due <= now)):
            parts.append(self._read(rows, self._due[rows]))
            self._due[rows] += self.every
        columns = [list(column) for column in zip(*(p for p in parts if p[0]), strict=True)]
        fresh = [[value for part in column for value in part] for column in columns]
        out = [self._message(fresh, now)] if fresh and fresh[0] else []
        arrived: list[tuple[object, ...]] = []
        while self._late and self._late[0][0] <= now:
            arrived.append(heappop(self._late)[2])
        if arrived:
            out.append(self._message([list(column) for column in zip(*arrived, strict=True)], now))
        return out

    def _message(self, columns: list[list[object]], now: float) -> Emission:
        return Emission(DOGS, wire.POSITIONS, wire.Positions(*columns), moment(now))  # type: ignore[arg-type]

    def _read(self, rows: NDArray[np.intp], when: NDArray[np.float64]) -> tuple[list[object], ...]:
        """Columns of the fixes sent at once; those held back or late go to `_late`."""
        alive = ~self.silent[rows]
        rows, when = rows[alive], when[alive]
        x, y = self.x[rows].copy(), self.y[rows].copy()
        for k in np.flatnonzero(self._out[rows]).tolist():
            x[k], y[k] = self.outings[int(rows[k])].track.at(float(when[k]))
        away = np.hypot(x - self.home_x[rows], y - self.home_y[rows]) > HOME_OUT_M
        seen = self._gps.read(rows, x, y, self._out[rows] & away)
        still = self.frozen[rows]
        lon, lat = self._stage.city.here.to_degrees(np.where(still, x, seen.x), np.where(still, y, seen.y))
        for k in np.flatnonzero(seen.stray).tolist():
            self._stage.truth.note("stray-fix", self.tags[int(rows[k])], None, float(when[k]), float(when[k]))
        battery = (self._battery[rows] - (when - self._born) / 86_400 * 0.06) % 1.0
        columns = (
            [self.tags[i] for i in rows.tolist()],
            np.round(when * 1000).astype(np.int64).tolist(),
            lon.round(7).tolist(),
            lat.round(7).tolist(),
            np.where(still, 5.0, seen.accuracy).tolist(),
            battery.round(2).tolist(),
        )
        return self._hold(rows, when, columns)

    def _hold(
        self, rows: NDArray[np.intp], when: NDArray[np.float64], columns: tuple[list[object], ...]
    ) -> tuple[list[object], ...]:
        chance = self._noise.random(len(rows))
        for k in np.flatnonzero(chance < HELD_BACK).tolist():
            self._held[int(rows[k])] = float(when[k] + self._noise.uniform(60, 200))
        self._held = {row: until for row, until in self._held.items() if until > when.min(initial=np.inf)}
        back = chance > 1 - LATE
        if self._held:
            back |= np.isin(rows, list(self._held))
        if not back.any():
            return columns
        for k in np.flatnonzero(back).tolist():
            until = self._held.get(int(rows[k])) or float(when[k] + self._noise.uniform(20, 120))
            self._count += 1
            heappush(self._late, (until, self._count, tuple(column[k] for column in columns)))
        keep = np.flatnonzero(~back).tolist()
        return tuple([column[k] for k in keep] for column in columns)

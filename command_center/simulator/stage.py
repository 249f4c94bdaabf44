"""What every actor of the demo city shares: the time, the map, chance, and somewhere to tell things."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone
from heapq import heappop, heappush
from typing import TypeVar

import numpy as np
from msgspec import Struct

from command_center.feeds import wire
from command_center.simulator.citymap import CityMap
from command_center.simulator.emission import Emission
from command_center.simulator.truth import TruthBook, moment

LOCAL = timezone(timedelta(hours=8))
"""China keeps one time without summer time."""
_TYPE = {type_: name for name, type_ in wire.OBSERVED.items()}
T = TypeVar("T")
Act = Callable[[], None]


class Stage:
    """The world's present and its agenda. `now` is seconds since 1970 and moves from act to act within a step."""

    def __init__(self, city: CityMap, rng: np.random.Generator, now: float) -> None:
        self.city, self.rng, self.now = city, rng, now
        self.truth = TruthBook()
        self.out: list[Emission] = []
        self._agenda: list[tuple[float, int, Act]] = []
        self._count = 0

    def at(self, when: float, act: Act) -> None:
        """Do something at a time (never before the present)."""
        self._count += 1
        heappush(self._agenda, (max(when, self.now), self._count, act))

    def after(self, seconds: float, act: Act) -> None:
        """Do something some time from now."""
        self.at(self.now + seconds, act)

    def play(self, until: float) -> None:
        """Do all that is on the agenda up to a time, in its order."""
        while self._agenda and self._agenda[0][0] <= until:
            self.now, _, act = heappop(self._agenda)
            act()
        self.now = until

    def emit(self, path: str, data: Struct, when: float | None = None) -> None:
        """Tell a feed something; its type follows from what it is."""
        self.out.append(Emission(path, _TYPE[type(data)], data, moment(self.now if when is None else when)))

    def moment(self) -> datetime:
        """The present as an aware time in UTC."""
        return moment(self.now)

    def local(self) -> datetime:
        """The present on the city's clocks."""
        return self.moment().astimezone(LOCAL)

    def uniform(self, low: float, high: float) -> float:
        """A number between two."""
        return float(self.rng.uniform(low, high))

    def chance(self, part: float) -> bool:
        """True in that part of all calls."""
        return bool(self.rng.random() < part)

    def pick(self, things: Sequence[T]) -> T:
        """One of several."""
        return things[int(self.rng.integers(len(things)))]

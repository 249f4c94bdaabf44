"""All rules together: observations in, outcomes out. Pure: no I/O, no clock; time comes as a `Tick`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from command_center.clock import from_ms
from command_center.model import observations as obs
from command_center.model.camera_limits import CameraLimit
from command_center.model.dogs import DogFacts
from command_center.model.events import FlaggedEvent, HoursReason, ZoneReason
from command_center.model.names import NameIndex
from command_center.model.places import Place, PlaceKind, Standing
from command_center.model.settings import DogWalking
from command_center.model.suppressed import Stay
from command_center.rules import exemptions
from command_center.rules.dogs import DogRules, Steps
from command_center.rules.outcomes import Ended, Kept, Outcome, Raised, Updated
from command_center.rules.progress import Progress
from command_center.rules.sightings import Sightings
from command_center.rules.timeline import Timeline
from command_center.rules.together import Together
from command_center.rules.zones import ZoneIndex, grid_around

__all__ = ["Ended", "Engine", "Kept", "Observed", "Outcome", "Raised", "Updated"]

_MATTERS = (
    PlaceKind.LOADING_BAY,
    PlaceKind.BREAKFAST_POINT,
    PlaceKind.REPAIR_POINT,
    PlaceKind.SEASONAL_POINT,
    PlaceKind.MARKET,
    PlaceKind.MODEL_STREET,
)
"""The places a sighting may concern, the most telling first."""


Fact = DogFacts | CameraLimit
"""What people, or the nights, say of things."""
_ANY_TIME = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Observed:
    """An observation, by which feed and when it was received (aware, UTC)."""

    feed: str
    received: datetime
    what: obs.Observation | obs.Tick | Fact


class Engine:
    """Takes observations one after the other. The same ones give the same outcomes.

    `places` that are no `Standing` are in force for ever. `tags`: the rows of tags, where another table shares them.
    """

    def __init__(
        self, rules: DogWalking | Timeline, places: Sequence[Place | Standing], tags: NameIndex | None = None
    ) -> None:
        rules = Timeline.of(rules) if isinstance(rules, DogWalking) else rules
        standings = [place if isinstance(place, Standing) else Standing(place) for place in places]
        self._look_up([one.place for one in standings if one.until is None])
        self._dogs = DogRules(rules, standings, self.grid_of, tags=tags)
        self._sightings = Sightings(
            rules.newest.version,
            self.grid_of,
            self._place_of,
            near=self._excusing,
            timezone=rules.newest.rules.timezone,
            weighs=self._on_model_street,
        )
        self._progress = Progress()
        self._together = Together()

    def _look_up(self, places: Sequence[Place]) -> None:
        grid = grid_around(places)
        self._grids = ZoneIndex([p for p in places if p.kind is PlaceKind.GRID], grid, 0.1)
        self._excusers = ZoneIndex([p for p in places if p.kind in exemptions.KINDS], grid, 10.0, exemptions.POINT_M)
        self._concerned = ZoneIndex([p for p in places if p.kind in _MATTERS], grid, 0.1)

    def lay_out(self, standings: Sequence[Standing], now: datetime) -> Steps:
        """Other places from here on: those in force `now`, and for the dog rules, which judge each fix by what was in
        force at its own time, those of before and of later too. What changes by that follows, in steps as above."""
        self._look_up([one.place for one in standings if one.at(now)])
        return self._together.through((yield from self._dogs.lay_out(standings)))

    def lay_down(self, rules: Timeline) -> Steps:
        """Other rules from their times on, in steps as above; events name the version that raised them."""
        self._sightings.version = self._sightings.stays.version = rules.newest.version
        return self._together.through((yield from self._dogs.lay_down(rules)))

    def observe(self, observed: Observed) -> list[Outcome]:
        """What follows from an observation, in order."""
        steps = self.steps(observed)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                found: list[Outcome] = end.value
                return found

    def steps(self, observed: Observed) -> Steps:
        """The same in steps of a few milliseconds; nothing else may be observed before its end."""
        feed, received, what = observed.feed, observed.received, observed.what
        newest = _newest(what)
        if newest is not None:
            self._progress.heard(feed, received, newest)
        if isinstance(what, obs.Fixes):
            self._together.fixes(what, received)
            return self._together.through((yield from self._dogs.take(feed, what, received)))
        return self._other(feed, received, what)

    def _other(self, feed: str, received: datetime, what: obs.Observation | obs.Tick | Fact) -> list[Outcome]:
        match what:
            case obs.Tick():
                dogs = self._together.through(self._dogs.tick(what.time, self._progress))
                return [*dogs, *self._sightings.tick(what.time, self._progress)]
            case obs.Detection():
                return self._sightings.detection(feed, what, received)
            case obs.Report():
                return self._sightings.report(feed, what, received)
            case obs.ReportUpdate():
                return self._sightings.report_update(what, received)
            case obs.BikeParking():
                return self._sightings.bikes(feed, what, received)
            case obs.TagRegistered():
                self._dogs.registered(what)
                self._together.registered(what)
            case CameraLimit():
                self._sightings.limit(what)
            case DogFacts():
                return self._together.through(self._dogs.facts(what))
            case obs.CameraStatus():
                self._sightings.camera(what)
            case _:
                pass
        return []

    def restore(
        self,
        registry: Iterable[obs.TagRegistered | Fact],
        events: Iterable[FlaggedEvent],
        recent: Iterable[Observed],
        stays: Iterable[Stay] = (),
    ) -> list[Outcome]:
        """Rebuild after a restart: the registry and what else is known of dogs, the store's active and lately ended
        events, the last minutes' fixes.

        What is active is not raised again; what follows from the recent fixes and was not stored is returned.
        """
        for told in registry:
            self.observe(Observed("store", _ANY_TIME, told))
        for stay in stays:
            self._sightings.stays.restore(stay)
        ended: list[Outcome] = []
        for event in events:
            if isinstance(event.reason, ZoneReason | HoursReason):
                self._together.restore(event)
                ended += self._together.through(self._dogs.restore(event))
            else:
                self._sightings.restore(event)
        return [*ended, *(outcome for observed in recent for outcome in self.observe(observed))]

    def grid_of(self, lon: float, lat: float) -> int | None:
        """The number of the grid a spot (degrees) lies in."""
        found = self._at(self._grids, lon, lat)
        return found[0].grid if found else None

    def _place_of(self, lon: float, lat: float) -> tuple[str, str] | None:
        """The id and version of the place a sighting there concerns."""
        found = self._at(self._concerned, lon, lat)
        if not found:
            return None
        best = min(found, key=lambda place: _MATTERS.index(place.kind))
        return best.id, best.version

    def _on_model_street(self, lon: float, lat: float) -> bool:
        """Whether what is seen there is one step more urgent: it is what visitors see of the city."""
        return any(place.kind is PlaceKind.MODEL_STREET for place in self._at(self._concerned, lon, lat))

    def _excusing(self, lon: float, lat: float) -> list[tuple[Place, float]]:
        """The places near a spot that may excuse what is seen there, with the depth in metres."""
        _, which, depth = self._excusers.near(np.array([lon]), np.array([lat]))
        return [(self._excusers.places[i], float(metres)) for i, metres in zip(which, depth, strict=True)]

    def _at(self, index: ZoneIndex, lon: float, lat: float) -> list[Place]:
        _, which, depth = index.near(np.array([lon]), np.array([lat]))
        return [index.places[i] for i, metres in zip(which, depth, strict=True) if metres >= 0]


def _newest(what: obs.Observation | obs.Tick | Fact) -> datetime | None:
    """The data time of what tells how far a feed has got."""
    match what:
        case obs.Fixes():
            return from_ms(int(what.time_ms.max()))
        case obs.Detection() | obs.BikeParking() | obs.DroneTelemetry():
            return what.time
        case _:
            return None

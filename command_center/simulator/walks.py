"""Dogs going out and coming home, with the truth of what rules they break on the way."""

from __future__ import annotations

from functools import partial

import numpy as np

from command_center.simulator import outings
from command_center.simulator.citymap import Spot
from command_center.simulator.dogs import Dogs, Outing
from command_center.simulator.stage import Stage
from command_center.simulator.tracks import Track, along


class Walks:
    """Starts outings, ends them, and turns dogs round when their owner is reminded."""

    def __init__(self, stage: Stage, dogs: Dogs) -> None:
        self.stage, self.dogs = stage, dogs

    def home(self, row: int) -> tuple[float, float]:
        """Where a dog lives, metres."""
        return float(self.dogs.home_x[row]), float(self.dogs.home_y[row])

    def free(self, row: int) -> bool:
        """True when a dog is at home and nothing is the matter with it or its tag."""
        return row not in self.dogs.outings and not self.dogs.special[row]

    def go(self, row: int, track: Track, kind: str, zone: Spot | None = None, driven: bool = False) -> None:
        """Set off; a second dog of the same owner comes along."""
        spans = [] if driven else outings.hour_spans(track, self.home(row))
        if zone is not None:
            spans += outings.zone_spans(track, zone.id, zone.shape)
        self._begin(row, Outing(track, kind, driven, spans))
        mate = int(self.dogs.mate[row])
        if mate >= 0 and self.free(mate):
            beside = Track(track.t, track.x + 1.2, track.y - 0.9)
            self._begin(mate, Outing(beside, kind, driven, list(spans)))

    def stroll(self, row: int, start: float, seconds: float, kind: str = "walk") -> None:
        """A walk round the streets from `start` (it may have begun before now)."""
        if not self.free(row):
            return
        rng = self.stage.rng
        speed = float(rng.uniform(0.95, 1.4))
        points = outings.round_trip(self.stage.city, self.home(row), speed * seconds, rng)
        self.go(row, along(points, start, speed), kind)

    def send_home(self, row: int) -> None:
        """Turn a dog that is out on foot round, by the shortest way."""
        outing = self.dogs.outings.get(row)
        if outing is None or outing.driven:
            return
        now = self.stage.now
        points = outings.way(self.stage.city, self.dogs.where(row, now), self.home(row))
        track = along(points, now, 1.45)
        spans = outings.hour_spans(track, self.home(row))
        for place in {s.place for s in outing.spans if s.place is not None}:
            zone = next(spot for spot in self.stage.city.spots if spot.id == place)
            spans += outings.zone_spans(track, zone.id, zone.shape)
        open_ = dict(outing.open)
        spans = [s._replace(start=open_.get((s.kind, s.place), s.start)) if s.start <= now + 2 else s for s in spans]
        going_on = {(s.kind, s.place) for s in spans if s.start <= now + 2}
        for (kind, where), start in open_.items():
            if (kind, where) not in going_on:
                self.stage.truth.note(kind, self.dogs.tags[row], where, start, now)
        self._begin(row, Outing(track, "going-home", False, spans, open_))

    def _begin(self, row: int, outing: Outing) -> None:
        self.dogs.depart(row, outing)
        for span in outing.spans:
            if (span.kind, span.place) not in outing.open:
                self.stage.at(span.start, partial(self._open, row, outing, span))
            self.stage.at(span.end, partial(self._close, row, outing, span))
        self.stage.at(outing.track.end, partial(self._arrive, row, outing))

    def _open(self, row: int, outing: Outing, span: outings.Span) -> None:
        if self.dogs.outings.get(row) is outing:
            outing.open[span.kind, span.place] = span.start
            self.stage.truth.note(span.kind, self.dogs.tags[row], span.place, span.start, None, outing.kind)

    def _close(self, row: int, outing: Outing, span: outings.Span) -> None:
        if self.dogs.outings.get(row) is outing and outing.open.pop((span.kind, span.place), None) is not None:
            self.stage.truth.note(span.kind, self.dogs.tags[row], span.place, span.start, span.end, outing.kind)

    def _arrive(self, row: int, outing: Outing) -> None:
        if self.dogs.outings.get(row) is outing:
            self.dogs.settle_at(row, float(outing.track.x[-1]), float(outing.track.y[-1]))

    def candidates(self, x: float, y: float, near: float, far: float) -> list[int]:
        """Dogs at home whose home is `near` to `far` metres from a point."""
        away = np.hypot(self.dogs.home_x - x, self.dogs.home_y - y)
        return [i for i in np.flatnonzero((away >= near) & (away <= far)).tolist() if self.free(i)]

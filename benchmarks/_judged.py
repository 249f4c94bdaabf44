"""Simulated tracks through the real rules, and what came of them against the truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import shapely

from benchmarks._noise import Noise, Track, track
from benchmarks._walks import Kind, Walk, depths, walks, zones
from command_center.clock import from_ms, to_ms
from command_center.model.events import FlaggedEvent, ZoneReason
from command_center.model.geo import LocalGrid
from command_center.model.observations import Fixes
from command_center.model.places import Place, PlaceKind
from command_center.model.settings import DogWalking
from command_center.rules.engine import Engine, Kept, Observed, Raised

BEGIN = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # 20:00 in Quzhou: walking is allowed, only zones count
GRID = LocalGrid(118.87, 28.94)
VISIT_S = 30
FIXES = 3
"""A stay of this long must be found."""
CROSSING_S = 15
"""An alarm about a dog that was inside for less is false."""
STEPS = (0.0, 0.8, 0.9, 0.95, 0.98, 1.01)
AFTER_S = 30
"""An alarm this long after the dog has left is still about its stay."""


@dataclass
class Seen:
    """A walk, its track, and what ours and the naive rule said: seconds after the start, and our events."""

    walk: Walk
    track: Track
    events: list[FlaggedEvent] = field(default_factory=list)
    naive_s: float | None = None
    said: dict[str, float] = field(default_factory=dict)
    """The probability each event was raised with."""

    @property
    def visit(self) -> bool:
        """Whether the dog was in the zone for half a minute or more."""
        return self.walk.inside_s >= VISIT_S

    @property
    def clear(self) -> bool:
        """Whether it was for that long deeper than one stated accuracy, and three fixes were sent meanwhile: a stay
        that must be found. What nobody heard of, and what is nearer to the edge, cannot be told."""
        deep = self.walk.depth > self.track.accuracy_m
        heard = deep[self.track.seconds.astype(int)]
        return int(deep.sum()) >= VISIT_S and int(heard.sum()) >= FIXES

    def true(self, event: FlaggedEvent) -> bool:
        """Whether the dog was in the zone between the first fix of an alarm and the one that confirmed it, in a stay
        and no mere crossing."""
        first, raised = ((t - BEGIN).total_seconds() for t in (event.first_seen, event.raised))
        during = self.walk.depth[max(0, int(first)) : int(raised) + 2]
        return self.walk.inside_s >= CROSSING_S and bool((during > 0).any())

    @property
    def found_s(self) -> float | None:
        """When its stay was found (seconds after the start), None when it was not."""
        last = float(np.flatnonzero(self.walk.depth > 0)[-1]) if self.walk.inside_s else -1.0
        good = [(e.raised - BEGIN).total_seconds() for e in self.events if self.true(e)]
        return min((at for at in good if at <= last + AFTER_S), default=None)


def judge(seed: int, n: int, noise: Noise, linger: float) -> list[Seen]:
    """Draw `n` walks and tracks and lead them through the rules, as they would come: a minute at a time."""
    rng = np.random.default_rng(seed)
    shapes = zones()
    seen = [Seen(walk, track(rng, walk.path, noise)) for walk in walks(rng, n, linger)]
    for one in seen:
        inside = depths(shapes[one.walk.zone], one.track.spots) > 0
        one.naive_s = float(one.track.seconds[inside][0]) if inside.any() else None
    places = [_place(i, shape) for i, shape in enumerate(shapes)]
    events: dict[str, FlaggedEvent] = {}
    engine = Engine(DogWalking(), places)
    for fixes in _minutes(seen):
        received = from_ms(int(fixes.time_ms.max())) + timedelta(seconds=1)
        for outcome in engine.observe(Observed("dogs", received, fixes)):
            if isinstance(outcome, Kept):
                continue
            event = events[outcome.event.id] = outcome.event
            if isinstance(outcome, Raised) and isinstance(event.reason, ZoneReason) and event.reason.sure:
                seen[int(event.subject)].said[event.id] = event.reason.sure.probability
    for event in events.values():
        if not event.withdrawn:
            seen[int(event.subject)].events.append(event)
    return seen


def _place(i: int, shape: shapely.Polygon) -> Place:
    ring = np.column_stack(GRID.to_degrees(*np.asarray(shape.exterior.coords).T))
    name = f"zone {i}"
    return Place(id=name, name=name, kind=PlaceKind.NO_DOG, geometry=shapely.Polygon(ring), version="1")


def _minutes(seen: Sequence[Seen]) -> list[Fixes]:
    counts = [len(one.track.seconds) for one in seen]
    tags = np.repeat(np.arange(len(seen)), counts)
    seconds = np.concatenate([one.track.seconds for one in seen])
    spots = np.concatenate([one.track.spots for one in seen])
    stated = np.repeat([one.track.accuracy_m for one in seen], counts)
    order = np.argsort(seconds, kind="stable")
    tags, seconds, spots, stated = tags[order], seconds[order], spots[order], stated[order]
    lon, lat = GRID.to_degrees(spots[:, 0], spots[:, 1])
    time_ms = to_ms(BEGIN) + np.rint(seconds * 1000).astype(np.int64)
    cuts = np.flatnonzero(np.diff(seconds // 60)) + 1
    return [
        Fixes(tuple(map(str, tags[i].tolist())), time_ms[i], lon[i], lat[i], stated[i], np.full(len(i), np.nan))
        for i in np.split(np.arange(len(seconds)), cuts)
    ]


def figures(seen: Sequence[Seen]) -> dict[str, Any]:
    """Precision and recall beside the naive rule's, and the delay, over walks whose depth can be told."""
    told = [one for one in seen if one.clear or one.walk.inside_s < CROSSING_S]
    stays = [one for one in told if one.clear]
    alarms = [one.true(event) for one in told for event in one.events]
    naive = [one.walk.inside_s >= CROSSING_S for one in told if one.naive_s is not None]
    delays = [one.found_s - one.walk.entered_s for one in stays if one.found_s is not None]
    found = {
        "precision": _share(alarms),
        "recall": _share([one.found_s is not None for one in stays]),
        "naive_precision": _share(naive),
        "naive_recall": _share([one.naive_s is not None for one in stays]),
        "delay_median_s": float(np.median(delays)) if delays else None,
        "delay_p95_s": float(np.percentile(delays, 95)) if delays else None,
        "stays": len(stays),
        "alarms": len(alarms),
        "walks": len(told),
    }
    return {key: round(value, 4) if isinstance(value, float) else value for key, value in found.items()}


def by_kind(seen: Sequence[Seen]) -> dict[str, Any]:
    """False alarms a walk that is none, by its kind; stays that can't be told, and how many of them were found."""
    shallow = [one for one in seen if one.visit and not one.clear]
    return {
        **{
            f"false_a_{kind}": _share(
                [any(not one.true(e) for e in one.events) for one in seen if one.walk.kind is kind]
            )
            for kind in Kind
        },
        "stays_within_one_accuracy": len(shallow),
        "of_them_found": _share([one.found_s is not None for one in shallow]),
    }


def reliability(seen: Sequence[Seen]) -> list[dict[str, Any]]:
    """Of alarms raised with a probability from … to …, how many there were and which share was true."""
    told = [(one.said[event.id], one.true(event)) for one in seen for event in one.events]
    found = []
    for low, high in pairwise(STEPS):
        within = [(said, true) for said, true in told if low <= said < high]
        if within:
            said, true = (round(float(np.mean(column)), 3) for column in zip(*within, strict=True))
            found.append({"from": low, "to": min(high, 1.0), "alarms": len(within), "said": said, "true": true})
    return found


def _share(of: Sequence[bool]) -> float | None:
    return round(float(np.mean(of)), 4) if len(of) else None

"""Real receivers that stood still, before zones whose edge lies 10, 20 and 40 m from where they were.

gpsd's `eph` is a horizontal error at 95 % (gpsd multiplies the dilution by an error a satellite held for 95 %, and its
manual warns that the certainty is not known). Errors taken for round and normal, that radius is sqrt(-2 ln 0.05) = 2.45
standard deviations an axis and the one at 68 % sqrt(-2 ln 0.32) = 1.51 (Rayleigh distribution): accuracy = 0.617 eph.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from benchmarks._judged import BEGIN, FIXES, GRID
from benchmarks._noise import R68, R95, Floats
from command_center.clock import to_ms
from command_center.model.events import FlaggedEvent
from command_center.model.observations import Fixes
from command_center.model.places import Place, PlaceKind
from command_center.model.settings import DogWalking
from command_center.rules.engine import Engine, Kept, Observed

MOVED_MPS = 0.5
"""A receiver whose speeds were over this in the middle moved, or had not settled."""
WITHIN_S = 60.0
GOOD_M = 8.0


@dataclass(frozen=True)
class Receiver:
    """One log: seconds from its start, metres from its median position (n × 2), stated accuracy at 68 % (NaN: not)."""

    name: str
    seconds: Floats
    spots: Floats
    accuracy: Floats


def receivers(folder: Path) -> Iterator[Receiver]:
    """The logs of receivers that stood still, of ten fixes or more."""
    for file in sorted(folder.glob("*.chk")):
        rows = sorted(_fixes(file))
        if len(rows) < 10:
            continue
        seconds, lon, lat, eph, speed = np.array(rows).T
        if np.nanmedian(np.append(speed, 0.0)) > MOVED_MPS:
            continue
        x, y = GRID.to_metres(lon, lat)
        x *= np.cos(np.radians(np.median(lat))) / np.cos(np.radians(GRID.lat))
        spots = np.column_stack([x - np.median(x), y - np.median(y)])
        yield Receiver(file.name.removesuffix(".log.chk"), seconds - seconds[0], spots, eph * R68 / R95)


def _fixes(file: Path) -> Iterator[tuple[float, float, float, float, float]]:
    for line in file.read_text("utf-8", errors="replace").splitlines():
        try:
            told = json.loads(line)
        except json.JSONDecodeError:
            continue
        if isinstance(told, dict) and told.get("class") == "TPV" and {"time", "lat", "lon"} <= told.keys():
            at = datetime.fromisoformat(told["time"]).timestamp()
            yield at, told["lon"], told["lat"], told.get("eph", np.nan), told.get("speed", np.nan)


def _half(distance_m: float) -> shapely.Polygon:
    """A zone whose edge is so far east of the receiver; negative: the receiver is inside, so far from the edge."""
    return shapely.box(distance_m, -300, distance_m + 600, 300)


def _turned(shape: shapely.Polygon, quarter: int) -> shapely.Polygon:
    return shapely.affinity.rotate(shape, 90 * quarter, origin=(0, 0))


def alarm_s(receiver: Receiver, distance_m: float, quarter: int, again: bool) -> float | None:
    """When the rules alarm, seconds after the first fix; `again`: a short log is played over until a minute is full."""
    ring = np.asarray(_turned(_half(distance_m), quarter).exterior.coords)
    shape = shapely.Polygon(np.column_stack(GRID.to_degrees(*ring.T)))
    place = Place(id="zone", name="zone", kind=PlaceKind.NO_DOG, geometry=shape, version="1")
    seconds, spots, accuracy = receiver.seconds, receiver.spots, receiver.accuracy
    if again:
        lasts = seconds[-1] + max(1.0, float(np.median(np.diff(seconds))))
        times = int(np.ceil((WITHIN_S + 30) / lasts))
        seconds = np.concatenate([seconds + i * lasts for i in range(times)])
        spots, accuracy = np.tile(spots, (times, 1)), np.tile(accuracy, times)
    lon, lat = GRID.to_degrees(*spots.T)
    n, time_ms = len(seconds), to_ms(BEGIN) + np.rint(seconds * 1000).astype(np.int64)
    fixes = Fixes((receiver.name,) * n, time_ms, lon, lat, accuracy, np.full(n, np.nan))
    engine, events = Engine(DogWalking(), [place]), dict[str, FlaggedEvent]()
    for outcome in engine.observe(Observed("dogs", BEGIN + timedelta(days=1), fixes)):
        if not isinstance(outcome, Kept):
            events[outcome.event.id] = outcome.event
    raised = [event.raised for event in events.values() if not event.withdrawn]
    return (min(raised) - BEGIN).total_seconds() if raised else None


def measure(folder: Path) -> dict[str, Any]:
    """How many of the receivers alarm that stand outside, and within a minute that stand inside; each towards four
    sides. Receivers count, not sides: one that alarms towards any side is counted against us."""
    if not folder.is_dir():
        return {"skipped": f"no folder {folder}"}
    found = list(receivers(folder))
    outside = {
        f"alarm_{m}_m_outside": [r.name for r in found if any(alarm_s(r, m, q, False) is not None for q in range(4))]
        for m in (10, 20, 40)
    }
    good = [r for r in found if not np.isnan(r.accuracy).all() and np.nanmedian(r.accuracy) <= GOOD_M]
    silent = {r.name for r in good if (r.seconds <= WITHIN_S).sum() < FIXES}
    late = {}
    for again in (False, True):
        slow = [r.name for r in good if not all(_in_time(alarm_s(r, -10, q, again)) for q in range(4))]
        late["played_again_to_90_s" if again else "as_recorded"] = {
            "alarm_within_60_s": round(1 - len(slow) / max(1, len(good)), 3),
            "of_those_that_sent_three_fixes_by_then": round(
                1 - len({*slow} - silent) / max(1, len(good) - len(silent)), 3
            ),
            "not": slow,
        }
    return {
        "receivers": len(found),
        **{key: {"share": round(len(names) / max(1, len(found)), 3), "which": names} for key, names in outside.items()},
        "inside_by_10_m": {"receivers_of_8_m_or_better": [r.name for r in good], **late},
    }


def _in_time(seconds: float | None) -> bool:
    return seconds is not None and seconds <= WITHIN_S

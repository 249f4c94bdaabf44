"""What each tag did in an hour, from its fixes: many tags at once, the same in whatever order the fixes are given."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from command_center.model.dogs import TagHour
from command_center.model.geo import METRES_PER_DEGREE
from command_center.rules.limits import LIMITS, Limits

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
HOUR_MS = 3_600_000
STEP_MS = 150_000
"""Over a longer silence nothing is said of how a tag moved."""
WALKS_MPS = 0.5
"""Slower is a receiver's own wandering."""
BACK_M = 300.0
FAR_M = 500.0
"""A flip: a jump of at least FAR_M, and the next jump ends within BACK_M of where the first began."""


@dataclass(frozen=True, slots=True)
class HourFixes:
    """Fixes of one hour as columns: `row` says whose (an index into `names`), `accuracy` NaN where not stated."""

    names: list[str]
    row: NDArray[np.uint32]
    time_ms: Ints
    lon: Floats
    lat: Floats
    accuracy: Floats


def summarise(hour: int, fixes: HourFixes, limits: Limits = LIMITS) -> list[TagHour]:
    """One line a tag that sent, by name. `hour` is since 1970 UTC; fixes outside it are left out."""
    inside = (fixes.time_ms >= hour * HOUR_MS) & (fixes.time_ms < (hour + 1) * HOUR_MS)
    error = np.where(np.isnan(fixes.accuracy), limits.unknown_accuracy_m, fixes.accuracy)
    # of two fixes of one time the surer one counts, as in the dog rules
    order = np.lexsort((fixes.lat, fixes.lon, error, fixes.time_ms, fixes.row))
    order = order[inside[order]]
    row, when = fixes.row[order], fixes.time_ms[order]
    first = np.ones(len(order), bool)
    first[1:] = (row[1:] != row[:-1]) | (when[1:] != when[:-1])
    order, row, when = order[first], row[first], when[first]
    if not len(order):
        return []
    lon, lat, error = fixes.lon[order], fixes.lat[order], error[order]
    starts = np.flatnonzero(np.concatenate([[True], row[1:] != row[:-1]]))
    counts = np.diff(np.concatenate([starts, [len(row)]]))
    group = np.repeat(np.arange(len(starts)), counts)
    middle_lon, middle_lat = (_quantile(column, group, starts, counts, 0.5) for column in (lon, lat))
    away = _metres(lon, lat, middle_lon[group], middle_lat[group])
    spread = _quantile(away, group, starts, counts, 0.9)
    fast, slow, jumps, flips = _moves(group, when, lon, lat, error, limits)
    return sorted(
        (
            TagHour(
                hour, fixes.names[int(row[start])], int(counts[i]), float(middle_lon[i]), float(middle_lat[i]),
                round(float(spread[i]), 1), float(fast[i]), float(slow[i]), int(jumps[i]), int(flips[i]),
            )
            for i, start in enumerate(starts.tolist())
        ),
        key=lambda found: found.tag,
    )  # fmt: skip


def _metres(lon: Floats, lat: Floats, lon2: Floats, lat2: Floats) -> Floats:
    return np.hypot((lon - lon2) * np.cos(np.radians(lat2)), lat - lat2) * METRES_PER_DEGREE


def _quantile(
    values: Floats, group: NDArray[np.intp], starts: NDArray[np.intp], counts: NDArray[np.intp], share: float
) -> Floats:
    """A value of each group with that share of its values at or below it (the lower one, without a mean)."""
    ordered = values[np.lexsort((values, group))]
    picked: Floats = ordered[starts + ((counts - 1) * share).astype(np.intp)]
    return picked


def _moves(
    group: NDArray[np.intp], when: Ints, lon: Floats, lat: Floats, error: Floats, limits: Limits
) -> tuple[Floats, Floats, Ints, Ints]:
    """By group: seconds faster and slower than a dog is walked, jumps, flips."""
    n = int(group[-1]) + 1
    span = when[1:] - when[:-1]
    same = (group[1:] == group[:-1]) & (span <= STEP_MS)
    way = np.maximum(_metres(lon[1:], lat[1:], lon[:-1], lat[:-1]) - error[1:] - error[:-1], 0.0)
    seconds = span / 1000
    speed = way / np.maximum(seconds, 3.0)
    jumped = same & (speed > limits.jump_mps)
    fast = same & ~jumped & (speed > limits.vehicle_mps)
    slow = same & ~jumped & ~fast & (speed > WALKS_MPS)

    def added(which: NDArray[np.bool_]) -> Floats:
        return np.bincount(group[1:], np.where(which, seconds, 0.0), minlength=n).astype(np.float64)

    at = np.flatnonzero(jumped)
    back = np.zeros(len(at), bool)
    if len(at) > 1:
        one, two = at[:-1], at[1:]
        far = (way[one] >= FAR_M) & (group[one] == group[two])
        back[1:] = far & (_metres(lon[two + 1], lat[two + 1], lon[one], lat[one]) <= BACK_M)
    jumps = np.bincount(group[at], minlength=n).astype(np.int64)
    return added(fast), added(slow), jumps, np.bincount(group[at[back]], minlength=n).astype(np.int64)

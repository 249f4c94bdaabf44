"""Recorded traces moved to the city: their shape and metres kept, their times counted from their own beginning."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin, sqrt

import numpy as np
from numpy.typing import NDArray

from command_center.model.geo import METRES_PER_DEGREE, LocalGrid
from command_center.simulator.trace import Point, Recording, Track

OLD_TOWN = (118.8703, 28.9385)
"""Longitude and latitude of the middle of Quzhou's old town."""
_WALKING_M_S = 1.2
_SPREAD_M = 600.0
_GOLDEN_ANGLE = pi * (3 - sqrt(5))
_FARTHEST_LATITUDE = 80.0
_LONG_PAUSE_MS, _SHORT_PAUSE_MS = 6 * 3_600_000, 3_600_000


@dataclass(frozen=True, slots=True, eq=False)
class Walk:
    """A recording ready to be played: columns of equal length, sorted by `at_ms`.

    `at_ms` int64 milliseconds since its beginning; `tag` index into `tags`; `lon` `lat` degrees in the city;
    `accuracy` metres at 68 % (NaN unknown).
    """

    tags: list[str]
    at_ms: NDArray[np.int64]
    tag: NDArray[np.intp]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    accuracy: NDArray[np.float64]

    @property
    def length_ms(self) -> int:
        """How long it takes, in milliseconds."""
        return int(self.at_ms[-1])


def move(recordings: Sequence[Recording], centre: tuple[float, float], tell: Callable[[str], None]) -> list[Walk]:
    """Every recording around `centre` (lon, lat), its middle on a spiral of 600 m, the same ones at the same spots.

    A recording so large that the city's latitude cannot hold it is told and left out.
    """
    walks, names = [], _names(recordings)
    for k, recording in enumerate(recordings):
        radius = _SPREAD_M * sqrt((k + 0.5) / len(recordings))
        x, y = radius * cos(k * _GOLDEN_ANGLE), radius * sin(k * _GOLDEN_ANGLE)
        lon, lat = LocalGrid(*centre).to_degrees(np.array(x), np.array(y))
        tracks = [(next(names), track) for track in recording.tracks]
        walk = _walk(tracks, float(lon), float(lat))
        if shortened := _without_pauses(walk.at_ms):
            tell(f"{recording.file}: {shortened} pauses of over 6 hours are shortened to 1")
        if np.abs(walk.lat).max() > _FARTHEST_LATITUDE or np.abs(walk.lon).max() > 180:
            tell(f"{recording.file}: reaches too far to be moved to the city; skipped")
        else:
            walks.append(walk)
    return walks


def _without_pauses(at_ms: NDArray[np.int64]) -> int:
    """Shorten, in place, the times nobody moved: a drill must not wait for a night between two walks. How many."""
    steps = np.diff(at_ms)
    long = steps > _LONG_PAUSE_MS
    at_ms[1:] -= np.cumsum(np.where(long, steps - _SHORT_PAUSE_MS, 0))
    return int(long.sum())


def _names(recordings: Sequence[Recording]) -> Iterator[str]:
    """Tags' numbers: the file's own where it has one (told apart when two files use one), else R001, R002 …"""
    own = {track.name for recording in recordings for track in recording.tracks}
    used: set[str] = set()
    free = (name for k in range(1, 10_000_000) if (name := f"R{k:03d}") not in own)
    for recording in recordings:
        for track in recording.tracks:
            name = track.name or next(free)
            count = 2
            while name in used:
                name, count = f"{track.name}-{count}", count + 1
            used.add(name)
            yield name


def _walk(tracks: Sequence[tuple[str, Track]], lon: float, lat: float) -> Walk:
    times = [_times(track.points) for _, track in tracks]
    begin = min(float(t[0].min()) for t in times if len(t[0]))
    # The middle of everything recorded goes to the spot: dogs that walked together stay together.
    points = [[track.points[k] for k in kept] for (_, track), (_, kept) in zip(tracks, times, strict=True)]
    middle_lon, middle_lat = _middle([point for those in points for point in those])
    columns = []
    for index, (those, (seconds, _)) in enumerate(zip(points, times, strict=True)):
        where = _shifted(those, middle_lon, middle_lat, lon, lat)
        at_ms = np.round((seconds - begin) * 1000).astype(np.int64)
        columns.append((at_ms, np.full(len(those), index), *where, np.array([p.accuracy for p in those])))
    at, tag, x, y, accuracy = (np.concatenate(column) for column in zip(*columns, strict=True))
    order = np.argsort(at, kind="stable")
    return Walk([name for name, _ in tracks], at[order], tag[order], x[order], y[order], accuracy[order])


def _times(points: Sequence[Point]) -> tuple[NDArray[np.float64], list[int]]:
    """Seconds of the points kept, and which those are: the timed ones when most are, else all at walking pace."""
    timed = [k for k, point in enumerate(points) if point.time_s is not None]
    if 2 * len(timed) > len(points):
        return np.array([points[k].time_s for k in timed], np.float64), timed
    if not points:
        return np.empty(0), []
    east, north = _steps(points)
    paces = np.hypot(east, north) / _WALKING_M_S
    return np.concatenate(([0.0], np.cumsum(np.maximum(paces, 0.001)))), list(range(len(points)))


def _steps(points: Sequence[Point]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Metres east and north from each point to the next (equirectangular, each step at its own latitude)."""
    lon, lat = np.array([p.lon for p in points]), np.array([p.lat for p in points])
    turn = (np.diff(lon) + 180.0) % 360.0 - 180.0  # across the date line the short way
    between = np.radians((lat[1:] + lat[:-1]) / 2)
    return turn * np.cos(between) * METRES_PER_DEGREE, np.diff(lat) * METRES_PER_DEGREE


def _middle(points: Sequence[Point]) -> tuple[float, float]:
    lon = np.array([p.lon for p in points])
    turn = (lon - lon[0] + 180.0) % 360.0 - 180.0
    return float(lon[0] + turn.mean()), float(np.mean([p.lat for p in points]))


def _shifted(
    points: Sequence[Point], from_lon: float, from_lat: float, to_lon: float, to_lat: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where the points come to lie when `from` is put on `to` and every step keeps its metres."""
    if not points:
        return np.empty(0), np.empty(0)
    start = Point(from_lon, from_lat, None)
    east, north = _steps([start, *points])
    lat = to_lat + np.cumsum(north) / METRES_PER_DEGREE
    before = np.concatenate(([to_lat], lat[:-1]))
    between = np.clip((lat + before) / 2, -_FARTHEST_LATITUDE, _FARTHEST_LATITUDE)
    lon = to_lon + np.cumsum(east / np.cos(np.radians(between)) / METRES_PER_DEGREE)
    return lon.round(7), lat.round(7)

"""How long a moment of the past takes: 3,000 dogs over a day, scrubbed at random and played fast.

`python -m benchmarks.scrub` ends with one JSON line: milliseconds of a step (positions, headings and board of a moment
set in the tables) as median and p99 where the slabs are there and where only the sketch is, of reading one slab of ten
minutes from the store, and the bytes held. `--hours` and `--dogs` for other cities.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
from pathlib import Path
from time import perf_counter

import numpy as np

from command_center.clock import from_ms
from command_center.queries.replay.archive import StoredArchive
from command_center.queries.replay.replay import Replay
from command_center.queries.replay.slab import LENGTH_MS
from command_center.store import tracks
from command_center.store.database import Store

START = 1_795_000_000_000 // LENGTH_MS * LENGTH_MS
EVERY_S, BLOCK_S = 10, 400
"""A dog's fix each 10 s; blocks as the tidying leaves them."""


def fill(store: Store, dogs: int, hours: float) -> int:
    """Random walks; returns how many fixes."""
    rng = np.random.default_rng(11)
    lon, lat = 118.87 + rng.normal(0, 0.02, dogs), 28.94 + rng.normal(0, 0.02, dogs)
    steps, names, count = BLOCK_S // EVERY_S, [f"{n:06}" for n in range(dogs)], 0
    offset = rng.integers(0, EVERY_S * 1000, dogs)
    for block in range(int(hours * 3600 / BLOCK_S)):
        walk = np.cumsum(rng.normal(0, 5e-5, (2, steps, dogs)), axis=1)
        times = START + block * BLOCK_S * 1000 + np.arange(steps)[:, None] * EVERY_S * 1000 + offset
        row = np.tile(np.arange(dogs, dtype=np.uint32), steps)
        flat = (times.ravel(), (lon + walk[0]).ravel(), (lat + walk[1]).ravel(), np.full(times.size, 5.0))
        columns = tracks.Columns(names, row, *flat).take(np.lexsort((flat[0], row)))
        store.write_now(lambda c, columns=columns: tracks.add(c, "dog", "dogs", columns, merged=1))  # type: ignore[misc]
        lon, lat, count = lon + walk[0, -1], lat + walk[1, -1], count + times.size
    return count


def timed(replay: Replay, moments: list[int]) -> tuple[list[float], bool]:
    """Milliseconds of each step; whether all of them were whole."""
    found, whole = [], True
    for at in moments:
        replay.clock.go(at)
        begun = perf_counter()
        replay.show()
        found.append((perf_counter() - begun) * 1000)
        whole = whole and replay.whole
    return found, whole


def worst(times: list[float]) -> tuple[float, float]:
    """Median and p99."""
    return round(float(np.median(times)), 2), round(float(np.percentile(times, 99)), 2)


async def measure(store: Store, hours: float) -> dict[str, float]:
    """All figures."""
    rng, end = np.random.default_rng(5), START + int(hours * 3_600_000)
    replay = Replay(StoredArchive(store, list), from_ms(START), from_ms(end))
    replay.clock.go(START + (end - START) // 2)
    reads = []
    begun = perf_counter()
    while await replay.read_next():
        reads.append((perf_counter() - begun) * 1000)
        begun = perf_counter()
    middle = replay.clock.at_ms
    near = [int(n) for n in rng.integers(middle - LENGTH_MS + 1, middle + LENGTH_MS, 300)]
    loaded, whole = timed(replay, near)
    assert whole
    sketched, _ = timed(replay, [int(n) for n in rng.integers(START, end, 500)])
    there = int(np.count_nonzero(replay.live.dogs.time_ms >= 0))
    reads = [one for one in reads if one > 5]  # squads and drones have none here
    figures = {"moments_ms": worst(loaded), "sketched_ms": worst(sketched), "slab_ms": worst(reads)}
    flat = {
        f"{name}{end}": value for name, two in figures.items() for end, value in zip(("", "_p99"), two, strict=True)
    }
    held = sum(reel.weight for reel in replay.reels.values())
    return flat | {"slabs_read": len(reads), "held_mb": round(held / 1e6, 1), "dogs_there": there}


def main() -> None:
    """Fill a store, measure, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--dogs", type=int, default=3000)
    parser.add_argument("--hours", type=float, default=24)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{Path(folder) / 'scrub.db'}")
        try:
            fixes = fill(store, asked.dogs, asked.hours)
            figures = asyncio.run(measure(store, asked.hours))
        finally:
            store.close()
    print(json.dumps({"dogs": asked.dogs, "hours": asked.hours, "fixes": fixes, **figures}))


if __name__ == "__main__":
    main()

"""Memory of a core that knows a million live tags, beyond the same process with none: part of benchmarks.feeds."""

from __future__ import annotations

import gc
import multiprocessing
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
import psutil

from command_center.live import Live
from command_center.model.names import NameIndex
from command_center.model.observations import Fixes
from command_center.model.settings import DogWalking
from command_center.rules.engine import Engine, Observed
from command_center.settings.places import read_places

PLACES = Path(__file__).resolve().parent.parent / "resources" / "demo" / "places.geojson"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # 20:00: walking is allowed
A_BATCH = 2000


def _fill(pipe: Connection, tags: int) -> None:
    index = NameIndex()
    engine, live = Engine(DogWalking(), read_places(PLACES), index), Live(index)
    gc.collect()
    before = psutil.Process().memory_info().rss
    rng, now_ms = np.random.default_rng(1), round(NOW.timestamp() * 1000)
    for start in range(0, tags, A_BATCH):
        n = min(A_BATCH, tags - start)
        fixes = Fixes(
            tuple(f"{start + i:07d}" for i in range(n)),
            np.full(n, now_ms + start // A_BATCH, np.int64),
            118.3 + rng.random(n) * 0.2,
            28.5 + rng.random(n) * 0.2,
            np.full(n, 5.0),
            np.full(n, 0.8),
        )
        engine.observe(Observed("dogs", NOW, fixes))
        live.dogs.update(fixes.tag, fixes.time_ms, fixes.lon, fixes.lat, fixes.accuracy, fixes.battery)
        del fixes
    gc.collect()
    pipe.send((before, psutil.Process().memory_info().rss))


def memory(tags: int) -> dict[str, float]:
    """Megabytes (10^6 bytes) for `tags` live tags in the rules and the live table together."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_fill, args=(theirs, tags))
    process.start()
    before, after = ours.recv()
    process.join(10)
    more = (after - before) / 1e6
    return {
        "tags": tags,
        "empty_mb": round(before / 1e6, 1),
        "more_mb": round(more, 1),
        "bytes_a_tag": round(more * 1e6 / tags),
    }

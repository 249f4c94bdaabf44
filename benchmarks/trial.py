"""Fixes a second of a trial: other rules and another zone over recorded tracks, each fix judged twice.

The fixes are the demo city's own on a Monday morning, when walking is prohibited: 3,000 dogs with its zones and homes,
stored as the intake stores them. A trial (the home's radius 80 instead of 60 m, one zone more) runs in this process,
as its child process does; beside it, in the same run:

- `floor`: the stored tracks read and put in order, nothing judged;
- `once`: today's rules alone over the same fixes, from memory: what the rules themselves cost.

`per_cpu_s` is by the process's own processor time. `python -m benchmarks.trial [--fixes 600000] [--every 5]`, `every`
seconds between a dog's fixes.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from msgspec.structs import replace
from shapely.affinity import translate
from sqlalchemy import Connection

from benchmarks.feeds import MONDAY, PLACES, load
from command_center.books.places import take_file
from command_center.clock import from_ms
from command_center.feeds.decode import decode
from command_center.feeds.items import Heard
from command_center.model.observations import Fixes, TagRegistered, Tick
from command_center.model.places import Place, PlaceKind
from command_center.model.settings import DogWalking
from command_center.queries.trial import running
from command_center.queries.trial.asked import Trial, TrialResult
from command_center.rules.engine import Engine, Observed
from command_center.settings.places import feature_of, read_places, read_told
from command_center.store import city, tracks
from command_center.store.database import Store
from command_center.store.unit import Unit, run

RULES = DogWalking()
CHANGED = replace(RULES, home_radius_m=80)
A_MESSAGE = 1000


def fill(store: Store, fixes: int, every: int) -> int:
    """The city's registry, places and tracks; returns how many fixes there are."""
    made, count = load(fixes * every, A_MESSAGE), 0

    def known(unit: Unit) -> None:
        take_file(unit, read_told(PLACES))
        for message in made.registry:
            for item in decode(message):
                if isinstance(item, Heard) and isinstance(item.what, TagRegistered):
                    city.put_dog(unit.connection, item.what, MONDAY)

    store.write_now(lambda c: run(c, known, MONDAY - timedelta(days=1), "system"))
    for message in made.messages:
        for item in decode(message):
            if isinstance(item, Heard) and isinstance(item.what, Fixes):
                told = _thinned(item.what, every)
                count += len(told.row)
                store.write_now(lambda c, told=told: tracks.add(c, "dog", "dogs", told))  # type: ignore[misc]
    return count


def _thinned(told: Fixes, every: int) -> tracks.Columns:
    """A dog's fix each `every` seconds, each dog at its own."""
    number = {tag: n for n, tag in enumerate(dict.fromkeys(told.tag))}
    row = np.array([number[tag] for tag in told.tag], np.uint32)
    phase = np.array([hash_of(tag) for tag in told.tag])
    kept = np.flatnonzero((told.time_ms // 1000 + phase) % every == 0)
    return tracks.Columns(list(number), row, told.time_ms, told.lon, told.lat, told.accuracy).take(kept)


def hash_of(tag: str) -> int:
    """The same in every run."""
    return sum(map(ord, tag))


def timed(work: Callable[[], object]) -> tuple[float, float, object]:
    """Seconds by the wall and by the processor, and what came of it."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = work()
    return time.perf_counter() - wall, time.process_time() - cpu, found


def again(place: Place) -> Place:
    """A zone as large, 300 m further north."""
    return replace(place, id="tried", name="tried", geometry=translate(place.geometry, 0, 0.0027))


def floor(connection: Connection, start: datetime, end: datetime) -> int:
    """All stored positions, in order."""
    return sum(len(fixes.time_ms) for _, fixes, _ in running.positions(connection, start, end))


def once(connection: Connection, start: datetime, end: datetime) -> Callable[[], object]:
    """Today's rules over the same fixes, read before."""
    engine = Engine(RULES, read_places(PLACES))
    for told in city.all_dogs(connection):
        engine.observe(Observed("store", from_ms(0), told))
    batches = [fixes for _, fixes, _ in running.positions(connection, start, end)]

    def judge() -> int:
        found = 0
        for fixes in batches:
            received = from_ms(int(fixes.time_ms.max()))
            found += len(engine.observe(Observed("dogs", received, fixes)))
            found += len(engine.observe(Observed("clock", received, Tick(received))))
        return found

    return judge


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fixes", type=int, default=600_000)
    parser.add_argument("--every", type=int, default=5)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{Path(folder) / 'bench.db'}")
        fixes = fill(store, wanted.fixes, wanted.every)
        start, end = MONDAY, MONDAY + timedelta(seconds=wanted.fixes * wanted.every / 3000 + 60)
        zone = next(place for place in read_places(PLACES) if place.kind is PlaceKind.NO_DOG)
        trial = Trial(start=start, end=end, rules=CHANGED, features=(feature_of(again(zone)),))
        reading = timed(lambda: store.read_now(lambda c: floor(c, start, end)))
        judging = timed(store.read_now(lambda c: once(c, start, end)))
        tried = timed(lambda: store.read_now(lambda c: running.run(c, trial, RULES, end, lambda _: None)))
        store.close()
    result = tried[2]
    assert isinstance(result, TrialResult) and result.fixes == fixes == reading[2]
    figures = {"floor": reading, "once": judging, "trial": tried}
    told = {f"{name}_per_s": round(fixes / wall) for name, (wall, _, _) in figures.items()}
    told |= {f"{name}_per_cpu_s": round(fixes / cpu) for name, (_, cpu, _) in figures.items()}
    alarms = {"now": result.now, "changed": result.changed, "more": result.n_more, "fewer": result.n_fewer}
    print(json.dumps({"fixes": fixes, "minutes": round((end - start).total_seconds() / 60, 1)} | told | alarms))


if __name__ == "__main__":
    main()

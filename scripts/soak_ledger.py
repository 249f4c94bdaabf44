"""Holds what a city's feed servers logged against what a station stored: lost, doubled, or exactly once.

Both sides are read when nobody writes any more. Each comparison is a pair of counters over the same keys: what there
must be and what there is.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from command_center.clock import from_ms, to_ms
from command_center.feeds.decode import decode
from command_center.feeds.items import Heard, Unreadable
from command_center.model import observations as obs
from command_center.model import plates
from command_center.simulator.emission import PATHS
from command_center.store import tracks
from command_center.store.database import Store
from scripts.soak_city import PLATE, STEPS, WALKER

FEEDS = tuple(path.strip("/") for path in PATHS)
Key = tuple[Any, ...]
EPOCH, MICROSECOND = from_ms(0), timedelta(microseconds=1)
_E7 = 1e7
THING = plates.read(PLATE).key
"""How the key of a soak's own plate begins."""
_KINDS = ("positions", "reports", "report events", "detections", "feedback", "records", "walks", "walks cut short",
          "quarantine")  # fmt: skip


@dataclass
class Ledger:
    """What must be there by kind of fact, and what is. `events` are those of the log, each once."""

    must: dict[str, Counter[Key]] = field(default_factory=dict)
    there: dict[str, Counter[Key]] = field(default_factory=dict)
    events: int = 0

    def lost(self) -> dict[str, int]:
        """How many are missing, by kind."""
        return self._more(self.must, self.there)

    def doubled(self) -> dict[str, int]:
        """How many are there too often, by kind."""
        return self._more(self.there, self.must)

    def _more(self, one: dict[str, Counter[Key]], other: dict[str, Counter[Key]]) -> dict[str, int]:
        kinds = sorted({*one, *other})
        found = {kind: (one.get(kind, Counter()) - other.get(kind, Counter())).total() for kind in kinds}
        return {kind: number for kind, number in found.items() if number}

    def fixes(self) -> int:
        """How many positions there are."""
        return self.there["positions"].total()


def newest(city: Path) -> dict[str, int]:
    """The last sequence of each of the city's logs that has any."""
    found = {}
    for feed in FEEDS:
        with closing(sqlite3.connect(city / f"{feed}.log")) as log:
            found[feed] = log.execute("SELECT max(sequence) FROM event").fetchone()[0]
    return {feed: sequence for feed, sequence in found.items() if sequence}


def stored(file: Path) -> dict[str, int]:
    """How far each feed is stored, read while the station runs; nothing before there is a store."""
    if not file.exists():
        return {}
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as store:
        try:
            return {feed: int(sequence) for feed, sequence in store.execute("SELECT feed, sequence FROM cursors")}
        except sqlite3.OperationalError:  # just being made, or locked
            return {}


def compare(city: Path, file: Path) -> Ledger:
    """The logs in `city` against the store `file`."""
    ledger = Ledger()
    _must(ledger, city)
    _there(ledger, file)
    with closing(sqlite3.connect(file)) as store, closing(sqlite3.connect(city / "taken.db")) as server:
        taken = {key for (key,) in server.execute("SELECT key FROM taken")}
        outbox = store.execute("SELECT key, acked_at IS NOT NULL FROM outbox").fetchall()
        ledger.must["delivered"] = Counter((key,) for key, _ in outbox)
        ledger.there["delivered"] = Counter((key,) for key, acknowledged in outbox if acknowledged and key in taken)
        ledger.must["raised"] = Counter(store.execute("SELECT id FROM events"))
        ledger.there["raised"] = Counter(store.execute("SELECT subject FROM records WHERE what = 'raised'"))
    return ledger


def _logged(city: Path) -> Iterator[tuple[str, bytes]]:
    for feed in FEEDS:
        with closing(sqlite3.connect(city / f"{feed}.log")) as log:
            for (body,) in log.execute("SELECT body FROM event ORDER BY sequence"):
                yield feed, bytes(body)


def _must(ledger: Ledger, city: Path) -> None:
    must = ledger.must = {kind: Counter() for kind in _KINDS}
    walks: Counter[str] = Counter()
    had: set[tuple[str, str]] = set()
    for feed, body in _logged(city):
        (item,) = decode(body)
        if isinstance(item, Unreadable):
            must["quarantine"][feed, body] += 1
        elif isinstance(item, Heard) and (item.source, item.id) not in had:
            had.add((item.source, item.id))
            _expect(must, walks, feed, item.what)
    ledger.events = len(had) + must["quarantine"].total()
    must["walks"].update((tag,) for tag, steps in walks.items() if steps == STEPS)
    must["walks cut short"].update((tag,) for tag, steps in walks.items() if steps < STEPS)
    must["cursors"] = Counter(newest(city).items())


def _expect(must: dict[str, Counter[Key]], walks: Counter[str], feed: str, what: obs.Observation) -> None:
    if isinstance(what, obs.Fixes):
        must["positions"].update(_rows("dog", feed, what.tag, what.time_ms, what.lon, what.lat))
        walks.update(tag for tag in what.tag if tag.startswith(WALKER))
    elif isinstance(what, obs.SquadPosition):
        must["positions"][("squad", feed, what.squad, to_ms(what.time), *_e7(what.lon, what.lat))] += 1
    elif isinstance(what, obs.DroneTelemetry):
        must["positions"][("drone", feed, what.drone, to_ms(what.time), *_e7(what.lon, what.lat))] += 1
    elif isinstance(what, obs.Report):
        # A number holds for ever: said again, it is the same report.
        must["reports"][(what.report,)] = must["report events"][(what.report,)] = 1
    elif isinstance(what, obs.Detection) and what.plate and what.plate.startswith(PLATE):
        must["detections"][(plates.read(what.plate).key,)] += 1
    elif isinstance(what, obs.SquadFeedback):
        must["feedback"][(what.task, what.squad, what.state.value, (what.time - EPOCH) // MICROSECOND)] = 1
    elif isinstance(what, obs.InstructionRead | obs.VerifyResult):
        must["records"][(type(what).__name__, str(what))] += 1


def _e7(lon: float, lat: float) -> tuple[int, int]:
    return round(lon * _E7), round(lat * _E7)


def _rows(kind: str, feed: str, names: Any, times: Any, lons: Any, lats: Any) -> Iterator[Key]:
    for name, time, lon, lat in zip(names, times.tolist(), lons.tolist(), lats.tolist(), strict=True):
        yield (kind, feed, name, time, *_e7(lon, lat))


def _there(ledger: Ledger, file: Path) -> None:
    there = ledger.there
    store = Store(f"sqlite:///{file}")
    try:
        there["positions"] = Counter()
        for kind, feed, columns in tracks.everything(store.read_now, None):
            names = [columns.names[row] for row in columns.row]
            there["positions"].update(_rows(kind, feed, names, columns.time_ms, columns.lon, columns.lat))
    finally:
        store.close()
    with closing(sqlite3.connect(file)) as plain:
        _there_in_tables(ledger, plain)


def _allow_cut_short(must: dict[str, Counter[Key]], walks: Counter[Key]) -> None:
    """Who was killed in the middle of a walk may have been in the park long enough, or not: once, or not at all."""
    must["walks"].update(walk for walk in must.pop("walks cut short") if walks[walk])


def _there_in_tables(ledger: Ledger, store: sqlite3.Connection) -> None:
    there, ask = ledger.there, store.execute
    there["reports"] = Counter(ask("SELECT report FROM reports"))
    there["report events"] = Counter(ask("SELECT subject FROM events WHERE source = 'urban'"))
    detections: Counter[Key] = Counter()
    for plate, number in ask("SELECT thing, count FROM events WHERE source = 'cameras'"):
        if plate.startswith(THING):
            detections[(plate,)] += number
    for plate, stay in ask("SELECT thing, stay FROM suppressed WHERE state = 'kept'"):  # places excuse them, kept whole
        if plate.startswith(THING):
            detections[(plate,)] += json.loads(stay)["count"]
    there["detections"] = detections
    there["feedback"] = Counter(ask("SELECT task, squad, state, time FROM feedback"))
    told = ask("SELECT what, detail FROM records WHERE what IN ('InstructionRead', 'VerifyResult')")
    there["records"] = Counter((what, json.loads(detail)["told"]) for what, detail in told)
    walks = ask("SELECT subject FROM events WHERE kind = 'dog-in-forbidden-zone' AND subject LIKE ?", (f"{WALKER}%",))
    there["walks"] = Counter(walks)
    _allow_cut_short(ledger.must, there["walks"])
    there["quarantine"] = Counter((feed, bytes(raw)) for feed, raw in ask("SELECT feed, raw FROM quarantine"))
    there["cursors"] = Counter((feed, int(sequence)) for feed, sequence in ask("SELECT feed, sequence FROM cursors"))
    there["gaps"] = Counter(ask("SELECT feed, after, until FROM gaps"))

"""Kills the station, the feed server or both, again and again under load, and counts what was lost or stored twice.

`make soak`, or `python -m scripts.soak_kills --kills 200 --seed 7`. Every kill is -9, at a moment drawn at random:
while starting, catching up, storing, sending. Then everything catches up, and what the logs hold is compared with
the store (`soak_ledger`). The last line is one JSON object; exit status 1 when anything was lost or doubled.
"""

from __future__ import annotations

import argparse
import json
import random
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from command_center.clock import SystemClock
from command_center.simulator.emission import PATHS
from command_center.store import outbox
from command_center.store.database import Store
from scripts.soak_city import LAT, LON, PARK_DEG
from scripts.soak_ledger import Ledger, compare, newest, stored

ROOT = Path(__file__).resolve().parent.parent
KINDS = {"dogs": "dog-tag", "cameras": "camera", "urban": "urban", "squads": "squad"}
CATCH_UP_WITHIN_S = 120.0
ENDS_WITHIN_S = 20.0


class Pair:
    """A station and its city, each a process that can be killed; `folder` holds all they write."""

    def __init__(self, folder: Path, *, simulate: bool = False) -> None:
        self.folder, self.city_log, self.store = folder, folder / "city", folder / "cc.db"
        self._simulate = simulate
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.settings = _settings(folder, self.port)
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, *, quiet: bool = False) -> None:
        """Start `station` or `city`, if it isn't running. `quiet`: the city says nothing new."""
        if name in self.running:
            return
        command = ["main.py", "headless", "--settings", str(self.settings)]
        if name == "city":
            command = ["-m", "scripts.soak_city", str(self.city_log), str(self.port), *(["--quiet"] if quiet else [])]
            if self._simulate and not quiet:
                command = ["main.py", "simulate", "--port", str(self.port), "--tags", "1500", "--rate", "350"]
                command += ["--log-dir", str(self.city_log)]
        with (self.folder / f"{name}.err").open("ab") as errors, (self.folder / f"{name}.out").open("wb") as told:
            self.running[name] = subprocess.Popen([sys.executable, *command], cwd=ROOT, stdout=told, stderr=errors)

    def kill(self, *names: str) -> None:
        """kill -9, all of them at one moment."""
        going = [self.running.pop(name) for name in names if name in self.running]
        for process in going:
            process.kill()
        for process in going:
            process.wait()

    def ended(self) -> list[str]:
        """Who ended by itself, which nobody should."""
        return [name for name, process in self.running.items() if process.poll() is not None]

    def end_station(self) -> int:
        """SIGTERM once it has told its first line (before that it cannot listen to signals); its exit status."""
        station = self.running.pop("station")
        while station.poll() is None and not (self.folder / "station.out").stat().st_size:
            time.sleep(0.05)
        station.terminate()
        try:
            return station.wait(ENDS_WITHIN_S)
        except subprocess.TimeoutExpired:
            station.kill()
            return station.wait()


def _settings(folder: Path, port: int) -> Path:
    west, east, south, north = LON - PARK_DEG, LON + PARK_DEG, LAT - PARK_DEG, LAT + PARK_DEG
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    park = {
        "type": "Feature",
        "properties": {"id": "park", "name": "Park", "kind": "no-dog"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    (folder / "places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [park]}))
    lines = ["[store]", 'url = "sqlite:///cc.db"', "[places]", 'file = "places.geojson"', "[rules.dog_walking]"]
    lines += ["remind_first_min = 0", 'prohibited = "Jan 1 00:00-00:01"']
    for name in (path.strip("/") for path in PATHS):
        url = f"ws://127.0.0.1:{port}/{name}"
        lines += ["[[feeds]]", f'name = "{name}"', f'kind = "{KINDS[name]}"', f'url = "{url}"']
    file = folder / "settings.toml"
    file.write_text("\n".join(lines) + "\n")
    return file


def instruct(file: Path, number: int) -> None:
    """Have the station send something: another process puts it into the outbox, as an operator's seat would."""
    now = SystemClock().now()
    name = f"soak-{number}"
    payload = json.dumps({"instruction": name, "squads": ["S-1"], "text": "come"}).encode()
    kind = "city.squad.instruction.v1"
    store = Store(f"sqlite:///{file}")
    try:
        store.write_now(
            lambda connection: outbox.add(
                connection, kind="squad", type_=kind, key=f"instruction:{name}", case=None, payload=payload,
                created=now, leaves_at=now,
            )
        )  # fmt: skip
    finally:
        store.close()


def kill_often(pair: Pair, kills: int, rng: random.Random, longest_s: float) -> Counter[str]:
    """Kill so often, each after a random time of at most `longest_s`. Returns how often whom."""
    whom: Counter[str] = Counter()
    for number in range(kills):
        pair.start("city")
        pair.start("station")
        time.sleep(rng.uniform(0.0, longest_s))
        assert not pair.ended(), f"ended by itself: {pair.ended()}, see {pair.folder}"
        names = rng.choice((("station",), ("city",), ("station", "city")))
        pair.kill(*names)
        whom["+".join(names)] += 1
        if pair.store.exists() and number % 3 == 2:
            instruct(pair.store, number)
        print(f"soak: killed {number + 1}, {'+'.join(names)}", file=sys.stderr)
    return whom


def catch_up(pair: Pair) -> float:
    """Let the station have all the logs hold, and end it. Returns how long that took. Raises TimeoutError."""
    began = time.monotonic()
    pair.kill("city")
    pair.start("city", quiet=True)
    pair.start("station")
    while stored(pair.store) != newest(pair.city_log) or _unsent(pair.store):
        if time.monotonic() - began > CATCH_UP_WITHIN_S:
            raise TimeoutError(f"stored {stored(pair.store)} of {newest(pair.city_log)}")
        time.sleep(0.1)
    took = time.monotonic() - began
    status = pair.end_station()
    assert status == 0, f"the station ended with {status}"
    pair.kill("city")
    return took


def _unsent(file: Path) -> bool:
    store = Store(f"sqlite:///{file}")
    try:
        return bool(store.read_now(lambda connection: outbox.undelivered(connection, SystemClock().now())))
    finally:
        store.close()


def soak(folder: Path, kills: int, seed: int, longest_s: float, *, simulate: bool = False) -> tuple[Ledger, Any]:
    """All of it, in a folder. Returns the ledger, and figures to print."""
    began = time.monotonic()
    pair = Pair(folder, simulate=simulate)
    try:
        whom = kill_often(pair, kills, random.Random(seed), longest_s)
        caught_up = catch_up(pair)
    finally:
        pair.kill("station", "city")
    ledger = compare(pair.city_log, pair.store)
    lost, doubled = ledger.lost(), ledger.doubled()
    figures: dict[str, Any] = {
        "held": not lost and not doubled,
        "seed": seed,
        "kills": kills,
        **{f"killed {names}": number for names, number in sorted(whom.items())},
        "events": ledger.events,
        "fixes": ledger.fixes(),
        "flagged": ledger.there["raised"].total(),
        "quarantined": ledger.there["quarantine"].total(),
        "delivered": ledger.there["delivered"].total(),
        "lost": sum(lost.values()),
        "doubled": sum(doubled.values()),
        "catch_up_s": round(caught_up, 1),
        "seconds": round(time.monotonic() - began, 1),
    }
    return ledger, figures | ({"lost of": lost} if lost else {}) | ({"doubled of": doubled} if doubled else {})


def main() -> int:
    """Kills as often as asked and prints what came of it."""
    parser = argparse.ArgumentParser(description="Kills station and feed server under load; counts lost and doubled.")
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6), help="of the moments; printed")
    parser.add_argument("--longest", type=float, default=4.0, metavar="S", help="at most so long between two kills")
    parser.add_argument("--simulate", action="store_true", help="against the demo city instead of the soak's own")
    parser.add_argument("--folder", type=Path, help="kept; otherwise a temporary one")
    asked = parser.parse_args()
    print(f"soak: seed {asked.seed}", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="command-center-soak-") as temporary:
        folder = asked.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        _, figures = soak(folder, asked.kills, asked.seed, asked.longest, simulate=asked.simulate)
    print(json.dumps(figures))
    return 0 if figures["held"] else 1


if __name__ == "__main__":
    sys.exit(main())

"""A flood: ten thousand alarms in a minute, through the real intake and store, on a real seat.

A server in a process of its own sends as many detections (distinct plates before 300 cameras) and, one in five, reports
of all grids, spread evenly over the time. The core and the seat's window (1920×1080, off screen) run here as the
station runs them. Meanwhile a person works: a key every 0.4 s, J mostly, G to open and close a group, A to
acknowledge a row. What is measured:

- `move_*`: from the moment the key is due to the painted list with the next row current
- `open_*`: the same for a group opened or closed
- `ack_*`: from that moment until the seat says that it is stored
- `stall_*`: the gaps between turns of a 5 ms timer of the interface; the longest, and how many are over 100 ms
- `memory_*`: resident megabytes before the flood, at its end, and after a quiet time as long as the flood

`idle` is the same person with nothing coming. `python -m benchmarks.alarm_flood [--alarms 10000] [--seconds 60]`
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import json
import multiprocessing
import os
import statistics
import tempfile
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy import func, select
from websockets import Subprotocol
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from command_center.clock import SystemClock
from command_center.feeds import wire
from command_center.model import observations as obs
from command_center.model.categories import Category, Device

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
PLACES = Path(__file__).parents[1] / "resources" / "demo" / "places.geojson"
EVERY_S, KEY_EVERY_S, TURN_MS = 0.1, 0.4, 5
CAMERAS = 300
KINDS = (Category.ILLEGAL_PARKING, Category.SHOP_OVERFLOW, Category.STREET_VENDING, Category.WASTE_WATER)


def _alarm(number: int) -> tuple[str, Any]:
    """The alarm of this number, and whose feed it is on."""
    camera, now = number % CAMERAS, SystemClock().now()
    lon, lat = 118.84 + 0.0025 * (camera % 25), 28.92 + 0.003 * (camera // 25)
    kind = KINDS[camera % len(KINDS)]
    if number % 5 == 0:
        return "urban", obs.Report(f"DU-{number:06}", kind, obs.Channel.WECHAT, "", "", lon, lat, now)
    sure = 0.4 + 0.05 * (number % 12)
    return "cameras", obs.Detection(f"C-{camera:04}", Device.FIXED, kind, sure, lon, lat, now, f"浙H{number:05}")


def _serve(pipe: Connection, alarms: int, seconds: float) -> None:
    asyncio.run(_server(pipe, alarms, seconds))


async def _server(pipe: Connection, alarms: int, seconds: float) -> None:
    loop, begun = asyncio.get_running_loop(), asyncio.Event()

    async def feed(connection: ServerConnection) -> None:
        await connection.recv()
        name = (connection.request.path if connection.request else "").strip("/")
        sequence = 1
        await connection.send(_message(sequence, name, []))
        await begun.wait()
        started, sent = loop.time(), 0
        while sent < alarms:
            await asyncio.sleep(EVERY_S)
            due = min(alarms, round(alarms * (loop.time() - started) / seconds))
            told = [what for feed_, what in map(_alarm, range(sent, due)) if feed_ == name]
            sent = due
            for what in told:
                sequence += 1
                await connection.send(_message(sequence, name, [what]))
        with contextlib.suppress(ConnectionClosed):
            while True:  # it lives, and has nothing more to say
                sequence += 1
                await connection.send(_message(sequence, name, []))
                await asyncio.sleep(5)

    async with serve(feed, "127.0.0.1", 0, subprotocols=[Subprotocol(wire.SUBPROTOCOL)]) as server:
        pipe.send(next(iter(server.sockets)).getsockname()[1])
        await loop.run_in_executor(None, pipe.recv)
        begun.set()
        await loop.run_in_executor(None, pipe.recv)


def _message(sequence: int, feed: str, told: Sequence[Any]) -> str:
    type_, data = wire.HEARTBEAT, {}
    if told:
        (data,) = told
        type_ = next(name for name, model in wire.OBSERVED.items() if type(data) is model)
    return wire.encode(
        wire.envelope(type_, f"/{feed}", f"{feed}-{sequence}", SystemClock().now(), data, f"{sequence:020d}")
    )


class Person:
    """Works the seat by its keys, and notes how long each took."""

    def __init__(self, station: Any) -> None:
        self.station = station
        self.moved: list[float] = []
        self.acknowledged: list[float] = []
        self.opened: list[float] = []

    async def work(self, seconds: float) -> None:
        """Keys for so long. A key that is due while the interface stands still waits: that is part of its time."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        view, start, number = self.station.queue.view, time.perf_counter(), 0
        stored: list[asyncio.Future[None]] = []
        while (due := start + number * KEY_EVERY_S) < start + seconds:
            number += 1
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            row, turn = view.current(), number % 6
            closed = row is not None and row.group is not None and not row.opened
            opened = row is not None and (row.opened or row.inside)
            if (turn == 2 and closed) or (turn == 5 and opened):  # open a group, and close it after a look
                QTest.keyClick(view, Qt.Key.Key_G)
                view.viewport().repaint()
                self.opened.append(time.perf_counter() - due)
            elif turn == 4 and row is not None and row.group is None and _unseen(row):
                # Whoever acknowledges goes on to the next row meanwhile.
                stored.append(asyncio.ensure_future(self._stored(due)))
                QTest.keyClick(view, Qt.Key.Key_A)
            else:
                at_end = view.currentIndex().row() >= len(view.rows_model.rows) - 1
                QTest.keyClick(view, Qt.Key.Key_K if at_end else Qt.Key.Key_J)
                view.viewport().repaint()
                self.moved.append(time.perf_counter() - due)
        await asyncio.gather(*stored)

    async def _stored(self, due: float) -> None:
        """Until the seat says so."""
        said = asyncio.Event()
        connection = self.station.actor.done.connect(lambda *_: said.set())
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(20):
                await said.wait()
        self.station.actor.done.disconnect(connection)
        self.acknowledged.append(time.perf_counter() - due)


def _unseen(row: Any) -> bool:
    return row.review is not None and str(row.review.state) == "open"


class Turns:
    """How long the interface kept others waiting."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._turn)
        self._timer.start(TURN_MS)

    def _turn(self) -> None:
        now = time.perf_counter()
        self.gaps.append(now - self._last - TURN_MS / 1000)
        self._last = now

    def taken(self) -> list[float]:
        """The gaps since it was asked last, in seconds."""
        gaps, self.gaps = self.gaps, []
        return gaps


def _settings(folder: Path, port: int) -> Path:
    lines = [
        'language = "zh_CN"',
        "[store]",
        'url = "sqlite:///flood.db"',
        "[places]",
        f"file = {json.dumps(str(PLACES))}",
    ]
    for name, kind in (("cameras", "camera"), ("urban", "urban")):
        lines += ["[[feeds]]", f'name = "{name}"', f'kind = "{kind}"', f'url = "ws://127.0.0.1:{port}/{name}"']
    file = folder / "settings.toml"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return file


async def _seat(folder: Path, pipe: Connection, alarms: int, seconds: float, application: Any) -> dict[str, Any]:
    from command_center.breath import freeze_started
    from command_center.center import Center
    from command_center.doors.demo import BASEMAP
    from command_center.settings.toml import read_settings
    from command_center.store.schema import events
    from widgets.common.collector import Collector
    from widgets.common.desk import Desk
    from widgets.station import Station

    collector = Collector(application)
    center = Center.open(read_settings(_settings(folder, pipe.recv())), SystemClock())
    desk = Desk(
        queries=center.queries,
        commands=center.commands,
        notices=center.notices,
        live=center.live,
        clock=center.clock,
        person=center.person(None),
        in_force=lambda _place: True,
    )
    window: Any = Station(desk, BASEMAP)
    process = psutil.Process()
    try:
        await center.start()
        window.resize(1920, 1080)
        window.show()
        window.activateWindow()
        window.queue.view.setFocus()
        freeze_started()
        await asyncio.sleep(5)
        turns, before = Turns(), Person(window)
        await before.work(8)
        idle, memory = turns.taken(), process.memory_info().rss
        pipe.send("begin")
        person = Person(window)
        await person.work(seconds)
        flood, top = turns.taken(), process.memory_info().rss
        stored = 0
        ended = time.perf_counter()
        while stored < alarms and time.perf_counter() - ended < 60:
            await asyncio.sleep(0.2)
            stored = await center.store.read(lambda c: c.execute(select(func.count()).select_from(events)).scalar_one())
        late = time.perf_counter() - ended
        await asyncio.sleep(seconds)
        after, quiet = turns.taken(), process.memory_info().rss
        asked = time.perf_counter()
        board = await center.queries.board()
        return {
            "alarms": stored, "seconds": seconds, "stored_late_s": round(late, 1),
            "lines": len(window.queue.view.rows_model.rows), "rows": len(board.review),
            "flood_said": window.banner.text != "", "board_read_ms": round(1000 * (time.perf_counter() - asked), 1),
            **_spread("move", person.moved), **_spread("ack", person.acknowledged),
            **_spread("open", person.opened), "acknowledged": len(person.acknowledged), **_stalls("stall", flood),
            **_stalls("after_stall", after),
            "idle": {**_spread("move", before.moved), **_stalls("stall", idle)},
            "memory_before_mb": round(memory / 1e6, 1), "memory_end_mb": round(top / 1e6, 1),
            "memory_quiet_mb": round(quiet / 1e6, 1),
        }  # fmt: skip
    finally:
        window.close()
        await center.close()
        collector.stop()


def _spread(name: str, values: Sequence[float]) -> dict[str, float]:
    if not values:
        return {}
    ranked = sorted(values)
    p99 = ranked[min(len(ranked) - 1, round(0.99 * len(ranked)))]
    return {f"{name}_p50_ms": round(1000 * statistics.median(ranked), 1), f"{name}_p99_ms": round(1000 * p99, 1)}


def _stalls(name: str, gaps: Sequence[float]) -> dict[str, float]:
    longest = max(gaps, default=0.0)
    return {f"{name}_longest_ms": round(1000 * longest, 1), f"{name}s_over_100_ms": sum(gap > 0.1 for gap in gaps)}


def main() -> None:
    """Measure and print."""
    import qasync
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from widgets.common.theme import DARK, apply

    parser = argparse.ArgumentParser()
    parser.add_argument("--alarms", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=60)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for kind in ("CONFIG", "DATA", "CACHE", "STATE"):
            os.environ[f"XDG_{kind}_HOME"] = str(Path(name) / kind)
        ours, theirs = multiprocessing.Pipe()
        server = multiprocessing.get_context("spawn").Process(
            target=_serve, args=(theirs, wanted.alarms, wanted.seconds)
        )
        server.start()
        application = QApplication([])
        application.setApplicationName("command-center-benchmark")
        application.setQuitOnLastWindowClosed(False)
        QSettings().clear()
        apply(application, DARK)
        found: dict[str, Any] = {}

        async def whole() -> None:
            found.update(await _seat(Path(name), ours, wanted.alarms, wanted.seconds, application))

        try:
            qasync.run(whole())
        finally:
            ours.send("end")
            server.join(10)
        gc.collect()
    print(json.dumps({"benchmark": "alarm_flood", **found}))


if __name__ == "__main__":
    main()

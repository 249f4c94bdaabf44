"""Our WebSocket client against an Autobahn-style conformance suite (kosoku, in its fuzzing server's mode).

The suite's server opens each case, and the client echoes what it is sent. The connection is the feeds' own
(`Line.connect`: 16 MiB at most, no compression, no pings of ours). Prints one JSON object: for each group of cases, how
often each behaviour was found. The suite is not among the project's dependencies; put it anywhere:

    python3.11 -m venv /tmp/kosoku && /tmp/kosoku/bin/pip install kosoku==0.1.0
    .venv/bin/python -m scripts.conformance /tmp/kosoku/bin/kosoku
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from websockets.exceptions import ConnectionClosed, WebSocketException

from command_center.clock import SystemClock
from command_center.feeds.items import Item
from command_center.feeds.line import Line
from command_center.feeds.meter import Meter
from command_center.model.settings import FeedKind, FeedSettings

ADDRESS = "127.0.0.1:9001"
AGENT = "command-center"
LIMIT_S = 60.0
PASSED = ("OK", "INFORMATIONAL", "NON-STRICT", "UNIMPLEMENTED")
"""Unimplemented is what we decline: compression."""


async def _nowhere(_feed: str, _items: Sequence[Item], _received: datetime) -> None:
    return


def _line() -> Line:
    clock = SystemClock()
    settings = FeedSettings(name="suite", kind=FeedKind.DOG_TAG, url=f"ws://{ADDRESS}/")
    return Line(settings, "conformance", _nowhere, Meter("suite", "dog-tag", clock, lambda _: None), clock)


async def _echo(line: Line, path: str) -> str:
    """Echo until the server ends it; returns the last text."""
    last = ""
    with contextlib.suppress(ConnectionClosed, WebSocketException, EOFError, ConnectionError):
        async with asyncio.timeout(LIMIT_S), line.connect(f"ws://{ADDRESS}{path}") as connection:
            while True:
                message = await connection.recv()
                last = message if isinstance(message, str) else last
                if path.startswith("/runCase"):
                    await connection.send(message)
    return last


async def _ready(line: Line) -> int:
    """How many cases there are, once the server answers."""
    async with asyncio.timeout(LIMIT_S):
        while True:
            with contextlib.suppress(OSError):
                found = await _echo(line, "/getCaseCount")
                if found:
                    return int(found)
            await asyncio.sleep(0.2)


async def _all(line: Line) -> int:
    count = await _ready(line)
    for case in range(1, count + 1):
        with contextlib.suppress(TimeoutError):
            await _echo(line, f"/runCase?case={case}&agent={AGENT}")
    await _echo(line, f"/updateReports?agent={AGENT}")
    return count


def _await_report(folder: Path, count: int) -> None:
    """The suite writes a file a case, and the index last; it does so after it has answered."""
    until = time.monotonic() + LIMIT_S
    while time.monotonic() < until:
        if len(list(folder.glob("*_case_*.json"))) >= count and (folder / "index.html").exists():
            break
        time.sleep(0.2)
    time.sleep(1.0)


def _report(folder: Path) -> dict[str, Any]:
    """What the suite wrote of each case, by its number such as 9.1.3."""
    files = {file.stem.rpartition("case_")[2].replace("_", "."): file for file in folder.glob("*_case_*.json")}
    return {case: json.loads(file.read_text("utf-8")) for case, file in files.items()}


def _groups(report: dict[str, Any]) -> dict[str, dict[str, int]]:
    groups: dict[str, Counter[str]] = {}
    for case, found in report.items():
        groups.setdefault(case.split(".")[0], Counter())[found["behavior"]] += 1
    return {group: dict(counts) for group, counts in sorted(groups.items(), key=lambda item: int(item[0]))}


def main() -> None:
    """Run the suite and print what it found."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.argv[1], "-m", "fuzzingserver", "-o", folder, ADDRESS]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            count = asyncio.run(_all(_line()))
            _await_report(Path(folder), count)
        finally:
            server.terminate()
            server.wait(10)
        found = _report(Path(folder))
    bad = sorted(case for case, told in found.items() if told["behavior"] not in PASSED)
    print(json.dumps({"cases": count, "groups": _groups(found), "not_passed": bad}))


if __name__ == "__main__":
    main()

"""The program as a process of its own: started, listened to, killed."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
WITHIN_S = 20.0


async def until(holds: Callable[[], bool], seconds: float = WITHIN_S) -> None:
    """Wait for a condition that no notice tells of."""
    end = asyncio.get_running_loop().time() + seconds
    while not holds():
        assert asyncio.get_running_loop().time() < end, "the condition did not come true"
        await asyncio.sleep(0.005)


class Running:
    """A process of ours and the JSON lines it prints."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    async def line(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        async with asyncio.timeout(WITHIN_S):
            found: dict[str, Any] = json.loads(await self.process.stdout.readline())
        return found

    async def line_where(self, holds: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first line, from now on, that is so."""
        async with asyncio.timeout(WITHIN_S):
            while not holds(found := await self.line()):
                pass
        return found

    async def kill(self) -> None:
        """kill -9."""
        self.process.kill()
        await self.process.wait()

    async def ends_when_asked(self) -> None:
        """SIGTERM, and status 0. It has to print another line first: while it starts it cannot listen to signals."""
        await self.line()
        self.process.terminate()
        async with asyncio.timeout(WITHIN_S):
            await self.process.communicate()
        assert self.process.returncode == 0


@asynccontextmanager
async def main(*arguments: str | Path) -> AsyncIterator[Running]:
    """`main.py` with these arguments; killed at the end if it still runs."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "main.py", *map(str, arguments), cwd=ROOT, env=os.environ,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield Running(process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def cursors(folder: Path) -> dict[str, int]:
    """How far each feed is stored, read from the station's own file while it runs."""
    file = folder / "cc.db"
    if not file.exists():
        return {}
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as store:
        try:
            return {feed: int(sequence) for feed, sequence in store.execute("SELECT feed, sequence FROM cursors")}
        except sqlite3.OperationalError:  # not migrated yet, or just being made
            return {}

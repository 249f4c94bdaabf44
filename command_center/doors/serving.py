"""Running a feed server until it is told to end."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Awaitable, Callable


async def serve(run: Callable[[asyncio.Event], Awaitable[None]], *, with_parent: bool = False) -> None:
    """Run `run(stop)`; `stop` is set by SIGINT or SIGTERM, and `with_parent` when standard input closes.

    Standard input closes when the process that started us ends, however it ends.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    watch = loop.create_task(_parent_ended(stop)) if with_parent else None
    try:
        await run(stop)
    finally:
        if watch is not None:
            watch.cancel()


async def _parent_ended(stop: asyncio.Event) -> None:
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while await reader.read(4096):
        pass
    stop.set()

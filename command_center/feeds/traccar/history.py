"""Reads what a Traccar server's history holds, in bounded pieces, and hands it over."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from msgspec import Raw

from command_center.feeds.items import Item, Unreadable
from command_center.feeds.line import Line
from command_center.feeds.traccar.had import Had
from command_center.feeds.traccar.messages import Told, positions
from command_center.feeds.traccar.plan import Ask, Window
from command_center.feeds.traccar.server import Server, TooMuch

log = logging.getLogger(__name__)

TOGETHER = 4
"""Questions under way at once: with `server.MOST_BYTES` each, what bounds the memory."""
A_SLICE = 500
"""Positions decoded and handed over in one go: a few milliseconds."""
FULL = 1000
"""A device with so many positions in one answer may have more: the server cuts off silently, at a limit of its own."""


class History:
    """Asks and delivers. `items` makes items of positions."""

    def __init__(self, server: Server, line: Line, had: Had, items: Callable[[Sequence[Told]], list[Item]]) -> None:
        self._server, self._line, self._had, self._items = server, line, had, items
        self._room = asyncio.Semaphore(TOGETHER)

    async def window(self, window: Window) -> None:
        """Everything of one window. Raises Refused, Redirected, NotNow."""
        try:
            async with asyncio.TaskGroup() as group:
                for ask in window.asks:
                    group.create_task(self._ask(ask))
        except ExceptionGroup as errors:
            raise errors.exceptions[0] from errors

    async def _ask(self, ask: Ask) -> None:
        try:
            async with self._room:
                rest = await self._deliver(ask, await self._server.route(ask.ids, ask.start, ask.end))
        except TooMuch as error:
            rest = list(ask.halves())
            if not rest:
                log.error("feed %s: %s for one device in a second, not read", self._line.settings.name, error)
                await self._line.take([Unreadable(f"{error} for device {ask.ids[0]} at {ask.start}, not read", b"")])
        for one in rest:
            await self._ask(one)

    async def _deliver(self, ask: Ask, raw: Sequence[Raw]) -> list[Ask]:
        """Hand over an answer; returns what to ask for again, because it may have been cut off."""
        count: Counter[int] = Counter()
        last: dict[int, datetime] = {}
        for start in range(0, len(raw), A_SLICE):
            told, bad = positions(raw[start : start + A_SLICE])
            for one in told:
                at, time = one.position.device_id, one.position.fix_time
                count[at] += 1
                last[at] = max(time, last.get(at, time))
            fresh = self._had.fresh([*bad, *self._items(told)])
            if fresh:
                await self._line.take(fresh)
                self._had.note(fresh)
            else:
                await asyncio.sleep(0)
        full = [device for device, n in count.items() if n >= FULL]
        return [Ask((device,), _after(ask.start, last[device]), ask.end) for device in full]


def _after(start: datetime, last: datetime) -> datetime:
    """Where to go on: at the last one had, for others may have its time; always further than before."""
    return last if last > start else start + timedelta(milliseconds=1)

"""What feeds have delivered and the intake has not taken yet: bounded, in order of arrival."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from datetime import datetime

from command_center.feeds.items import Heard, Item, Unreadable
from command_center.model.observations import Fixes

MOST_WAITING = 100_000
"""Fixes (or what takes as much memory) that wait before a feed is made to wait: some 20 MB."""
MOST_TAKEN = 50_000
"""What goes into one transaction."""
A_FIX_BYTES = 200

Delivery = tuple[str, datetime, Sequence[Item]]


def weight(items: Sequence[Item]) -> int:
    """About how many fixes' room these items take."""
    return sum(map(_weight, items))


def _weight(item: Item) -> int:
    if isinstance(item, Heard):
        return len(item.what) if isinstance(item.what, Fixes) else 10 + len(item.raw) // A_FIX_BYTES
    return 1 + len(item.raw) // A_FIX_BYTES if isinstance(item, Unreadable) else 1


class Backlog:
    """A queue by weight. A single delivery is taken however large it is."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[int, Delivery]] = deque()
        self._weight = 0
        self._room, self._some = asyncio.Event(), asyncio.Event()
        self._room.set()

    async def put(self, delivery: Delivery) -> None:
        """Add one; waits while too much waits already."""
        while self._weight >= MOST_WAITING:
            self._room.clear()
            await self._room.wait()
        heavy = weight(delivery[2])
        self._waiting.append((heavy, delivery))
        self._weight += heavy
        self._some.set()

    async def take(self, wait_s: float) -> list[Delivery]:
        """What waits, up to `MOST_TAKEN` and at least one; empty when nothing comes for `wait_s` seconds."""
        try:
            async with asyncio.timeout(wait_s):
                await self._some.wait()
        except TimeoutError:
            return []
        taken: list[Delivery] = []
        heavy = 0
        while self._waiting and (not taken or heavy + self._waiting[0][0] <= MOST_TAKEN):
            more, delivery = self._waiting.popleft()
            taken.append(delivery)
            heavy += more
        self._weight -= heavy
        if not self._waiting:
            self._some.clear()
        if self._weight < MOST_WAITING:
            self._room.set()
        return taken

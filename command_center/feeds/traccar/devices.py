"""Which tag a Traccar device is; positions of devices nobody knows yet wait until they do."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence

from command_center.feeds.items import Unreadable
from command_center.feeds.line import Line
from command_center.feeds.sockets import Redirected
from command_center.feeds.traccar.messages import Device, Told
from command_center.feeds.traccar.server import NotNow, Server
from command_center.feeds.trouble import Refused

WITHIN_S = 5.0
MOST_WAITING = 10_000
AT_ONCE = 100


class Devices:
    """`tags` is the number of each device, by Traccar's own id for it."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self.tags: dict[int, str] = {}
        self._strange: set[int] = set()
        self._not_now: set[int] = set()
        self._waiting: deque[Told] = deque(maxlen=MOST_WAITING)
        self._bad: set[str] = set()

    def learn(self, devices: Sequence[Device]) -> None:
        """These are known now."""
        self.tags.update((one.id, one.unique_id) for one in devices)

    async def ask(self, server: Server) -> list[Device]:
        """All devices, anew; who was not to be found may be asked for again. Raises as `Server`."""
        devices = await self._ask(server)
        self._not_now.clear()
        self._strange.clear()
        return devices

    async def _ask(self, server: Server, ids: Sequence[int] = ()) -> list[Device]:
        devices, bad = await server.devices(ids)
        self.learn(devices)
        new = self.once(bad)
        if new:
            await self._line.take(new)
        return devices

    async def sort(self, told: Sequence[Told], server: Server) -> tuple[list[Told], bool]:
        """Those whose device is known, or known not to be there; False when the server could not say of others.

        These wait: they come out with a later call, once all devices were asked for.
        """
        waiting = [*self._waiting, *told]
        self._waiting.clear()
        ids = {one.position.device_id for one in waiting} - self.tags.keys() - self._strange - self._not_now
        asked = not ids or await self._find(ids, server)
        ready: list[Told] = []
        for one in waiting:
            id_ = one.position.device_id
            (self._waiting if id_ in self._not_now and id_ not in self.tags else ready).append(one)
        return ready, asked

    async def _find(self, ids: set[int], server: Server) -> bool:
        try:
            async with asyncio.timeout(WITHIN_S):
                await self._ask(server, sorted(ids) if len(ids) <= AT_ONCE else ())
        except (Refused, Redirected, NotNow, TimeoutError):
            self._not_now |= ids
            return False
        self._strange |= ids - self.tags.keys()
        return True

    def once(self, bad: Sequence[Unreadable]) -> list[Unreadable]:
        """Without devices told of before: one that cannot be understood comes with every change of its state."""
        new: list[Unreadable] = []
        for one in bad:
            if one.reason.startswith("device "):
                if one.reason in self._bad or len(self._bad) >= MOST_WAITING:
                    continue
                self._bad.add(one.reason)
            new.append(one)
        return new

"""A station's side of the contract, as small as tests need it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from websockets import Subprotocol
from websockets.asyncio.client import ClientConnection, connect

from command_center.feeds import wire

Event = dict[str, Any]
WITHIN_S = 10.0


class Station:
    """Reads events one by one; `cursor` is the sequence of the last one that had one."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.cursor: str | None = None
        self._waiting: list[Event] = []

    async def next(self) -> Event:
        async with asyncio.timeout(WITHIN_S):
            while not self._waiting:
                read = msgspec.json.decode(await self.connection.recv())
                self._waiting = read if isinstance(read, list) else [read]
        event = self._waiting.pop(0)
        self.cursor = event.get("sequence", self.cursor)
        return event

    async def take(self, count: int) -> list[Event]:
        return [await self.next() for _ in range(count)]

    async def ask(self, type_: str, data: Any = None) -> None:
        event = {"specversion": "1.0", "id": "1", "source": "/test", "type": type_, "data": data}
        await self.connection.send(msgspec.json.encode(event), text=True)


@asynccontextmanager
async def unsubscribed(port: int, path: str, token: str | None = None) -> AsyncIterator[Station]:
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    async with connect(
        f"ws://127.0.0.1:{port}{path}",
        subprotocols=[Subprotocol(wire.SUBPROTOCOL)],
        additional_headers=headers,
        max_size=wire.MAX_MESSAGE_BYTES,
        compression=None,
        ping_interval=None,
        proxy=None,
    ) as connection:
        yield Station(connection)


@asynccontextmanager
async def station(port: int, path: str, after: str | None) -> AsyncIterator[Station]:
    async with unsubscribed(port, path) as one:
        await one.ask(wire.SUBSCRIBE, {"after": after})
        yield one

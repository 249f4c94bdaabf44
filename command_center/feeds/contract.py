"""The contract's own format: CloudEvents over a WebSocket, asked for after a cursor."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from uuid import uuid4

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from command_center.feeds import crs, wire
from command_center.feeds.decode import decode
from command_center.feeds.items import Beat, Heard, Item, Unreadable
from command_center.feeds.large import LARGE_BYTES, decode_large
from command_center.feeds.line import Line

log = logging.getLogger(__name__)

TOO_MANY_REPEATED = 1000


class Contract:
    """One feed's conversation in the contract's format.

    `after` is where to begin: the stored cursor, twenty zeros for a station that stores and has none, None for a
    viewer. What lies at or below the cursor was had already and is dropped here.
    """

    def __init__(self, line: Line, after: str | None, silence_s: float = wire.SILENCE_IS_DEAD_S) -> None:
        self._line, self._after, self._viewer = line, after, after is None
        self._silence_s = silence_s
        self._connection: ClientConnection | None = None
        self.opened = asyncio.Event()
        self._dropped = 0

    async def talk(self) -> None:
        """Connect, subscribe after the cursor, read until the connection ends. Raises what ended it."""
        line, token = self._line, self._line.token()
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        async with line.connect(line.settings.url, subprotocols=[wire.SUBPROTOCOL], headers=headers) as connection:
            line.meter.opened()
            line.meter.skew.told_date(_date(connection), line.clock.now())
            self._connection = connection
            try:
                await self.send(wire.SUBSCRIBE, wire.Subscribe(self._after))
                self.opened.set()
                while True:
                    message = await line.receive(connection, self._silence_s)
                    if len(message) < LARGE_BYTES:
                        await line.take(self._fresh(decode(message)))
                    else:
                        async for items in decode_large(message):
                            await line.take(self._fresh(items))
            finally:
                self._connection = None
                self.opened.clear()

    async def send(self, type_: str, data: object) -> bool:
        """Send one event to the server, in the feed's coordinates; False when there is no connection now."""
        if self._connection is None:
            return False
        data = crs.from_wgs84(data, self._line.settings.crs)
        event = wire.envelope(type_, self._line.source, str(uuid4()), self._line.clock.now(), data)
        try:
            await self._connection.send(wire.encode(event))
        except ConnectionClosed:
            return False
        return True

    def _fresh(self, items: Sequence[Item]) -> list[Item]:
        """The items not had yet; moves the cursor."""
        fresh: list[Item] = []
        for item in items:
            if isinstance(item, Beat):
                if item.time is not None:
                    self._line.meter.skew.told(item.time, self._line.clock.now())
                continue
            if isinstance(item, wire.Gap):
                # A reset sequence begins anew below the cursor; ids still tell what was had.
                if item.until is None and not self._viewer:
                    self._after = wire.FIRST_SEQUENCE
            elif isinstance(item, Heard | Unreadable) and item.sequence:
                if self._after is not None and item.sequence <= self._after:
                    self._repeated(self._after)
                    continue
                self._dropped = 0
                if not self._viewer:
                    self._after = item.sequence
            fresh.append(item)
        return fresh

    def _repeated(self, cursor: str) -> None:
        """A server may repeat a little after a break; one that only repeats has lost its sequence."""
        self._dropped += 1
        if self._dropped == TOO_MANY_REPEATED:
            name = self._line.settings.name
            log.warning("feed %s sends only what lies at or below our cursor %s", name, cursor)
            self._line.meter.hindered(f"all that comes lies at or below what we have (sequence {cursor})")


def _date(connection: ClientConnection) -> str | None:
    return connection.response.headers.get("Date") if connection.response is not None else None

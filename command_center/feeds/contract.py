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
from command_center.feeds.items import Beat, Heard, Item, Reached, Unreadable
from command_center.feeds.large import LARGE_BYTES, decode_large
from command_center.feeds.line import Line, TooBig
from command_center.feeds.trouble import Refused

log = logging.getLogger(__name__)

TOO_MANY_REPEATED = 1000
TOO_BIG_IN_A_ROW = 3
"""After so many messages over the limit, each the first after one cursor, it is the same one each time."""


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
        self._too_big = (after, 0)  # the cursor behind which something over the limit came, and how often in a row

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
                    message = await self._next(connection)
                    if len(message) < LARGE_BYTES:
                        await self._take(decode(message))
                    else:
                        async for items in decode_large(message):
                            await self._take(items)
            finally:
                self._connection = None
                self.opened.clear()

    async def again(self, raw: bytes) -> Sequence[Item]:
        """A message or an element of one, read anew."""
        return decode(raw)

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

    async def _next(self, connection: ClientConnection) -> bytes:
        """The next message. What is over the limit cannot be passed over: the contract asks after what was had, so
        the server sends it again. Asked again all the same (it may be mended), with the operator told.

        Raises what `Line.receive` raises, and Refused.
        """
        where = "" if self._after is None else f"the next after sequence {self._after}"
        try:
            return await self._line.receive(connection, self._silence_s, where)
        except TooBig as error:
            times = self._too_big[1] + 1 if self._too_big[0] == self._after else 1
            self._too_big = (self._after, times)
            if times < TOO_BIG_IN_A_ROW or self._viewer:
                raise
            raise Refused(
                f"the server sends the same message over the limit each time ({where}): nothing behind it can be read "
                "until its operator sends it in smaller parts"
            ) from error

    async def _take(self, items: Sequence[Item]) -> None:
        """Deliver what is new. Only what was delivered moves the cursor: whatever fails here is asked for again."""
        fresh, after = self._fresh(items)
        await self._line.take(fresh)
        if not self._viewer:
            self._after = after

    def _fresh(self, items: Sequence[Item]) -> tuple[list[Item], str | None]:
        """The items not had yet, and where the cursor stands behind them."""
        fresh: list[Item] = []
        after = self._after
        for item in items:
            if isinstance(item, Beat):
                if item.time is not None:
                    self._line.meter.skew.told(item.time, self._line.clock.now())
                continue
            fresh.append(item)
            if isinstance(item, wire.Gap):
                # A reset sequence begins anew below the cursor; ids still tell what was had. What is no longer held
                # lies behind us from now on, so that a gap is told of once however often we ask.
                passed = wire.FIRST_SEQUENCE if item.until is None else before(item.until)
                if not self._viewer and (item.until is None or after is None or passed > after):
                    after = passed
                    fresh.append(Reached(passed))
            elif isinstance(item, Heard | Unreadable) and item.sequence:
                if after is not None and item.sequence <= after:
                    fresh.pop()
                    self._repeated(after)
                    continue
                self._dropped = 0
                if not self._viewer:
                    after = item.sequence
        return fresh, after

    def _repeated(self, cursor: str) -> None:
        """A server may repeat a little after a break; one that only repeats has lost its sequence."""
        self._dropped += 1
        if self._dropped == TOO_MANY_REPEATED:
            name = self._line.settings.name
            log.warning("feed %s sends only what lies at or below our cursor %s", name, cursor)
            self._line.meter.hindered(f"all that comes lies at or below what we have (sequence {cursor})")


def before(sequence: str) -> str:
    """The sequence right below."""
    return f"{max(int(sequence) - 1, 0):020d}"


def _date(connection: ClientConnection) -> str | None:
    return connection.response.headers.get("Date") if connection.response is not None else None

"""One subscription that never gives up: connects, asks for everything after the cursor, reads, comes back."""

from __future__ import annotations

import asyncio
import logging
import os
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from uuid import uuid4

from websockets import Subprotocol
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import (
    ConnectionClosed,
    InvalidHandshake,
    InvalidStatus,
    InvalidURI,
    NegotiationError,
)
from websockets.frames import CloseCode

from command_center.clock import Clock
from command_center.feeds import wire
from command_center.feeds.decode import Heard, Item, Unreadable, decode
from command_center.feeds.meter import Meter
from command_center.model.observations import Fixes
from command_center.model.settings import FeedSettings

log = logging.getLogger(__name__)

FIRST_DELAY_S, LONGEST_DELAY_S = 0.5, 30.0
TOO_MANY_REPEATED = 1000
_REFUSED_STATUS = (401, 403, 404)

TOO_BIG = Unreadable(f"a message over {wire.MAX_MESSAGE_BYTES // 1024 // 1024} MiB, not read", b"")
"""Stands in quarantine for what is never taken into memory; the connection ends on it."""

Deliver = Callable[[str, Sequence[Item], datetime], Awaitable[None]]


class NoToken(Exception):
    """The feed's settings name an environment variable that is not set."""


class Subscription:
    """One feed's connection.

    `after` is where to begin: the stored cursor, twenty zeros for a station that stores and has none, None for a
    viewer. Items go to `deliver`, which is awaited: while it takes its time nothing more is read, and the server
    waits (back-pressure). What lies at or below the cursor was had already and is dropped here.
    """

    def __init__(
        self,
        settings: FeedSettings,
        station: str,
        after: str | None,
        deliver: Deliver,
        meter: Meter,
        clock: Clock,
        environment: Mapping[str, str] | None = None,
        silence_s: float = wire.SILENCE_IS_DEAD_S,
    ) -> None:
        self.settings = settings
        self.meter = meter
        self._station = station
        self._after = after
        self._viewer = after is None
        self._deliver = deliver
        self._clock = clock
        self._environment = os.environ if environment is None else environment
        self._silence_s = silence_s
        self._connection: ClientConnection | None = None
        self.opened = asyncio.Event()
        self._dropped = 0

    async def run(self) -> None:
        """Until cancelled. Backs off from 0.5 s to 30 s with full jitter; a good message resets that."""
        delay, settings_name = FIRST_DELAY_S, self.settings.name
        while True:
            received = self.meter.received
            try:
                await self._once()
                self.meter.lost("the server closed the connection")
            except (NoToken, InvalidURI) as error:
                self.meter.lost(str(error), refused=True)
            except InvalidStatus as error:
                status = error.response.status_code
                self.meter.lost(f"the server answered HTTP {status}", refused=status in _REFUSED_STATUS)
            except (NegotiationError, InvalidHandshake) as error:
                self.meter.lost(f"the server refused: {error}", refused=True)
            except (OSError, TimeoutError, ConnectionClosed, EOFError) as error:
                self.meter.lost(_plain(error))
            except Exception as error:
                # Whatever it is, one feed's fault must not leave it dead: it is told, and tried again.
                log.exception("feed %s failed", settings_name)
                self.meter.lost(_plain(error))
            if self.meter.received > received:
                delay = FIRST_DELAY_S
            await asyncio.sleep(random.uniform(delay / 2, delay))
            delay = min(2 * delay, LONGEST_DELAY_S)
            self.meter.reconnects += 1

    async def send(self, type_: str, data: object) -> bool:
        """Send one event to the server; False when there is no connection now."""
        if self._connection is None:
            return False
        event = wire.envelope(type_, self._source(), str(uuid4()), self._clock.now(), data)
        try:
            await self._connection.send(wire.encode(event))
        except ConnectionClosed:
            return False
        return True

    def _source(self) -> str:
        return f"/command-center/{self._station}"

    async def _once(self) -> None:
        settings = self.settings
        async with connect(
            settings.url,
            subprotocols=[Subprotocol(wire.SUBPROTOCOL)],
            additional_headers=self._headers(),
            max_size=wire.MAX_MESSAGE_BYTES,
            # No compression: a small message could otherwise grow without bound on our side.
            compression=None,
            # The contract's heartbeat tells a dead connection; pings would fail while we hold back reading.
            ping_interval=None,
            proxy=None if _is_loopback(settings.url) else True,
        ) as connection:
            subscribe = wire.envelope(
                wire.SUBSCRIBE, self._source(), str(uuid4()), self._clock.now(), wire.Subscribe(self._after)
            )
            await connection.send(wire.encode(subscribe))
            self.meter.opened()
            self._connection = connection
            self.opened.set()
            try:
                await self._read(connection)
            finally:
                self._connection = None
                self.opened.clear()

    def _headers(self) -> dict[str, str]:
        name = self.settings.token_env
        if name is None:
            return {}
        token = self._environment.get(name, "")
        if not token:
            raise NoToken(f"the environment variable {name} is not set: the feed's token is missing")
        return {"Authorization": f"Bearer {token}"}

    async def _read(self, connection: ClientConnection) -> None:
        while True:
            try:
                async with asyncio.timeout(self._silence_s):
                    message = await connection.recv()
            except TimeoutError:
                self.meter.silent()
                raise TimeoutError(f"nothing came for {self._silence_s:.0f} s") from None
            except ConnectionClosed as closed:
                if _too_big(closed):
                    await self._deliver(self.settings.name, [TOO_BIG], self._clock.now())
                raise
            received = self._clock.now()
            items = self._fresh(decode(message))
            self.meter.quarantined += sum(isinstance(item, Unreadable) for item in items)
            self.meter.gaps += sum(isinstance(item, wire.Gap) for item in items)
            heard = [item for item in items if isinstance(item, Heard)]
            self.meter.heard(max((item.time for item in heard), default=None), sum(map(_size, heard)))
            if items:
                await self._deliver(self.settings.name, items, received)
            # Under a burst recv() returns at once each time: let the interface have its turn.
            await asyncio.sleep(0)

    def _fresh(self, items: list[Item]) -> list[Item]:
        """The items not had yet; moves the cursor."""
        fresh: list[Item] = []
        for item in items:
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
            log.warning("feed %s sends only what lies at or below our cursor %s", self.settings.name, cursor)
            self.meter.repeating(cursor)


def _too_big(closed: ConnectionClosed) -> bool:
    """Whether it was us who ended the connection because of a message's size."""
    return closed.sent is not None and closed.sent.code == CloseCode.MESSAGE_TOO_BIG and not closed.rcvd_then_sent


def _size(item: Heard) -> int:
    return len(item.what) if isinstance(item.what, Fixes) else 1


def _is_loopback(url: str) -> bool:
    host = url.split("//", 1)[-1].split("/", 1)[0]
    return host.startswith(("127.", "localhost", "[::1]"))


def _plain(error: BaseException) -> str:
    text = str(error) or type(error).__name__
    return text if len(text) < 300 else text[:300] + "…"

"""What every format's conversation has from the house: settings and token, a way out, a meter, somewhere to deliver."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import httpx
from websockets import Subprotocol
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed
from websockets.frames import CloseCode

from command_center.breath import Breath
from command_center.clock import Clock
from command_center.feeds import crs, secrecy, security, sockets, wire
from command_center.feeds.items import Heard, Item, Unreadable
from command_center.feeds.meter import Meter
from command_center.model.observations import Fixes
from command_center.model.settings import Crs, FeedSettings

TOO_BIG = f"a message over {wire.MAX_MESSAGE_BYTES // 1024 // 1024} MiB, not read"
"""Stands in quarantine for what is never taken into memory; the connection ends on it."""

HTTP_TIMEOUT_S = 20.0
_TLS = ("wss:", "https:")

Deliver = Callable[[str, Sequence[Item], datetime], Awaitable[None]]


class TooBig(ConnectionError):
    """The other side sent a message over the limit; it stands in quarantine, unread."""


class Line:
    """One feed's way to its server and into the house.

    Items go to `deliver`, which is awaited: while it takes its time nothing more is read, and the server waits
    (back-pressure).
    """

    def __init__(
        self,
        settings: FeedSettings,
        station: str,
        deliver: Deliver,
        meter: Meter,
        clock: Clock,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.settings, self.meter, self.clock = settings, meter, clock
        self.source = f"/command-center/{station}"
        self._deliver = deliver
        self._environment = os.environ if environment is None else environment
        self._from_keyring: str | None = None
        self._breath = Breath()

    async def prepare(self) -> None:
        """Before each conversation: get what takes a while, holding nothing up. Raises NoToken, NoTrust."""
        if self.settings.url.startswith(_TLS):
            await asyncio.to_thread(security.trust, self.settings.ca_file)
        self._from_keyring = await security.keyring_token(self.settings)

    def token(self) -> str | None:
        """The feed's token, None when it has none. Raises NoToken."""
        return self._from_keyring or security.token(self.settings, self._environment)

    def connect(
        self, url: str, *, subprotocols: Sequence[str] = (), headers: Mapping[str, str] | None = None
    ) -> sockets.Connect:
        """A WebSocket connection, to be entered with `async with`. With wss the server is verified; a redirect to
        another server raises `Redirected`."""
        return sockets.Connect(
            url,
            subprotocols=[Subprotocol(name) for name in subprotocols] or None,
            additional_headers=dict(headers or {}),
            max_size=wire.MAX_MESSAGE_BYTES,
            # No compression: a small message could otherwise grow without bound on our side.
            compression=None,
            # Silence tells a dead connection; pings would fail while we hold back reading.
            ping_interval=None,
            proxy=None if _is_loopback(url) else True,
            ssl=security.trust(self.settings.ca_file) if url.startswith(_TLS) else None,
            logger=sockets.log,
        )

    def http(self, base: str, *, headers: Mapping[str, str] | None = None) -> httpx.AsyncClient:
        """A client for the server's HTTP interface at `base` (http or https), to be entered with `async with`.

        Redirects are not followed: what the headers carry is for this server alone.
        """
        # Without TLS no certificate authorities are needed, and reading them holds up the interface.
        trust = security.trust(self.settings.ca_file) if base.startswith(_TLS) else security.NOBODY
        return httpx.AsyncClient(
            base_url=base,
            headers=dict(headers or {}),
            follow_redirects=False,
            timeout=HTTP_TIMEOUT_S,
            verify=trust,
            trust_env=not _is_loopback(base),
        )

    async def receive(self, connection: ClientConnection, silence_s: float, where: str = "") -> bytes:
        """The next message, UTF-8 if it is right. `where` in the stream we are, for what cannot be read.

        Raises TimeoutError after `silence_s` of nothing, TooBig, and ConnectionClosed when it is over.
        """
        try:
            async with asyncio.timeout(silence_s):
                # As bytes: what is not UTF-8 is one bad message to set aside, not a broken connection.
                return await connection.recv(decode=False)
        except TimeoutError:
            self.meter.silent()
            raise TimeoutError(f"nothing came for {silence_s:.0f} s") from None
        except ConnectionClosed as closed:
            if not _too_big(closed):
                raise
            why = f"{TOO_BIG} ({where})" if where else TOO_BIG
            await self._deliver(self.settings.name, [Unreadable(why, b"")], self.clock.now())
            raise TooBig(why) from closed

    async def take(self, items: Sequence[Item]) -> None:
        """Have items counted and delivered; call it for every message, with nothing when it held nothing.

        Coordinates are still those of the feed; they are made WGS-84 here, whatever the format.
        """
        received = self.clock.now()
        if self.settings.crs is not Crs.WGS84:
            items = [crs.item_to_wgs84(item, self.settings.crs) for item in items]
        items = [_scrubbed(item) if isinstance(item, Unreadable) else item for item in items]
        heard = [item for item in items if isinstance(item, Heard)]
        self.meter.heard(max((item.time for item in heard), default=None), sum(map(_size, heard)))
        if items:
            await self._deliver(self.settings.name, items, received)
        # Under a burst recv() returns at once each time: let the interface have its turn.
        await self._breath()


def _too_big(closed: ConnectionClosed) -> bool:
    """Whether it was us who ended the connection because of a message's size."""
    return closed.sent is not None and closed.sent.code == CloseCode.MESSAGE_TOO_BIG and not closed.rcvd_then_sent


def _scrubbed(item: Unreadable) -> Unreadable:
    """A server may send back what it was sent: a token doesn't come to lie in quarantine."""
    return replace(item, reason=secrecy.scrub(item.reason), raw=secrecy.scrub_bytes(item.raw))


def _size(item: Heard) -> int:
    return len(item.what) if isinstance(item.what, Fixes) else 1


def _is_loopback(url: str) -> bool:
    host = url.split("//", 1)[-1].split("/", 1)[0]
    return host.startswith(("127.", "localhost", "[::1]"))

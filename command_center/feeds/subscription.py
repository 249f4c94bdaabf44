"""One subscription that never gives up: whatever ends its conversation, it is told, and begun again."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Sequence

import httpx
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidURI

from command_center.feeds import crs
from command_center.feeds.contract import Contract
from command_center.feeds.dialect import Dialect
from command_center.feeds.frigate.dialect import Frigate
from command_center.feeds.items import Item
from command_center.feeds.line import Line
from command_center.feeds.security import NoToken, NoTrust
from command_center.feeds.sockets import Redirected
from command_center.feeds.traccar.dialect import Traccar
from command_center.feeds.trouble import Refused, told
from command_center.model.settings import FeedFormat

log = logging.getLogger(__name__)

FIRST_DELAY_S, LONGEST_DELAY_S = 0.5, 30.0
_EXPECTED = (
    NoToken,
    NoTrust,
    Redirected,
    Refused,
    InvalidURI,
    InvalidHandshake,
    OSError,
    ConnectionClosed,
    EOFError,
    httpx.TransportError,
)


def dialect(line: Line, after: str | None) -> Dialect:
    """How the feed's server is spoken to, by the format its settings name; `after` as in `Contract`."""
    return _DIALECTS[line.settings.format](line, after)


_DIALECTS: dict[FeedFormat, Callable[[Line, str | None], Dialect]] = {
    FeedFormat.CLOUDEVENTS: Contract,
    FeedFormat.FRIGATE: Frigate,
    FeedFormat.TRACCAR: Traccar,
}


class Subscription:
    """One feed, for as long as the program runs."""

    def __init__(self, line: Line, dialect: Dialect) -> None:
        self.settings, self.meter = line.settings, line.meter
        self._line, self._dialect = line, dialect
        self.opened = dialect.opened
        self.send = dialect.send

    async def again(self, raw: bytes) -> Sequence[Item]:
        """What was set aside of this feed, read anew: as `Dialect.again`, in WGS-84."""
        return [crs.item_to_wgs84(item, self.settings.crs) for item in await self._dialect.again(raw)]

    async def run(self) -> None:
        """Until cancelled. Backs off from 0.5 s to 30 s with full jitter; a good message resets that."""
        delay = FIRST_DELAY_S
        while True:
            received = self.meter.received
            await self._talk()
            if self.meter.received > received:
                delay = FIRST_DELAY_S
            await asyncio.sleep(random.uniform(delay / 2, delay))
            delay = min(2 * delay, LONGEST_DELAY_S)
            self.meter.reconnects += 1

    async def _talk(self) -> None:
        try:
            await self._line.prepare()
            await self._dialect.talk()
            self.meter.lost("the server closed the connection")
        except Exception as error:
            # Whatever it is, one feed's fault must not leave it dead: it is told, and tried again.
            if not isinstance(error, _EXPECTED):
                log.exception("feed %s failed", self.settings.name)
            why, refused = told(error)
            self.meter.lost(why, refused=refused)

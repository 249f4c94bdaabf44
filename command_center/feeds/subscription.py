"""One subscription that never gives up: whatever ends its conversation, it is told, and begun again."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Sequence

from websockets.exceptions import (
    ConnectionClosed,
    InvalidHandshake,
    InvalidStatus,
    InvalidURI,
    NegotiationError,
)

from command_center.feeds import crs
from command_center.feeds.contract import Contract
from command_center.feeds.decode import decode
from command_center.feeds.dialect import Dialect
from command_center.feeds.items import Item
from command_center.feeds.frigate.dialect import Frigate
from command_center.feeds.line import Line
from command_center.feeds.security import NoToken
from command_center.model.settings import FeedFormat, FeedSettings

log = logging.getLogger(__name__)

FIRST_DELAY_S, LONGEST_DELAY_S = 0.5, 30.0
_REFUSED_STATUS = (401, 403, 404)


def dialect(line: Line, after: str | None) -> Dialect:
    """How the feed's server is spoken to, by the format its settings name; `after` as in `Contract`."""
    return _DIALECTS[line.settings.format](line, after)


_DIALECTS: dict[FeedFormat, Callable[[Line, str | None], Dialect]] = {
    FeedFormat.CLOUDEVENTS: Contract,
    FeedFormat.FRIGATE: Frigate,
}


def decoder(settings: FeedSettings) -> Callable[[bytes], Sequence[Item]] | None:
    """How one message of a feed is read by itself; None in formats where a message says nothing alone."""
    if settings.format is not FeedFormat.CLOUDEVENTS:
        return None
    return lambda raw: [crs.item_to_wgs84(item, settings.crs) for item in decode(raw)]


class Subscription:
    """One feed, for as long as the program runs."""

    def __init__(self, line: Line, dialect: Dialect) -> None:
        self.settings, self.meter = line.settings, line.meter
        self._dialect = dialect
        self.opened = dialect.opened
        self.send = dialect.send

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
            await self._dialect.talk()
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
            log.exception("feed %s failed", self.settings.name)
            self.meter.lost(_plain(error))


def _plain(error: BaseException) -> str:
    text = str(error) or type(error).__name__
    return text if len(text) < 300 else text[:300] + "…"

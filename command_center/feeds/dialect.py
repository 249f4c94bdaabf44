"""How one format of server is spoken to: what the subscription asks of each."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Protocol

from command_center.feeds.items import Item


class Dialect(Protocol):
    """One object per subscription; it lives as long. `opened` is set while something can be sent.

    It keeps the feed's cursor: what `talk` asks for after a break begins there. Items without a sequence leave the
    stored cursor where it is, so a back-fill is complete before the first item that carries one.
    """

    opened: asyncio.Event

    async def talk(self) -> None:
        """One connection: open it, catch up, read until it ends. Raises what ended it."""
        ...

    async def again(self, raw: bytes) -> Sequence[Item]:
        """What a message or an element that was set aside says by itself, as it is understood now: nothing when it is
        understood and has nothing to say. Coordinates are the feed's. Never raises."""
        ...

    async def send(self, type_: str, data: object) -> bool:
        """Send one event of the contract to the server; False when that cannot be done now, or by this format."""
        ...

"""How one format of server is spoken to: what the subscription asks of each."""

from __future__ import annotations

import asyncio
from typing import Protocol


class Dialect(Protocol):
    """One object per subscription; it lives as long. `opened` is set while something can be sent.

    It keeps the feed's cursor: what `talk` asks for after a break begins there. Items without a sequence leave the
    stored cursor where it is, so a back-fill is complete before the first item that carries one.
    """

    opened: asyncio.Event

    async def talk(self) -> None:
        """One connection: open it, catch up, read until it ends. Raises what ended it."""
        ...

    async def send(self, type_: str, data: object) -> bool:
        """Send one event of the contract to the server; False when that cannot be done now, or by this format."""
        ...

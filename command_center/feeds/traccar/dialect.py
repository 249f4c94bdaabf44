"""The conversation with a Traccar server: live from its socket, and complete from its history.

The socket leaves out more than breaks: a fix older than its device's newest is stored and never told
(`PostProcessHandler`). So the history is read after each connecting and every five minutes, with an overlap, and it
alone moves the cursor; live items never do. Both meet in the fix's id.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from urllib.parse import quote, urlsplit

from msgspec import Raw
from websockets.asyncio.client import ClientConnection

from command_center.feeds.items import Item, Reached, Unreadable
from command_center.feeds.line import Line
from command_center.feeds.sockets import Redirected
from command_center.feeds.traccar.devices import Devices
from command_center.feeds.traccar.had import Had
from command_center.feeds.traccar.history import A_SLICE, History
from command_center.feeds.traccar.messages import Message, Told, devices, heard, positions, understand
from command_center.feeds.traccar.plan import FARTHEST, begin, sequence, windows
from command_center.feeds.traccar.server import NotNow, Server, base
from command_center.feeds.trouble import Refused
from command_center.feeds.wire import FIRST_SEQUENCE, Gap

log = logging.getLogger(__name__)

SILENCE_S = 75.0
"""A server with nothing to tell sends `{}` every 55 s."""
SWEEP_S = 300.0
FIRST_RETRY_S, LONGEST_RETRY_S = 1.0, 60.0


class Traccar:
    """One feed's conversation. `after` is the stored cursor; None for a viewer, which reads no history."""

    def __init__(
        self,
        line: Line,
        after: str | None,
        *,
        silence_s: float = SILENCE_S,
        sweep_s: float = SWEEP_S,
        retry_s: float = FIRST_RETRY_S,
    ) -> None:
        self._line, self._viewer = line, after is None
        self._cursor = after or FIRST_SEQUENCE
        self._silence_s, self._sweep_s, self._retry_s = silence_s, sweep_s, retry_s
        self._base = base(line.settings.url)
        self._source = f"/traccar/{urlsplit(self._base).netloc}"
        self._had = Had()
        self._devices = Devices(line)
        self._told_gap = False
        self._behind = asyncio.Event()
        self.opened = asyncio.Event()  # nothing can be sent to a Traccar server
        line.meter.silence_s = silence_s

    async def again(self, raw: bytes) -> Sequence[Item]:
        """A message of the socket, a position or a device, read anew with the devices as they are known now."""
        message = understand(raw)
        if isinstance(message, Unreadable):
            return [message]
        if message.devices is None and message.positions is None:
            message = Message([Raw(raw)]) if b'"uniqueId"' in raw else Message(None, [Raw(raw)])
        known, strange = devices(message.devices or ())
        self._devices.learn(known)
        told, bad = positions(message.positions or ())
        if told and not self._devices.tags:
            return [Unreadable("the server was not reached yet: which tag a device has is not known", raw)]
        return [*strange, *bad, *self._items(told)]

    async def send(self, type_: str, data: object) -> bool:
        """Always False: Traccar takes nothing of the contract."""
        return False

    async def talk(self) -> None:
        """One connection: open it, read the history beside it, read until it ends. Raises what ended it."""
        line, token = self._line, self._line.token()
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        async with line.http(self._base, headers=headers) as client:
            server = Server(client, token, line.meter.skew, line.clock)
            if not self._devices.tags:
                await self._devices.ask(server)
            cookie = await server.session()
            url = "ws" + self._base.removeprefix("http") + "/api/socket"
            if cookie is None and token is not None:
                url += f"?token={quote(token, safe='')}"
            async with line.connect(url, headers={} if cookie is None else {"Cookie": cookie}) as connection:
                line.meter.opened()
                await self._read(connection, server)

    async def _read(self, connection: ClientConnection, server: Server) -> None:
        self._told_gap = False
        keeping_up = None if self._viewer else asyncio.create_task(self._keep_up(server))
        try:
            while True:
                await self._take(await self._line.receive(connection, self._silence_s), server)
                if self._viewer:
                    # On opening come the newest positions, however old: with nothing to catch up that is no lag.
                    self._line.meter.heard(self._line.clock.now(), 0)
        finally:
            if keeping_up is not None:
                keeping_up.cancel()
                with suppress(asyncio.CancelledError):
                    await keeping_up

    # --- live --------------------------------------------------------------------------------------------------------

    async def _take(self, raw: bytes, server: Server) -> None:
        message = understand(raw)
        if isinstance(message, Unreadable):
            await self._line.take([message])
            return
        known, strange = devices(message.devices or ())
        self._devices.learn(known)
        bad: Sequence[Item] = self._devices.once(strange)
        elements = message.positions or ()
        # On opening a message has one of every device: in slices, so that the loop never waits long for one.
        for start in range(0, max(len(elements), 1), A_SLICE):
            told, unreadable = positions(elements[start : start + A_SLICE])
            ready, asked = await self._devices.sort(told, server)
            if not asked:
                self._behind.set()
            await self._hand_over([*bad, *unreadable, *self._items(ready)])
            bad = ()

    async def _hand_over(self, items: Sequence[Item]) -> None:
        fresh = self._had.fresh(items)
        await self._line.take(fresh)
        self._had.note(fresh)

    def _items(self, told: Sequence[Told]) -> list[Item]:
        items: list[Item] = []
        for one in told:
            tag = self._devices.tags.get(one.position.device_id)
            if tag is None:
                why = f"a position of device {one.position.device_id}, which is not on the server's list of devices"
                items.append(Unreadable(why, one.raw))
                continue
            fix = heard(one.position, tag, self._source)
            if fix is not None:
                items.append(fix)
        return items

    # --- history -----------------------------------------------------------------------------------------------------

    async def _keep_up(self, server: Server) -> None:
        """Until cancelled: read the history now and every `sweep_s`; what fails is told, and tried again."""
        history = History(server, self._line, self._had, self._items)
        delay = self._retry_s
        while True:
            self._behind.clear()
            try:
                await self._sweep(server, history)
            except (Refused, Redirected, NotNow) as error:
                self._line.meter.hindered(f"the history cannot be read: {error}")
            except Exception as error:
                log.exception("feed %s: the history failed", self._line.settings.name)
                self._line.meter.hindered(f"the history cannot be read: {type(error).__name__}")
            else:
                delay = self._retry_s
                with suppress(TimeoutError):
                    async with asyncio.timeout(self._sweep_s):
                        await self._behind.wait()
                continue
            await asyncio.sleep(delay)
            delay = min(2 * delay, LONGEST_RETRY_S)

    async def _sweep(self, server: Server, history: History) -> None:
        """From the cursor to now, all of it."""
        everyone = await self._devices.ask(server)
        ours = self._line.clock.now()
        # The earlier of both clocks: the cursor must never stand beyond what was read.
        now = min(server.time or ours, ours)
        since = await self._since(now)
        try:
            for window in windows(everyone, since, now, self._had.mark):
                await history.window(window)
                await self._reach(window.reached)
            self._line.meter.hindered("")
        except Refused as error:
            self._line.meter.hindered(f"the server refuses its history: {error}; what breaks leave out is lost")
            if not self._told_gap and since < now:
                await self._line.take([Gap(sequence(since), sequence(now))])
            await self._reach(now)
        self._told_gap = True
        self._had.swept()
        # Nothing older is to come: an old fix handed over last is no lag.
        self._line.meter.heard(now, 0)

    async def _since(self, now: datetime) -> datetime:
        since, farthest = begin(self._cursor, now), now - FARTHEST
        if since >= farthest:
            return since
        await self._line.take([Gap(self._cursor, sequence(farthest))])
        await self._reach(farthest)
        return farthest

    async def _reach(self, moment: datetime) -> None:
        found = sequence(moment)
        if found > self._cursor:
            self._cursor = found
            await self._line.take([Reached(found)])

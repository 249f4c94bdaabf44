"""The conversation with a Frigate server: live from its WebSocket, and from its history what a break left out.

Frigate repeats nothing. So the socket is opened first, and while the history since the cursor is read, live items
leave the stored cursor where it is. The cursor is UTC microseconds, as 20 digits.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

from websockets.asyncio.client import ClientConnection

from command_center.feeds.frigate.history import History, NotNow, Refused, base
from command_center.feeds.frigate.join import Join, moment
from command_center.feeds.frigate.messages import Review, Tracked, understand, understand_alone
from command_center.feeds.items import Item, Reached, Unreadable
from command_center.feeds.line import Line
from command_center.feeds.security import NoToken, NoTrust
from command_center.feeds.wire import FIRST_SEQUENCE, Gap

log = logging.getLogger(__name__)

ON_CONNECT = '{"topic": "onConnect", "message": "", "retain": false}'
QUIET_S, PONG_S = 15.0, 10.0
OVERLAP_S = 300.0
"""Frigate tells a review's end up to 40 s after it; what was told in these minutes is known by its id."""
FIRST_S = 86_400.0
"""How far back a station that never heard of the server asks: a day, as Frigate's own page does."""
WINDOW_S = 6 * 3600.0
OBJECTS_WITHIN_S = 5.0
FIRST_RETRY_S, LONGEST_RETRY_S = 1.0, 60.0
_UNASKED = "a review; the server cannot be asked now for what it is about"


class Frigate:
    """One feed's conversation. `after` is the stored cursor; None for a viewer, which reads no history."""

    def __init__(self, line: Line, after: str | None, quiet_s: float = QUIET_S, retry_s: float = FIRST_RETRY_S) -> None:
        self._line, self._viewer = line, after is None
        self._cursor = after or FIRST_SEQUENCE
        self._quiet_s, self._retry_s = quiet_s, retry_s
        self._base = base(line.settings.url)
        self._join = Join(line.settings, self._base)
        self._caught_up = False
        self._behind = asyncio.Event()
        self.opened = asyncio.Event()  # nothing can be sent to a Frigate server

    async def again(self, raw: bytes) -> Sequence[Item]:
        """A message of the socket, a record of the history or a camera, read anew with what is known now.

        The server is asked for the objects a review is about, as it is when one comes.
        """
        settled, now = self._join.settled(raw), self._line.clock.now()
        told = understand_alone(raw) if settled is None else settled
        if isinstance(told, Review):
            found = await self._objects_of(told)
            return [*found, *self._join.review(told, now)] if found is not None else [Unreadable(_UNASKED, raw)]
        if isinstance(told, Tracked):
            return self._join.tracked(told, now)
        return [told] if isinstance(told, Unreadable) else []

    async def _objects_of(self, review: Review) -> list[Item] | None:
        """Learn what is missing of a review's objects; what followed from that, None when they cannot be asked for."""
        missing = self._join.missing(review)
        if not missing:
            return []
        try:
            token = self._line.token()
            headers = {} if token is None else {"Authorization": f"Bearer {token}"}
            async with asyncio.timeout(OBJECTS_WITHIN_S), self._line.http(self._base, headers=headers) as client:
                return await self._learn(History(client), missing)
        except Refused:
            return []
        except (NotNow, NoToken, NoTrust, TimeoutError):
            return None

    async def send(self, type_: str, data: object) -> bool:
        """Always False: Frigate takes nothing of the contract."""
        return False

    async def talk(self) -> None:
        """One connection: open it, read the history beside it, read until it ends. Raises what ended it."""
        line, token = self._line, self._line.token()
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        url = "ws" + self._base.removeprefix("http") + "/ws"
        async with line.http(self._base, headers=headers) as client, line.connect(url, headers=headers) as connection:
            line.meter.opened()
            line.meter.skew.told_date(_date(connection), line.clock.now())
            await connection.send(ON_CONNECT)
            self._caught_up = False
            self._behind.set()
            history = History(client)
            catching_up = asyncio.create_task(self._keep_up(history))
            try:
                while True:
                    await self._take(await self._next(connection), history)
            finally:
                catching_up.cancel()
                with suppress(asyncio.CancelledError):
                    await catching_up

    async def _next(self, connection: ClientConnection) -> str | bytes:
        """The next message. A quiet server is asked whether it is there; raises TimeoutError when it does not say."""
        asked: asyncio.Future[float] | None = None
        while True:
            try:
                async with asyncio.timeout(self._quiet_s if asked is None else PONG_S * self._quiet_s / QUIET_S):
                    return await self._line.receive(connection, 10 * QUIET_S)
            except TimeoutError:
                if asked is None:
                    asked = asyncio.ensure_future(await connection.ping())
                    asked.add_done_callback(self._ponged)
                elif asked.done():
                    asked = None
                else:
                    self._line.meter.silent()
                    raise TimeoutError("no answer to a ping") from None

    def _ponged(self, pong: asyncio.Future[float]) -> None:
        if not pong.cancelled() and pong.exception() is None:
            self._line.meter.heard(None, 0)

    async def _take(self, message: str | bytes, history: History) -> None:
        told, now = understand(message), self._line.clock.now()
        items: list[Item] = []
        if isinstance(told, Unreadable):
            items = [told]
        elif isinstance(told, Tracked):
            items = self._join.tracked(told, now)
        elif isinstance(told, Review):
            if await self._known(told, history):
                items = [*self._join.review(told, now), *self._moved(told)]
        elif told is not None:
            items = self._join.cameras(told, now)
        await self._line.take(items)

    async def _known(self, review: Review, history: History) -> bool:
        """Whether its objects are known or not to be had; else the history is read again, which tells the review."""
        missing = self._join.missing(review)
        if not missing:
            return True
        try:
            async with asyncio.timeout(OBJECTS_WITHIN_S):
                await self._learn(history, missing)
        except (NotNow, TimeoutError):
            if self._viewer:
                return True
            self._caught_up = False
            self._behind.set()
            return False
        except Refused:
            pass
        return True

    async def _learn(self, history: History, ids: list[str]) -> list[Item]:
        found: list[Item] = []
        for one in await history.objects(ids):
            found += [one] if isinstance(one, Unreadable) else self._join.tracked(one, self._line.clock.now())
        return found

    def _moved(self, review: Review) -> list[Item]:
        """The cursor after a live review; held where it is while the history is being read."""
        newest = max(review.start_time, review.end_time or 0)
        return self._reach(newest) if self._caught_up and not self._viewer else []

    def _reach(self, seconds: float) -> list[Item]:
        # Never beyond our own clock: a server whose clock ran ahead would else hide what it tells when put right.
        found = _sequence(min(seconds, self._line.clock.now().timestamp()))
        if found <= self._cursor:
            return []
        self._cursor = found
        return [Reached(found)]

    async def _keep_up(self, history: History) -> None:
        """Until cancelled: whenever something may be missing, read it, and try again until it is there."""
        while True:
            await self._behind.wait()
            self._behind.clear()
            delay = self._retry_s
            while True:
                try:
                    await self._catch_up(history)
                    break
                except NotNow as error:
                    self._line.meter.hindered(f"the history cannot be read: {error}")
                except Exception as error:
                    log.exception("feed %s: the history failed", self._line.settings.name)
                    self._line.meter.hindered(f"the history cannot be read: {type(error).__name__}")
                await asyncio.sleep(delay)
                delay = min(2 * delay, LONGEST_RETRY_S)

    async def _catch_up(self, history: History) -> None:
        try:
            await self._cameras(history)
            if not self._viewer:
                await self._read(history)
            self._line.meter.hindered("")
        except Refused as error:
            self._line.meter.hindered(f"the server refuses its history: {error}")
            if not self._viewer:
                before = self._cursor
                reached = self._reach(self._line.clock.now().timestamp())
                await self._line.take([Gap(before, self._cursor), *reached])
        self._caught_up = True

    async def _cameras(self, history: History) -> None:
        sizes, told = await history.cameras()
        self._join.sizes = sizes
        now = self._line.clock.now()
        await self._line.take([*self._join.listed(list(sizes)), *self._join.cameras(told, now, again=True)])

    async def _read(self, history: History) -> None:
        """The reviews since the cursor, window by window; after each the cursor stands at its end."""
        now = self._line.clock.now().timestamp()
        after = now - FIRST_S if self._cursor == FIRST_SEQUENCE else int(self._cursor) / 1e6 - OVERLAP_S
        while after < now:
            last = after + WINDOW_S >= now
            # The last window ends far ahead: the server's clock may be.
            before = now + FIRST_S if last else after + WINDOW_S
            items = await self._window(history, after, before)
            after = min(before, now)
            await self._line.take([*items, *self._reach(after)])

    async def _window(self, history: History, after: float, before: float) -> list[Item]:
        found = await history.reviews(after, before)
        reviews = list({one.id: one for one in found if isinstance(one, Review)}.values())
        items: list[Item] = [one for one in found if isinstance(one, Unreadable)]
        missing = list(dict.fromkeys(id_ for review in reviews for id_ in self._join.missing(review)))
        if missing:
            items += await self._learn(history, missing)
        now = self._line.clock.now()
        for review in reviews:
            items += self._join.review(review, now)
        return items


def _sequence(seconds: float) -> str:
    return f"{(moment(seconds) - moment(0)) // timedelta(microseconds=1):020d}"


def _date(connection: ClientConnection) -> str | None:
    return connection.response.headers.get("Date") if connection.response is not None else None

"""What is done now and then: pictures fetched, track blocks merged, old bookkeeping forgotten."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Mapping
from contextlib import AsyncExitStack
from datetime import timedelta

import httpx
from sqlalchemy.exc import DatabaseError

from command_center.clock import Clock
from command_center.feeds.security import NoToken, keyring_token, token, trust
from command_center.model.settings import FeedFormat, FeedSettings
from command_center.notices import CaseChanged, EventChanged
from command_center.pipeline.pictures import NotAPicture, Picture, fetch, is_own
from command_center.store import cases, changes, intake, pictures, tracks
from command_center.store.database import Store
from command_center.store.pictures import PendingLink
from command_center.store.unit import Unit, transact

log = logging.getLogger(__name__)

FETCH_EVERY_S = 1.0
TIDY_EVERY_S = 30.0
SETTLED = timedelta(seconds=90)
KEEP_CHANGES = timedelta(days=1)


class Fetcher:
    """Fetches pictures that stand elsewhere, a few at a time; `feeds` by name.

    A feed's own host is verified as its socket is; any other by the system's authorities.
    """

    def __init__(self, store: Store, clock: Clock, feeds: Mapping[str, FeedSettings]) -> None:
        self._store, self._clock, self._feeds = store, clock, feeds
        self._clients: dict[str | None, httpx.AsyncClient] = {}

    async def run(self) -> None:
        """Until cancelled."""
        async with AsyncExitStack() as open_clients:
            self._clients.clear()
            while True:
                try:
                    links = await self._store.read(pictures.pending)
                    for link in links:
                        await self._fetch(open_clients, link)
                except DatabaseError as error:
                    log.warning("pictures cannot be kept now: %s", error.orig)
                await asyncio.sleep(FETCH_EVERY_S)

    async def _client(self, open_clients: AsyncExitStack, ca_file: str | None) -> httpx.AsyncClient:
        if ca_file not in self._clients:
            trusted = await asyncio.to_thread(trust, ca_file)
            client = httpx.AsyncClient(follow_redirects=False, trust_env=True, verify=trusted)
            self._clients[ca_file] = await open_clients.enter_async_context(client)
        return self._clients[ca_file]

    async def _fetch(self, open_clients: AsyncExitStack, link: PendingLink) -> None:
        found: Picture | None = None
        why = ""
        feed = self._feeds.get(link.feed)
        address = feed.url if feed is not None else ""
        try:
            own = feed if is_own(link.url, address) else None
            client = await self._client(open_clients, own.ca_file if own is not None else None)
            bearer = await _token(own) if own is not None and own.format is FeedFormat.FRIGATE else None
            found = await fetch(client, link.url, address, bearer)
        except (NotAPicture, NoToken) as error:
            why = str(error)
        except Exception as error:  # one picture must never end the fetching of all others
            log.exception("a picture could not be fetched")
            why = f"could not be fetched: {type(error).__name__}"

        def settle(unit: Unit) -> None:
            digest = pictures.put(unit.connection, found.data, found.media_type, unit.now) if found else None
            pictures.settle(unit.connection, link.id, sha256=digest, why=why)
            _tell(unit, link)

        await transact(self._store, settle, now=self._clock.now())


async def _token(feed: FeedSettings) -> str | None:
    return await keyring_token(feed) or token(feed, os.environ)


def _tell(unit: Unit, link: PendingLink) -> None:
    if link.owner_kind == "event":
        unit.tell(EventChanged(link.owner))
    elif link.owner_kind == "feedback":
        case = cases.of_feedback(unit.connection, link.owner)
        if case is not None:
            unit.tell(CaseChanged(case))


class Tidier:
    """Keeps tracks in large blocks and the bookkeeping small."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await asyncio.sleep(TIDY_EVERY_S)
            try:
                await self.tidy()
            except DatabaseError as error:
                log.warning("the store cannot be tidied now: %s", error.orig)

    async def tidy(self) -> None:
        """Merge what has settled, forget what has served."""
        now = self._clock.now()
        for kind in ("dog", "squad", "drone"):
            await self._store.write(lambda c, kind=kind: tracks.merge(c, kind, now - SETTLED))  # type: ignore[misc]
        await self._store.write(lambda c: changes.prune(c, now - KEEP_CHANGES))
        await self._store.write(lambda c: intake.forget_old_ids(c, now))

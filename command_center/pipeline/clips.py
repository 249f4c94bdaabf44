"""Clips of events, fetched for whoever wants to see one: by the rules for pictures, into a folder only we can read.

A player is given a file. So no token, no certificate and no address inside the network is ever a player's business, and
what a server calls a film is looked at first: a playlist would make the player open what it names.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urldefrag

import httpx

from command_center.feeds.security import NoToken, keyring_token, token, trust
from command_center.model.addresses import AddressRefused, checked, flagged_at_s
from command_center.model.events import DetectionReason
from command_center.model.settings import FeedFormat, FeedSettings
from command_center.pipeline.pictures import NotAPicture, is_own, opened
from command_center.queries.clips import Clip, Lacking, NoClip
from command_center.store import events
from command_center.store.database import Store

MAX_BYTES = 300 * 1024 * 1024
WITHIN_S = 120.0
KEPT = 8
_HEAD = 400


class Clips:
    """`queries.clips.ClipSource`, from the store and the feeds' servers. What was fetched is gone with `close`."""

    def __init__(self, store: Store, feeds: Sequence[FeedSettings], folders: Sequence[str]) -> None:
        self._store, self._folders = store, folders
        self._feeds: Mapping[str, FeedSettings] = {feed.name: feed for feed in feeds}
        self._kept: dict[str, Path] = {}
        self._folder: Path | None = None
        self._one = asyncio.Lock()

    async def clip(self, event: str) -> Clip:
        """The clip of an event, ready to play. Raises NoClip."""
        found = await self._store.read(lambda connection: events.by_ids(connection, [event]))
        reason = found[0].reason if found else None
        if not isinstance(reason, DetectionReason) or not reason.clip:
            raise NoClip(Lacking.NONE)
        try:
            address = checked(reason.clip, self._folders)
        except AddressRefused as refused:
            raise NoClip(Lacking.REFUSED, str(refused)) from refused
        at = flagged_at_s(address)
        if not address.startswith(("http://", "https://")):
            return Clip(address, at)
        plain = urldefrag(address).url
        async with self._one:
            if plain not in self._kept:
                self._keep(plain, await self._fetched(plain, self._feeds.get(found[0].source)))
            return Clip(self._kept[plain].as_uri(), at)

    def close(self) -> None:
        """Throw away what was fetched."""
        folder, self._folder = self._folder, None
        self._kept.clear()
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)

    def _keep(self, address: str, file: Path) -> None:
        self._kept[address] = file
        while len(self._kept) > KEPT:
            self._kept.pop(next(iter(self._kept))).unlink(missing_ok=True)

    async def _fetched(self, address: str, feed: FeedSettings | None) -> Path:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="command-center-clips-"))
        file = self._folder / hashlib.sha256(address.encode()).hexdigest()[:24]
        await fetched(address, feed, file)
        return file


async def fetched(address: str, feed: FeedSettings | None, file: Path) -> None:
    """A film from http(s) into a new file, by the rules for pictures. Raises NoClip, and leaves no file."""
    try:
        async with asyncio.timeout(WITHIN_S):
            await _fetch(address, feed, file)
    except (NotAPicture, NoToken) as error:
        _gone(file)
        raise NoClip(Lacking.NOT_FETCHED, str(error)) from error
    except (httpx.HTTPError, httpx.InvalidURL, OSError, TimeoutError, ValueError) as error:
        _gone(file)
        raise NoClip(Lacking.NOT_FETCHED, type(error).__name__) from error
    except BaseException:
        _gone(file)
        raise


def _gone(file: Path) -> None:
    file.unlink(missing_ok=True)


async def _fetch(address: str, feed: FeedSettings | None, file: Path) -> None:
    own = feed if feed is not None and is_own(address, feed.url) else None
    bearer = None
    if own is not None and own.format is FeedFormat.FRIGATE:
        bearer = await keyring_token(own) or token(own, os.environ)
    trusted = await asyncio.to_thread(trust, own.ca_file if own is not None else None)
    async with httpx.AsyncClient(follow_redirects=False, trust_env=True, verify=trusted) as client:
        response = await opened(client, address, feed.url if feed is not None else "", bearer)
        try:
            await _written(response, file)
        finally:
            await response.aclose()


async def _written(response: httpx.Response, file: Path) -> None:
    """The answer's body, into a new file. Raises NoClip for what is too large, or no film."""
    head, size = b"", 0
    with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
        async for chunk in response.aiter_bytes():
            size += len(chunk)
            if size > MAX_BYTES:
                raise NoClip(Lacking.TOO_LARGE)
            head += chunk[: max(0, _HEAD - len(head))]
            if len(head) >= _HEAD and not is_film(head):
                raise NoClip(Lacking.NO_FILM)
            out.write(chunk)
    if not is_film(head):
        raise NoClip(Lacking.NO_FILM)


def is_film(head: bytes) -> bool:
    """Whether a file's first bytes are those of MP4 or QuickTime, AVI, Matroska or WebM, or an MPEG stream."""
    return (
        head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free")
        or (head[:4] == b"RIFF" and head[8:12] == b"AVI ")
        or head[:4] in (b"\x1aE\xdf\xa3", b"\x00\x00\x01\xba")
        or (head[:1] == b"G" and head[188:189] == b"G")
    )

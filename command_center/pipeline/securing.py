"""Evidence of cases, secured as it comes: what a notice says has changed is looked at, and its clips are fetched."""

from __future__ import annotations

import asyncio
import logging
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from sqlalchemy.exc import DatabaseError

from command_center.clock import Clock
from command_center.evidence.securing import Clip, clip_settled, clips_wanted, lacking, secure
from command_center.model.addresses import AddressRefused, checked
from command_center.model.settings import FeedSettings
from command_center.notices import CaseChanged, EventChanged, Notice, Notices
from command_center.pipeline.clips import fetched, is_film
from command_center.queries.clips import Lacking, NoClip
from command_center.store import blobs, cases, evidence, raw
from command_center.store.database import Store
from command_center.store.unit import transact

log = logging.getLogger(__name__)

EVERY_S = 1.0
TRIES = 3
AGAIN_AFTER = timedelta(minutes=1)
LOOKED_BACK = timedelta(days=7)
"""Cases closed since are looked at too when the program starts: it may have ended between a case's and its own."""
FORGET_EVERY = timedelta(hours=1)
_HEAD = 400


class Securer:
    """One in the process that has the intake. A crash loses nothing: at the start every running case is looked at,
    and those closed lately."""

    def __init__(
        self, store: Store, clock: Clock, notices: Notices, feeds: Mapping[str, FeedSettings],
        folders: Sequence[str], raw_days: int,
    ) -> None:  # fmt: skip
        self._store, self._clock, self._feeds, self._folders = store, clock, feeds, folders
        self._raw_days = timedelta(days=raw_days)
        self._folder = blobs.folder_of(store.file)
        self._cases: dict[str, None] = {}
        self._events: dict[str, None] = {}
        self._clips: dict[Clip, None] = {}
        self._tries: dict[tuple[str, str], tuple[int, datetime]] = {}
        self._forgotten: datetime | None = None
        self._notices = notices

    async def run(self) -> None:
        """Until cancelled."""
        stop = self._notices.listen(self._heard)
        try:
            lately = self._clock.now() - LOOKED_BACK
            self._cases.update(dict.fromkeys(await self._store.read(partial(evidence.to_look_at, closed_since=lately))))
            while True:
                try:
                    await self.once()
                except (DatabaseError, OSError) as error:
                    # Disk full, or the store locked: what is to be done stays on the list.
                    log.warning("evidence cannot be secured now: %s", getattr(error, "orig", error))
                await asyncio.sleep(EVERY_S)
        finally:
            stop()

    def _heard(self, batch: Sequence[Notice]) -> None:
        for notice in batch:
            if isinstance(notice, CaseChanged):
                self._cases[notice.id] = None
            elif isinstance(notice, EventChanged) and not notice.new:
                self._events[notice.id] = None

    async def once(self) -> None:
        """Look at everything that waits. Raises DatabaseError, OSError; what was not done waits on."""
        for event in tuple(self._events):
            for case in await self._store.read(partial(cases.of_event, event=event)):
                self._cases[case.id] = None
            self._events.pop(event, None)
        for id_ in tuple(self._cases):
            await self._secure(id_)
            self._cases.pop(id_, None)
        for clip in tuple(self._clips):
            if await self._clip(clip):
                self._clips.pop(clip, None)
            if self._cases:
                break  # a slow film must not hold up what is there already
        await self._forget()

    async def _secure(self, id_: str) -> None:
        now = self._clock.now()
        case = await self._store.read(partial(cases.get, id_=id_))
        if case is None:
            return
        if await self._store.read(partial(lacking, case=case, now=now)):
            await transact(self._store, partial(secure, case=case), now=now)
        self._clips.update(dict.fromkeys(await self._store.read(partial(clips_wanted, case=case))))

    async def _clip(self, clip: Clip) -> bool:
        """Have a clip kept, or given up after some tries; False while it is to be tried again."""
        name, now = (clip.case, clip.event), self._clock.now()
        tries, last = self._tries.get(name, (0, now - AGAIN_AFTER))
        if now - last < AGAIN_AFTER:
            return False
        with tempfile.TemporaryDirectory(prefix="command-center-clip-") as folder:
            try:
                file, media_type = await self._brought(clip, Path(folder) / "clip")
            except NoClip as error:
                if error.why is Lacking.NOT_FETCHED and tries + 1 < TRIES:
                    self._tries[name] = (tries + 1, now)
                    return False
                why = f"{error.why}: {error.detail}" if error.detail else str(error.why)
                settle = partial(clip_settled, clip=clip, why=why)
            else:
                sha256, size = await asyncio.to_thread(blobs.put_file, self._folder, file)
                settle = partial(clip_settled, clip=clip, sha256=sha256, size=size, media_type=media_type)
        self._tries.pop(name, None)
        await transact(self._store, settle, now=self._clock.now())
        return True

    async def _brought(self, clip: Clip, file: Path) -> tuple[Path, str]:
        """The clip as a file, and what it is. Raises NoClip."""
        try:
            address = checked(clip.url, self._folders)
        except AddressRefused as refused:
            raise NoClip(Lacking.REFUSED, str(refused)) from refused
        if address.startswith("file:"):
            await asyncio.to_thread(_copied, address, file)
        elif address.startswith(("http://", "https://")):
            await fetched(urldefrag(address).url, self._feeds.get(clip.feed), file)
        else:
            raise NoClip(Lacking.REFUSED, "a live picture is no clip: there is nothing to keep")
        head = await asyncio.to_thread(_head, file)
        return file, _media_type(head)

    async def _forget(self) -> None:
        """Messages of what never became a case, after their days."""
        now = self._clock.now()
        if self._forgotten is not None and now - self._forgotten < FORGET_EVERY:
            return
        while await self._store.write(partial(raw.forget, before=now - self._raw_days)) == raw.AT_ONCE:
            pass  # others write in between
        self._forgotten = now


def _copied(address: str, file: Path) -> None:
    source = Path(unquote(urlsplit(address).path))
    try:
        if not is_film(_head(source)):
            raise NoClip(Lacking.NO_FILM)
        shutil.copyfile(source, file)
    except OSError as error:
        raise NoClip(Lacking.NOT_FETCHED, str(error.strerror)) from error


def _head(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(_HEAD)


def _media_type(head: bytes) -> str:
    if head[:4] == b"RIFF":
        return "video/x-msvideo"
    if head[:4] == b"\x1aE\xdf\xa3":
        return "video/x-matroska"
    return "video/mp2t" if head[:1] == b"G" else "video/mp4"

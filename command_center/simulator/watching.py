"""The demo city's cameras over HTTP: a live picture as motion JPEG, and the clip of what was flagged.

/live/CAMERA                       multipart/x-mixed-replace, drawn only while somebody watches
/clip/CAMERA/CATEGORY/SECONDS.avi  ten seconds around that time (since 1970), made when it is asked for
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import ParamSpec

from command_center.model.categories import Category
from command_center.simulator import film, scene
from command_center.simulator.stage import LOCAL

P = ParamSpec("P")
FPS = 5
CLIP_BEFORE_S, CLIP_AFTER_S = 6, 4
MOST_WATCHERS = 40
HEAD_WITHIN_S = 5.0
_LIVE = re.compile(r"/live/([\w-]{1,40})")
_CLIP = re.compile(r"/clip/([\w-]{1,40})/([a-z-]{1,40})/(\d{1,10})\.avi")


@dataclass(frozen=True)
class View:
    """What a camera sees now: its name, the city's time, and what goes on before it."""

    camera: str
    name: str
    online: bool
    when: datetime
    going: tuple[Category, ...] = ()


Look = Callable[[str], View | None]
"""A fixed camera's view now, None when there is no such camera."""


class Watching:
    """The server. `look` is asked before every picture."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._server: asyncio.Server | None = None
        self._talks: set[asyncio.Task[None]] = set()
        self._drawer = ThreadPoolExecutor(1, "drawing")
        """One thread: however many watch, the city itself comes first."""

    async def start(self, port: int) -> int:
        """Listen on 127.0.0.1:`port`, or on any free one when that is taken; returns which."""
        try:
            self._server = await asyncio.start_server(self._served, "127.0.0.1", port, limit=8192)
        except OSError:
            self._server = await asyncio.start_server(self._served, "127.0.0.1", 0, limit=8192)
        found: int = self._server.sockets[0].getsockname()[1]
        return found

    async def close(self) -> None:
        """End every picture, and the server."""
        if self._server is not None:
            self._server.close()
        for talk in tuple(self._talks):
            talk.cancel()
        if self._talks:
            await asyncio.wait(self._talks)
        self._drawer.shutdown()

    async def _served(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talk = asyncio.current_task()
        assert talk is not None
        self._talks.add(talk)
        try:
            async with asyncio.timeout(HEAD_WITHIN_S):
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            await self._answer(head, writer)
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # whoever asked has gone, or never asked anything
        except asyncio.CancelledError:
            pass  # we are closing
        finally:
            self._talks.discard(talk)
            with suppress(OSError):
                writer.close()

    async def _answer(self, head: str, writer: asyncio.StreamWriter) -> None:
        method, _, rest = head.partition(" ")
        path = rest.partition(" ")[0]
        live, clip = _LIVE.fullmatch(path), _CLIP.fullmatch(path)
        if method != "GET" or re.search(r"(?im)^origin:", head):
            await _say(writer, "403 Forbidden")
        elif len(self._talks) > MOST_WATCHERS:
            await _say(writer, "503 Service Unavailable")
        elif live is not None:
            await self._show(live[1], writer)
        elif clip is not None:
            await self._clip(clip[1], clip[2], int(clip[3]), writer)
        else:
            await _say(writer, "404 Not Found")

    async def _show(self, camera: str, writer: asyncio.StreamWriter) -> None:
        view = self._look(camera)
        if view is None or not view.online:
            await _say(writer, "404 Not Found" if view is None else "503 Service Unavailable")
            return
        kind = "multipart/x-mixed-replace; boundary=frame"
        writer.write(f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nCache-Control: no-store\r\n\r\n".encode())
        while view is not None and view.online:
            data = await self._drawn(scene.frame, view.camera, view.name, view.when, view.going)
            writer.write(b"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n" % len(data))
            writer.write(data + b"\r\n")
            await writer.drain()
            await asyncio.sleep(1 / FPS)
            view = self._look(camera)

    async def _drawn(self, draw: Callable[P, bytes], *arguments: P.args, **named: P.kwargs) -> bytes:
        return await asyncio.get_running_loop().run_in_executor(self._drawer, partial(draw, *arguments, **named))

    async def _clip(self, camera: str, kind: str, at: int, writer: asyncio.StreamWriter) -> None:
        view = self._look(camera)
        if view is None or kind not in set(Category):
            await _say(writer, "404 Not Found")
            return
        data = await self._drawn(clip, view, Category(kind), at)
        head = f"HTTP/1.1 200 OK\r\nContent-Type: video/x-msvideo\r\nContent-Length: {len(data)}\r\n\r\n"
        writer.write(head.encode() + data)
        await writer.drain()


def clip(view: View, kind: Category, at: int) -> bytes:
    """Ten seconds around `at` (seconds since 1970): an AVI file."""
    frames = []
    for n in range((CLIP_BEFORE_S + CLIP_AFTER_S) * FPS):
        when = datetime.fromtimestamp(at - CLIP_BEFORE_S + n / FPS, UTC).astimezone(LOCAL)
        frames.append(scene.frame(view.camera, view.name, when, (kind,)))
    return film.avi(frames, FPS, scene.SIZE)


async def _say(writer: asyncio.StreamWriter, status: str) -> None:
    writer.write(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
    await writer.drain()

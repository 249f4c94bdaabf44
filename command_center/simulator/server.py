"""The reference feed server: one WebSocket server, one durable log a path, any number of clients.

Each connection reads from the log at its own pace; publishing writes to the log and wakes the connections. So
backlog and live are one stream without a seam, and a slow client holds nothing in memory.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
import re
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
from websockets import Headers, Request, Response, Subprotocol
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from command_center.clock import Clock
from command_center.feeds import wire
from command_center.model.outgoing import Outgoing
from command_center.simulator.emission import Emission
from command_center.simulator.log import EventLog, as_text
from command_center.simulator.taken import Taken

log = logging.getLogger(__name__)

CHUNK_EVENTS, CHUNK_BYTES = 500, 4 * 1024 * 1024
SUBSCRIBE_WITHIN_S = 10.0
BAD_SUBSCRIBE = 1008
OWN_PAGES = re.compile(r"https?://(127\.0\.0\.1|localhost|\[::1\])(:\d+)?")
"""A web page from elsewhere may not read the feeds, or give commands, through a visitor's browser."""
UNREADABLE = (msgspec.DecodeError, UnicodeError, RecursionError)
OnCommand = Callable[[str, Outgoing], Awaitable[None]]


class PortTaken(ValueError):
    """The port is in use; the text says so."""


class FeedServer:
    """Serves `paths` on one port. `on_command(path, command)` is awaited once for each new command.

    `heartbeat_s` is the contract's ten seconds; tests make it short. `token`, when given, must come as a bearer
    token. Raises PortTaken from `start`, LogUnusable when a log's file cannot be used.
    """

    def __init__(
        self,
        folder: Path,
        paths: Sequence[str],
        clock: Clock,
        on_command: OnCommand,
        *,
        kind: str = "simulator",
        token: str | None = None,
        heartbeat_s: float = wire.HEARTBEAT_EVERY_S,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._clock, self._on_command, self._token, self._heartbeat_s = clock, on_command, token, heartbeat_s
        self._run = run_id(folder)
        self._kind = kind
        self.logs = {path: EventLog(folder / f"{path.strip('/')}.log", clock) for path in paths}
        self.taken = Taken(folder / "taken.db")
        self._wakers: dict[str, set[asyncio.Event]] = {path: set() for path in paths}
        self._server: Server | None = None

    @property
    def fresh(self) -> bool:
        """True when nothing was ever published in this run."""
        return all(log.newest == 0 for log in self.logs.values())

    async def start(self, port: int, host: str = "127.0.0.1") -> int:
        """Listen; returns the port. Raises PortTaken."""
        try:
            self._server = await serve(
                self._client,
                host,
                port,
                subprotocols=[Subprotocol(wire.SUBPROTOCOL)],
                origins=[None, OWN_PAGES],
                process_request=self._admit,
                max_size=wire.MAX_MESSAGE_BYTES,
                compression=None,
                ping_interval=None,
            )
        except OSError as error:
            raise PortTaken(f"port {port} on {host} cannot be used: {error.strerror or error}") from error
        return int(next(iter(self._server.sockets)).getsockname()[1])

    async def close(self) -> None:
        """Close the connections and the logs."""
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()
        for event_log in self.logs.values():
            event_log.close()
        self.taken.close()

    def publish(self, path: str, emissions: Sequence[Emission]) -> None:
        """Write events to the path's log, then wake its connections."""
        source = f"/{self._kind}/{self._run}{path}"
        drafts = []
        for emission in emissions:
            draft = wire.envelope(emission.type, source, "", emission.time, emission.data)
            del draft["id"]  # the log gives it: its sequence
            drafts.append(draft)
        self.logs[path].append(drafts)
        for waker in self._wakers[path]:
            waker.set()

    def publish_all(self, emissions: Sequence[Emission]) -> None:
        """`publish`, sorted out by path, in bounded transactions."""
        by_path: dict[str, list[Emission]] = {}
        for emission in emissions:
            by_path.setdefault(emission.path, []).append(emission)
        for path, those in by_path.items():
            for start in range(0, len(those), CHUNK_EVENTS):
                self.publish(path, those[start : start + CHUNK_EVENTS])

    def _admit(self, connection: ServerConnection, request: Request) -> Response | None:
        path = request.path.partition("?")[0]
        if path not in self.logs:
            return connection.respond(404, f"no feed at {path}; there are {', '.join(self.logs)}\n")
        given = request.headers.get("Authorization", "")
        if self._token is not None and not hmac.compare_digest(given.encode(), f"Bearer {self._token}".encode()):
            refusal = connection.respond(401, "a bearer token is needed\n")
            refusal.headers = Headers([*refusal.headers.raw_items(), ("WWW-Authenticate", "Bearer")])
            return refusal
        return None

    async def _client(self, connection: ServerConnection) -> None:
        assert connection.request is not None
        path = connection.request.path.partition("?")[0]
        try:
            after = await self._subscribe(connection)
            if after is None:
                return
            sending = asyncio.ensure_future(self._send(connection, path, after))
            try:
                async for message in connection:
                    await self._command(connection, path, message)
            finally:
                sending.cancel()
                with suppress(asyncio.CancelledError, ConnectionClosed):
                    await sending
        except ConnectionClosed:
            pass

    async def _subscribe(self, connection: ServerConnection) -> str | None:
        """The cursor the client asks after ("" for from now on); None when its first message is no subscription."""
        try:
            async with asyncio.timeout(SUBSCRIBE_WITHIN_S):
                envelope = msgspec.json.decode(await connection.recv(), type=wire.Envelope)
            if envelope.type != wire.SUBSCRIBE or isinstance(envelope.data, msgspec.UnsetType):
                raise msgspec.ValidationError(f"the first message must be {wire.SUBSCRIBE}")
            return msgspec.json.decode(envelope.data, type=wire.Subscribe).after or ""
        except TimeoutError:
            await connection.close(BAD_SUBSCRIBE, "no subscription came")
        except UNREADABLE as error:
            reason = str(error).encode(errors="replace")[:120]  # a close frame holds 123 bytes of it
            await connection.close(BAD_SUBSCRIBE, reason.decode(errors="ignore"))
        return None

    async def _send(self, connection: ServerConnection, path: str, after: str) -> None:
        event_log, waker = self.logs[path], asyncio.Event()
        self._wakers[path].add(waker)
        try:
            cursor = event_log.newest if after == "" else int(after)
            while True:
                waker.clear()
                # Asked every time: what a slow client has not read yet may have been dropped meanwhile.
                cursor = await self._tell_gap(connection, event_log, cursor)
                chunk = event_log.read(cursor, CHUNK_EVENTS, CHUNK_BYTES)
                if chunk is not None:
                    cursor = chunk.last
                    await connection.send(b"[" + b",".join(chunk.bodies) + b"]", text=True)
                    await asyncio.sleep(0)  # a long backlog lets the others breathe
                    continue
                try:
                    async with asyncio.timeout(self._heartbeat_s):
                        await waker.wait()
                except TimeoutError:
                    await connection.send(self._control(wire.HEARTBEAT))
        finally:
            self._wakers[path].discard(waker)

    async def _tell_gap(self, connection: ServerConnection, event_log: EventLog, cursor: int) -> int:
        """Say what is no longer held after `cursor`, or that it is none of ours; where to go on."""
        if cursor > event_log.newest:
            await connection.send(self._control(wire.GAP, wire.Gap(as_text(cursor), None)))
            return event_log.dropped
        if cursor < event_log.dropped:
            first = event_log.first_held() or event_log.newest + 1
            await connection.send(self._control(wire.GAP, wire.Gap(as_text(cursor), as_text(first))))
            return event_log.dropped
        return cursor

    def _control(self, type_: str, data: Any = msgspec.UNSET) -> str:
        source = f"/{self._kind}/{self._run}"
        return wire.encode(wire.envelope(type_, source, str(uuid4()), self._clock.now(), data))

    async def _command(self, connection: ServerConnection, path: str, message: str | bytes) -> None:
        """Take a command: hand it on once, acknowledge it always. One that makes no sense is only logged."""
        try:
            command, key, acknowledgement = self.taken.read(message)
        except UNREADABLE as error:
            log.warning("a command on %s makes no sense: %s", path, error)
            return
        if self.taken.is_new(key):
            # Acted on before it is noted: a command that was noted and not acted on would be lost for good.
            try:
                await self._on_command(path, command)
            except Exception:
                log.exception("%s was taken, and the city failed on it", key)
            self.taken.note(key, command)
        await connection.send(self._control(*acknowledgement))


def run_id(folder: Path) -> str:
    """The run's id, kept in its folder: the same after a restart."""
    file = folder / "run-id"
    if not file.exists():
        new = file.with_suffix(".new")
        new.write_text(uuid4().hex[:12], "utf-8")
        new.replace(file)  # whole or not at all, whenever we are killed
    return file.read_text("utf-8").strip()

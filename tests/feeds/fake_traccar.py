"""A Traccar server as far as the station sees it: the newest positions on opening, late ones never told, a history."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urlsplit

from websockets.asyncio.server import Server, ServerConnection, broadcast, serve
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from command_center.clock import SystemClock

TOKEN = "s3cret+of/traccar=="
COOKIE = "JSESSIONID=node0abc"
NOT_ALLOWED = "java.lang.SecurityException: User access denied\n\tat org.traccar.api.security.PermissionsService"


def stamp(moment: datetime) -> str:
    """As Jackson writes a Date."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def device(id_: int, **more: Any) -> dict[str, Any]:
    return {
        "id": id_, "attributes": {}, "groupId": 0, "calendarId": 0, "name": f"dog {id_}", "uniqueId": f"{id_:04d}",
        "status": "online", "lastUpdate": None, "positionId": 0, "phone": None, "model": None, "contact": None,
        "category": None, "disabled": False, "expirationTime": None,
    } | more  # fmt: skip


def position(device_id: int, fixed: datetime, **more: Any) -> dict[str, Any]:
    return {
        "id": 0, "attributes": {"batteryLevel": 83.0, "sat": 9, "motion": True}, "deviceId": device_id,
        "protocol": "gt06", "serverTime": stamp(fixed), "deviceTime": stamp(fixed), "fixTime": stamp(fixed),
        "valid": True, "latitude": 28.94, "longitude": 118.87, "altitude": 60.0, "speed": 1.94, "course": 90.0,
        "address": None, "accuracy": 5.0, "network": None, "geofenceIds": None,
    } | more  # fmt: skip


class FakeTraccar:
    """`most` is `report.maxPositions`; `status` an answer to give instead, by path after `/api/`."""

    def __init__(self) -> None:
        self.devices: dict[int, dict[str, Any]] = {}
        self.positions: list[dict[str, Any]] = []
        self.newest: dict[int, dict[str, Any]] = {}
        self.sockets: set[ServerConnection] = set()
        self.asked: list[str] = []
        self.bearers: set[str | None] = set()
        self.status: dict[str, int] = {}
        self.most = 50_000
        self.cookies = True
        self.port = 0
        self._server: Server | None = None

    async def start(self, port: int = 0) -> None:
        self._server = await serve(self._talk, "127.0.0.1", port, process_request=self._answer)
        self.port = next(iter(self._server.sockets)).getsockname()[1]

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()
            self.sockets.clear()

    async def cut(self) -> None:
        """The network goes: sockets end without a word."""
        for socket in list(self.sockets):
            socket.transport.abort()
        self.sockets.clear()

    async def connected(self) -> None:
        async with asyncio.timeout(10):
            while not self.sockets:
                await asyncio.sleep(0.005)

    def add(self, id_: int, **more: Any) -> None:
        self.devices[id_] = device(id_, **more)

    def fix(self, id_: int, fixed: datetime, **more: Any) -> dict[str, Any]:
        """A device reports: stored, and told to whoever listens unless it is older than what was told (PostProcess)."""
        now = SystemClock().now()
        one = position(id_, fixed, serverTime=stamp(now)) | more | {"id": len(self.positions) + 1}
        self.positions.append(one)
        before = self.newest.get(id_)
        if id_ in self.devices:
            self.devices[id_]["lastUpdate"] = stamp(now)
        if before is None or datetime.fromisoformat(one["fixTime"]) >= datetime.fromisoformat(before["fixTime"]):
            self.newest[id_] = one
            if id_ in self.devices:
                self.devices[id_]["positionId"] = one["id"]
            self.tell({"positions": [one]})
        return one

    def tell(self, message: Any) -> None:
        text = message if isinstance(message, str) else json.dumps(message)
        broadcast(self.sockets, text)

    async def _talk(self, socket: ServerConnection) -> None:
        with suppress(ConnectionClosed):
            await socket.send(json.dumps({"positions": list(self.newest.values())}))
            self.sockets.add(socket)
            async for _ in socket:
                pass
        self.sockets.discard(socket)

    def _answer(self, connection: ServerConnection, request: Request) -> Response | None:
        parts = urlsplit(request.path)
        what, query = parts.path.removeprefix("/api/"), parse_qs(parts.query)
        token = query.get("token", [None])[0]
        if what == "socket":
            right = token == TOKEN or request.headers.get("Cookie") == COOKIE
            return None if right else _response(503, "no user")
        self.asked.append(request.path)
        self.bearers.add(request.headers.get("Authorization"))
        if what in self.status:
            status = self.status[what]
            return _response(status, NOT_ALLOWED if status == 400 else "not now")
        if what == "session":
            if token != TOKEN:
                return _response(401, f"bad token {token}")
            return _response(200, {"id": 1}, {"Set-Cookie": f"{COOKIE}; Path=/"} if self.cookies else {})
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return _response(401, f"not {request.headers.get('Authorization')}")
        if what == "devices":
            ids = [int(id_) for id_ in query.get("id", [])]
            return _response(200, [one for id_, one in self.devices.items() if not ids or id_ in ids])
        if what == "reports/route":
            return _response(200, self._route(query))
        return _response(404, "no such thing")

    def _route(self, query: dict[str, list[str]]) -> list[dict[str, Any]]:
        start, end = (datetime.fromisoformat(query[name][0]) for name in ("from", "to"))
        assert end > start
        found: list[dict[str, Any]] = []
        for id_ in map(int, query["deviceId"]):
            of_one = [one for one in self.positions if one["deviceId"] == id_ and _within(one, start, end)]
            found += sorted(of_one, key=lambda one: one["fixTime"])[: self.most]
        return found


def _within(one: dict[str, Any], start: datetime, end: datetime) -> bool:
    return start <= datetime.fromisoformat(one["fixTime"]) <= end


def _response(status: int, content: Any, more: dict[str, str] | None = None) -> Response:
    body = content.encode() if isinstance(content, str) else json.dumps(content).encode()
    fields = {"Content-Type": "application/json", "Content-Length": str(len(body)), "Connection": "close"}
    date = {"Date": format_datetime(SystemClock().now().replace(microsecond=0), usegmt=True)}
    return Response(status, HTTPStatus(status).phrase, Headers(fields | date | (more or {})), body)


@asynccontextmanager
async def fake_traccar(devices: int = 3) -> AsyncIterator[FakeTraccar]:
    server = FakeTraccar()
    for n in range(1, devices + 1):
        server.add(n)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


def ago(seconds: float) -> datetime:
    return SystemClock().now().replace(microsecond=0) - timedelta(seconds=seconds)

"""A Frigate server as far as the station sees it: nothing before onConnect, no replay, a history by HTTP."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urlsplit

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

TOKEN = "s3cret-of-frigate"


def tracked(id_: str, start: float, **more: Any) -> dict[str, Any]:
    return {
        "id": id_, "camera": "gate", "label": "car", "sub_label": None, "top_score": 0.82, "false_positive": False,
        "start_time": start, "end_time": None, "score": 0.8, "box": [128, 72, 640, 360], "current_zones": ["kerb"],
        "entered_zones": ["kerb"], "has_snapshot": True, "has_clip": True,
        "recognized_license_plate": ["浙H6K212", 0.93],
    } | more  # fmt: skip


def review(id_: str, start: float, objects: list[str], **more: Any) -> dict[str, Any]:
    return {
        "id": id_, "camera": "gate", "start_time": start, "end_time": None, "severity": "alert",
        "thumb_path": f"/media/frigate/clips/review/thumb-gate-{id_}.webp",
        "data": {"detections": objects, "objects": ["car"], "sub_labels": [], "zones": ["kerb"], "audio": []},
    } | more  # fmt: skip


def record(live: dict[str, Any]) -> dict[str, Any]:
    """A live object as `/api/event_ids` has it: relative box, plate and scores in `data`."""
    left, top, right, bottom = live["box"]
    box = [left / 1280, top / 720, (right - left) / 1280, (bottom - top) / 720]
    plate = (live["recognized_license_plate"] or [None])[0]
    same = {k: live[k] for k in ("id", "camera", "label", "start_time", "end_time", "has_snapshot", "has_clip")}
    data = {"box": box, "top_score": live["top_score"], "recognized_license_plate": plate}
    return same | {"zones": live["entered_zones"], "top_score": None, "box": None, "data": data}


class FakeFrigate:
    def __init__(self) -> None:
        self.reviews: dict[str, dict[str, Any]] = {}
        self.objects: dict[str, dict[str, Any]] = {}
        self.cameras: list[str] = ["gate"]
        self.sockets: set[ServerConnection] = set()
        self.asked: list[str] = []
        self.status: dict[str, int] = {}
        self.port = 0
        self._server: Server | None = None

    async def start(self, port: int = 0) -> None:
        self._server = await serve(self._talk, "127.0.0.1", port, process_request=self._answer)
        self.port = next(iter(self._server.sockets)).getsockname()[1]

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    async def connected(self) -> None:
        async with asyncio.timeout(10):
            while not self.sockets:
                await asyncio.sleep(0.005)

    async def send(self, topic: str, payload: Any) -> None:
        text = payload if isinstance(payload, str) else json.dumps(payload)
        for socket in list(self.sockets):
            await socket.send(json.dumps({"topic": topic, "payload": text}))

    async def see(self, *, tell: bool = True, **told: dict[str, Any]) -> None:
        """An object or a review is new or has changed: kept, and told to whoever listens."""
        if "object" in told:
            self.objects[told["object"]["id"]] = told["object"]
            if tell:
                await self.send("events", {"type": "update", "before": {}, "after": told["object"]})
        if "review" in told:
            one = told["review"]
            kind = "update" if one["id"] in self.reviews else "new"
            self.reviews[one["id"]] = one
            if tell:
                await self.send("reviews", {"type": kind, "before": {}, "after": one})

    async def _talk(self, socket: ServerConnection) -> None:
        with suppress(ConnectionClosed):
            async for message in socket:
                if json.loads(message).get("topic") == "onConnect":
                    self.sockets.add(socket)
                    await socket.send(json.dumps({"topic": "camera_activity", "payload": "{}"}))
        self.sockets.discard(socket)

    def _answer(self, connection: ServerConnection, request: Request) -> Response | None:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return _response(401, {"message": f"not {request.headers.get('Authorization')}"})
        parts = urlsplit(request.path)
        if parts.path == "/ws":
            return None
        self.asked.append(request.path)
        what, query = parts.path.removeprefix("/api/"), {k: v[0] for k, v in parse_qs(parts.query).items()}
        if what in self.status:
            return _response(self.status[what], {"success": False})
        return _response(200, self._content(what, query))

    def _content(self, what: str, query: dict[str, str]) -> Any:
        if what == "config":
            return {"cameras": {name: {"detect": {"width": 1280, "height": 720}} for name in self.cameras}}
        if what == "stats":
            return {"cameras": {name: {"camera_fps": 5.0} for name in self.cameras}}
        if what == "event_ids":
            return [record(self.objects[id_]) for id_ in query["ids"].split(",") if id_ in self.objects]
        after, before = float(query["after"]), float(query["before"])
        found = [
            one | {"has_been_reviewed": False}
            for one in self.reviews.values()
            if one["start_time"] < before and (one["end_time"] is None or one["end_time"] > after)
        ]
        found.sort(key=lambda one: -one["start_time"])
        return found[: int(query.get("limit", len(found)))]


def _response(status: int, content: Any) -> Response:
    body = json.dumps(content).encode()
    headers = Headers({"Content-Type": "application/json", "Content-Length": str(len(body)), "Connection": "close"})
    return Response(status, HTTPStatus(status).phrase, headers, body)


@asynccontextmanager
async def fake_frigate() -> AsyncIterator[FakeFrigate]:
    server = FakeFrigate()
    await server.start()
    try:
        yield server
    finally:
        await server.stop()

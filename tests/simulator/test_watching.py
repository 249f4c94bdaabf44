"""The demo city's cameras can be watched, and its clips are films."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import httpx
from PIL import Image

from command_center.model.categories import Category, Device
from command_center.model.observations import CameraStatus, Detection
from command_center.simulator import scene
from command_center.simulator.watching import View, Watching
from command_center.simulator.world import World, live

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


@asynccontextmanager
async def watching(views: dict[str, View]) -> AsyncIterator[str]:
    server = Watching(views.get)
    port = await server.start(0)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        await server.close()


async def test_a_camera_is_drawn_anew_while_somebody_watches() -> None:
    views = {"C-1": View("C-1", "路口", True, NOON)}
    async with watching(views) as at, httpx.AsyncClient() as client, client.stream("GET", f"{at}/live/C-1") as answer:
        assert answer.headers["content-type"].startswith("multipart/x-mixed-replace")
        data, pieces = b"", answer.aiter_bytes()
        while data.count(b"--frame") < 3:
            views["C-1"] = View("C-1", "路口", True, views["C-1"].when + timedelta(seconds=1))
            data += await anext(pieces)
        first, second = (part.partition(b"\r\n\r\n")[2] for part in data.split(b"--frame")[1:3])
    assert Image.open(io.BytesIO(first)).size == scene.SIZE
    assert first != second


async def test_a_camera_that_goes_off_line_ends_its_picture() -> None:
    views = {"C-1": View("C-1", "路口", True, NOON)}
    async with watching(views) as at, httpx.AsyncClient() as client:
        async with client.stream("GET", f"{at}/live/C-1") as answer:
            pieces = answer.aiter_bytes()
            await anext(pieces)
            views["C-1"] = View("C-1", "路口", False, NOON)
            async with asyncio.timeout(5):
                try:
                    async for _ in pieces:
                        pass
                except httpx.RemoteProtocolError:
                    pass
        assert (await client.get(f"{at}/live/C-1")).status_code == 503


async def test_what_is_not_there_is_refused() -> None:
    async with watching({"C-1": View("C-1", "路口", True, NOON)}) as at, httpx.AsyncClient() as client:
        for path in ("/", "/live/C-2", "/live/../x", "/clip/C-1/no-such-kind/1.avi", "/clip/C-2/littering/1.avi"):
            assert (await client.get(at + path)).status_code == 404
        assert (await client.get(f"{at}/live/C-1", headers={"Origin": "http://evil.example"})).status_code == 403
        assert (await client.post(f"{at}/live/C-1")).status_code == 403


async def test_a_clip_is_a_film_of_ten_seconds() -> None:
    async with watching({"C-1": View("C-1", "路口", True, NOON)}) as at, httpx.AsyncClient() as client:
        data = (await client.get(f"{at}/clip/C-1/waste-water/{int(NOON.timestamp())}.avi", timeout=20)).content
    assert data[:4] == b"RIFF" and data[8:12] == b"AVI "
    assert int.from_bytes(data[4:8], "little") == len(data) - 8
    assert data.count(b"\xff\xd8\xff") == 50


def test_cameras_and_what_they_flag_name_where_they_are_seen() -> None:
    world = World(7, NOON, tags=60, rate=6.0)
    world.show_pictures("http://127.0.0.1:9")
    told = [one.data for one in [*world.snapshot(), *live(world, NOON, 120)]]
    statuses = [one for one in told if isinstance(one, CameraStatus)]
    assert all(
        (one.stream == f"http://127.0.0.1:9/live/{one.camera}") is (one.device is Device.FIXED) for one in statuses
    )
    flagged = next(one for one in told if isinstance(one, Detection) and one.camera == "C-0219")
    assert flagged.clip is not None and flagged.clip.startswith("http://127.0.0.1:9/clip/C-0219/waste-water/")
    view = world.view("C-0219")
    assert view is not None and Category.WASTE_WATER in view.going
    assert world.view("V-1") is None

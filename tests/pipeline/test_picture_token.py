"""A picture on the feed's own server is asked for with the feed's token; no other address ever sees it."""

from __future__ import annotations

import io

import httpx
import pytest
from PIL import Image

from command_center.pipeline.pictures import fetch

FEED = "wss://127.0.0.1:8971/ws"


@pytest.mark.parametrize(
    ("url", "goes"),
    [
        ("https://127.0.0.1:8971/api/events/o1/snapshot.jpg", True),
        ("https://127.0.0.1/api/events/o1/snapshot.jpg", False),
        ("http://127.0.0.1:8971/api/events/o1/snapshot.jpg", False),
    ],
)
async def test_that_the_token_goes_to_the_feed_s_own_server_alone(url: str, goes: bool) -> None:
    asked: list[httpx.Request] = []
    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "JPEG")

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, content=picture.getvalue())

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
        assert (await fetch(client, url, FEED, "s3cret")).media_type == "image/jpeg"
    assert (asked[0].headers.get("Authorization") == "Bearer s3cret") is goes

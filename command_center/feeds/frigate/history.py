"""What Frigate's HTTP interface tells: its cameras, and reviews and objects of the past."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar
from urllib.parse import urlsplit

import httpx

from command_center.feeds.frigate.messages import CameraTold, Review, Tracked, records, sizes, stats
from command_center.feeds.items import Unreadable

T = TypeVar("T")

PAGE = 500
SHORTEST_S = 1.0
IDS_AT_ONCE = 50
MOST_BYTES = 64 * 1024 * 1024
REFUSED = (401, 403, 404)


class Refused(Exception):
    """The server will not answer, however often it is asked."""


class NotNow(Exception):
    """The server did not answer as it should; it may the next time."""


def base(url: str) -> str:
    """The server's HTTP address from the settings' `url`: ws is http, a trailing `/ws` is none of it."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/").removesuffix("/ws").rstrip("/")
    return f"{'https' if parts.scheme in ('https', 'wss') else 'http'}://{parts.netloc}{path}"


class History:
    """Questions to one server. Each raises Refused or NotNow; neither says anything of the headers sent."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def cameras(self) -> tuple[dict[str, tuple[float, float] | None], tuple[CameraTold, ...]]:
        """Every camera with its picture's size, and which of them give pictures now."""
        return _read(sizes, await self._get("config")), _read(stats, await self._get("stats"))

    async def reviews(self, after_s: float, before_s: float) -> list[Review | Unreadable]:
        """Every review that touches the time between, oldest first; seconds since 1970 UTC.

        A page that is full may have left some out: each half is asked for by itself, in whatever order it answers.
        """
        limit = {"limit": str(PAGE)} if before_s - after_s > SHORTEST_S else {}
        asked = {"after": f"{after_s:.6f}", "before": f"{before_s:.6f}", **limit}
        found = _read(lambda raw: records(raw, Review), await self._get("review", asked))
        if limit and len(found) >= PAGE:
            middle = (after_s + before_s) / 2
            found = [*await self.reviews(after_s, middle), *await self.reviews(middle, before_s)]
        return sorted(found, key=lambda one: one.start_time if isinstance(one, Review) else 0.0)

    async def objects(self, ids: Sequence[str]) -> list[Tracked | Unreadable]:
        """The tracked objects of these ids that the server still has."""
        found: list[Tracked | Unreadable] = []
        for start in range(0, len(ids), IDS_AT_ONCE):
            asked = {"ids": ",".join(ids[start : start + IDS_AT_ONCE])}
            found += _read(lambda raw: records(raw, Tracked), await self._get("event_ids", asked))
        return found

    async def _get(self, what: str, asked: Mapping[str, str] | None = None) -> bytes:
        try:
            async with self._client.stream("GET", f"/api/{what}", params=asked) as answer:
                if answer.status_code in REFUSED:
                    raise Refused(f"/api/{what}: HTTP {answer.status_code}")
                if answer.status_code != httpx.codes.OK:
                    raise NotNow(f"/api/{what}: HTTP {answer.status_code}")
                data = bytearray()
                async for chunk in answer.aiter_bytes():
                    data += chunk
                    if len(data) > MOST_BYTES:
                        raise NotNow(f"/api/{what}: the answer is over {MOST_BYTES // 1_048_576} MiB")
                return bytes(data)
        except httpx.HTTPError as error:
            raise NotNow(f"/api/{what}: {str(error) or type(error).__name__}") from error


def _read(read: Callable[[bytes], T], raw: bytes) -> T:
    try:
        return read(raw)
    except (ValueError, RecursionError, OverflowError) as error:
        raise NotNow(f"an answer that is not Frigate's: {error}"[:200]) from error

"""A Traccar server's HTTP interface: its devices, the session its socket wants, and where devices were."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpx
from msgspec import Raw

from command_center.clock import Clock
from command_center.feeds.items import Unreadable
from command_center.feeds.skew import Skew
from command_center.feeds.sockets import Redirected
from command_center.feeds.traccar.messages import Device, devices, elements
from command_center.feeds.trouble import Refused

MOST_BYTES = 16 * 1024 * 1024
LIST_MOST_BYTES = 256 * 1024 * 1024
"""The list of devices comes in one piece, whatever it weighs: 100,000 of them are some 40 MB."""
_FORBIDDEN = b"SecurityException"


class NotNow(ConnectionError):
    """The server did not answer as it should; it may the next time."""


class TooMuch(NotNow):
    """The answer is larger than is taken into memory: ask for less."""


def base(url: str) -> str:
    """The server's HTTP address from the settings' `url`: ws is http, a trailing `/api/socket` is none of it."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/").removesuffix("/socket").removesuffix("/api").rstrip("/")
    return f"{'https' if parts.scheme in ('https', 'wss') else 'http'}://{parts.netloc}{path}"


class Server:
    """Questions to one server. Each raises Refused, Redirected or NotNow; no text of theirs holds what was sent."""

    def __init__(self, client: httpx.AsyncClient, token: str | None, skew: Skew, clock: Clock) -> None:
        self._client, self._token = client, token
        self._skew, self._clock = skew, clock
        self.time: datetime | None = None

    async def session(self) -> str | None:
        """The session's cookies, for the socket; None without a token, or from a server that gives none."""
        if self._token is None:
            return None
        await self._get("session", [("token", self._token)], MOST_BYTES)
        return "; ".join(f"{one.name}={one.value}" for one in self._client.cookies.jar) or None

    async def devices(self, ids: Sequence[int] = ()) -> tuple[list[Device], list[Unreadable]]:
        """These devices, or all the token may see. Also sets `time`, the server's, None when it does not say."""
        raw = await self._get("devices", [("id", str(id_)) for id_ in ids], LIST_MOST_BYTES)
        return devices(_elements(raw))

    async def route(self, ids: Sequence[int], start: datetime, end: datetime) -> list[Raw]:
        """Positions of these devices with a `fixTime` from `start` to `end` (both inclusive), by device and time.

        The server leaves out what is beyond `report.maxPositions` of a device, and does not say so. Raises TooMuch.
        """
        asked = [("deviceId", str(id_)) for id_ in ids]
        return _elements(await self._get("reports/route", [*asked, ("from", _z(start)), ("to", _z(end))], MOST_BYTES))

    async def _get(self, what: str, asked: Sequence[tuple[str, str]], most: int) -> bytes:
        try:
            async with self._client.stream("GET", f"/api/{what}", params=list(asked)) as answer:
                self._dated(answer.headers.get("Date"))
                return await self._body(answer, what, most)
        except httpx.HTTPError as error:
            raise NotNow(f"/api/{what}: {str(error) or type(error).__name__}") from error

    async def _body(self, answer: httpx.Response, what: str, most: int) -> bytes:
        status, data = answer.status_code, bytearray()
        if answer.is_redirect:
            there = urlsplit(answer.headers.get("Location", "")).netloc.rpartition("@")[2]
            raise Redirected(f"the server sends us on to {there[:200]}, which is not followed: correct the url")
        if status in (401, 403, 404):
            raise Refused(f"/api/{what}: HTTP {status}")
        async for chunk in answer.aiter_bytes():
            data += chunk
            if len(data) > most:
                raise TooMuch(f"/api/{what}: over {most // 1_048_576} MiB")
        # Traccar answers 400 to whatever went wrong, and names what it was in the body.
        if status == httpx.codes.BAD_REQUEST and _FORBIDDEN in data:
            raise Refused(f"/api/{what}: HTTP 400, the user may not do this")
        if status != httpx.codes.OK:
            raise NotNow(f"/api/{what}: HTTP {status}")
        return bytes(data)

    def _dated(self, header: str | None) -> None:
        self._skew.told_date(header, self._clock.now())
        try:
            self.time = parsedate_to_datetime(header or "").astimezone(UTC)
        except (ValueError, TypeError, OverflowError):
            self.time = None


def _elements(raw: bytes) -> list[Raw]:
    try:
        return elements(raw)
    except (ValueError, RecursionError) as error:
        raise NotNow(f"an answer that is not Traccar's: {error}"[:200]) from error


def _z(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"

"""Pictures that come with messages: decoded when they are inside, fetched when they are elsewhere."""

from __future__ import annotations

import asyncio
import base64
import binascii
import io
import ipaddress
import logging
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

import httpx
from PIL import Image, UnidentifiedImageError

log = logging.getLogger(__name__)

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 60_000_000
TIMEOUT_S = 20.0
_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


class NotAPicture(Exception):
    """What came is no picture we take; the text says why, for the marked gap."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's bytes, and what they are."""

    data: bytes
    media_type: str


def from_data_url(url: str) -> Picture:
    """A picture inside a `data:` address. Raises NotAPicture."""
    head, comma, body = url.partition(",")
    if not comma or ";base64" not in head:
        raise NotAPicture("a data address without base64")
    if len(body) > MAX_BYTES * 4 // 3 + 4:
        raise NotAPicture(f"larger than {MAX_BYTES // 1_048_576} MiB")
    try:
        return check(base64.b64decode(body, validate=True))
    except (binascii.Error, ValueError) as error:
        raise NotAPicture(f"not base64: {error}") from error


def check(data: bytes) -> Picture:
    """These bytes as a picture, judged by what they are and not by what they are called. Raises NotAPicture."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            kind = _TYPES.get(image.format or "")
            if kind is None:
                raise NotAPicture(f"{image.format} is not JPEG, PNG or WebP")
            if image.width * image.height > MAX_PIXELS:
                raise NotAPicture(f"{image.width}×{image.height} pixels are too many")
            image.verify()
    except UnidentifiedImageError:
        raise NotAPicture("not a picture: of no kind that is known") from None
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise NotAPicture(f"not a picture: {error}") from error
    return Picture(data, kind)


async def fetch(client: httpx.AsyncClient, url: str, feed_url: str, token: str | None = None) -> Picture:
    """A picture from http(s), asked for as `opened` says. Raises NotAPicture."""
    try:
        response = await opened(client, url, feed_url, token)
        try:
            return check(await _limited(response))
        finally:
            await response.aclose()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise NotAPicture(f"could not be fetched: {str(error) or type(error).__name__}") from error


async def opened(client: httpx.AsyncClient, url: str, feed_url: str, token: str | None = None) -> httpx.Response:
    """The answer of an http(s) server, its body still to be read; close it. `token` goes along to the feed's own
    server, and no other.

    Only addresses a feed may name are asked: the feed's own host, or a public one; never this machine or its
    network because a message says so (server-side request forgery). Redirects are not followed.

    Raises NotAPicture, and what httpx raises.
    """
    parts = _split(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise NotAPicture(f"an address of kind {parts.scheme or 'none'} is not fetched")
    own = is_own(url, feed_url)
    address = None if own else await asyncio.to_thread(_public_address, parts.hostname)
    request = _request(client, url, address)
    if token is not None and is_same_server(url, feed_url):
        request.headers["Authorization"] = f"Bearer {token}"
    response = await client.send(request, stream=True)
    if response.status_code != httpx.codes.OK:
        await response.aclose()
        raise NotAPicture(f"the server answered HTTP {response.status_code}")
    return response


def is_own(url: str, feed_url: str) -> bool:
    """Whether a picture stands on its feed's own host. Raises NotAPicture."""
    return _split(url).hostname == _split(feed_url).hostname


def is_same_server(url: str, feed_url: str) -> bool:
    """Whether a picture stands on its feed's own server: scheme (ws is http), host and port. Raises NotAPicture."""
    return _server(url) == _server(feed_url)


def _server(url: str) -> tuple[bool, str | None, int]:
    parts = _split(url)
    secure = parts.scheme in ("https", "wss")
    try:
        return secure, parts.hostname, parts.port or (443 if secure else 80)
    except ValueError as error:
        raise NotAPicture(f"not an address: {error}") from error


def _request(client: httpx.AsyncClient, url: str, address: str | None) -> httpx.Request:
    """A request that goes to that very address, whatever the name means by then (DNS rebinding); the server is asked
    for, and verified by, its name."""
    named = httpx.URL(url)
    if address is None:
        return client.build_request("GET", named, timeout=TIMEOUT_S)
    headers = {"Host": named.netloc.decode("ascii")}
    at = named.copy_with(host=address)
    return client.build_request(
        "GET", at, headers=headers, timeout=TIMEOUT_S, extensions={"sni_hostname": named.raw_host.decode("ascii")}
    )


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError as error:
        raise NotAPicture(f"not an address: {error}") from error


async def _limited(response: httpx.Response) -> bytes:
    data = bytearray()
    async for chunk in response.aiter_bytes():
        data += chunk
        if len(data) > MAX_BYTES:
            raise NotAPicture(f"larger than {MAX_BYTES // 1_048_576} MiB")
    return bytes(data)


def _public_address(host: str) -> str:
    """The host's address, the first of them; all must be public."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:  # UnicodeError: a label no name server could be asked for
        raise NotAPicture(f"{host[:100]} is not known: {error}") from error
    addresses = [ipaddress.ip_address(str(address[0]).partition("%")[0]) for *_, address in found]
    if not addresses or not all(map(_is_public, addresses)):
        raise NotAPicture(f"{host[:100]} is an address inside a private network")
    return str(addresses[0])


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    inner = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (inner or address).is_global

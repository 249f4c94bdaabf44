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
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise NotAPicture(f"not a picture: {error}") from error
    return Picture(data, kind)


async def fetch(client: httpx.AsyncClient, url: str, feed_url: str) -> Picture:
    """A picture from http(s). Raises NotAPicture.

    Only addresses a feed may name are asked: the feed's own host, or a public one; never this machine or its
    network because a message says so (server-side request forgery). Redirects are not followed.
    """
    parts = _split(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise NotAPicture(f"an address of kind {parts.scheme or 'none'} is not fetched")
    if parts.hostname != urlsplit(feed_url).hostname:
        await asyncio.to_thread(_must_be_public, parts.hostname)
    try:
        async with client.stream("GET", url, timeout=TIMEOUT_S) as response:
            if response.status_code != httpx.codes.OK:
                raise NotAPicture(f"the server answered HTTP {response.status_code}")
            return check(await _limited(response))
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise NotAPicture(f"could not be fetched: {str(error) or type(error).__name__}") from error


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


def _must_be_public(host: str) -> None:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:  # UnicodeError: a label no name server could be asked for
        raise NotAPicture(f"{host[:100]} is not known: {error}") from error
    for *_, address in found:
        if not ipaddress.ip_address(str(address[0]).partition("%")[0]).is_global:
            raise NotAPicture(f"{host} is an address inside a private network")

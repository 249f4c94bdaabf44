"""Tiles from a server: asked for politely, kept on disk, shown from there when the server is away."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from time import monotonic
from urllib.parse import quote, urlsplit

import httpx

from command_center.clock import Clock, to_ms
from command_center.model.settings import BasemapSettings
from command_center.tiles import freshness
from command_center.tiles.address import Tile
from command_center.tiles.backing_off import REFUSED_S, BackingOff
from command_center.tiles.inflate import GZIP, inflated
from command_center.tiles.kept import Cache, Kept
from command_center.tiles.source import MOST_INFLATED, MOST_RAW, Answer, Bounds, Nothing, picture
from command_center.tiles.template import KEY, address, is_vector
from command_center.tiles.trouble import Fault, Trouble, Unreadable

log = logging.getLogger(__name__)
AGENT = "command-center/0.1 (city map wall; one seat)"
CONNECTIONS = 4
CONNECT_S, READ_S, WHOLE_S = 5.0, 10.0, 30.0
DEFAULT_MOST_ZOOM = 18
_ABSENT, _REFUSED = (204, 404, 410), (401, 402, 403, 405, 406, 407, 418, 451)
_LATER = (408, 425, 429)


class _Keyed(httpx.BaseTransport):
    """Puts the key into the address after everything that logs or reports addresses has seen it without."""

    def __init__(self, key: str) -> None:
        self._key = quote(key, safe="")
        limits = httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS)
        self._inner = httpx.HTTPTransport(limits=limits)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send it."""
        url = str(request.url)
        for placeholder in (KEY, quote(KEY)):  # as it is in a query, and in a path
            url = url.replace(placeholder, self._key)
        sent = httpx.Request(request.method, url, headers=request.headers, extensions=request.extensions)
        return self._inner.handle_request(sent)

    def close(self) -> None:
        """Let go of the connections."""
        self._inner.close()


class _TooLarge(Exception):
    """A body larger than any tile."""


class TileServer:
    """A `Source`. Raises Unreadable when its key is not there."""

    tile_size: int | None
    bounds: Bounds | None = None
    workers = CONNECTIONS

    def __init__(self, settings: BasemapSettings, clock: Clock, cache: Path, environment: Mapping[str, str]) -> None:
        self._settings, self._clock = settings, clock
        self._host = urlsplit(settings.url).hostname or ""
        key = environment.get(settings.key_env or "", "")
        if settings.key_env and not key:
            raise Unreadable(Trouble(Fault.NO_KEY, self._host, settings.key_env))
        self.vector = is_vector(settings.url)
        self.min_zoom = settings.min_zoom or 0
        self.max_zoom = DEFAULT_MOST_ZOOM if settings.max_zoom is None else settings.max_zoom
        self.tile_size = settings.tile_size or (512 if self.vector else 256)
        self.attribution = settings.attribution
        self._trouble: Trouble | None = None
        self._rest = BackingOff()
        self._closed = False
        scheme = "" if settings.scheme == "xyz" else f" {settings.scheme}"
        self._cache = Cache(cache, settings.url + scheme, settings.cache_mb * 1024 * 1024, clock)
        self._client = httpx.Client(
            transport=_Keyed(key),
            timeout=httpx.Timeout(READ_S, connect=CONNECT_S),
            headers={"User-Agent": AGENT, "Accept-Encoding": "gzip"},
            follow_redirects=False,
        )

    @property
    def trouble(self) -> Trouble | None:
        """What is wrong with the server just now."""
        return self._trouble

    @property
    def wait_s(self) -> float:
        """In how many seconds it is asked again."""
        return self._rest.wait_s

    def get(self, tile: Tile) -> Answer:
        """From the disk while fresh, from the server else; from the disk again when the server is away."""
        if not self.min_zoom <= tile.z <= self.max_zoom:
            return Nothing.ABSENT
        kept = self._cache.get(tile)
        if kept is not None and kept.fresh_ms > to_ms(self._clock.now()):
            return self._unpacked(kept.body)
        answer = Nothing.LATER if self._closed or self._rest.wait_s else self._ask(tile, kept)
        return self._unpacked(kept.body) if answer is Nothing.LATER and kept is not None else answer

    def _ask(self, tile: Tile, kept: Kept | None) -> Answer:
        begun = monotonic()
        url = address(self._settings.url, tile, self._settings.subdomains, self._settings.scheme)
        headers = {}
        if kept is not None:
            known = {"If-None-Match": kept.etag, "If-Modified-Since": kept.modified}
            headers = {name: value for name, value in known.items() if value}
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                return self._taken(tile, kept, response, begun)
        except _TooLarge:
            return self._fails(begun, Fault.NOT_TILES, "too large")
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, RuntimeError, ValueError) as error:
            if not self._closed:
                self._fails(begun, Fault.OFFLINE, type(error).__name__)
            return Nothing.LATER

    def _taken(self, tile: Tile, kept: Kept | None, response: httpx.Response, begun: float) -> Answer:
        status, now = response.status_code, self._clock.now()
        if status == httpx.codes.NOT_MODIFIED and kept is not None:
            self._well()
            self._cache.refreshed(tile, freshness.fresh_until_ms(response.headers, now))
            return self._unpacked(kept.body)
        if status in _LATER or status >= 500:
            patience = freshness.patience_s(response.headers, 1.0, 600.0)
            return self._fails(begun, Fault.BUSY, f"HTTP {status}", patience)
        if status in _REFUSED or httpx.codes.is_redirect(status):
            return self._fails(begun, Fault.REFUSED, f"HTTP {status}", REFUSED_S)
        if status not in (200, *_ABSENT):  # this tile alone, perhaps
            return Nothing.BROKEN
        body = None if status in _ABSENT else self._body(response, begun)
        if body is not None and not self._is_tile(body):
            if body.lstrip()[:1] in (b"<", b"{"):  # a page that wants somebody to log in comes with status 200 too
                return self._fails(begun, Fault.NOT_TILES, "a page", REFUSED_S)
            return Nothing.BROKEN
        self._well()
        if freshness.keepable(response.headers):
            fresh = freshness.fresh_until_ms(response.headers, now, absent=body is None)
            etag, modified = (response.headers.get(name, "")[:500] for name in ("etag", "last-modified"))
            self._cache.put(tile, Kept(body, etag, modified, fresh))
        return self._unpacked(body)

    @staticmethod
    def _body(response: httpx.Response, begun: float) -> bytes:
        """All of it, of bounded size and time. Raises ValueError, _TooLarge when there is too much of it."""
        parts, size = [], 0
        for part in response.iter_raw():
            parts.append(part)
            size += len(part)
            if size > MOST_RAW:
                raise _TooLarge
            if monotonic() - begun > WHOLE_S:
                raise ValueError("too slow")
        raw = b"".join(parts)
        return inflated(raw, MOST_INFLATED) if response.headers.get("content-encoding", "") == "gzip" else raw

    def _is_tile(self, body: bytes) -> bool:
        if not self.vector:
            return picture(body)
        return not body or body[:2] == GZIP or body[0] == 0x1A  # the first field of a vector tile: a layer

    @staticmethod
    def _unpacked(body: bytes | None) -> Answer:
        if body is None:
            return Nothing.ABSENT
        try:
            return inflated(body, MOST_INFLATED) if body[:2] == GZIP else body
        except ValueError:
            return Nothing.BROKEN

    def _fails(self, begun: float, fault: Fault, detail: str, least_s: float = 1.0) -> Nothing:
        trouble = Trouble(fault, self._host, detail)
        if trouble != self._trouble:
            log.warning("basemap %s: %s", self._settings.name, trouble.said)
        self._trouble = trouble
        self._rest.failed(begun, least_s)
        return Nothing.LATER

    def _well(self) -> None:
        if self._trouble is not None:
            log.info("basemap %s: %s answers again", self._settings.name, self._host)
        self._trouble = None
        self._rest.answered()

    def close(self) -> None:
        """Let go of connections and the disk."""
        self._closed = True
        self._client.close()
        self._cache.close()

"""The way a WebSocket is opened: never on to another server, and nothing of its headers in a log."""

from __future__ import annotations

import logging
from urllib.parse import SplitResult, urljoin, urlsplit

from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

log = logging.getLogger(__name__)
log.setLevel(logging.INFO)  # at DEBUG websockets writes down every header and message, the token and people's names
"""What connections log to, whatever level the program logs at."""

_REDIRECTS = (300, 301, 302, 303, 307, 308)
_SECURE = {"http": False, "ws": False, "https": True, "wss": True}


class Redirected(Exception):
    """The server sends us on to another one. Not followed: the token is for this one alone."""


class Connect(connect):
    """`websockets.connect` that follows a redirect on the same server only."""

    def process_redirect(self, exc: Exception) -> Exception | str:
        """The address to go on to, or what to raise."""
        if isinstance(exc, InvalidStatus) and exc.response.status_code in _REDIRECTS:
            location = exc.response.headers.get("Location", "")
            try:
                here, there = urlsplit(self.uri), urlsplit(urljoin(self.uri, location))
                other, host = _origin(here) != _origin(there), there.netloc.rpartition("@")[2]
            except ValueError:
                return Redirected("the server sends us on to an address that is none")
            if other:
                return Redirected(f"the server sends us on to {host[:200]}, which is not followed: correct the url")
        return super().process_redirect(exc)


def _origin(parts: SplitResult) -> tuple[bool | None, str | None, int]:
    secure = _SECURE.get(parts.scheme)
    return secure, parts.hostname, parts.port or (443 if secure else 80)

"""Addresses of streams and clips: which may be opened at all, and how one is shown without the login in it.

An address comes from a feed, that is from somebody else. It is taken apart by the rules of RFC 3986 and refused
unless every part is as expected: a player must never be talked into reading this machine's files.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

LONGEST = 2000
"""Characters; a longer address is no camera's."""
NETWORK = frozenset({"rtsp", "rtsps", "http", "https"})
_STRANGE = re.compile(r"[\x00-\x20\x7f-\x9f\\<>\"`{}|^]|\u2028|\u2029")
_HOST = re.compile(r"[0-9A-Za-z._~-]+|\[?[0-9A-Fa-f:.]+(%25[0-9A-Za-z]+)?\]?")
_LOGIN = re.compile(r"(?<=://)[^/?#]*@")
_SECRET = re.compile(
    r"(?i)([?&;#](?:[^=&;#]*(?:pass|pwd|token|secret|key|auth|sig|user)[^=&;#]*)=)[^&;#]*"
)  # what makers put into the query instead of a login


class Refusal(StrEnum):
    """Why an address is not opened."""

    NONE = "none"
    TOO_LONG = "too-long"
    NOT_AN_ADDRESS = "not-an-address"
    SCHEME = "scheme"
    HOST = "host"
    FOLDER = "folder"


class AddressRefused(ValueError):
    """An address that is not opened; `why` is for the screen's words. The text never holds the address."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(f"the address is refused: {why}")
        self.why = why


def checked(address: str | None, folders: Sequence[str] = ()) -> str:
    """`address`, when it may be opened: rtsp, rtsps, http or https with a host, or a file below one of `folders`
    (absolute paths, laid down in the settings). Raises AddressRefused."""
    if not address:
        raise AddressRefused(Refusal.NONE)
    if len(address) > LONGEST:
        raise AddressRefused(Refusal.TOO_LONG)
    if _STRANGE.search(address):
        raise AddressRefused(Refusal.NOT_AN_ADDRESS)
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:  # a port that is none, a broken IPv6 address
        raise AddressRefused(Refusal.NOT_AN_ADDRESS) from error
    if parts.scheme == "file":
        return _file(parts, folders)
    if parts.scheme not in NETWORK:
        raise AddressRefused(Refusal.SCHEME)
    if not parts.hostname or port == 0 or not _HOST.fullmatch(parts.hostname):
        raise AddressRefused(Refusal.HOST)
    return address


def _file(parts: SplitResult, folders: Sequence[str]) -> str:
    """The file's address with every link followed, so that what was checked is what is opened."""
    if parts.netloc not in ("", "localhost") or parts.query:
        raise AddressRefused(Refusal.FOLDER)
    try:
        path = Path(unquote(parts.path)).resolve(strict=True)
        inside = any(path.is_relative_to(Path(folder).resolve()) for folder in folders)
    except (OSError, ValueError) as error:
        raise AddressRefused(Refusal.FOLDER) from error
    if not inside or not path.is_file():
        raise AddressRefused(Refusal.FOLDER)
    return path.as_uri() + (f"#{parts.fragment}" if parts.fragment else "")


def without_login(address: str) -> str:
    """The address as it may be shown, logged and exported: no user name, no password, no token in the query."""
    return _SECRET.sub(r"\1***", _LOGIN.sub("", address))


def flagged_at_s(address: str) -> float | None:
    """Seconds into a clip at which it was flagged: the start of a media fragment (W3C Media Fragments URI 1.0,
    4.2.1: `#t=6` or `#t=6.5,12`), None when there is none."""
    found = re.search(r"#(?:.*&)?t=(?:npt:)?(\d{1,6}(?:\.\d{1,6})?)(?:,|&|$)", address)
    return float(found[1]) if found else None


def host_of(address: str) -> tuple[str, int] | None:
    """Host and port that a network address asks, None for a file or what is no address."""
    usual = {"rtsp": 554, "rtsps": 322, "http": 80, "https": 443}
    try:
        parts = urlsplit(address)
        if parts.scheme not in usual or not parts.hostname:
            return None
        return parts.hostname, parts.port or usual[parts.scheme]
    except ValueError:
        return None

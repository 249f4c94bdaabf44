"""Why a stream did not open: asked of its server once, because the player only says that it could not.

The question goes to the address's own server, without name and password; of the answer only the first line is read.
"""

from __future__ import annotations

import socket
import ssl
from enum import StrEnum
from urllib.parse import urlsplit

from command_center.model.addresses import host_of, without_login

WITHIN_S = 3.0


class Trouble(StrEnum):
    """Why there is no picture."""

    NO_SUCH_HOST = "no-such-host"
    NO_ANSWER = "no-answer"
    CERTIFICATE = "certificate"
    NEEDS_LOGIN = "needs-login"
    LOGIN_REFUSED = "login-refused"
    NOT_THERE = "not-there"
    SERVER = "server"
    NO_PICTURE = "no-picture"
    BROKEN_FILE = "broken-file"
    STOPPED = "stopped"
    LOGIN_UNSAFE = "login-unsafe"


def ask(address: str) -> Trouble:
    """Ask the server of `address`, an address that was found in order. Takes `WITHIN_S` at most for each step."""
    at = host_of(address)
    if at is None:
        return Trouble.BROKEN_FILE
    try:
        with socket.create_connection(at, WITHIN_S) as plain:
            plain.settimeout(WITHIN_S)
            if urlsplit(address).scheme in ("https", "rtsps"):
                with ssl.create_default_context().wrap_socket(plain, server_hostname=at[0]) as safe:
                    return _answer(safe, address)
            return _answer(plain, address)
    except socket.gaierror:
        return Trouble.NO_SUCH_HOST
    except ssl.SSLCertVerificationError:
        return Trouble.CERTIFICATE
    except (OSError, ValueError):
        return Trouble.NO_ANSWER


def _answer(line: socket.socket, address: str) -> Trouble:
    parts = urlsplit(address)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    host = parts.netloc.rpartition("@")[2]
    if parts.scheme.startswith("rtsp"):
        bare = without_login(f"{parts.scheme}://{host}{path}")
        request = f"DESCRIBE {bare} RTSP/1.0\r\nCSeq: 1\r\nAccept: application/sdp\r\n\r\n"
    else:
        request = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nRange: bytes=0-0\r\nConnection: close\r\n\r\n"
    line.sendall(request.encode())
    first = line.recv(200).split(b"\r\n")[0].split()
    status = int(first[1]) if len(first) > 1 and first[1].isdigit() else 0
    return _meaning(status, login="@" in parts.netloc)


def _meaning(status: int, login: bool) -> Trouble:
    if status in (401, 403):
        return Trouble.LOGIN_REFUSED if login or status == 403 else Trouble.NEEDS_LOGIN
    if status in (404, 410, 454):
        return Trouble.NOT_THERE
    return Trouble.SERVER if status >= 400 else Trouble.NO_PICTURE

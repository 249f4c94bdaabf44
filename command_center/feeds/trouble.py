"""What ended a connection, in words for who sits at the screen; whether the server, or we, refuse rather than fail."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

from websockets.exceptions import InvalidHandshake, InvalidStatus, InvalidURI

from command_center.feeds.security import NoToken, NoTrust
from command_center.feeds.sockets import Redirected


class Refused(Exception):
    """The server will not have what is asked, however often."""


_REFUSED_STATUS = (401, 403, 404)
_EXPIRED, _NOT_YET, _HOST, _ADDRESS = 10, 9, 62, 64
_UNKNOWN = (2, 18, 19, 20, 21, 27)
"""OpenSSL's X509_V_ERR_…, as `SSLCertVerificationError.verify_code` has them."""


def told(error: BaseException) -> tuple[str, bool]:
    """(why, refused). Refused does not mend itself: somebody must change a token, a certificate or the settings."""
    for one in _chain(error):
        if isinstance(one, ssl.SSLCertVerificationError):
            return _certificate(one), True
        if isinstance(one, ssl.SSLError) and one.reason == "WRONG_VERSION_NUMBER":
            return "the server does not speak TLS at this address: is the scheme or the port wrong?", True
    if isinstance(error, NoToken | NoTrust | Redirected | Refused | InvalidURI):
        return _plain(error), True
    if isinstance(error, InvalidStatus):
        status = error.response.status_code
        return f"the server answered HTTP {status}", status in _REFUSED_STATUS
    if isinstance(error, InvalidHandshake):
        return f"the server refused: {_plain(error)}", True
    return _plain(error), False


def _certificate(error: ssl.SSLCertVerificationError) -> str:
    code = error.verify_code
    if code == _EXPIRED:
        return "the server's certificate has expired: its operator must renew it (or this machine's clock is wrong)"
    if code == _NOT_YET:
        return "the server's certificate is not valid yet: is this machine's clock right?"
    if code in (_HOST, _ADDRESS):
        return "the server's certificate is for another name than the address in the settings: correct the url"
    if code in _UNKNOWN:
        return (
            "the server's certificate is from an authority that is not trusted here: "
            "name the authority's own file as ca_file in the settings"
        )
    return f"the server's certificate is not accepted: {error.verify_message}"


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _plain(error: BaseException) -> str:
    text = str(error) or type(error).__name__
    return text if len(text) < 300 else text[:300] + "…"

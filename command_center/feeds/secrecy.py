"""Secrets this process has been handed, and nothing it says holding one of them.

Texts of other packages' errors may hold a header or an address; a server may send back what it was sent. Whatever is
shown, logged or set aside goes through here.
"""

from __future__ import annotations

import logging
from base64 import b64encode
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, quote_plus

HIDDEN = "•••"
SHORTEST_BASE64 = 8
"""Shorter a piece of base64 says little, and would hide what is no secret."""
_URL_SAFE = str.maketrans("+/", "-_")
_known: list[str] = []
_formatter = logging.Formatter()


def keep(secret: str) -> None:
    """From now on this text is written nowhere: `scrub` takes it out, and so does every log record."""
    if not _known:
        _watch_the_log()
    for form in (secret, quote(secret, safe=""), quote_plus(secret), *_in_json(secret), *_in_base64(secret)):
        if form and form not in _known:
            _known.append(form)
    # A secret that holds another goes first, or its rest would stay.
    _known.sort(key=len, reverse=True)


def _in_json(secret: str) -> Iterator[str]:
    """As encoders write it that escape more than they must: PHP's its slashes, Gson and Go what is HTML's."""
    yield secret.replace("\\", "\\\\").replace('"', '\\"')
    yield secret.replace("/", "\\/")
    yield "".join(f"\\u{ord(one):04x}" if one in "<>&='" else one for one in secret)


def _in_base64(secret: str) -> Iterator[str]:
    """How a secret looks inside base64, in both alphabets, whatever stands before and after it there.

    Three bytes become four characters: by the bytes before it a secret is written in one of three ways, and its first
    and last characters may say something of its neighbours too: those are left out.
    """
    for before in range(3):
        raw = bytes(before) + secret.encode()
        whole = b64encode(raw).decode().rstrip("=")
        inner = whole[-(-before * 8 // 6) : len(raw) * 8 // 6]
        if len(inner) >= SHORTEST_BASE64:
            yield inner
            yield inner.translate(_URL_SAFE)


def scrub(text: str) -> str:
    """The text without any secret."""
    for secret in _known:
        if secret in text:
            text = text.replace(secret, HIDDEN)
    return text


def scrub_bytes(raw: bytes) -> bytes:
    """The bytes without any secret; the very same when none is in them."""
    for secret in _known:
        raw = raw.replace(secret.encode(), HIDDEN.encode())
    return raw


def _watch_the_log() -> None:
    """Have every record of every logger made without secrets, traceback too, whatever its level and handlers."""
    make = logging.getLogRecordFactory()

    def scrubbed(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = make(*args, **kwargs)
        said = record.getMessage()
        clean = scrub(said)
        if clean != said:
            record.msg, record.args = clean, ()
        if record.exc_info and record.exc_info[0] is not None:
            trace = _formatter.formatException(record.exc_info)
            clean = scrub(trace)
            if clean != trace:
                # A handler would format the error anew: the record keeps the text alone.
                record.exc_text, record.exc_info = clean, None
        return record

    logging.setLogRecordFactory(scrubbed)

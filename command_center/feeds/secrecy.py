"""Secrets this process has been handed, and nothing it says holding one of them.

Texts of other packages' errors may hold a header or an address; a server may send back what it was sent. Whatever is
shown, logged or set aside goes through here.
"""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import quote, quote_plus

HIDDEN = "•••"
_known: list[str] = []
_formatter = logging.Formatter()


def keep(secret: str) -> None:
    """From now on this text is written nowhere: `scrub` takes it out, and so does every log record."""
    if not _known:
        _watch_the_log()
    for form in (secret, quote(secret, safe=""), quote_plus(secret)):
        if form and form not in _known:
            _known.append(form)
    # A secret that holds another goes first, or its rest would stay.
    _known.sort(key=len, reverse=True)


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

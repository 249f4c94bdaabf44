"""One way to write a value down, so that everybody works out the same hash of it; and the chain of hashes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

_STEP = b"command-center record 1\n"
GENESIS = hashlib.sha256(b"command-center record: the beginning").digest()
"""What stands before the first entry of the store's record."""


def canonical(value: Any) -> bytes:
    """JSON with sorted keys, no spaces, UTF-8, no NaN. Raises ValueError, TypeError on what JSON does not have."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode()


def digest(value: Any) -> str:
    """SHA-256 of the canonical form, hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()


def exact(moment: datetime) -> str:
    """A time to the microsecond, in UTC, always 27 characters: `2026-11-23T02:00:00.000000Z`."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}Z"


def entry_digest(
    at: datetime, person: str, what: str, subject_kind: str, subject: str, detail: Mapping[str, str]
) -> bytes:
    """SHA-256 of an entry of the record: who, when, what, about what, with which detail."""
    entry = {
        "at": exact(at),
        "detail": dict(detail),
        "person": person,
        "subject": subject,
        "subject_kind": subject_kind,
        "what": what,
    }
    return hashlib.sha256(canonical(entry)).digest()


def linked(previous: bytes, entry: bytes) -> bytes:
    """The link of an entry: SHA-256 over the link before it and its own digest (32 bytes each)."""
    return hashlib.sha256(_STEP + previous + entry).digest()

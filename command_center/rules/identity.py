"""Names for events that any process would give again from the same data."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

_OURS = UUID("6d1c4d5e-5b0e-5c8b-9e0a-0d6f6b1f7c11")


def event_id(kind: str, subject: str, place: str, thing: str, first_seen: datetime) -> str:
    """The id of an event: a UUID (RFC 9562, version 5) over what it is and when it began."""
    return str(uuid5(_OURS, f"{kind}|{subject}|{place}|{thing}|{first_seen.isoformat()}"))

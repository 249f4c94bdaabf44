"""What is asked of another person about a case, and of a collector in the field."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

WAITING, APPROVED, REFUSED = "waiting", "approved", "refused"
SUSPEND, EXTEND = "suspend", "extend"
DROPPED = "dropped"
VERIFY, CHECK = "verify", "check"


class Approval(Struct, frozen=True):
    """A request that another person decides on. `kind` suspend | extend (by `minutes`); `state` waiting | approved |
    refused. `id` 0 before it is kept."""

    id: int
    case: str
    kind: str
    minutes: float | None
    asked_by: str
    asked_at: datetime
    reason: str
    state: str = WAITING
    decided_by: str | None = None
    decided_at: datetime | None = None
    answer: str = ""


class FieldTask(Struct, frozen=True):
    """A collector's errand. `purpose` verify | check; `state` waiting, dropped, or the collector's word: true | false |
    passed | rework."""

    id: str
    case: str
    purpose: str
    asked_by: str
    asked_at: datetime
    deadline: datetime
    state: str = WAITING
    by: str | None = None
    text: str = ""
    answered_at: datetime | None = None

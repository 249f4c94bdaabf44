"""The dog rules as they stand over time: which version is in force when, and who laid it down."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from command_center.model.settings import DogWalking


class RuleStanding(Struct, frozen=True):
    """`rules` are in force from `since` on (None: from ever), until the next standing's time."""

    rules: DogWalking
    version: str
    since: datetime | None = None


class RuleChange(Struct, frozen=True, kw_only=True):
    """A change as it was made: number `id`, in force from `since` on; `how`: `file` (the settings' file said so),
    `saved` (a person did) or `program` (another version of it carries the same rules out otherwise)."""

    id: int
    rules: DogWalking
    version: str
    since: datetime
    made_at: datetime
    made_by: str
    how: str
    reason: str = ""

"""The rules as they were, are and will be: one row a change, only ever added to.

In force at a time is, of the changes whose time has come, the one made last: a change from Wednesday on replaces what
had been laid down for Friday.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection, Row, func, insert, select

from command_center.model.rules import RuleChange, RuleStanding
from command_center.model.settings import DogWalking
from command_center.store.schema import rule_changes


def add(
    connection: Connection,
    rules: DogWalking,
    version: str,
    since: datetime,
    by: str,
    at: datetime,
    how: str,
    reason: str,
) -> int:
    """Lay down that these hold from `since` on. Returns the change's number."""
    row = {
        "version": version, "rules": msgspec.json.encode(rules).decode(), "since": since, "made_at": at, "made_by": by,
        "how": how, "reason": reason,
    }  # fmt: skip
    return int(connection.execute(insert(rule_changes).values(row)).inserted_primary_key[0])  # type: ignore[index]


def changes(connection: Connection) -> list[RuleChange]:
    """All changes, in the order they were made."""
    return [_change(row) for row in connection.execute(select(rule_changes).order_by(rule_changes.c.id))]


def newest(connection: Connection) -> int:
    """The number of the last change; 0 before there is one."""
    return int(connection.execute(select(func.coalesce(func.max(rule_changes.c.id), 0))).scalar_one())


def timeline(made: Sequence[RuleChange]) -> list[RuleStanding]:
    """What holds when, of changes in the order they were made: sorted by time, equal neighbours once."""
    line: list[RuleStanding] = []
    for change in sorted(made, key=lambda one: (one.since, one.id)):
        best = max((one for one in made if one.since <= change.since), key=lambda one: one.id)
        standing = RuleStanding(best.rules, best.version, change.since)
        if line and line[-1].since == change.since:
            line.pop()
        if not line or line[-1].version != standing.version:
            line.append(standing)
    return line


def fell_due(connection: Connection, before: datetime, now: datetime) -> bool:
    """Whether a change's time came after `before`, up to `now`."""
    c = rule_changes.c
    return connection.execute(select(c.id).where(c.since > before, c.since <= now).limit(1)).first() is not None


def _change(row: Row[tuple[object, ...]]) -> RuleChange:
    return RuleChange(
        id=row.id,
        rules=msgspec.json.decode(row.rules, type=DogWalking),
        version=row.version,
        since=row.since,
        made_at=row.made_at,
        made_by=row.made_by,
        how=row.how,
        reason=row.reason,
    )
